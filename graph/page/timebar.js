// The period: bars of statements over time, two handles, and a window that can be let run.

let playing = null;
const all = binned(statements, { early: true });
const binName = (i) => `${all.far && i === 0 ? "≤ " : ""}${dateText(all.bins[i])}`;

function renderTimebar() {
  const bar = $("timebar");
  const { bins } = all;
  bar.hidden = bins.length < 2;
  if (bar.hidden) return;
  const [from, to] = range();
  const focused = document.activeElement?.id;
  const undated = statements.filter((s) => !s.day).length;
  replace(bar,
    iconButton(playing ? "pause" : "play", t(playing ? "pause" : "play"), togglePlay, { id: "play", class: "plain" }),
    h("div", { class: "track" }, bars(from, to),
      handle("from", from), handle("to", to)),
    h("output", {}, `${binName(from)} – ${binName(to)}`, undated ? h("small", {}, t("undated", { n: number(undated) })) : null));
  if (focused && bar.querySelector(`#${CSS.escape(focused)}`)) $(focused).focus();
}

/** The first and last bin of the chosen period. */
function range() {
  const { bins, unit } = all;
  const from = bins.findIndex((bin) => bin >= state.from.slice(0, unit));
  const later = state.to ? bins.findIndex((bin) => bin > state.to) : -1;
  const to = later < 0 ? bins.length - 1 : Math.max(0, later - 1);
  return [from < 0 || !state.from ? 0 : Math.min(from, to), to];
}

function handle(key, at) {
  const last = all.bins.length - 1;
  return h("input", {
    type: "range", id: `time-${key}`, class: key, min: 0, max: last, step: 1, value: at, "aria-label": t(`time_${key}`), "aria-valuetext": binName(at),
    oninput: (event) => {
      stopPlaying();
      const [from, to] = range();
      const value = Number(event.target.value);
      setRange(key === "from" ? Math.min(value, to) : from, key === "to" ? Math.max(value, from) : to);
    },
  });
}

function setRange(from, to) {
  const { bins } = all;
  choose({ from: from > 0 ? bins[from] : "", to: to < bins.length - 1 ? bins[to] : "" }, { keep: true });
}

function bars(from, to) {
  const { bins, unit } = all;
  const place = new Map(bins.map((bin, i) => [bin, i]));
  const counts = bins.map(() => ({ pos: 0, neg: 0, neu: 0, not: 0 }));
  const passes = sieve({ timeless: true });
  for (const s of statements) if (s.day && passes(s)) counts[place.get(s.day.slice(0, unit)) ?? 0][s.edge.tone] += 1;
  const sum = (count) => TONES.reduce((n, tone) => n + count[tone], 0);
  const most = Math.max(1, ...counts.map(sum));
  const wide = 1000 / bins.length;
  return svg("svg", { viewBox: "0 0 1000 40", preserveAspectRatio: "none", "aria-hidden": "true" }, counts.map((count, i) => {
    let y = 40;
    return TONES.filter((tone) => count[tone]).map((tone) => {
      const height = Math.max(1.5, (count[tone] / most) * 38);
      y -= height;
      return svg("rect", { class: `tone-${tone}${i < from || i > to ? " out" : ""}`, x: i * wide + wide * 0.08, y, width: wide * 0.84, height });
    });
  }));
}

function togglePlay() {
  if (playing) { stopPlaying(); renderTimebar(); return; }
  const last = all.bins.length - 1;
  let [from, to] = range();
  const width = from === 0 && to === last ? Math.max(0, Math.floor(last / 8)) : to - from;
  if (to === last) [from, to] = [0, width];
  playing = setInterval(() => {
    [from, to] = [from + 1, to + 1];
    if (to > last) { stopPlaying(); renderTimebar(); } else setRange(from, to);
  }, 700);
  setRange(from, to);
  renderTimebar();
}

function stopPlaying() {
  clearInterval(playing);
  playing = null;
}
