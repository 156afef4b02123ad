// Words of a sentence, marked by mouse or by keys, and where they stand in the article's text.

export const find = (selector, within = document) => within.querySelector(selector);
export const list = (selector, within = document) => [...within.querySelectorAll(selector)];

const nameOf = (name) => `${document.body.dataset.project}:${name}`;

/** What the browser keeps for this project, by name; null for what it does not know. */
export const kept = {
  get: (name) => JSON.parse(localStorage.getItem(nameOf(name)) ?? "null"),
  set: (name, value) => localStorage.setItem(nameOf(name), JSON.stringify(value)),
  remove: (name) => localStorage.removeItem(nameOf(name)),
};

/** Says something in the live region: to screen readers, and to eyes if these do not see it anyway. */
export function say(words, isSeen = false) {
  const said = find("#said");
  said.classList.toggle("seen", isSeen);
  said.textContent = words;
}

/** Asks the desk to do something; gives its answer, or `refused` with the reason. */
export async function ask(name, given, signal) {
  try {
    const answer = await fetch(`/do/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(given),
      signal,
    });
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) return await answer.json();
    return { refused: await answer.text() };
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return { refused: "the desk does not answer; is it still running?" };
  }
}

/** The sentence that has the focus, or had it last. */
export const current = () =>
  document.activeElement.closest?.(".sentence") ?? find(".sentence[data-last]");

/** Where the words of a text begin and end, as offsets in it. */
const listWords = (text) =>
  [...text.textContent.matchAll(/\S+/g)].map((word) => [word.index, word.index + word[0].length]);

/** The node and the offset there of an offset in the text of an element. */
function locate(element, offset) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (offset <= node.length) return [node, offset];
    offset -= node.length;
  }
  return [element, element.childNodes.length];
}

/** The offset in the article of a place within it, or null if it is no article's text. */
function measure(node, offset) {
  const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".text");
  if (!holder) return null;
  const range = document.createRange();
  range.setStart(holder, 0);
  range.setEnd(node, offset);
  return Number(holder.dataset.start) + range.toString().length;
}

/** Marks the words `from` to `to` of a sentence, by their numbers; `to` is the end that moves. */
function mark(sentence, from, to) {
  const text = find(".text", sentence);
  const words = listWords(text);
  const ends = [locate(text, words[Math.min(from, to)][0]), locate(text, words[Math.max(from, to)][1])];
  const [anchor, focus] = from <= to ? ends : ends.reverse();
  getSelection().setBaseAndExtent(...anchor, ...focus);
  sentence.marked = { from, to };
  say(getSelection().toString(), true);
}

/** Takes the word of the sentence that stands `by` words on, or with `extend` so many more or fewer. */
export function walk(by, extend) {
  const sentence = current();
  if (!sentence) return false;
  const words = listWords(find(".text", sentence));
  const marked = getSelection().isCollapsed ? undefined : sentence.marked;
  const within = (number) => Math.max(0, Math.min(words.length - 1, number));
  if (!marked) {
    const first = within(by > 0 ? by - 1 : words.length + by);
    mark(sentence, first, first);
  } else {
    const to = within(marked.to + by);
    mark(sentence, extend ? marked.from : to, to);
  }
  return true;
}

/** Marks the whole sentence. */
export function markAll() {
  const sentence = current();
  if (sentence) mark(sentence, 0, listWords(find(".text", sentence)).length - 1);
}

/** The marked words as [start, end] in the article's text; null if none are marked there. */
export function readMark() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const start = measure(range.startContainer, range.startOffset);
  const end = measure(range.endContainer, range.endOffset);
  return start !== null && end !== null && start < end ? [start, end] : null;
}

/** Shows what is marked while the focus is elsewhere; [] for nothing. */
export function showMarks(marks) {
  if (!CSS.highlights) return;
  const ranges = marks.flatMap(([start, end]) => {
    const first = list(".text").findLast((text) => Number(text.dataset.start) <= start);
    const last = list(".text").findLast((text) => Number(text.dataset.start) < end);
    if (!first || !last) return [];
    const range = document.createRange();
    range.setStart(...locate(first, start - Number(first.dataset.start)));
    range.setEnd(...locate(last, end - Number(last.dataset.start)));
    return [range];
  });
  CSS.highlights.set("marked", new Highlight(...ranges));
}
