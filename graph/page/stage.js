// Where nodes stand while only a few are looked at: one actor among its neighbours, or the ways between two.
// The whole graph keeps the places that were reckoned beforehand; these few would stand far apart in it.

let staged = { key: "", spots: null };

/** A place for each node of the surroundings or of the path, null while the whole graph is shown. */
function stage() {
  const key = state.ego || state.path ? `${state.ego} ${state.path} ${shape.upright} ${[...look().nodes.keys()].map((node) => node.rank)}` : "";
  if (staged.key !== key) staged = { key, spots: key ? (state.path ? inLayers(...ends(state.path)) : inRings(nodeById.get(state.ego))) : null };
  return staged.spots;
}

/** The actor in the middle, its neighbours around it, camp by camp; from many on in two rings. */
function inRings(middle) {
  const others = [...look().nodes.keys()].filter((node) => node !== middle);
  others.sort((a, b) => (a.camp ?? 99) - (b.camp ?? 99) || a.rank - b.rank);
  const rings = others.length > 14 ? 2 : 1;
  const reach = Math.max(150, (others.length * 92) / (2 * Math.PI * rings));
  const [wide, tall] = shape.upright ? [0.8, 1.25] : [1.3, 0.85];
  const spots = new Map([[middle, { x: 0, y: 0 }]]);
  others.forEach((node, i) => {
    const turn = (2 * Math.PI * i) / others.length - Math.PI / 2;
    const far = reach * (rings > 1 && i % 2 ? 1.5 : 1);
    spots.set(node, { x: far * wide * Math.cos(turn), y: far * tall * Math.sin(turn) });
  });
  return spots;
}

/** From one end to the other, step by step; upright on a phone. */
function inLayers(a, b) {
  const steps = distances(a, (edge) => look().edges.has(edge));
  const layers = [];
  for (const node of look().nodes.keys()) (layers[steps.get(node) ?? 0] ||= []).push(node);
  const spots = new Map();
  layers.forEach((layer, step) => layer.sort((x, y) => x.rank - y.rank).forEach((node, i) => {
    const [along, across] = [step * 230, (i - (layer.length - 1) / 2) * (shape.upright ? 120 : 84)];
    spots.set(node, shape.upright ? { x: across, y: along } : { x: along, y: across });
  }));
  for (const [i, end] of [a, b].entries()) if (!spots.has(end)) spots.set(end, { x: i * 230, y: 0 });
  return spots;
}
