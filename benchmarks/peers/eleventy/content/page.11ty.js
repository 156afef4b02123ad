const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);
const attribute = (name, value) => (value ? ` ${name}="${escape(value)}"` : "");
const show = (value, html) => (value ? html : "");

export const data = {
  pagination: { data: "pages", size: 1, alias: "one" },
  permalink: ({ one }) => `${one.url}index.html`,
};

export function render({ one, rows, frame }) {
  const article = one.pieces.map(({ html, row }) => (row ? renderRow(rows[row]) : html)).join("");
  const parts = { title: escape(one.title), description: escape(one.description), article };
  return frame.map((part) => parts[part] ?? part).join("");
}

function renderRow(row) {
  const passages = (row.passages ?? []).map(renderPassage).join("");
  const cells = row.label ? ` role="img"${attribute("aria-label", row.label)}` : "";
  return `<li${attribute("class", row.classes)}${attribute("id", row.id)}>
<p class="fs-says">${row.says ?? ""}</p>
<div>${row.anchors ?? ""}<div class="fs-sentence">${row.text}\u00a0<a class="fs-permalink"${attribute("href", row.link)}>${row.sign}</a></div>${row.aside ?? ""}</div>
${row.count ? `<details class="fs-passages"><summary>${row.count}</summary>\n<ul>${passages}</ul>\n</details>` : `<ul class="fs-passages">${passages}</ul>`}
${show(row.cells, `<p class="fs-cells"${cells}>${escape(row.cells ?? "")}</p>`)}
</li>`;
}

function renderPassage(part) {
  const mark = part.source
    ? `<a${attribute("href", part.source)}>${escape(part.mark)}</a> `
    : show(part.mark, `<b>${escape(part.mark ?? "")}</b> `);
  const quote = show(
    part.quote,
    `<q${attribute("lang", part.lang)}${attribute("dir", part.dir)}>${escape(part.quote ?? "")}</q>`,
  );
  const links = [
    ["↗", part.article, part.article_label],
    ["⎘", part.archived, part.archived_label],
  ]
    .filter(([, url]) => url)
    .map(([sign, url, label]) => ` <a class="fs-go"${attribute("href", url)} rel="nofollow"${attribute("aria-label", label)}>${sign}</a>`);
  return `<li${attribute("id", part.id)}>${mark}${quote}${links.join("")} ${part.rest ?? ""}</li>`;
}
