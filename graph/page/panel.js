// The side panel: an overview, or the statements behind what is selected, newest first.

const FIRST = 25;  // statements shown before "show more"
let unfolded = { sel: null, more: 0 };

function renderPanel() {
  const panel = $("panel");
  const picked = chosen();
  const narrow = window.innerWidth < 1100;
  panel.hidden = (narrow || state.view !== "graph") && !picked;
  panel.setAttribute("aria-label", picked ? t("statements", { n: "" }).trim() : t("overview"));
  const before = panel.dataset.sel;
  const had = panel.contains(document.activeElement) && document.activeElement !== panel;
  if (!picked) replace(panel, overview());
  else if (picked.node) replace(panel, aboutNode(picked.node));
  else replace(panel, aboutTie(picked.edge ? [picked.edge] : tiesOf(...picked.pair), picked));
  if (before !== state.sel) {
    panel.scrollTop = 0;
    panel.dataset.sel = state.sel;
  }
  // Whoever was in the panel stays there, though what had the focus is gone.
  if (had || (before !== state.sel && narrow && picked)) panel.focus({ preventScroll: true });
}

function panelHead(...title) {
  return h("div", { class: "panel-head" },
    history.state?.depth ? iconButton("back", t("back"), () => history.back(), { class: "plain back" }) : null,
    h("h2", {}, title),
    iconButton("close", t("close"), () => choose({ sel: "" }), { class: "plain close" }));
}

/** A node as a button that opens it. */
function nodeButton(node, props) {
  return h("button", { type: "button", class: "link", onclick: () => choose({ sel: node.id }), ...props },
    shapeSample(node.shape, node.camp), h("span", {}, label(node)));
}

// Overview.

function overview() {
  const seen = look();
  const active = [...seen.nodes].filter(([node]) => node.sort !== "Position").sort((a, b) => b[1] - a[1] || a[0].rank - b[0].rank);
  const most = active.length ? active[0][1] : 1;
  return [
    h("div", { class: "panel-head" }, h("h2", {}, t("overview"))),
    h("p", { class: "help" }, t("overview_help")),
    section(t("most_active"), active.slice(0, 7).map(([node, n]) => h("li", { class: "bar-row" }, nodeButton(node), meter(n, most)))),
    ...["pos", "neg"].map((tone) => section(t(`strongest_${tone}`), strongest(seen, tone))),
    section(t("contested"), contested(seen)),
  ];
}

function section(title, items) {
  return items.length ? h("section", {}, h("h3", {}, title), h("ul", { class: "rows" }, items)) : null;
}

function meter(n, most) {
  const bar = h("span", { class: "bar" });
  bar.style.width = `${Math.max(4, (n / most) * 74)}px`;
  return h("span", { class: "meter" }, bar, h("span", { class: "n" }, number(n)));
}

function strongest(seen, tone) {
  const ties = [...seen.edges].filter(([edge]) => edge.tone === tone && edge.b.sort !== "Position");
  return ties.sort((a, b) => amount(b[1]) - amount(a[1]) || a[0].a.rank - b[0].a.rank).slice(0, 5).map(([edge, list]) =>
    h("li", {}, h("button", { type: "button", class: "link tie", onclick: () => choose({ sel: edge.id }) },
      lineSample(tone), h("span", {}, `${label(edge.a)} – ${label(edge.b)}`), h("span", { class: "n" }, number(amount(list))))));
}

function contested(seen) {
  const sides = [...seen.nodes.keys()].filter((node) => node.sort === "Position").map((node) => {
    const ties = node.edges.filter((edge) => seen.edges.has(edge));
    const of = (wanted) => new Set(ties.flatMap((edge) => seen.edges.get(edge)).filter((s) => s.mode === "asserted" && wanted.includes(relations[s.relation].attitude)).map((s) => s.subject)).size;
    return [node, of(["backs", "callsFor"]), of(["opposes"])];
  });
  return sides.filter(([, yes, no]) => yes && no).sort((a, b) => b[1] + b[2] - a[1] - a[2]).slice(0, 5).map(([node, yes, no]) =>
    h("li", {}, nodeButton(node), h("span", { class: "n" }, t("backs_opposes", { n: yes, m: no }))));
}

// An actor or a position.

function aboutNode(node) {
  const seen = look();
  const ties = node.edges.filter((edge) => seen.found.has(edge));
  const list = ties.flatMap((edge) => seen.found.get(edge)).sort((a, b) => a.number - b.number);
  return [
    panelHead(flag(node) ? h("span", { class: "flag", "aria-hidden": "true" }, flag(node)) : shapeSample(node.shape, node.camp), h("span", { dir: "auto" }, label(node))),
    h("p", { class: "help" }, [sortName(node.sort), node.sort === "Position" ? null : node.id].filter(Boolean).join(" · ")),
    tally(list, node.count),
    h("div", { class: "actions" },
      h("button", { type: "button", class: "small", onclick: () => choose({ ego: node.id, path: "", view: "graph" }) }, t("around")),
      pathChoice(node, seen)),
    neighbours(node, ties, seen),
    cards(list),
  ];
}

/** How many statements of each tone, from how many articles, and how many of these are independent. */
function tally(list, all) {
  const from = new Set(list.map((s) => s.doc)).size;
  const own = sourcesOf(list);
  return h("div", { class: "tally" },
    h("p", {}, `${counted("statements", list.length)} ${list.length ? counted("from_articles", from) : ""}`,
      own < from ? h("span", { class: "independent", title: t("independent_help") }, `, ${t("independent", { n: number(own) })}`) : null,
      all > list.length ? h("span", { class: "help" }, ` ${t("hidden_by_filters", { n: number(all - list.length) })}`) : null),
    h("div", { class: "split", "aria-hidden": "true" }, TONES.map((tone) => {
      const n = amount(list.filter((s) => s.edge.tone === tone));
      if (!n) return null;
      const part = h("span", { class: `part tone-${tone}` }, `${SIGNS[tone]}${n}`);
      part.style.flexGrow = n;
      return part;
    })));
}

function pathChoice(node, seen) {
  const others = [...seen.nodes.keys()].filter((other) => other !== node).sort((a, b) => label(a).localeCompare(label(b), lang));
  return h("select", { class: "small", "aria-label": t("path_to"), onchange: (event) => choose({ path: pairKey(node, nodeById.get(event.target.value)), ego: "", view: "graph" }) },
    h("option", { value: "" }, t("path_to")), others.map((other) => h("option", { value: other.id }, label(other))));
}

function neighbours(node, ties, seen) {
  const by = new Map();
  for (const edge of ties) {
    const other = across(edge, node);
    if (!by.has(other)) by.set(other, []);
    by.get(other).push(edge);
  }
  const size = (list) => list.reduce((sum, edge) => sum + seen.found.get(edge).length, 0);
  const order = [...by].sort((a, b) => size(b[1]) - size(a[1]) || a[0].rank - b[0].rank);
  const row = ([other, list]) => h("li", {}, h("button", { type: "button", class: "link", onclick: () => choose({ sel: pairKey(node, other) }) },
    shapeSample(other.shape, other.camp), h("span", {}, label(other)),
    h("span", { class: "signs" }, list.sort((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone)).map((edge) => h("span", { class: `sign tone-${edge.tone}`, title: t(`tone_${edge.tone}`) }, `${SIGNS[edge.tone]}${amount(seen.found.get(edge))}`)))));
  return h("details", { open: true }, h("summary", {}, `${t("ends")} (${number(order.length)})`),
    h("ul", { class: "rows" }, order.slice(0, 8).map(row)),
    order.length > 8 ? h("details", { class: "more" }, h("summary", {}, t("show_more", { n: number(order.length - 8) })), h("ul", { class: "rows" }, order.slice(8).map(row))) : null);
}

// A tie, or all ties of a pair.

function aboutTie(ties, picked) {
  const seen = look();
  const [a, b] = picked.edge ? [picked.edge.a, picked.edge.b] : picked.pair;
  const list = ties.flatMap((edge) => seen.found.get(edge) || []).sort((x, y) => x.number - y.number);
  const all = ties.reduce((sum, edge) => sum + edge.statements.length, 0);
  const others = picked.edge && tiesOf(a, b).length > 1;
  return [
    panelHead(nodeButton(a), h("span", { class: "dash" }, "–"), nodeButton(b)),
    picked.edge ? h("p", { class: "help tie" }, lineSample(picked.edge.tone), t(`tone_${picked.edge.tone}`)) : null,
    tally(list, all),
    h("div", { class: "actions" },
      others ? h("button", { type: "button", class: "small", onclick: () => choose({ sel: pairKey(a, b) }) }, t("all_ties")) : null,
      h("button", { type: "button", class: "small", onclick: () => choose({ view: "timeline", pair: pairKey(a, b) }) }, t("as_timeline"))),
    cards(list),
  ];
}

// Statements.

/** Cards of statements; what several articles say word for word is one card that names them all. */
function cards(list) {
  if (unfolded.sel !== state.sel) unfolded = { sel: state.sel, more: 0 };
  const most = FIRST + unfolded.more;
  const told = new Map();
  for (const s of list) {
    const key = JSON.stringify([s.edge.id, s.subject, s.relation, s.mode, plain(sentences[s.sentence]).replace(/[^\p{L}\p{N}]+/gu, " ")]);
    if (told.has(key)) told.get(key).push(s); else told.set(key, [s]);
  }
  const rest = told.size - most;
  return h("div", { class: "cards" }, [...told.values()].slice(0, most).map(card),
    rest > 0 ? h("button", { type: "button", class: "small", onclick: () => { unfolded.more += 100; renderPanel(); } }, t("show_more", { n: number(Math.min(rest, 100)) })) : null);
}

function card([s, ...copies]) {
  const [subject, object] = [nodeById.get(s.subject), nodeById.get(s.object)];
  return h("article", { class: `card tone-${s.edge.tone}`, id: `s-${s.number}` },
    h("p", { class: "claim" }, h("span", { class: "sign", title: t(`tone_${s.edge.tone}`) }, SIGNS[s.edge.tone]),
      nodeName(subject), h("b", {}, ` ${relationName(s.relation)} `), nodeName(object),
      s.mode === "asserted" ? null : h("span", { class: `badge mode-${s.mode}` }, t(`badge_${s.mode}`))),
    h("blockquote", { lang: s.lang, dir: "auto" }, marked(s)),
    h("p", { class: "source" }, sourceOf(s)),
    copies.length ? h("details", { class: "more" }, h("summary", {}, counted("copies", copies.length)),
      copies.map((copy) => h("p", { class: "source", id: `s-${copy.number}` }, sourceOf(copy)))) : null);
}

const nodeName = (node) => h("button", { type: "button", class: "inline", onclick: () => choose({ sel: node.id }) }, label(node));

/** The sentence with the words for both ends marked. */
function marked(s) {
  const text = sentences[s.sentence];
  const marks = s.marks.map((span, end) => span && [...span, end]).filter(Boolean).sort((a, b) => a[0] - b[0]);
  const parts = [];
  let done = 0;
  for (const [from, to, end] of marks) {
    if (from < done) continue;
    parts.push(text.slice(done, from), h("mark", { class: end ? "object" : "subject", title: t(end ? "word_object" : "word_subject") }, text.slice(from, to)));
    done = to;
  }
  return [...parts, text.slice(done)];
}

function sourceOf(s) {
  const article = articles.get(s.doc) || {};
  const title = article.title || t("article", { id: s.doc });
  const parts = [
    s.date ? t("happened", { date: dateText(s.date) }) : null,
    s.said ? h("span", { title: s.said[1] }, t("according_to", { name: s.speaker ? nameOf(s.speaker) : s.said[0] }),
      s.speaker && s.said[0] ? ` (${s.said[0]})` : "") : null,
    h("span", {}, article.url ? h("a", { href: article.url, rel: "noopener noreferrer nofollow", target: "_blank", title: t("open_article") }, title) : title,
      article.source ? `, ${article.source}` : ""),
    s.published ? t("reported", { date: dateText(s.published) }) : null,
    s.topic ? h("span", {}, topicName(s.topic)) : null,
    h("span", { class: "confidence", title: s.rule }, t("confidence_is", { n: Math.round(s.confidence * 100) })),
  ];
  return parts.filter(Boolean).flatMap((part, place) => (place ? [" · ", part] : [part]));
}
