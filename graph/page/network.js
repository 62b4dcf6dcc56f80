// The graph: nodes and ties drawn by vis-network at the places that were reckoned beforehand.

let network = null;  // vis.Network, made when the tab is first shown
let nodeSet, edgeSet;
let drawn = null;    // what vis holds: {nodes, edges}, each a map from an id to its looks as text
let ink = {};        // colours of the present theme, read from the style sheet
let focus = null;    // {nodes, edges} that stand out while something is selected, or null
let pointed = null;  // the node the keyboard is at
let shape = { upright: false, x: 1, y: 1 };  // how the drawing is turned and stretched to fill its place
let fitted = "";     // what the drawing was last fitted to
let placed = "";     // the size of its place then

const MOST = Math.max(1, ...nodes.map((node) => node.count));
// Seen from afar marks and lines grow, seen from near they shrink: large graphs stay readable, small ones calm.
let swell = 1;
const radius = (node) => swell * (node.sort === "Position" ? 7 + 7 * Math.sqrt(node.count / MOST) : 12 + 12 * Math.sqrt(node.count / MOST));
const own = (node) => (shape.upright ? { x: node.y * shape.x, y: node.x * shape.y } : { x: node.x * shape.x, y: node.y * shape.y });
const spot = (node) => {
  const spots = stage();
  return node.moved?.stage === staged.key ? node.moved : spots?.get(node) || own(node);
};
// Of what is shown at first: the rings around it may be as wide as they are.
const SIZE = ["x", "y"].map((axis) => Math.max(1, ...nodes.slice(0, WIDE).map((node) => Math.abs(node[axis]))));

function makeNetwork() {
  const canvas = $("canvas");
  shape = shaped(canvas);
  placed = `${canvas.clientWidth} ${canvas.clientHeight}`;
  readInk();
  drawn = { nodes: new Map(), edges: new Map() };
  nodeSet = new vis.DataSet();
  edgeSet = new vis.DataSet();
  swell = framed()?.swell ?? 1;
  sync();
  network = new vis.Network(canvas, { nodes: nodeSet, edges: edgeSet }, {
    physics: false, layout: { improvedLayout: false },
    nodes: { chosen: false, borderWidthSelected: 3 },
    edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false, smooth: false },
    interaction: { hover: true, tooltipDelay: 1e6, hideEdgesOnDrag: edges.length > 1500, keyboard: false },
  });
  network.on("click", ({ nodes: [node], edges: [edge] }) => choose({ sel: node || edge || "" }));
  network.on("doubleClick", ({ nodes: [node] }) => { if (node) choose({ ego: node, sel: node, path: "" }); });
  network.on("hoverNode", ({ node, pointer }) => showTip(pointer, nodeById.get(node)));
  network.on("hoverEdge", ({ edge, pointer }) => showTip(pointer, edgeById.get(edge)));
  for (const gone of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(gone, () => { $("tip").hidden = true; });
  network.on("zoom", ({ scale }) => { if (scale < 0.06 || scale > 5) network.moveTo({ scale: Math.min(5, Math.max(0.06, scale)) }); });
  network.on("dragEnd", ({ nodes: moved }) => { for (const id of moved) nodeById.get(id).moved = { ...network.getPosition(id), stage: staged.key }; });
  network.on("afterDrawing", drawLabels);
  new ResizeObserver(once(turn)).observe(canvas);
}

/** Ties between the same two nodes are bent away from each other. */
function bend(edge) {
  const among = tiesOf(edge.a, edge.b);
  const shift = among.indexOf(edge) - (among.length - 1) / 2;
  return shift === 0 ? false : { enabled: true, type: shift > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(shift) * 0.22 };
}

/** Names keep their size on the screen, so the drawing may be stretched somewhat; on a phone it is turned upright. */
function shaped(canvas) {
  const place = (canvas.clientWidth - 100) / Math.max(1, canvas.clientHeight - 110);
  const upright = place < 0.8;
  const own = upright ? SIZE[1] / SIZE[0] : SIZE[0] / SIZE[1];
  const stretch = Math.min(2.4, Math.max(0.42, place / own));
  return { upright, x: Math.max(1, stretch), y: Math.max(1, 1 / stretch) };  // only ever wider: names need their room
}

function turn() {
  const canvas = $("canvas");
  const size = `${canvas.clientWidth} ${canvas.clientHeight}`;
  if (!canvas.clientWidth || !canvas.clientHeight || size === placed) return;
  placed = size;
  const next = shaped(canvas);
  if (next.upright !== shape.upright || Math.abs(next.x - shape.x) + Math.abs(next.y - shape.y) > 0.05) {
    shape = next;
    for (const node of nodes) delete node.moved;
    sync();
  }
  fit();
}

function readInk() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  ink = { ground: read("ground"), text: read("ink"), quiet: read("quiet"), face: read("face"), accent: read("accent"), line: read("line"), font: getComputedStyle(document.body).fontFamily };
  for (const tone of TONES) ink[tone] = read(tone);
  for (let camp = 0; camp < CAMPS; camp += 1) ink[`camp-${camp}`] = read(`camp-${camp}`);
  ink["camp-x"] = read("camp-x");
  ink.on = read("on-camp");
}

function renderGraph() {
  const seen = look();
  focus = focusOf(seen);
  if (network) { readInk(); sync(); } else makeNetwork();
  $("empty").hidden = seen.edges.size > 0;
  replace($("empty"), seen.lost ? nothing(t("path_none")) : nothing());
  $("canvas").setAttribute("aria-label", t("graph_help", { n: number(seen.nodes.size), m: number(seen.edges.size) }));
  const view = [state.ego, state.path, state.n, state.topic, state.by, state.q, state.hide.includes("Position"), freePlace($("canvas")).covered && state.sel].join();
  if (view !== fitted) fit(fitted !== "");
  fitted = view;
}

/** Give vis what is shown and nothing else, and of that only what has changed: large graphs stay quick. */
function sync() {
  const seen = look();
  const change = (set, old, looks) => {
    const fresh = new Map(looks.map((item) => [item.id, item]));
    set.remove([...old.keys()].filter((id) => !fresh.has(id)));
    for (const id of [...old.keys()]) if (!fresh.has(id)) old.delete(id);
    const changed = [];
    for (const [id, item] of fresh) {
      const text = JSON.stringify(item);
      if (old.get(id) !== text) { old.set(id, text); changed.push(item); }
    }
    set.update(changed);
  };
  const ties = [...seen.edges].map(([edge, list]) => edgeLooks(edge, list));
  const shown = new Set(ties.map((tie) => tie.id));
  const gone = [...drawn.edges.keys()].filter((id) => !shown.has(id));
  edgeSet.remove(gone);  // before their ends go
  for (const id of gone) drawn.edges.delete(id);
  change(nodeSet, drawn.nodes, [...seen.nodes.keys()].map(nodeLooks));
  change(edgeSet, drawn.edges, ties);
}

function nodeLooks(node) {
  const position = node.sort === "Position";
  const colour = position ? ink.face : ink[campClass(node.camp)];
  const picked = chosen()?.node === node || pointed === node;
  const rim = picked ? ink.accent : position ? ink.quiet : ink.ground;
  return {
    id: node.id, x: spot(node).x, y: spot(node).y, shape: node.shape, size: radius(node) * (node.shape === "dot" ? 1 : node.shape === "square" ? 0.9 : 1.15),
    opacity: focus && !focus.nodes.has(node) ? 0.2 : 1, borderWidth: picked ? 3 : position ? 2 : 1.5,
    color: { background: colour, border: rim, hover: { background: colour, border: ink.accent }, highlight: { background: colour, border: ink.accent } },
  };
}

function edgeLooks(edge, list) {
  const strong = focus ? focus.edges.has(edge) : false;
  const planned = list.every((statement) => statement.mode === "intended");
  const crowd = strong ? 1 : Math.min(1, Math.max(0.22, (120 / look().edges.size) ** 0.5));
  const opacity = focus && !strong ? 0.1 : crowd * (planned ? 0.5 : 0.85);
  return {
    id: edge.id, from: edge.from, to: edge.to, dashes: DASHES[edge.tone]?.map((dash) => dash * swell) || false, smooth: bend(edge),
    arrows: { to: { enabled: edge.ahead, scaleFactor: 0.7 }, from: { enabled: edge.back, scaleFactor: 0.7 } },
    width: swell * Math.min(10, 1 + Math.sqrt(amount(list)) * 1.1), color: { color: ink[edge.tone], hover: ink[edge.tone], highlight: ink[edge.tone], inherit: false, opacity },
  };
}

/** What stands out: the selected node with its neighbours, or the selected tie with its ends. */
function focusOf(seen) {
  const picked = chosen();
  if (!picked) return null;
  const ties = picked.node ? picked.node.edges : picked.edge ? [picked.edge] : tiesOf(...picked.pair);
  const shown = ties.filter((edge) => seen.edges.has(edge));
  const among = new Set(picked.node ? [picked.node] : picked.edge ? [picked.edge.a, picked.edge.b] : picked.pair);
  for (const edge of shown) among.add(edge.a).add(edge.b);
  return { nodes: among, edges: new Set(shown) };
}

/** Bring what is shown into view, beside or above the panel where that lies over the graph. */
function fit(moving = false) {
  const view = framed();
  if (!network || !view) return;
  if (Math.abs(view.swell - swell) > 0.03) { swell = view.swell; sync(); }
  const calm = !moving || matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({ ...view, animation: calm ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
}

/** Where to look from, so that all that is shown is seen.  Names keep their size on the screen: margins are in pixels. */
function framed() {
  const canvas = $("canvas");
  const place = freePlace(canvas);
  const shown = place.covered && focus ? [...focus.nodes] : [...look().nodes.keys()];
  if (!canvas.clientWidth || !shown.length) return null;
  const [xs, ys] = [shown.map((node) => spot(node).x), shown.map((node) => spot(node).y)];
  const box = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const margin = Math.min(70, place.width * 0.1);
  const scale = Math.max(0.05, Math.min((place.width - 2 * margin) / (box[1] - box[0] + 1), (place.height - Math.min(110, place.height * 0.4)) / (box[3] - box[2] + 1), 1.35));
  return {
    scale, position: { x: (box[0] + box[1]) / 2, y: (box[2] + box[3]) / 2 + 8 / scale }, offset: { x: place.x, y: place.y },
    swell: Math.min(2, Math.max(0.75, scale ** -0.45)),
  };
}

/** The part of the graph that no panel covers: its size, and how far its middle is from that of the whole. */
function freePlace(canvas) {
  const [whole, panel] = [canvas.getBoundingClientRect(), $("panel").getBoundingClientRect()];
  const place = { width: whole.width, height: whole.height, x: 0, y: 0, covered: false };
  if ($("panel").hidden || getComputedStyle($("panel")).position !== "fixed") return place;
  place.covered = true;
  const sheet = panel.left <= whole.left + 1;
  const [lostX, lostY] = sheet ? [0, Math.max(0, whole.bottom - panel.top)] : [Math.max(0, whole.right - panel.left), 0];
  return { ...place, width: whole.width - lostX, height: Math.max(140, whole.height - lostY), x: -lostX / 2, y: -lostY / 2 };
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(5, Math.max(0.06, network.getScale() * factor)) });
}

function showTip(pointer, thing) {
  const tip = $("tip");
  const canvas = $("canvas").getBoundingClientRect();
  const found = thing.edges ? look().nodes.get(thing) : (look().edges.get(thing) || []).length;
  const name = thing.edges ? label(thing) : `${label(thing.a)} – ${label(thing.b)}`;
  replace(tip, h("b", {}, name), h("span", {}, `${thing.edges ? sortName(thing.sort) : t(`tone_${thing.tone}`)} · ${thing.edges ? counted("statements", found || 0) : amountText(look().edges.get(thing) || [])}`));
  tip.hidden = false;
  const x = canvas.left + pointer.DOM.x + 14;
  tip.style.left = `${Math.max(8, Math.min(x, window.innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(8, Math.min(canvas.top + pointer.DOM.y + 16, window.innerHeight - tip.offsetHeight - 8))}px`;
}

/** Arrow keys go to the nearest node in their direction, Enter opens it. */
function graphKeys(event) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (ways[event.key]) step(...ways[event.key]);
  else if (event.key === "Enter" && pointed) choose({ sel: pointed.id });
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fit(true);
  else return;
  event.preventDefault();
}

function step(dx, dy) {
  const shown = [...look().nodes.keys()].sort((a, b) => a.rank - b.rank);
  if (!shown.length) return;
  const at = network.getPositions();
  const from = pointed && look().nodes.has(pointed) ? pointed : null;
  const cost = (node) => {
    const [x, y] = [at[node.id].x - at[from.id].x, at[node.id].y - at[from.id].y];
    const ahead = x * dx + y * dy;
    return ahead <= 0 ? Infinity : ahead + 2.5 * Math.abs(x * dy - y * dx);
  };
  const best = from ? shown.filter((node) => node !== from).reduce((a, b) => (cost(b) < cost(a) ? b : a), shown[0]) : shown[0];
  if (from && cost(best) === Infinity) return;
  pointed = best;
  sync();
  $("live").textContent = `${label(best)}, ${sortName(best.sort)}, ${counted("statements", look().nodes.get(best))}`;
}
