// What may be chosen by typing, and what is made on the spot.

import { ask, find, list, say } from "./mark.js";

export const choices = {};

/** Reads what is known now. */
export async function readChoices() {
  Object.assign(choices, await (await fetch("/choices")).json());
  for (const select of list("select[data-kinds]")) {
    const value = select.value;
    const options = choices.kinds[select.dataset.kinds].map((kind) => new Option(kind.names[0], kind.id));
    select.replaceChildren(...options);
    if (value) select.value = value;
  }
}

/** Asks for what is needed to make something, and makes it; its id, or "" if it was left. */
export function make(kind, name) {
  if (kind === "topic") return send({ make: "topic", name });
  const dialog = find(`#make-${kind}`);
  const inner = find("form", dialog);
  inner.reset();
  inner.elements[0].value = name;
  const date = inner.elements.namedItem("date");
  if (date) date.value = find("#article").dataset.issued;
  find(".refused", dialog).textContent = "";
  let made = "";
  inner.onsubmit = async (event) => {
    if (event.submitter?.value === "") return;
    event.preventDefault();
    made = await send({ make: kind, ...Object.fromEntries(new FormData(inner)) });
    if (made) dialog.close();
    else find(".refused", dialog).textContent = find("#said").textContent;
  };
  inner.onkeydown = (event) => {
    if (event.key !== "Enter" || event.target.tagName === "BUTTON") return;
    event.preventDefault();
    inner.requestSubmit();
  };
  return new Promise((done) => {
    dialog.onclose = () => done(made);
    dialog.showModal();
    inner.elements[1].focus();
  });
}

async function send(given) {
  const answer = await ask("make", given);
  if (answer.refused) {
    say(`Not made: ${answer.refused}${answer.hint ? `; ${answer.hint}` : ""}`);
    return "";
  }
  await readChoices();
  say(`Made: ${answer.name}`);
  return answer.id;
}
