// The timeline of two: each dated statement between them is a mark, friendly ones above the line, hostile ones below.

function renderTimeline() {
  const [a, b] = ends(state.pair) || tieChosen() || busiest();
  const view = $("view-timeline");
  if (!a) { replace(view, h("p", { class: "empty" }, nothing())); return; }
  const list = tiesOf(a, b).flatMap((edge) => look().found.get(edge) || []).sort((x, y) => x.number - y.number);
  const dated = list.filter((s) => s.day);
  replace(view,
    h("div", { class: "view-head" }, h("div", { class: "pair" }, endChoice("first", a, b), h("span", { class: "dash" }, "–"), endChoice("second", b, a)),
      h("p", { class: "help" }, t("timeline_help"))),
    dated.length ? timelineChart(dated) : h("p", { class: "empty" }, nothing(t("timeline_none"))),
    cards(list));
}

/** The two with most statements between them in the present view. */
function busiest() {
  const sizes = new Map();
  for (const [edge, list] of look().found) {
    const ties = tiesOf(edge.a, edge.b);
    if (edge.b.sort !== "Position") sizes.set(ties, (sizes.get(ties) || 0) + list.length);
  }
  const best = [...sizes].sort((x, y) => y[1] - x[1])[0];
  return best ? [best[0][0].a, best[0][0].b] : [];
}

function tieChosen() {
  const picked = chosen();
  return picked?.pair || (picked?.edge ? [picked.edge.a, picked.edge.b] : null);
}

function endChoice(name, node, other) {
  const among = nodes.filter((one) => one !== other && (one.sort !== "Position" || one === node));
  among.sort((x, y) => label(x).localeCompare(label(y), lang));
  const pick = (event) => choose({ pair: name === "first" ? pairKey(nodeById.get(event.target.value), other) : pairKey(other, nodeById.get(event.target.value)) }, { keep: true });
  return h("select", { "aria-label": t(name), onchange: pick, id: `pair-${name}` }, among.map((one) => h("option", { value: one.id, selected: one === node }, label(one))));
}

function timelineChart(list) {
  const { unit, bins } = binned(list);
  const width = Math.max(320, $("view-timeline").clientWidth - 48 || 900);
  const left = 14;
  const step = (width - 2 * left) / bins.length;
  const stacks = new Map();
  const size = Math.max(7, Math.min(15, step - 2));
  const marks = [...list].reverse().map((s) => {
    const bin = bins.indexOf(s.day.slice(0, unit));
    const side = s.edge.tone === "pos" ? 1 : s.edge.tone === "neg" ? -1 : 0;
    const key = `${bin} ${side}`;
    const height = stacks.get(key) || 0;
    stacks.set(key, height + 1);
    return { s, side, height, x: left + (bin + 0.5) * step };
  });
  const tall = (side) => Math.max(1, ...marks.filter((m) => m.side === side).map((m) => m.height + 1)) * (size + 2);
  const calls = Math.max(0, ...marks.filter((m) => m.side === 0).map((m) => m.height + 1)) * (size + 2);
  const above = tall(1) + 14;
  const height = above + calls + tall(-1) + 46;
  const y = (m) => (m.side > 0 ? above - (m.height + 0.5) * (size + 2) - 4 : m.side < 0 ? above + calls + (m.height + 0.5) * (size + 2) + 4 : above + (m.height + 0.5) * (size + 2));
  return h("div", { class: "chart" }, svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": t("tab_timeline") },
    calls ? svg("rect", { class: "band", x: 0, width, y: above - 1, height: calls + 2 }) : null,
    svg("line", { class: "axis", x1: 0, x2: width, y1: above - 1, y2: above - 1 }),
    calls ? svg("line", { class: "axis", x1: 0, x2: width, y1: above + calls + 1, y2: above + calls + 1 }) : null,
    ticks(bins, width, step).map(({ bin, x, anchor }) => svg("g", {},
      svg("line", { class: "tick", x1: left + (bin + 0.5) * step, x2: left + (bin + 0.5) * step, y1: 4, y2: height - 24 }),
      svg("text", { x, y: height - 8, "text-anchor": anchor }, dateText(bins[bin])))),
    marks.map((m) => timelineMark(m, y(m), size))));
}

function timelineMark({ s, x }, y, size) {
  const name = `${dateText(s.date || s.day)}: ${nameOf(s.subject)} ${relationName(s.relation)} ${nameOf(s.object)}`;
  const open = () => {
    const target = $(`s-${s.number}`)?.closest(".card");
    if (!target) return;
    document.querySelectorAll(".card.found").forEach((card) => card.classList.remove("found"));
    target.classList.add("found");
    target.scrollIntoView({ block: "center" });
  };
  return svg("g", { class: `mark tone-${s.edge.tone} mode-${s.mode}`, role: "button", tabindex: 0, "aria-label": name, onclick: open,
    onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } } },
    svg("title", {}, name), svg("circle", { cx: x, cy: y, r: size / 2 }),
    size >= 12 ? svg("text", { x, y: y + 3.5, "text-anchor": "middle" }, SIGNS[s.edge.tone]) : null);
}

/** Labels of an axis of time that do not run into each other. */
function ticks(bins, width, step) {
  const every = Math.max(1, Math.ceil(bins.length / Math.max(2, Math.floor(width / 96))));
  return bins.map((_, bin) => bin).filter((bin) => bin % every === 0).map((bin) => {
    const x = 14 + (bin + 0.5) * step;
    const anchor = x < 40 ? "start" : x > width - 40 ? "end" : "middle";
    return { bin, anchor, x: anchor === "start" ? 2 : anchor === "end" ? width - 2 : x };
  });
}

/** Days, months or years from the first statement to the last: {unit: length of the prefix, bins: ["2020-01", …]}.
    early: let the few that lie far before the rest share the first bin. */
function binned(list, { early = false } = {}) {
  const days = list.map((s) => s.day).filter(Boolean).sort();
  if (!days.length) return { unit: 10, bins: [] };
  const last = days[days.length - 1];
  const usual = days[Math.floor(days.length * 0.04)];
  const far = early && new Date(last) - new Date(days[0]) > 2 * (new Date(last) - new Date(usual)) && usual < last;
  const first = far ? usual : days[0];
  const months = (last.slice(0, 4) - first.slice(0, 4)) * 12 + (last.slice(5, 7) - first.slice(5, 7)) + 1;
  const unit = months > 72 ? 4 : months > 2 ? 7 : 10;
  const bins = [first.slice(0, unit)];
  while (bins[bins.length - 1] < last.slice(0, unit) && bins.length < 2000) bins.push(following(bins[bins.length - 1]));
  return { unit, bins, far: Boolean(far) };
}

function following(bin) {
  const [year, month, day] = bin.split("-").map(Number);
  const next = bin.length === 4 ? new Date(Date.UTC(year + 1, 0, 1)) : bin.length === 7 ? new Date(Date.UTC(year, month, 1)) : new Date(Date.UTC(year, month - 1, day + 1));
  return next.toISOString().slice(0, bin.length);
}
