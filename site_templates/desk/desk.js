// The desk in the browser: keys, and what is marked. The pages themselves come from the server.

const find = (selector, within = document) => within.querySelector(selector);
const list = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Says something in the live region, for eyes and for screen readers. */
function say(words) {
  find("#said").textContent = words;
}

/** Whether somebody is writing, so that letters are no commands. */
const writes = (event) =>
  event.target.closest?.("input, textarea, select, dialog, [contenteditable]") ||
  event.ctrlKey || event.altKey || event.metaKey;

function showHelp() {
  find("#help").showModal();
}

/** Moves the focus by `step` among `stops`; beyond the last there is nothing. */
function move(stops, step) {
  const place = stops.findIndex((stop) => stop.contains(document.activeElement));
  const next = stops[place < 0 ? (step > 0 ? 0 : stops.length - 1) : place + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next;
}

const keys = {
  "?": showHelp,
  ArrowDown: () => move(list(".stop, .sentence"), 1),
  ArrowUp: () => move(list(".stop, .sentence"), -1),
};

document.addEventListener("keydown", (event) => {
  if (writes(event)) return;
  const act = keys[event.key];
  if (act && act(event) !== false) event.preventDefault();
});
find("[data-do=help]").addEventListener("click", showHelp);

// --- an article: from sentence to sentence, and its words ---

const current = () => document.activeElement.closest?.(".sentence") ?? find(".sentence[data-last]");

function step(open, by) {
  const stops = list(".sentence");
  const place = stops.indexOf(current());
  const rest = by > 0 ? stops.slice(place + 1) : stops.slice(0, Math.max(place, 0)).reverse();
  const next = rest.find((one) => !open || one.classList.contains("open"));
  if (!next) return say(open ? "No other sentence is without a statement." : "");
  say("");
  next.focus();
}

/** Where the words of an element begin and end, as offsets in its text. */
function listWords(text) {
  return [...text.textContent.matchAll(/\S+/g)].map((word) => [word.index, word.index + word[0].length]);
}

/** The node and offset that stand for an offset in the text of an element. */
function locate(element, offset) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (offset <= node.length) return [node, offset];
    offset -= node.length;
  }
  return [element, element.childNodes.length];
}

/** Marks the words `from` to `to` of a sentence, by their numbers; `to` is the end that moves. */
function mark(sentence, from, to) {
  const text = find(".text", sentence);
  const words = listWords(text);
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const ends = [locate(text, words[first][0]), locate(text, words[last][1])];
  const [anchor, focus] = from <= to ? ends : ends.reverse();
  getSelection().setBaseAndExtent(...anchor, ...focus);
  sentence.marked = { from, to };
}

/** Takes a word of the sentence, or with `extend` more or fewer of them. */
function walk(by, extend) {
  const sentence = current();
  if (!sentence) return false;
  const words = listWords(find(".text", sentence));
  const { from, to } = getSelection().isCollapsed ? {} : (sentence.marked ?? {});
  const within = (number) => Math.max(0, Math.min(words.length - 1, number));
  if (from === undefined) mark(sentence, by > 0 ? 0 : words.length - 1, by > 0 ? 0 : words.length - 1);
  else if (extend) mark(sentence, from, within(to + by));
  else mark(sentence, within(to + by), within(to + by));
  return true;
}

if (document.body.classList.contains("article")) {
  Object.assign(keys, {
    n: () => step(true, 1),
    p: () => step(true, -1),
    ArrowDown: () => step(false, 1),
    ArrowUp: () => step(false, -1),
    ArrowRight: (event) => walk(1, event.shiftKey),
    ArrowLeft: (event) => walk(-1, event.shiftKey),
  });
  const first = () => find(".sentence.open") ?? find(".sentence");
  first()?.setAttribute("tabindex", "0");
  document.addEventListener("focusin", () => {
    const sentence = document.activeElement.closest(".sentence");
    if (!sentence) return;
    for (const one of list(".sentence[tabindex='0']")) one.tabIndex = -1;
    for (const one of list(".sentence[data-last]")) delete one.dataset.last;
    sentence.tabIndex = 0;
    sentence.dataset.last = "";
  });
}
