// What the reader takes away: a picture, a table for a spreadsheet, a link, a print.

function download(blob, ending) {
  const url = URL.createObjectURL(blob);
  const name = title().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "diplograph";
  h("a", { href: url, download: `${name}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** The graph as it stands, with its title, what it shows and the legend of its lines below. */
function savePicture() {
  const drawn = $("canvas").querySelector("canvas");
  const ratio = drawn.width / drawn.clientWidth;
  const [width, foot] = [drawn.width, 64 * ratio];
  const picture = h("canvas", { width, height: drawn.height + foot * 1.6 });
  const ctx = picture.getContext("2d");
  readInk();
  ctx.fillStyle = ink.ground;
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.drawImage(drawn, 0, foot * 0.8);
  ctx.textBaseline = "middle";
  ctx.fillStyle = ink.text;
  ctx.font = `600 ${18 * ratio}px ${ink.font}`;
  ctx.fillText(title(), 16 * ratio, foot * 0.42, width - 32 * ratio);
  const base = drawn.height + foot * 1.1;
  ctx.font = `400 ${12 * ratio}px ${ink.font}`;
  ctx.fillStyle = ink.quiet;
  ctx.fillText($("status").querySelector(".showing").textContent, 16 * ratio, base + 22 * ratio, width - 32 * ratio);
  let x = 16 * ratio;
  for (const tone of TONES) {
    ctx.strokeStyle = ink[tone];
    ctx.lineWidth = 2.5 * ratio;
    ctx.setLineDash((DASHES[tone] || []).map((dash) => dash * ratio));
    ctx.beginPath();
    ctx.moveTo(x, base);
    ctx.lineTo(x + 34 * ratio, base);
    ctx.stroke();
    const text = `${SIGNS[tone]} ${t(`tone_${tone}`)}`;
    ctx.fillStyle = ink.text;
    ctx.fillText(text, x + 40 * ratio, base);
    x += 60 * ratio + ctx.measureText(text).width;
  }
  picture.toBlob((blob) => download(blob, "png"), "image/png");
}

function saveTable() {
  const head = ["id", "day", "date", "published", "subject", "subject_name", "relation", "object", "object_name", "topic", "polarity", "modality", "speaker", "confidence", "article", "title", "source", "url", "sentence", "rule"];
  const lines = [head, ...look().statements.map((s) => {
    const article = articles.get(s.doc) || {};
    return [s.id, s.day, s.date, s.published, s.subject, nameOf(s.subject), s.relation, s.object, nameOf(s.object), s.topic, s.polarity, s.modality, s.speaker, s.confidence, s.doc, article.title, article.source, article.url, sentences[s.sentence], s.rule];
  })];
  const text = lines.map((line) => line.map(cellText).join(",")).join("\r\n");
  download(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" }), "csv");
}

/** A cell that no spreadsheet takes for a formula. */
function cellText(value) {
  let text = value === null || value === undefined ? "" : String(value);
  if (typeof value === "string" && /^[\s]*[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    say(t("copied"));
  } catch {
    say(t("copy_by_hand"));
  }
}

/** A word to the reader that goes away by itself. */
function say(text) {
  $("live").textContent = text;
  $("live").classList.add("toast");
  setTimeout(() => $("live").classList.remove("toast"), 2500);
}
