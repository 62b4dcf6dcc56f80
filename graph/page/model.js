// What the page holds: nodes, edges and statements, linked to each other, and their names in the page's language.

const page = JSON.parse($("content").textContent);
const { statements, sentences, relations } = page;
const articles = new Map(Object.entries(page.articles));
const names = new Map(Object.entries(page.names));
const { nodes, edges } = page.network;

const TONES = ["pos", "neg", "neu", "not"];
const MODES = ["asserted", "intended", "denied", "negated"];
const SIGNS = { pos: "+", neg: "−", neu: "!", not: "≠" };
const DASHES = { pos: null, neg: [9, 5], neu: [2, 5], not: [8, 4, 2, 4] };  // the line reads without its colour
const CAMPS = 6;  // colours there are; smaller camps share the grey of "no camp"

const nodeById = new Map(nodes.map((node) => [node.id, node]));
const edgeById = new Map();
const pairs = new Map();  // pairKey(a, b) → edges between the two, in either order of the two

/** Two nodes as one text, for addresses; no code is so odd that it could not be read back. */
const pairKey = (a, b) => [a, b].map((node) => node.id.replace(/%/g, "%25").replace(/\|/g, "%7C")).join("|");
const nodeOf = (text) => nodeById.get(text.replace(/%7C/g, "|").replace(/%25/g, "%"));
const tiesOf = (a, b) => pairs.get(pairKey(a, b)) || [];

nodes.forEach((node, rank) => { node.rank = rank; node.edges = []; });
edges.forEach((edge) => {
  edge.a = nodeById.get(edge.from);
  edge.b = nodeById.get(edge.to);
  edge.a.edges.push(edge);
  edge.b.edges.push(edge);
  edge.id = `${pairKey(edge.a, edge.b)}|${edge.tone}`;
  edgeById.set(edge.id, edge);
  for (const key of [pairKey(edge.a, edge.b), pairKey(edge.b, edge.a)]) {
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(edge);
  }
  for (const number of edge.statements) statements[number].edge = edge;
});
statements.forEach((statement, number) => {
  statement.number = number;
  statement.mode = statement.modality === "denied" ? "denied"
    : statement.polarity === "negated" ? "negated" : statement.modality;
  statement.group = relations[statement.relation].group || "other";
});

const campsShown = (() => {
  const camps = [];
  for (const node of nodes) if (node.camp !== null && node.camp !== undefined && node.camp < CAMPS) (camps[node.camp] ||= []).push(node);
  return camps;
})();

function campClass(camp) {
  return camp !== null && camp !== undefined && camp < CAMPS ? `camp-${camp}` : "camp-x";
}

const reckoned = new WeakMap();  // list of statements → its independent sources

/** From how many independent articles statements come: those that copy one another on a tie are one. */
function sourcesOf(list) {
  if (!reckoned.has(list)) {
    const up = new Map();
    const find = (doc) => { while (up.has(doc)) doc = up.get(doc); return doc; };
    for (const s of list) {
      if (!s.lead) continue;
      const [one, other] = [find(s.doc), find(s.lead)];
      if (one !== other) up.set(one, other);
    }
    reckoned.set(list, new Set(list.map((s) => find(s.doc))).size);
  }
  return reckoned.get(list);
}

/** What the numbers on the page count: statements, or independent sources. */
const amount = (list) => (state.count === "sources" ? sourcesOf(list) : list.length);
const amountText = (list) => (state.count === "sources" ? counted("sources", sourcesOf(list)) : counted("statements", list.length));

/** The other end of an edge. */
const across = (edge, node) => (edge.a === node ? edge.b : edge.a);

// Words.

let lang = page.lang;

/** An interface text with its holes filled: t("chip_ego", {name: "Turkey"}). */
function t(key, values) {
  const text = page.texts[lang][key] ?? page.texts.en[key] ?? key;
  return values ? text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole) : text;
}

/** A text that counts: "1 statement", "3 statements". */
function counted(key, n) {
  const one = page.texts[lang][`${key}_one`];
  return n === 1 && one ? one : t(key, { n: number(n) });
}

const formats = {};  // of numbers and dates, by language: making one is slow
const title = () => page.title ?? t("title");
const number = (n) => (formats[lang] ||= new Intl.NumberFormat(lang)).format(n);
const label = (node) => node.names[lang] || node.names.en || node.id;
const nameOf = (code) => {
  const node = nodeById.get(code);
  return node ? label(node) : names.get(code)?.[lang] || code;
};
const relationName = (name) => relations[name].labels[lang] || relations[name].labels.en || name;
const groupName = (group) => (page.texts.en[`group_${group}`] ? t(`group_${group}`) : group);
const sortName = (sort) => (page.texts.en[`sort_${sort}`] ? t(`sort_${sort}`) : t("sort_other"));

/** The name of a topic: its own, or its slug made readable. */
function topicName(slug) {
  const given = names.get(slug)?.[lang];
  if (given && given !== slug) return given;
  return slug.replace(/-/g, " ").replace(/^./, (first) => first.toUpperCase());
}

const flag = (node) => (node.flag ? String.fromCodePoint(...[...node.flag].map((c) => 0x1f1a5 + c.charCodeAt(0))) : "");

const DAY_FORMS = { 4: { year: "numeric" }, 7: { year: "numeric", month: "short" }, 10: { year: "numeric", month: "short", day: "numeric" } };

/** A date as fine as it is given: "2020", "2020-10" or "2020-10-09". */
function dateText(text) {
  const [year, month, day] = text.split("-").map(Number);
  const when = new Date(Date.UTC(year, (month || 1) - 1, day || 1));
  when.setUTCFullYear(year);
  const format = formats[`${lang} ${text.length}`] ||= new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { ...DAY_FORMS[text.length], timeZone: "UTC" });
  return format.format(when);
}

/** What to say where there is nothing: the page is empty, or the filters let nothing through, which can be undone. */
function nothing(text = t(statements.length ? "nothing_shown" : "empty_page")) {
  const chosenAny = CHOICES.some((key) => state[key] !== FRESH[key]);
  return [h("span", {}, text), chosenAny ? h("button", { type: "button", class: "small", onclick: reset }, t("reset")) : null];
}
