// Elements.  Text goes in as text, never as markup: whatever an article says, it stays words.

const $ = (id) => document.getElementById(id);

/** An element: h("a", {class: "x", onclick: f, hidden: true}, "text", other) */
function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

function svg(tag, props, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else if (name === "checked") element.checked = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function replace(parent, ...children) {
  parent.replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
}

const ICONS = {
  sun: "M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
  globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c5 5.5 5 12.5 0 18-5-5.5-5-12.5 0-18",
  save: "M12 4v11M7 11l5 5 5-5M4 20h16",
  sliders: "M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4",
  close: "M6 6l12 12M18 6 6 18",
  back: "M14 5l-7 7 7 7",
  play: "M8 5l11 7-11 7z",
  pause: "M8 5v14M16 5v14",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  find: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20 20",
};

function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

/** A button that shows an icon and says its name to everybody who hovers or listens. */
function iconButton(name, label, onclick, props) {
  return h("button", { type: "button", class: "plain", "aria-label": label, title: label, onclick, ...props }, icon(name));
}

/** A sample of the line of a tone, as the graph draws it. */
function lineSample(tone) {
  return svg("svg", { class: `sample tone-${tone}`, viewBox: "0 0 34 12", "aria-hidden": "true" },
    svg("line", { x1: 1, y1: 6, x2: 33, y2: 6, "stroke-dasharray": DASHES[tone] ? DASHES[tone].join(" ") : null }));
}

const SHAPES = {
  dot: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  square: "M4 4h16v16H4z",
  triangle: "M12 3l10 17H2z",
  diamond: "M12 1l11 11-11 11L1 12z",
};

function shapeSample(shape, camp) {
  const kind = camp === undefined ? "" : campClass(camp);
  return svg("svg", { class: `shape ${shape === "diamond" ? "position" : kind || "camp-x"}`, viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("path", { d: SHAPES[shape] || SHAPES.dot }));
}

/** Let a function run at most once a frame. */
function once(run) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; run(); });
  };
}
