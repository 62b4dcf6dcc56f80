// The page comes up, and every change goes through render().

const DRAW = { graph: renderGraph, matrix: renderMatrix, timeline: renderTimeline, table: renderTable };

function render() {
  lang = state.lang;
  document.documentElement.lang = lang;
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  else delete document.documentElement.dataset.theme;
  renderTop();
  renderTools();
  renderStatus();
  renderSide();
  renderTimebar();
  for (const view of VIEWS) {
    $(`view-${view}`).hidden = view !== state.view;
    $(`view-${view}`).setAttribute("aria-labelledby", `tab-${view}`);
  }
  renderPanel();
  document.body.classList.toggle("with-panel", !$("panel").hidden);
  DRAW[state.view]();
}

function renderTools() {
  const tools = $("tools");
  if (!tools.firstChild) tools.append(makeSearch(), h("div", { class: "buttons", id: "buttons" }));
  $("search").placeholder = t("search_hint");
  $("search").setAttribute("aria-label", t("search"));
  const languages = Object.keys(page.texts);
  const next = languages[(languages.indexOf(lang) + 1) % languages.length];
  const dark = state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const focused = document.activeElement?.id;
  replace($("buttons"),
    h("button", { type: "button", id: "language", class: "plain text", lang: next, title: page.texts[next].language, "aria-label": page.texts[next].language, onclick: () => choose({ lang: next }, { keep: true }) }, next.toUpperCase()),
    iconButton("sun", t("theme"), () => choose({ theme: dark ? "light" : "dark" }, { keep: true }), { id: "theme" }),
    h("details", { class: "menu", id: "menu" }, h("summary", { class: "plain", "aria-label": t("save"), title: t("save") }, icon("save")),
      h("div", {}, [["save_png", savePicture], ["save_csv", saveTable], ["save_print", () => window.print()], ["save_link", copyLink]].map(([key, run]) =>
        key === "save_png" && state.view !== "graph" ? null
          : h("button", { type: "button", id: key, onclick: () => { $("menu").open = false; run(); } }, t(key))))));
  replace($("zoom"), iconButton("plus", t("zoom_in"), () => zoom(1.3)), iconButton("minus", t("zoom_out"), () => zoom(0.77)), iconButton("fit", t("zoom_fit"), () => fit(true)));
  if (focused && $("buttons").querySelector(`#${CSS.escape(focused)}`)) $(focused).focus();
}

function keys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "/" && !typing) { event.preventDefault(); $("search").focus(); }
  if (event.key !== "Escape") return;
  if ($("menu").open) $("menu").open = false;
  else if ($("side").classList.contains("open")) toggleSide();
  else if (state.sel) choose({ sel: "" });
  else if (state.ego || state.path) choose({ ego: "", path: "" });
}

document.addEventListener("keydown", keys);
document.addEventListener("pointerdown", (event) => { if ($("menu").open && !$("menu").contains(event.target)) $("menu").open = false; });
$("skip").addEventListener("click", (event) => { event.preventDefault(); $("main").focus(); });
$("tabs").addEventListener("keydown", tabKeys);
$("canvas").addEventListener("keydown", graphKeys);
$("canvas").addEventListener("pointerdown", () => { pointed = null; });
window.addEventListener("popstate", () => { stopPlaying(); state = readHash(); render(); });
window.addEventListener("hashchange", () => { const read = readHash(); if (hashOf(read) !== hashOf(state)) { state = read; render(); } });
let width = window.innerWidth;
window.addEventListener("resize", once(() => { if (window.innerWidth !== width) { width = window.innerWidth; render(); } }));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
window.addEventListener("beforeprint", () => { document.documentElement.dataset.theme = "light"; if (network) { readInk(); sync(); network.redraw(); } });
window.addEventListener("afterprint", render);
render();
document.documentElement.dataset.ready = "yes";
