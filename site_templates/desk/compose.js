// The form in which marked words become evidence: for a statement that is there, or for a new one.

import { makeChooser, settle } from "./choose.js";
import { choices, make, readChoices } from "./make.js";
import { ask, current, find, kept, list, readMark, say, showMarks } from "./mark.js";

const PAUSE = 200; // in milliseconds: as long nobody types before the rules are asked
const MOST_LIKELY = 3;
const LASTING = ["record", "topic", "attributed_to", "relays", "via", "speaker"];

const form = find("#composer");
const source = find("#article")?.dataset.source;
const choosers = {};
let marked = [];
let statement = "";
let seen = "";
let looking = null;
let timer = 0;
let isLookedAt = false; // whether what the desk said last is of the form as it is

const lines = () => list("[name]", form);

function readForm() {
  const values = { source, marked, statement, seen };
  for (const line of lines()) values[line.name] = line.type === "checkbox" ? line.checked : line.value;
  for (const [name, chooser] of Object.entries(choosers)) values[name] = chooser.get();
  values.stance = values.denies ? "denies" : "";
  return values;
}

function fillForm(values) {
  marked = values.marked ?? [];
  statement = values.statement ?? "";
  for (const line of lines()) {
    if (line.type === "checkbox") line.checked = values[line.name] ?? false;
    else line.value = values[line.name] ?? "";
  }
  for (const [name, chooser] of Object.entries(choosers)) chooser.set(values[name] ?? []);
  form.classList.toggle("adds", Boolean(statement));
}

const draftOf = () => kept.get(`draft:${source}`);
const lastChoices = () => kept.get(`last:${source}`) ?? kept.get("last") ?? {};

/** Keeps what was filled in, so that neither closing nor reloading loses it. */
function keepDraft() {
  kept.set(`draft:${source}`, { ...readForm(), open: !form.hidden });
}

function changed() {
  keepDraft();
  isLookedAt = false;
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
}

// --- what the desk says of it ---

async function look() {
  if (!marked.length) return;
  looking?.abort();
  looking = new AbortController();
  let answer;
  try {
    answer = await ask("look", readForm(), looking.signal);
  } catch {
    return; // another question is on its way
  }
  if (answer.refused) return showRemarks([{ severity: "error", message: answer.refused, hint: answer.hint }]);
  isLookedAt = true;
  seen = answer.seen;
  choices.statements = answer.statements;
  showQuote(answer.quote);
  showRemarks(answer.remarks);
  showLikely(statement ? [] : answer.likely.slice(0, MOST_LIKELY));
  showStrangers(statement ? [] : answer.strangers);
  showRow(answer.row);
  find("#id", form).placeholder = answer.id;
}

function showQuote(quote) {
  find("#quote").textContent = quote.text;
  const words = `${quote.words} word${quote.words === 1 ? "" : "s"} of at most ${quote.most}`;
  const once = quote.places === 1 ? "stands once" : `stands ${quote.places} times, ${quote.locator ? `this is: ${quote.locator}` : "no locator picks this one: take more words"}`;
  find("#quote-about").textContent = `✓ proven in the copy · ${words} · ${once}`;
}

function showRemarks(remarks) {
  const drawn = remarks.map((remark) => {
    const item = document.createElement("li");
    item.className = remark.severity;
    const sign = document.createElement("b");
    sign.textContent = remark.severity === "error" ? "Refused: " : "Note: ";
    item.append(sign, remark.message + (remark.hint ? `; ${remark.hint}` : ""));
    return item;
  });
  const list_ = find("#remarks");
  if (list_.textContent !== drawn.map((item) => item.textContent).join("")) list_.replaceChildren(...drawn);
}

function showLikely(likely) {
  const drawn = likely.map((one) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    const where = document.createElement("span");
    where.className = "fine";
    where.textContent = ` ${one.record}`;
    button.append(one.text, where);
    button.title = one.text;
    button.addEventListener("click", () => addTo(one));
    item.append(button);
    return item;
  });
  find("#likely").replaceChildren(...drawn);
  find("#likely-box").hidden = !drawn.length;
}

/** Names in the sentence that no actor has, each to be made one. */
function showStrangers(names) {
  const drawn = names.map((name) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", async () => {
      if (await make("actor", name)) changed();
    });
    item.append(button);
    return item;
  });
  const box = find("#strangers");
  if (box.dataset.names !== names.join("\n")) box.replaceChildren(...drawn);
  box.dataset.names = names.join("\n");
  find("#strangers-box").hidden = !names.length;
}

function showRow(html) {
  const frame = find("#row");
  frame.hidden = !html;
  if (frame.dataset.shown === html) return;
  frame.dataset.shown = html;
  frame.onload = () => {
    const body = frame.contentDocument.body;
    if (matchMedia("(prefers-color-scheme: dark)").matches) body.dataset.mdColorScheme = "slate";
    frame.height = frame.contentDocument.documentElement.scrollHeight;
  };
  frame.srcdoc = html;
}

// --- what is done in it ---

/** Makes the marked words evidence for a statement that is there. */
function addTo(one) {
  statement = one.ref;
  find("#added-to").textContent = one.text;
  form.classList.add("adds");
  choosers.attributed_to.set(one.attributed_to ?? []);
  changed();
  find("#c-attributed_to").focus();
}

function startNew() {
  statement = "";
  form.classList.remove("adds");
  changed();
  find("#text").focus();
}

/** Opens the form with the marked words; with `more`, they become a further passage of the quote. */
export function open(more) {
  const words = readMark();
  if (!words) return say("Mark some words first: → takes one, Shift and → more.");
  if (form.hidden) fillForm(draftOf() ?? lastChoices());
  marked = more ? [...marked, words].sort((a, b) => a[0] - b[0]) : [words];
  show();
  changed();
  find("#text").focus();
}

function show() {
  form.hidden = false;
  document.body.classList.add("composing");
  showMarks(marked);
}

/** Closes the form; what was filled in is there when it is opened again. */
export function close() {
  if (form.hidden) return;
  form.hidden = true;
  keepDraft();
  document.body.classList.remove("composing");
  showMarks([]);
  current()?.focus();
}

async function save() {
  await settle();
  clearTimeout(timer);
  if (!isLookedAt) await look();
  const values = readForm();
  const answer = await ask("save", values);
  if (answer.refused || answer.refusal) {
    if (answer.refusal) showRemarks(answer.remarks);
    else showRemarks([{ severity: "error", message: answer.refused, hint: answer.hint }]);
    return say(`Not written. ${find("#remarks").textContent}`);
  }
  if (answer.clash) return showClash(answer.clash);
  const chosen = Object.fromEntries(LASTING.map((name) => [name, values[name]]));
  kept.set(`last:${source}`, chosen);
  kept.set("last", chosen);
  close();
  kept.remove(`draft:${source}`);
  kept.set(`saved:${source}`, values);
  await refresh();
  say(answer.done);
}

/** After an undoing: what was written last is the draft again, so that it can be mended. */
export function restore() {
  const saved = kept.get(`saved:${source}`);
  if (saved && !draftOf()) kept.set(`draft:${source}`, saved);
  kept.remove(`saved:${source}`);
}

function showClash(clash) {
  const dialog = find("#clash");
  find("#clash-path").textContent = clash.path;
  find("#theirs").textContent = clash.theirs.join("\n");
  find("#ours").textContent = clash.ours.join("\n");
  seen = clash.seen;
  dialog.returnValue = "";
  dialog.onclose = () => (dialog.returnValue === "write" ? save() : find("#text").focus());
  dialog.showModal();
}

/** Shows the article as it is now, with the focus where it was. */
export async function refresh() {
  const page = await (await fetch(location.pathname)).text();
  const fresh = new DOMParser().parseFromString(page, "text/html");
  const hash = current()?.dataset.hash;
  const article = fresh.querySelector("#article");
  if (!article) return location.assign("/"); // it was taken back
  find("#article").replaceWith(article);
  const sentence = list(".sentence").find((one) => one.dataset.hash === hash) ?? find(".sentence");
  if (sentence) sentence.tabIndex = 0;
  if (form.hidden) sentence?.focus();
}

// --- at the beginning ---

export async function start() {
  await readChoices();
  for (const root of list(".chooser", form)) {
    const known = () => root.dataset.from.split(" ").flatMap((name) => choices[name] ?? []);
    choosers[root.dataset.name] = makeChooser(root, known, make, changed);
  }
  form.addEventListener("input", (event) => event.target.name && changed());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") close();
  });
  find("#text").addEventListener("keydown", (event) => {
    const last = event.target.selectionStart === event.target.value.length;
    if (event.key === "ArrowDown" && last && !find("#likely-box").hidden) {
      event.preventDefault();
      find("#likely button").focus();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault();
  });
  find("#likely").addEventListener("keydown", (event) => {
    const item = event.target.closest("li");
    const next = { ArrowDown: item.nextElementSibling, ArrowUp: item.previousElementSibling }[event.key];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      (next ? find("button", next) : find("#text")).focus();
    }
  });
  find("[data-do=new]").addEventListener("click", startNew);
  find("[data-do=close]").addEventListener("click", close);
  const draft = draftOf();
  if (draft?.open && draft.marked.length) {
    fillForm(draft);
    if (statement) find("#added-to").textContent = statement;
    show();
    say("Your draft is still here.");
    look();
  }
}
