// Marks the words that were looked for on the page to which a result led.

import { makeTest, splitText } from "./words.js";

const MOST = 500;
const APART = "script, style, noscript, button, select, textarea, svg, mark, .headerlink";

export function markWords(article, asked) {
  const isWanted = makeTest(`${asked} `);
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) => (
    node.parentElement.closest(APART) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  ));
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  let left = MOST;
  for (const text of texts) {
    const parts = splitText(text.data, isWanted);
    if (!parts.some(([, marked]) => marked)) continue;
    text.replaceWith(...parts.map(([part, marked]) => (marked ? Object.assign(document.createElement("mark"), { textContent: part }) : part)));
    left -= 1;
    if (left < 0) return;
  }
}
