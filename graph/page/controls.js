// The left side: a legend whose entries are also switches, and the other filters.  Also the tabs and the line of status.

function renderTop() {
  const days = statements.map((s) => s.day).filter(Boolean).sort();
  const values = { statements: number(statements.length), articles: number(new Set(statements.map((s) => s.doc)).size) };
  $("subtitle").textContent = days.length
    ? t("subtitle", { ...values, from: dateText(days[0].slice(0, 7)), to: dateText(days[days.length - 1].slice(0, 7)) }) : t("subtitle_undated", values);
  document.title = $("title").textContent = title();
  $("skip").textContent = t("skip");
  $("tabs").setAttribute("aria-label", t("views"));
  const active = document.activeElement?.dataset?.view;
  replace($("tabs"), VIEWS.map((view) => h("button", {
    type: "button", role: "tab", id: `tab-${view}`, "data-view": view, "aria-controls": `view-${view}`,
    "aria-selected": String(state.view === view), tabindex: state.view === view ? 0 : -1, onclick: () => choose({ view }),
  }, t(`tab_${view}`))));
  if (active) $(`tab-${state.view}`).focus();
}

function tabKeys(event) {
  const shift = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!shift) return;
  event.preventDefault();
  choose({ view: VIEWS[(VIEWS.indexOf(state.view) + shift + VIEWS.length) % VIEWS.length] });
}

function renderStatus() {
  const seen = look();
  const capped = !state.ego && !state.path && seen.listed < seen.of;
  const name = (id) => label(nodeById.get(id));
  replace($("status"),
    h("button", { type: "button", class: "small filters", "aria-expanded": String($("side").classList.contains("open")), onclick: toggleSide }, icon("sliders"), t("filters")),
    h("span", { class: "showing" }, t("showing", { n: number(seen.listed), m: number(nodes.length), s: number(seen.statements.length), t: number(statements.length) })),
    page.total > statements.length ? h("span", { class: "help" }, t("carried", { n: number(statements.length), m: number(page.total) })) : null,
    capped ? h("button", { type: "button", class: "small", onclick: () => choose({ n: String(nodes.length) }) }, t("show_all")) : null,
    state.ego ? chip(t("chip_ego", { name: name(state.ego) }), { ego: "" }) : null,
    state.path ? chip(t("chip_path", { a: label(ends(state.path)[0]), b: label(ends(state.path)[1]) }), { path: "" }) : null,
    state.q ? chip(t("chip_words", { words: state.q }), { q: "" }) : null,
    state.topic ? chip(topicName(state.topic), { topic: "" }) : null,
    state.by ? chip(state.by === "-" ? t("no_speaker") : t("according_to", { name: nameOf(state.by) }), { by: "" }) : null,
    state.from || state.to ? chip(`${state.from ? dateText(state.from) : "…"} – ${state.to ? dateText(state.to) : "…"}`, { from: "", to: "" }) : null,
    CHOICES.some((key) => state[key] !== FRESH[key]) ? h("button", { type: "button", class: "small reset", onclick: reset }, t("reset")) : null);
}

function chip(text, patch) {
  return h("button", { type: "button", class: "chip", "aria-label": t("chip_remove", { what: text }), onclick: () => choose(patch) }, text, icon("close"));
}

function reset() {
  stopPlaying();
  choose(Object.fromEntries(CHOICES.map((key) => [key, FRESH[key]])));
}

function toggleSide() {
  const open = $("side").classList.toggle("open");
  renderStatus();
  if (open) $("side").querySelector("button, input")?.focus();
  else $("status").querySelector("button")?.focus();
}

function renderSide() {
  const side = $("side");
  const focused = document.activeElement?.id;
  const top = side.scrollTop;
  side.hidden = false;
  side.setAttribute("aria-label", t("filters"));
  const off = hidden();
  const usual = ["State", "Organization", "Group", "Position"];
  const sorts = [...new Set([...usual, ...nodes.map((node) => node.sort)])].filter((sort) => nodes.some((node) => node.sort === sort));
  const groups = [...new Set(statements.map((s) => s.group))].sort((a, b) => tallied("group", b) - tallied("group", a));
  const modes = MODES.filter((mode) => tallied("mode", mode));
  replace(side,
    h("div", { class: "side-head" }, h("h2", {}, t("filters")), iconButton("close", t("close"), toggleSide)),
    block(t("ties"), t("ties_help"), TONES.filter((tone) => edges.some((edge) => edge.tone === tone)).map((tone, _, all) =>
      row(tone, all, off, [lineSample(tone), h("span", {}, t(`tone_${tone}`), h("small", {}, t(`tone_${tone}_help`)))], edges.filter((edge) => edge.tone === tone).reduce((n, edge) => n + edge.statements.length, 0)))),
    countChoice(),
    block(t("things"), t("things_help"), sorts.map((sort) =>
      row(sort, sorts, off, [shapeSample(nodes.find((node) => node.sort === sort).shape), h("span", {}, sortName(sort))], nodes.filter((node) => node.sort === sort).length))),
    campsShown.length > 1 ? block(t("camps"), t("camps_help"), campsShown.map((members, camp) =>
      h("p", { class: "camp" }, shapeSample("dot", camp), h("span", {}, members.slice(0, 4).map(label).join(", "), members.length > 4 ? `, ${t("and_more", { n: number(members.length - 4) })}` : "")))) : null,
    block(t("groups"), null, groups.map((group) => row(`g-${group}`, groups.map((g) => `g-${g}`), off, [h("span", {}, groupName(group))], tallied("group", group)))),
    modes.length > 1 ? block(t("certainty"), null, modes.map((mode) => row(`m-${mode}`, modes.map((m) => `m-${m}`), off, [h("span", {}, t(`mode_${mode}`))], tallied("mode", mode)))) : null,
    block(null, null, choices()));
  side.scrollTop = top;
  if (focused && side.querySelector(`#${CSS.escape(focused)}`)) $(focused).focus();
}

const tallies = new Map();
/** How many statements have `value` as their group or mode. */
function tallied(field, value) {
  if (!tallies.has(field)) {
    const counts = new Map();
    for (const s of statements) counts.set(s[field], (counts.get(s[field]) || 0) + 1);
    tallies.set(field, counts);
  }
  return tallies.get(field).get(value) || 0;
}

function block(title, help, rows) {
  return h("section", {}, title ? h("h3", {}, title) : null, rows, help ? h("p", { class: "help" }, help) : null);
}

/** A switch with a sample, a name and a count, and a button that leaves it alone of its kind. */
function row(token, kind, off, content, n) {
  return h("div", { class: "row" },
    h("label", {}, h("input", { type: "checkbox", id: `f-${token}`, checked: !off.has(token), onchange: () => toggle(token) }), content, h("span", { class: "n" }, number(n))),
    kind.length > 2 ? h("button", { type: "button", class: "only", id: `o-${token}`, "aria-label": `${t("only")}: ${content[content.length - 1].firstChild.textContent}`, onclick: () => alone(token, kind) }, t("only")) : null);
}

/** What the numbers count; nothing to choose where no article copies another. */
function countChoice() {
  if (!statements.some((s) => s.lead)) return null;
  return block(t("counting"), t("counting_help"), h("div", { class: "switch", role: "group", "aria-label": t("counting") }, ["", "sources"].map((count) => h("button", {
    type: "button", class: "small", id: `count-${count || "statements"}`, "aria-pressed": String(state.count === count), onclick: () => choose({ count }, { keep: true }),
  }, t(count ? "count_sources" : "count_statements")))));
}

function choices() {
  const topics = [...new Set(statements.map((s) => s.topic).filter(Boolean))].sort((a, b) => topicName(a).localeCompare(topicName(b), lang));
  const speakers = [...new Set(statements.map((s) => s.speaker).filter(Boolean))].sort((a, b) => nameOf(a).localeCompare(nameOf(b), lang));
  const size = limit();
  return [
    topics.length ? select("topic", t("topic"), [["", t("all_topics")], ...topics.map((topic) => [topic, topicName(topic)])]) : null,
    speakers.length ? select("by", t("speaker"), [["", t("all_speakers")], ["-", t("no_speaker")], ...speakers.map((code) => [code, nameOf(code)])]) : null,
    slider("conf", t("confidence", { n: Number(state.conf).toLocaleString(lang) }), { min: 0, max: 1, step: 0.05, value: state.conf }, (value) => (value === "0" ? "0" : value)),
    nodes.length > 12 ? slider("n", t("amount", { n: number(size), m: number(nodes.length) }), { min: 5, max: nodes.length, step: 1, value: size }, (value) => value) : null,
  ];
}

function select(key, name, options) {
  return h("label", { class: "field" }, name, h("select", { id: `f-${key}`, onchange: (event) => choose({ [key]: event.target.value }, { keep: true }) },
    options.map(([value, text]) => h("option", { value, selected: state[key] === value }, text))));
}

function slider(key, name, props, read) {
  return h("label", { class: "field" }, name, h("input", { type: "range", id: `f-${key}`, ...props, oninput: (event) => choose({ [key]: read(event.target.value) }, { keep: true }) }));
}
