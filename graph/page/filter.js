// Which statements, edges and nodes are in view.  Knows the choices and the model; draws nothing.

const WIDE = 80;  // nodes shown at first: beyond this a picture is a tangle (the reader may ask for all)
const NARROW = 24;
const TIES = 420;  // among the nodes shown at first

let last = { key: null, look: null };

/** What the present choices show: {edges: Map edge → statements, nodes: Map node → count, of: how many nodes without the
    cap, found: as edges, without cap, surroundings and path, listed, statements: what the present tab shows of them}. */
function look() {
  const key = JSON.stringify([CHOICES.map((name) => state[name]), limit(), state.sel, state.view]);
  if (last.key !== key) last = { key, look: reckon() };
  return last.look;
}

/** How many nodes are shown: as many as the reader wants, else as many as a picture carries without being a tangle. */
function limit() {
  if (state.n) return Number(state.n);
  const usual = window.innerWidth < 700 ? NARROW : WIDE;
  return nodes.length <= usual * 1.2 && edges.length <= TIES ? nodes.length : Math.min(usual, sparse);
}

/** So many of the most active nodes that the ties among them are no more than TIES, and never so few as to say nothing. */
const sparse = (() => {
  const among = new Array(nodes.length + 1).fill(0);
  for (const edge of edges) among[Math.max(edge.a.rank, edge.b.rank)] += 1;
  let [count, sum] = [0, 0];
  while (count < nodes.length && (sum += among[count]) <= TIES) count += 1;
  return Math.max(count, NARROW);
})();

function reckon() {
  const passes = sieve();
  const found = new Map();
  for (const statement of statements) {
    if (!passes(statement)) continue;
    if (found.has(statement.edge)) found.get(statement.edge).push(statement);
    else found.set(statement.edge, [statement]);
  }
  const counts = count(found);
  let kept = new Set([...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a.rank - b.rank).slice(0, limit()));
  if (state.ego) kept = surroundings(nodeById.get(state.ego), found);
  const path = state.path ? shortest(...ends(state.path), found) : null;
  if (path) kept = path.nodes;
  const picked = chosen();
  for (const node of picked ? [picked.node, picked.edge?.a, picked.edge?.b, ...(picked.pair || [])] : []) {
    if (node && counts.has(node) && !path && !state.ego) kept.add(node);
  }
  const shown = new Map([...found].filter(([edge]) => (path ? path.edges.has(edge) : kept.has(edge.a) && kept.has(edge.b))));
  // The cap on nodes is for the picture; what has no picture shows all that the filters let through.
  const uncapped = state.view === "matrix" || state.view === "timeline";
  const listed = uncapped && !path && !state.ego ? found : shown;
  return {
    edges: shown, nodes: count(shown), found, of: counts.size, listed: count(listed).size,
    statements: [...listed.values()].flat().sort((a, b) => a.number - b.number),
    lost: Boolean(state.path) && path.edges.size === 0,
  };
}

/** A test for one statement.  timeless: let every day pass (for the bars of the period). */
function sieve({ timeless = false } = {}) {
  const off = hidden();
  const words = plain(state.q).split(/\s+/).filter(Boolean);
  const least = Number(state.conf);
  const { topic, by, from, to } = timeless ? { ...state, from: "", to: "" } : state;
  return (s) => !off.has(s.edge.tone) && !off.has(`g-${s.group}`) && !off.has(`m-${s.mode}`)
    && !off.has(s.edge.a.sort) && !off.has(s.edge.b.sort)
    && (!topic || s.topic === topic) && (!by || (by === "-" ? !s.said : s.speaker === by)) && s.confidence >= least
    && (!from || (s.day !== null && s.day.slice(0, from.length) >= from))
    && (!to || (s.day !== null && s.day.slice(0, to.length) <= to))
    && (!words.length || words.every((word) => plain(sentences[s.sentence]).includes(word)));
}

/** Text without case and accents, for searching. */
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

function count(found) {
  const counts = new Map();
  for (const [edge, list] of found) {
    counts.set(edge.a, (counts.get(edge.a) || 0) + list.length);
    counts.set(edge.b, (counts.get(edge.b) || 0) + list.length);
  }
  return counts;
}

function surroundings(node, found) {
  const around = new Set([node]);
  for (const edge of node.edges) if (found.has(edge)) around.add(across(edge, node));
  return around;
}

/** All shortest ways from a to b over ties that are so (not denied): their nodes and edges. */
function shortest(a, b, found) {
  const usable = (edge) => found.has(edge) && edge.tone !== "not";
  const [fromA, fromB] = [distances(a, usable), distances(b, usable)];
  const length = fromA.get(b);
  const result = { nodes: new Set([a, b]), edges: new Set() };
  if (length === undefined) return result;
  for (const edge of found.keys()) {
    if (!usable(edge)) continue;
    for (const [one, other] of [[edge.a, edge.b], [edge.b, edge.a]]) {
      if (fromA.get(one) + 1 + fromB.get(other) === length) {
        result.edges.add(edge);
        result.nodes.add(one).add(other);
      }
    }
  }
  return result;
}

function distances(start, usable) {
  const steps = new Map([[start, 0]]);
  let rim = [start];
  while (rim.length) {
    const next = [];
    for (const node of rim) {
      for (const edge of node.edges) {
        const other = across(edge, node);
        if (usable(edge) && !steps.has(other)) { steps.set(other, steps.get(node) + 1); next.push(other); }
      }
    }
    rim = next;
  }
  return steps;
}
