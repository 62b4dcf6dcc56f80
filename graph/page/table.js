// The graph as a table: what the picture shows, for those who read it by ear, by keyboard or on paper.

const ROWS = 200;  // shown at first
let allRows = false;

function renderTable() {
  const ties = [...look().edges].sort((a, b) => b[1].length - a[1].length || a[0].a.rank - b[0].a.rank || a[0].b.rank - b[0].b.rank);
  const shown = allRows ? ties : ties.slice(0, ROWS);
  const head = ["col_from", "col_to", "col_tone", "col_count", "col_sources", "col_relations", "col_latest"];
  replace($("view-table"),
    h("div", { class: "view-head" }, h("p", { class: "help" }, t("table_help"))),
    ties.length ? h("table", { class: "ties" }, h("caption", { class: "quiet" }, t("table_help")),
      h("thead", {}, h("tr", {}, head.map((key) => h("th", { scope: "col" }, t(key))))),
      h("tbody", {}, shown.map(tableRow))) : h("p", { class: "empty" }, nothing()),
    ties.length > shown.length ? h("button", { type: "button", class: "small", onclick: () => { allRows = true; renderTable(); } }, t("show_more", { n: number(ties.length - shown.length) })) : null);
}

function tableRow([edge, list]) {
  // An edge that only runs backwards is told the way it runs.
  const [from, to] = edge.back && !edge.ahead ? [edge.b, edge.a] : [edge.a, edge.b];
  const latest = list.find((s) => s.day);
  return h("tr", { "aria-selected": String(state.sel === edge.id) },
    h("th", { scope: "row" }, nodeButton(from)), h("td", {}, nodeButton(to)),
    h("td", {}, h("span", { class: "tie" }, lineSample(edge.tone), h("span", {}, t(`tone_${edge.tone}`)))),
    h("td", { class: "number" }, h("button", { type: "button", class: "small", "aria-label": `${label(from)} – ${label(to)}: ${counted("statements", list.length)}`, onclick: () => choose({ sel: edge.id }) }, number(list.length))),
    h("td", { class: "number" }, number(sourcesOf(list))),
    h("td", {}, mostOf(list.map((s) => relationName(s.relation)))),
    h("td", {}, latest ? dateText(latest.date || latest.day) : ""));
}

/** The commonest of some words, with counts: "supports 3, praises". */
function mostOf(words) {
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word, n]) => (n > 1 ? `${word} ${number(n)}` : word)).join(", ");
}
