// A report's switches.  The language and the theme live in the address after '#', as on the graph page.

const root = document.documentElement;
const versions = [...document.querySelectorAll(".version")];
const first = root.lang;
let state = readHash();

function readHash() {
  let given;
  try { given = new URLSearchParams(location.hash.slice(1)); } catch { given = new URLSearchParams(); }
  const [lang, theme] = [given.get("lang"), given.get("theme")];
  return { lang: versions.some((one) => one.lang === lang) ? lang : first, theme: ["light", "dark"].includes(theme) ? theme : "" };
}

function choose(patch) {
  state = { ...state, ...patch };
  const out = new URLSearchParams();
  if (state.lang !== first) out.set("lang", state.lang);
  if (state.theme) out.set("theme", state.theme);
  try { history.replaceState(null, "", `#${out}`); } catch { location.hash = out; }
  show();
}

function show() {
  root.lang = state.lang;
  if (state.theme) root.dataset.theme = state.theme;
  else delete root.dataset.theme;
  for (const one of versions) one.hidden = one.lang !== state.lang;
  document.title = `${version().dataset.title} – diplograph`;
}

const version = () => versions.find((one) => one.lang === state.lang);

const ACTS = {
  print: () => window.print(),
  theme: () => choose({ theme: (state.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark" ? "light" : "dark" }),
  language: (button) => {
    choose({ lang: button.dataset.lang });
    version().querySelector("[data-do=language]")?.focus();
  },
  open: (button) => {
    const all = [...version().querySelectorAll("details")];
    const open = all.some((one) => !one.open);
    for (const one of all) one.open = open;
    button.textContent = open ? button.dataset.close : button.dataset.open;
  },
  csv: (button) => saveTable(button.closest("section")),
};

function saveTable(section) {
  const rows = [...section.querySelectorAll("table tr:not(.evidence)")];
  const lines = rows.map((row) => [...row.cells].filter((cell) => !cell.classList.contains("drawn")).map((cell) => cellText(cell.textContent)).join(","));
  const url = URL.createObjectURL(new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${document.body.dataset.measure}-${section.id}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** A cell that no spreadsheet takes for a formula. */
function cellText(text) {
  const safe = /^\s*[=+\-@\t\r]/.test(text) && !/^\s*[+\-]?[\d.,]+\s*$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) ACTS[button.dataset.do](button);
});
window.addEventListener("hashchange", () => { state = readHash(); show(); });
let opened = [];
window.addEventListener("beforeprint", () => { opened = [...version().querySelectorAll("details:not([open])")]; for (const one of opened) one.open = true; root.dataset.theme = "light"; });
window.addEventListener("afterprint", () => { for (const one of opened) one.open = false; show(); });
show();
root.dataset.ready = "yes";
