// Fields in which the known ones are chosen by typing (WAI-ARIA, combobox with a list).

import { kept } from "./mark.js";

const MOST_SHOWN = 9;
const MOST_RECENT = 6;

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** How well what is typed names something: 0 not at all, more is better. */
function rate(choice, typed) {
  let best = 0;
  for (const name of choice.names) {
    const folded = fold(name);
    if (folded === typed) best = Math.max(best, 4);
    else if (folded.startsWith(typed)) best = Math.max(best, 3);
    else if (folded.includes(` ${typed}`)) best = Math.max(best, 2);
    else if (folded.includes(typed)) best = Math.max(best, 1);
  }
  return best;
}

const recentOf = (name) => kept.get(`recent:${name}`) ?? [];

function remember(name, id) {
  const ids = [id, ...recentOf(name).filter((one) => one !== id)].slice(0, MOST_RECENT);
  kept.set(`recent:${name}`, ids);
}

/** What is being made; it becomes chosen a moment later. */
const making = new Set();

/** Waits until all that was chosen is. */
export const settle = () => Promise.all(making);

/**
 * Makes a field of `root`, which has an input and a list. `known()` gives what may be chosen, `make`
 * makes what is not known and gives its id, `changed` is told of every change.
 */
export function makeChooser(root, known, make, changed) {
  const name = root.dataset.name;
  const many = "many" in root.dataset;
  const input = root.querySelector("input");
  const shown = root.querySelector("[role=listbox]");
  const chips = root.querySelector(".chips");
  let chosen = [];
  let active = -1;

  const label = (id) => known().find((choice) => choice.id === id)?.names[0] ?? id;

  function rank() {
    const typed = fold(input.value.trim());
    const free = known().filter((choice) => !chosen.includes(choice.id));
    if (!typed) {
      const recent = recentOf(name).map((id) => free.find((choice) => choice.id === id));
      return [...new Set([...recent.filter(Boolean), ...free])].slice(0, MOST_SHOWN);
    }
    const recent = recentOf(name);
    return free
      .map((choice, place) => ({ choice, rate: rate(choice, typed), place, new: !recent.includes(choice.id) }))
      .filter((one) => one.rate)
      .sort((a, b) => b.rate - a.rate || a.new - b.new || a.place - b.place)
      .slice(0, MOST_SHOWN)
      .map((one) => one.choice);
  }

  function show() {
    const typed = input.value.trim();
    const options = rank().map((choice) => ({ id: choice.id, text: choice.names[0], more: choice.names[1] ?? "" }));
    const exact = known().some((choice) => choice.names.some((one) => fold(one) === fold(typed)));
    if (root.dataset.make && typed && !exact) options.push({ id: "", text: `Make “${typed}” …`, more: "" });
    shown.replaceChildren(...options.map(draw));
    activate(options.length && typed ? 0 : -1);
    shown.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!shown.hidden));
  }

  function draw(option, place) {
    const item = document.createElement("li");
    item.id = `${shown.id}-${place}`;
    item.role = "option";
    item.dataset.id = option.id;
    item.append(option.text);
    if (option.more) {
      const more = document.createElement("span");
      more.className = "fine";
      more.textContent = ` ${option.more}`;
      item.append(more);
    }
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(item);
    });
    return item;
  }

  function activate(place) {
    active = place;
    [...shown.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === place)));
    const item = shown.children[place];
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  }

  function hide() {
    shown.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  async function take(item) {
    const made = item.dataset.id ? null : Promise.resolve(make(root.dataset.make, input.value.trim()));
    if (made) making.add(made);
    const id = item.dataset.id || (await made);
    making.delete(made);
    if (!id) return;
    input.value = "";
    set(many ? [...chosen, id] : [id]);
    remember(name, id);
    hide();
    if (document.activeElement === document.body) input.focus();
    changed();
  }

  function set(ids) {
    chosen = [...new Set(ids)].filter(Boolean);
    chips.replaceChildren(...chosen.map(drawChip));
  }

  function drawChip(id) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    button.textContent = "×";
    button.setAttribute("aria-label", `Take ${label(id)} away`);
    button.addEventListener("click", () => {
      set(chosen.filter((one) => one !== id));
      changed();
      input.focus();
    });
    item.append(label(id), " ", button);
    return item;
  }

  input.addEventListener("input", show);
  input.addEventListener("blur", () => setTimeout(hide, 0));
  input.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const count = shown.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (shown.hidden) show();
      const step = event.key === "ArrowDown" ? 1 : -1;
      activate((active + step + shown.children.length) % Math.max(1, shown.children.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!shown.hidden && active >= 0 && count) take(shown.children[active]);
    } else if (event.key === "Escape" && !shown.hidden) {
      event.preventDefault();
      event.stopPropagation();
      hide();
    } else if (event.key === "Tab" && !shown.hidden && active >= 0 && input.value.trim() && shown.children[active].dataset.id) {
      take(shown.children[active]); // and the focus goes on
    } else if (event.key === "Backspace" && !input.value && chosen.length) {
      set(chosen.slice(0, -1));
      changed();
    }
  });

  return {
    get: () => (many ? chosen : (chosen[0] ?? "")),
    set: (value) => set(Array.isArray(value) ? value : [value]),
    redraw: () => set(chosen),
  };
}
