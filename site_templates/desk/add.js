// A source is added at the shelf: looked at first, then with what it says of itself filled in.

import { makeChooser } from "./choose.js";
import { choices, make, readChoices } from "./make.js";
import { ask, find, say } from "./mark.js";

let key = "";
let publisher = null;

const tell = (answer) => `${answer.refused}${answer.hint ? `; ${answer.hint}` : ""}`;

/** The bytes of a file as base64 has them. */
const readFile = (file) =>
  new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.replace(/^[^,]*,/, ""));
    reader.readAsDataURL(file);
  });

async function look(event) {
  event.preventDefault();
  const form = find("#add");
  const file = form.elements.file.files[0];
  const given = { address: form.elements.address.value, text: form.elements.text.value };
  if (!given.address && !given.text && file) given.file = await readFile(file);
  const refused = find(".refused", form);
  refused.textContent = "";
  find("button", form).disabled = true;
  say(given.address ? "The page is being fetched …" : "");
  const answer = await ask("find", given);
  find("button", form).disabled = false;
  say("");
  if (answer.refused) return (refused.textContent = tell(answer));
  await show(answer);
}

async function show(answer) {
  const dialog = find("#adding");
  const form = find("form", dialog);
  key = answer.key;
  form.reset();
  for (const name of ["title", "author", "issued", "language", "url"]) form.elements[name].value = answer[name];
  form.elements.note.value = answer.url ? "" : "It has no address that we know; the copy was given by hand.";
  publisher.set(answer.publisher);
  find("#begins").textContent = answer.begins;
  find("#ends").textContent = `… ${answer.ends}`;
  find("#about-copy").textContent =
    `${answer.words} words${answer.breaks_off ? "; it seems to break off at the end: is it whole?" : ""}`;
  const twins = answer.twins.map((twin) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/read/${encodeURIComponent(twin.id)}`;
    link.textContent = twin.title;
    item.append(link, `: ${twin.why}`);
    return item;
  });
  find("#twins ul").replaceChildren(...twins);
  find("#twins").hidden = !twins.length;
  find(".refused", dialog).textContent = "";
  dialog.showModal();
  form.elements.title.focus();
}

async function add(event) {
  if (event.submitter?.value === "") return;
  event.preventDefault();
  const form = event.target;
  const given = Object.fromEntries(new FormData(form));
  const answer = await ask("add", { ...given, described: form.elements.described.checked, key, publisher: publisher.get() });
  if (answer.refused) return (find(".refused", form).textContent = tell(answer));
  location.assign(`/read/${answer.id}`);
}

export async function startShelf() {
  await readChoices();
  publisher = makeChooser(find("#adding .chooser"), () => choices.actors, make, () => {});
  find("#add").addEventListener("submit", look);
  find("#adding form").addEventListener("submit", add);
}
