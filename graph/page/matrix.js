// Who backs what: actors in rows, what they take sides on in columns.  A cell opens its statements.

const COLUMNS = 24;  // shown at first
const GLYPHS = { backs: "✓", callsFor: "➚", opposes: "✗", mixed: "±", planned: "…", not: "≠" };
let wide = false;    // whether the reader asked for all columns
let axis = "Position";

function renderMatrix() {
  const { cells, rows, columns } = matrix(look().statements);
  const shown = wide ? columns : columns.slice(0, COLUMNS);
  const used = rows.filter((row) => shown.some((column) => cells.get(row).has(column)));
  replace($("view-matrix"),
    h("div", { class: "view-head" }, h("p", { class: "help" }, t("matrix_help")),
      h("div", { class: "switch", role: "group" }, ["Position", "actors"].map((kind) => h("button", {
        type: "button", class: "small", id: `axis-${kind}`, "aria-pressed": String(axis === kind),
        onclick: () => { axis = kind; renderMatrix(); $(`axis-${kind}`).focus(); },
      }, t(kind === "Position" ? "matrix_positions" : "matrix_actors")))),
      h("p", { class: "keys" }, Object.keys(GLYPHS).map((side) => h("span", {}, h("i", { class: `cell ${side}` }, GLYPHS[side]), t(`att_${side}`))))),
    used.length ? matrixTable(cells, used, shown) : h("p", { class: "empty" }, nothing()),
    columns.length > shown.length ? h("button", { type: "button", class: "small", onclick: () => { wide = true; renderMatrix(); } }, t("matrix_more", { n: number(columns.length - shown.length) })) : null);
}

/** The statements that take sides: {cells: Map row → Map column → statements, rows, columns}, most first. */
function matrix(list) {
  const cells = new Map();
  const sizes = new Map();
  for (const s of list) {
    const [row, column] = [nodeById.get(s.subject), nodeById.get(s.object)];
    if (!relations[s.relation].attitude || (column.sort === "Position") !== (axis === "Position")) continue;
    if (!cells.has(row)) cells.set(row, new Map());
    if (!cells.get(row).has(column)) cells.get(row).set(column, []);
    cells.get(row).get(column).push(s);
    sizes.set(row, (sizes.get(row) || 0) + 1);
  }
  const actors = new Map();
  for (const line of cells.values()) for (const column of line.keys()) actors.set(column, (actors.get(column) || 0) + 1);
  const columns = [...actors.keys()].sort((a, b) => actors.get(b) - actors.get(a) || a.rank - b.rank);
  const place = new Map(columns.map((column, i) => [column, i]));
  // Those who speak of the same things stand together: rows in the order of their first column.
  const first = new Map([...cells].map(([row, line]) => [row, Math.min(...[...line.keys()].map((column) => place.get(column)))]));
  return { cells, columns, rows: [...cells.keys()].sort((a, b) => first.get(a) - first.get(b) || sizes.get(b) - sizes.get(a) || a.rank - b.rank) };
}

function matrixTable(cells, rows, columns) {
  return h("div", { class: "matrix-box" }, h("table", { class: "matrix" },
    h("caption", { class: "quiet" }, t("tab_matrix")),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("matrix_actor")), columns.map((column) =>
      h("th", { scope: "col" }, h("button", { type: "button", class: "inline", title: label(column), onclick: () => choose({ sel: column.id }) }, label(column)))))),
    h("tbody", {}, rows.map((row) => h("tr", {},
      h("th", { scope: "row" }, nodeButton(row)),
      columns.map((column) => h("td", {}, cellButton(row, column, cells.get(row).get(column)))))))));
}

function cellButton(row, column, list) {
  if (!list) return null;
  const side = sideOf(list);
  const name = `${label(row)} – ${label(column)}: ${t(`att_${side}`)}, ${amountText(list)}`;
  const sel = pairKey(row, column);
  return h("button", { type: "button", class: `cell ${side}`, "aria-label": name, title: name, "aria-pressed": String(state.sel === sel), onclick: () => choose({ sel }) },
    GLYPHS[side], h("span", { class: "n" }, amount(list) > 1 ? number(amount(list)) : ""));
}

/** What a cell says: only asserted statements take a side; plans and denials show as such where nothing else stands. */
function sideOf(list) {
  const sides = new Set(list.filter((s) => s.mode === "asserted").map((s) => relations[s.relation].attitude));
  if (!sides.size) return list.some((s) => s.mode === "intended") ? "planned" : "not";
  if (sides.has("opposes") && sides.size > 1) return "mixed";
  return sides.has("opposes") ? "opposes" : sides.has("backs") ? "backs" : "callsFor";
}
