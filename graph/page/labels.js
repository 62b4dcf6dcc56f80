// Words on the graph: codes in the nodes, names below them, counts on the ties.  The size on the screen stays the same
// at every zoom; where names would cover each other, the more active actor's stands and the other waits for more zoom.

const LETTERS = 19;  // in a line of a name, as the layout reckoned

function drawLabels(ctx) {
  const seen = look();
  const scale = network.getScale();
  const taken = [];
  const edge = viewBounds(scale);
  // While what is shown changes, vis draws in between: what it does not hold yet has no place.
  const held = [...seen.nodes.keys()].filter((node) => nodeSet.get(node.id));
  const shown = held.sort((a, b) => standing(b) - standing(a) || a.rank - b.rank);
  const at = network.getPositions(shown.map((node) => node.id));
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const discs = shown.map((node) => disc(at[node.id], radius(node)));
  for (const node of shown) drawCode(ctx, node, at[node.id], scale);
  for (const node of shown) drawName(ctx, node, at[node.id], scale, { taken, discs, edge, at });
  drawCounts(ctx, seen, scale, [...taken, ...discs]);
  ctx.restore();
}

/** What part of the drawing is on the screen. */
function viewBounds(scale) {
  const { x, y } = network.getViewPosition();
  const [half, tall] = [$("canvas").clientWidth / 2 / scale, $("canvas").clientHeight / 2 / scale];
  return [x - half, y - tall, x + half, y + tall];
}

const disc = (p, r) => [p.x - r * 0.8, p.y - r * 0.8, p.x + r * 0.8, p.y + r * 0.8];
const standing = (node) => (pointed === node || chosen()?.node === node ? 2 : focus?.nodes.has(node) ? 1 : 0);
const faded = (node) => focus && !focus.nodes.has(node) && pointed !== node;

function drawCode(ctx, node, p, scale) {
  const size = radius(node) * 0.66;
  if (node.sort === "Position" || node.id.length > 4 || size * scale < 6.5) return;
  ctx.globalAlpha = faded(node) ? 0.2 : 1;
  ctx.font = `600 ${size * (node.id.length > 3 ? 0.8 : 1)}px ${ink.font}`;
  ctx.fillStyle = ink.on;
  ctx.fillText(node.id, p.x, p.y + (node.shape === "triangle" ? size * 0.35 : size * 0.06));
}

function drawName(ctx, node, p, scale, { taken, discs, edge, at }) {
  const size = (node.sort === "Position" ? 11.5 : 12.5) / scale;
  const lines = broken(label(node));
  ctx.font = `${node.sort === "Position" ? "italic 400" : "500"} ${size}px ${ink.font}`;
  const half = Math.max(...lines.map((line) => ctx.measureText(line).width)) / 2;
  const tall = lines.length * size * 1.12;
  const gap = radius(node) * (node.sort === "Position" ? 1.15 : 1) + 3 / scale;
  // Below its node, where one looks for it; else above, else beside.
  const places = [[p.x, p.y + gap], [p.x, p.y - gap - tall], [p.x + gap + half, p.y - tall / 2], [p.x - gap - half, p.y - tall / 2]];
  const box = ([x, y]) => [x - half, y, x + half, y + tall];
  const within = ([left, , right]) => left >= edge[0] && right <= edge[2];
  const free = (spot, others) => within(box(spot)) && !others.some((other) => covers(box(spot), other));
  const lit = focus ? [...focus.nodes].filter((other) => at[other.id]).map((other) => disc(at[other.id], radius(other))) : [];
  const place = places.find((spot) => free(spot, taken) && free(spot, discs))
    || (standing(node) && places.find((spot) => free(spot, taken) && free(spot, lit)))
    || (standing(node) === 2 && (places.find((spot) => free(spot, taken)) || places[0]));
  if (!place) return;
  taken.push(box(place));
  ctx.globalAlpha = faded(node) ? 0.25 : 1;
  ctx.strokeStyle = ink.ground;
  ctx.lineWidth = 3.5 / scale;
  ctx.lineJoin = "round";
  ctx.fillStyle = node.sort === "Position" ? ink.quiet : ink.text;
  lines.forEach((line, row) => {
    const y = place[1] + (row + 0.55) * size * 1.12;
    ctx.strokeText(line, place[0], y);
    ctx.fillText(line, place[0], y);
  });
}

const covers = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** A name in at most three lines. */
function broken(text) {
  const lines = [];
  for (const word of text.split(" ")) {
    const row = lines.length - 1;
    if (row >= 0 && lines[row].length + 1 + word.length <= LETTERS) lines[row] += ` ${word}`;
    else lines.push(word.length > 24 ? `${word.slice(0, 23)}…` : word);
  }
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]}…`] : lines;
}

/** Counts stand on ties of more than one statement, as long as there are few ties or the tie stands out. */
function drawCounts(ctx, seen, scale, taken) {
  const few = seen.edges.size <= 160;
  const size = 10.5 / scale;
  ctx.font = `600 ${size}px ${ink.font}`;
  const order = [...seen.edges].sort((a, b) => amount(b[1]) - amount(a[1]));
  for (const [edge, list] of order) {
    const strong = focus?.edges.has(edge);
    if (focus ? !strong : !few || amount(list) < 2) continue;
    const p = middle(edge);
    if (!p) continue;
    const text = `${SIGNS[edge.tone]}${amount(list)}`;
    const half = [ctx.measureText(text).width / 2 + 4 / scale, size * 0.72];
    const box = [p.x - half[0], p.y - half[1], p.x + half[0], p.y + half[1]];
    if (taken.some((other) => covers(box, other))) continue;
    taken.push(box);
    ctx.globalAlpha = 1;
    ctx.beginPath();
    if (ctx.roundRect) ctx.roundRect(box[0], box[1], half[0] * 2, half[1] * 2, half[1]);
    else ctx.rect(box[0], box[1], half[0] * 2, half[1] * 2);
    ctx.fillStyle = ink.ground;
    ctx.fill();
    ctx.strokeStyle = ink[edge.tone];
    ctx.lineWidth = 1 / scale;
    ctx.stroke();
    ctx.fillStyle = ink[edge.tone];
    ctx.fillText(text, p.x, p.y + size * 0.06);
  }
}

/** The middle of a tie as vis draws it (bent ties lie beside the straight line). */
function middle(edge) {
  try {
    return network.body.edges[edge.id].edgeType.getPoint(0.5);
  } catch {
    return null;
  }
}
