// The search box: finds actors, positions and words in sentences (a combobox with a list, by keyboard or pointer).

let options = [];
let at = -1;

function makeSearch() {
  const input = h("input", {
    type: "search", id: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-controls": "found", "aria-expanded": "false", "aria-autocomplete": "list",
    oninput: () => showFound(input.value), onfocus: () => { if (input.value) showFound(input.value); },
    onkeydown: searchKeys, onblur: () => setTimeout(hideFound, 150),
  });
  return h("div", { class: "search" }, icon("find"), input, h("div", { id: "found", role: "listbox", hidden: true }));
}

function showFound(text) {
  const found = $("found");
  const groups = text.trim() ? searched(text.trim()) : [];
  options = groups.flatMap(([, list]) => list);
  at = -1;
  let place = 0;
  replace(found, groups.map(([title, list]) => [title ? h("p", { role: "presentation" }, title) : null, list.map((option) => {
    const here = place++;
    return h("div", { role: "option", id: `found-${here}`, "aria-selected": "false", onpointerdown: (event) => { event.preventDefault(); take(here); } }, option.shown);
  })]), text.trim() && !options.length ? h("p", {}, t("nothing_found")) : null);
  found.hidden = !text.trim();
  $("search").setAttribute("aria-expanded", String(!found.hidden));
}

function searched(text) {
  const words = plain(text);
  const named = nodes.filter((node) => plain(label(node)).includes(words) || plain(node.id) === words || Object.values(node.names).some((name) => plain(name).startsWith(words)));
  named.sort((a, b) => Number(plain(label(b)).startsWith(words)) - Number(plain(label(a)).startsWith(words)) || a.rank - b.rank);
  const open = (node) => ({ shown: [shapeSample(node.shape, node.camp), label(node)], patch: { sel: node.id, ego: "", path: "" } });
  const parts = words.split(/\s+/);
  const hits = [...new Map(statements.filter((s) => parts.every((part) => plain(sentences[s.sentence]).includes(part))).map((s) => [s.sentence, s])).values()];
  const groups = [
    [t("search_actors"), named.filter((node) => node.sort !== "Position").slice(0, 6).map(open)],
    [t("search_positions"), named.filter((node) => node.sort === "Position").slice(0, 5).map(open)],
    [t("search_sentences"), hits.slice(0, 4).map((s) => ({ shown: [h("span", { class: "excerpt", dir: "auto" }, excerpt(sentences[s.sentence], parts[0]))], patch: { sel: s.edge.id } }))],
    ["", hits.length ? [{ shown: [icon("find"), `${t("search_words")} (${number(hits.length)})`], patch: { q: text } }] : []],
  ];
  return groups.filter(([, list]) => list.length);
}

function excerpt(sentence, word) {
  const place = Math.max(0, sentence.toLowerCase().indexOf(word) - 30);
  const cut = sentence.slice(place, place + 90);
  const whole = place ? cut.slice(cut.indexOf(" ") + 1) : cut;  // not from the middle of a word
  return `${place ? "… " : ""}${whole}${place + 90 < sentence.length ? "…" : ""}`;
}

function searchKeys(event) {
  const shift = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (shift && options.length) {
    at = (at + shift + options.length) % options.length;
    for (const option of $("found").querySelectorAll("[role=option]")) option.setAttribute("aria-selected", String(option.id === `found-${at}`));
    $("search").setAttribute("aria-activedescendant", `found-${at}`);
    $(`found-${at}`).scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && options.length) take(Math.max(0, at));
  else if (event.key === "Escape") { $("search").value = ""; hideFound(); } else return;
  event.preventDefault();
  event.stopPropagation();
}

function take(place) {
  $("search").value = "";
  const { patch } = options[place];
  hideFound();
  choose(patch);
}

function hideFound() {
  $("found").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  $("search").removeAttribute("aria-activedescendant");
}
