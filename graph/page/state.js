// What the reader chose.  It lives in the address after '#', so that a view can be shared and 'back' works.

const FRESH = {
  view: "graph", lang: page.lang, theme: "", sel: "", hide: "", topic: "", by: "", conf: "0", from: "", to: "",
  q: "", ego: "", path: "", pair: "", n: "", count: "",
};
const VIEWS = ["graph", "matrix", "timeline", "table"];
const CHOICES = ["hide", "topic", "by", "conf", "from", "to", "q", "ego", "path", "n"];  // what 'reset' forgets

let state = readHash();

/** Read the address; whatever is not known there is left at its default. */
function readHash() {
  const read = { ...FRESH };
  let given;
  try { given = new URLSearchParams(location.hash.slice(1)); } catch { return read; }
  for (const [key, value] of given) if (Object.hasOwn(FRESH, key)) read[key] = value;
  if (!VIEWS.includes(read.view)) read.view = "graph";
  if (!Object.hasOwn(page.texts, read.lang)) read.lang = page.lang;
  if (!["", "light", "dark"].includes(read.theme)) read.theme = "";
  if (!(Number(read.conf) >= 0 && Number(read.conf) <= 1)) read.conf = "0";
  if (!/^\d*$/.test(read.n)) read.n = "";
  if (read.count !== "sources") read.count = "";
  for (const key of ["from", "to"]) if (!/^(\d{4}(-\d\d){0,2})?$/.test(read[key])) read[key] = "";
  if (read.ego && !nodeById.has(read.ego)) read.ego = "";
  if (read.path && !ends(read.path)) read.path = "";
  if (read.pair && !ends(read.pair)) read.pair = "";
  if (read.sel && !chosen(read.sel)) read.sel = "";
  return read;
}

function hashOf(given) {
  const out = new URLSearchParams();
  for (const key of Object.keys(FRESH)) if (given[key] !== FRESH[key]) out.set(key, given[key]);
  return `#${out}`;
}

/** Change something.  keep: write over the present entry of the history instead of adding one. */
function choose(patch, { keep = false } = {}) {
  const next = { ...state, ...patch };
  const hash = hashOf(next);
  if (hash === hashOf(state)) return;
  state = next;
  const depth = (history.state?.depth || 0) + (keep ? 0 : 1);
  try { history[keep ? "replaceState" : "pushState"]({ depth }, "", hash); } catch { location.hash = hash; }
  render();
}

/** Two nodes named "a|b", or null. */
function ends(text) {
  const [a, b] = text.split("|").map(nodeOf);
  return a && b && a !== b ? [a, b] : null;
}

/** What is selected: {node}, {edge}, {pair: [a, b]} or null. */
function chosen(sel = state.sel) {
  if (nodeById.has(sel)) return { node: nodeById.get(sel) };
  if (edgeById.has(sel)) return { edge: edgeById.get(sel) };
  const pair = ends(sel);
  return pair ? { pair } : null;
}

const hidden = () => new Set(state.hide ? state.hide.split(".") : []);

function toggle(token) {
  const off = hidden();
  if (!off.delete(token)) off.add(token);
  choose({ hide: [...off].sort().join(".") }, { keep: true });
}

/** Show `token` alone among its kind; where it already is alone, show all of the kind again. */
function alone(token, kind) {
  const off = hidden();
  const others = kind.filter((other) => other !== token);
  const already = !off.has(token) && others.every((other) => off.has(other));
  off.delete(token);
  for (const other of others) if (already) off.delete(other); else off.add(other);
  choose({ hide: [...off].sort().join(".") }, { keep: true });
}
