// Draws what was found. All of it is other people's words: it becomes text, never HTML.

import { listWords, makeTest, splitText } from "./words.js";

export const TITLES = { records: "Actors and events", statements: "Statements", sources: "Sources", pages: "Pages" };

export function make(name, content = [], attributes = {}) {
  const element = document.createElement(name);
  element.append(...[content].flat());
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

export const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

function mark(text, isWanted) {
  return splitText(text, isWanted).map(([part, marked]) => (marked ? make("mark", part) : part));
}

// The quote with the most of the words that were asked for; the first of several with as many.
function chooseQuote(quotes, isWanted) {
  const weigh = (quote) => new Set(listWords(quote).filter(isWanted)).size;
  return quotes.reduce((best, quote) => (best === undefined || weigh(quote) > weigh(best) ? quote : best), undefined);
}

// Where a result leads to, with the words that are to be marked there; "" if that is not on this site.
function findAddress(root, { url, anchor }, query) {
  const address = new URL(url, root);
  if (!address.href.startsWith(root)) return "";
  address.searchParams.set("h", query);
  if (anchor) address.hash = anchor;
  return address.href;
}

// Links to what an actor published, of which names and addresses come in turn.
function linkPublished(published, { query, root, isWanted }) {
  const links = [];
  for (let place = 0; place < published.length; place += 2) {
    const href = findAddress(root, { url: published[place + 1] }, query);
    links.push(" · ", make("a", mark(published[place], isWanted), { href, dir: "auto" }));
  }
  return make("small", ["Published: ", ...links.slice(1)], { class: "fs-published" });
}

function drawEntry(entry, asked) {
  const { query, root, isWanted } = asked;
  const isStatement = entry.sentence !== undefined;
  const link = make("a", mark(isStatement ? entry.sentence : entry.title, isWanted), { href: findAddress(root, entry, query), dir: "auto" });
  const parts = [link];
  const quote = isStatement && chooseQuote(entry.quotes, isWanted);
  if (quote) parts.push(make("q", mark(quote, isWanted), { dir: "auto" }));
  if (isStatement) {
    parts.push(make("small", [entry.by, entry.told].filter(Boolean).join(" · ")), make("small", ["in: ", ...mark(entry.title, isWanted)]));
  } else {
    if (entry.text) parts.push(make("p", mark(entry.text, isWanted), { dir: "auto" }));
    if (entry.about) parts.push(make("small", mark(entry.about, isWanted)));
    if (entry.published.length) parts.push(linkPublished(entry.published, asked));
  }
  return make("li", parts);
}

// What was asked for, as the drawing of results needs it; with the words that were looked for instead.
export function readAsked(query, root, instead) {
  const words = [...instead.flatMap(([, names]) => names), query].join(" ");
  return { query: words, root, isWanted: makeTest(words) };
}

export const drawList = (entries, asked) => entries.map((entry) => drawEntry(entry, asked));

// The entries of a group under its name; `found` says of how many they are.
export function drawGroup(name, entries, found, asked) {
  const heading = make("h2", [TITLES[name], " ", make("span", found)]);
  const list = make("ol", drawList(entries, asked));
  return make("section", [heading, list], { class: "fs-hits", "data-group": name });
}

// What a search could not do with some of its words.
export function drawRemarks({ nowhere, instead }) {
  const lines = instead.map(([word, names]) => `“${word}” is nowhere in these facts: shown is what has ${names.map((name) => `“${name}”`).join(" or ")}.`);
  if (nowhere.length) {
    lines.push(`${nowhere.map((word) => `“${word}”`).join(", ")} ${nowhere.length === 1 ? "is" : "are"} nowhere in these facts.`);
  }
  return lines.map((line) => make("p", line, { class: "fs-remark" }));
}
