// The keys of the desk. The pages themselves come from the server.

import { startShelf } from "./add.js";
import { close, open, refresh, restore, start } from "./compose.js";
import { ask, current, find, list, markAll, say, walk } from "./mark.js";

/** Whether somebody is writing, so that letters are no commands. */
const writes = (event) =>
  event.target.closest?.("input, textarea, select, dialog, form") ||
  event.altKey || event.metaKey || (event.ctrlKey && !event.key.startsWith("Arrow"));

const LEAP = 5; // so many words at once
const far = (event) => (event.ctrlKey ? LEAP : 1);

const showHelp = () => find("#help").showModal();

/** Moves the focus by `by` among `stops`. */
function move(stops, by) {
  const place = stops.findIndex((stop) => stop.contains(document.activeElement));
  const next = stops[place < 0 ? (by > 0 ? 0 : stops.length - 1) : place + by];
  next?.focus();
}

/** Goes to another sentence; with `wanted`, to one that is open. */
function step(by, wanted) {
  const stops = list(".sentence");
  const place = stops.indexOf(current());
  const rest = by > 0 ? stops.slice(place + 1) : stops.slice(0, Math.max(place, 0)).reverse();
  const next = rest.find((sentence) => !wanted || sentence.classList.contains("open"));
  if (next) {
    getSelection().empty();
    say("");
    next.focus();
  } else if (wanted) say("No other sentence that way is without a statement.");
}

async function undo() {
  const answer = await ask("undo", {});
  if (!find("#article")) return location.reload();
  if (answer.done) restore();
  await refresh();
  say(answer.done ?? `Not undone: ${answer.refused}${answer.hint ? `; ${answer.hint}` : ""}`);
}

async function setAside(words) {
  const sentence = current();
  const source = find("#article").dataset.source;
  const answer = await ask("aside", { source, hash: sentence.dataset.hash, words });
  await refresh();
  say(answer.done ?? `Not done: ${answer.refused}${answer.hint ? `; ${answer.hint}` : ""}`);
}

function askAside() {
  const sentence = current();
  if (!sentence) return;
  if (sentence.classList.contains("aside")) return setAside("");
  const dialog = find("#aside");
  dialog.returnValue = "";
  find("form", dialog).reset();
  dialog.onclose = () => (dialog.returnValue === "set" ? setAside(find("#aside-words").value) : sentence.focus());
  dialog.showModal();
}

/** Does what a button of the article says. */
async function press(name) {
  const answer = await ask(name, { source: find("#article").dataset.source });
  await refresh();
  say(answer.done ?? `Not done: ${answer.refused}${answer.hint ? `; ${answer.hint}` : ""}`);
}

/** Says that all keys and fields work now. */
const ready = () => document.body.classList.add("ready");

const keys = {
  "?": showHelp,
  ArrowDown: () => move(list(".stop"), 1),
  ArrowUp: () => move(list(".stop"), -1),
};
const articleKeys = {
  n: () => step(1, true),
  p: () => step(-1, true),
  ArrowDown: () => step(1, false),
  ArrowUp: () => step(-1, false),
  ArrowRight: (event) => walk(far(event), event.shiftKey),
  ArrowLeft: (event) => walk(-far(event), event.shiftKey),
  a: markAll,
  Enter: () => open(false),
  "+": () => open(true),
  x: askAside,
  z: undo,
  Escape: close,
};

document.addEventListener("keydown", (event) => {
  if (writes(event) || (event.key === "Enter" && event.target.closest("a, button"))) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act(event);
});
find("[data-do=help]").addEventListener("click", showHelp);

if (document.body.classList.contains("article")) {
  Object.assign(keys, articleKeys);
  (find(".sentence.open") ?? find(".sentence"))?.setAttribute("tabindex", "0");
  document.addEventListener("focusin", () => {
    const sentence = document.activeElement.closest(".sentence");
    if (!sentence) return;
    for (const one of list(".sentence[tabindex='0']")) one.tabIndex = -1;
    for (const one of list(".sentence[data-last]")) delete one.dataset.last;
    sentence.tabIndex = 0;
    sentence.dataset.last = "";
  });
  document.addEventListener("mouseup", (event) => {
    if (event.target.closest(".sentence") && !getSelection().isCollapsed) open(event.ctrlKey || event.metaKey);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#article [data-do]");
    if (button) press(button.dataset.do);
  });
  start().then(ready);
}
if (document.body.classList.contains("shelf")) {
  keys.s = () => {
    find("#add-box").open = true;
    find("#address").focus();
  };
  keys.z = undo;
  startShelf().then(ready);
}
