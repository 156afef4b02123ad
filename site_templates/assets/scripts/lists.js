// Filters and sorts the lists of facts, and keeps the choice in the address. Without it the whole list stands there.
(() => {
  "use strict";

  // The list of the page that is shown; a host that changes pages without loading them brings another.
  let list = null;

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function readList(form) {
    const area = form.parentElement;
    const items = Array.from(area.querySelectorAll(".fs-items > li"), (element, place) => ({
      element, place, home: element.parentElement, shown: true,
    }));
    const groups = Array.from(area.querySelectorAll(".fs-group"), (element) => ({
      element, home: element.querySelector(".fs-items"), heading: element.querySelector("h2, h3"),
    }));
    const flat = document.createElement("ul");
    flat.className = `${items[0].home.className} fs-flat`;
    flat.hidden = true;
    groups[0].element.before(flat);
    const contents = Array.from(document.querySelectorAll(".md-nav--secondary"), (nav) => ({
      nav, entries: new Map(Array.from(nav.querySelectorAll("a[href*='#']"), (link) => [link.hash.slice(1), link.closest("li")])),
    }));
    const controls = Array.from(form.elements).filter((control) => control.name);
    return { form, items, groups, flat, contents, controls, sort: "" };
  }

  const isDated = ({ element }) => element.hasAttribute("data-from") || element.hasAttribute("data-to");

  // Days stand in the page as whole numbers; one that is missing is an open end.
  const readNumber = ({ element }, name, missing) => {
    const text = element.getAttribute(`data-${name}`);
    return text === null ? missing : Number(text);
  };

  // A statement's words are its sentence: the numbers of its evidence are none of them.
  function readWords(item) {
    item.words ??= fold((item.element.querySelector(".fs-sentence > span") || item.element).textContent);
    return item.words;
  }

  function makeTest({ name, value, type }) {
    if (name === "words") {
      const words = fold(value).split(/\s+/).filter(Boolean);
      return (item) => words.every((word) => readWords(item).includes(word));
    }
    if (type === "date") {
      const day = Number(value.replaceAll("-", ""));
      return name === "from"
        ? (item) => readNumber(item, "to", Infinity) >= day
        : (item) => readNumber(item, "from", -Infinity) <= day;
    }
    return ({ element }) => ` ${element.getAttribute(`data-${name}`) || ""} `.includes(` ${value} `);
  }

  function listKeys(items, sort) {
    if (sort === "title") return items.map(({ element }) => element.querySelector("a").textContent.replace(/^\[/, ""));
    if (sort !== "newest" && sort !== "oldest") return items.map((item) => -readNumber(item, sort, 0));
    const sign = sort === "newest" ? -1 : 1;
    return items.map((item) => (isDated(item) ? sign * readNumber(item, "from", -1e9) : Infinity));
  }

  // Moves the items into one list in the order of `sort`, or back to where they were.
  function arrange({ items, flat }, sort) {
    if (sort === "") {
      for (const { element, home } of items) home.append(element);
      return;
    }
    const keys = listKeys(items, sort);
    const { compare } = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
    const differ = sort === "title" ? compare : (one, other) => one - other;
    const order = [...items].sort((one, other) => differ(keys[one.place], keys[other.place]) || one.place - other.place);
    flat.append(...order.map(({ element }) => element));
  }

  function showItems({ items, controls }) {
    const set = controls.filter(({ name, value }) => value.trim() && name !== "sort");
    const tests = set.filter(({ type }) => type !== "date").map(makeTest);
    const days = set.filter(({ type }) => type === "date").map(makeTest);
    const found = { shown: 0, undated: 0, homes: new Set() };
    for (const item of items) {
      let shown = tests.every((test) => test(item));
      if (shown && days.length && !isDated(item)) {
        found.undated += 1;
        shown = false;
      }
      shown &&= days.every((test) => test(item));
      if (shown !== item.shown) item.element.hidden = !shown;
      item.shown = shown;
      if (shown) {
        found.shown += 1;
        found.homes.add(item.home);
      }
    }
    return found;
  }

  // From the last group to the first: a year stands as long as one of its months does.
  function showGroups({ groups, flat, contents }, homes) {
    let below = false;
    for (const { element, home, heading } of [...groups].reverse()) {
      const inner = heading.tagName === "H3";
      const shown = flat.hidden && (homes.has(home) || (!inner && below));
      below = inner && (below || shown);
      element.hidden = !shown;
      for (const { entries } of contents) if (entries.has(heading.id)) entries.get(heading.id).hidden = !shown;
    }
    for (const { nav, entries } of contents) nav.hidden = entries.size > 0 && [...entries.values()].every((one) => one.hidden);
  }

  // What is chosen, for where the form is folded. An option tells its number, too, which is that of the whole list.
  function tellChoice(control) {
    const label = control.labels[0].firstChild.textContent.trim();
    const chosen = control.selectedOptions?.[0].textContent.replace(/ \(\d+\)$/, "");
    return `${label}: ${chosen ?? control.value.trim()}`;
  }

  function tellFound({ form, items, controls }, { shown, undated }) {
    const noun = items.length === 1 ? form.dataset.one : form.dataset.many;
    const left = undated ? `; ${undated} without a date ${undated === 1 ? "is" : "are"} left out` : "";
    const set = controls.filter(({ value }) => value.trim());
    // Nothing is announced where nothing changed.
    const text = shown === items.length ? `All ${shown} ${noun}` : `${shown} of ${items.length} ${noun}${left}`;
    const status = form.querySelector("[role=status]");
    if (status.textContent !== text) status.textContent = text;
    form.querySelector(".fs-choices").textContent = set.map(tellChoice).join(" · ");
    form.querySelector("button").hidden = set.length === 0;
  }

  function apply() {
    const { value: sort } = list.form.elements.sort;
    const found = showItems(list);
    if (sort !== list.sort) arrange(list, sort);
    list.sort = sort;
    list.flat.hidden = sort === "";
    showGroups(list, found.homes);
    tellFound(list, found);
  }

  function writeAddress() {
    const asked = new URLSearchParams(location.search);
    for (const { name } of list.controls) asked.delete(name);
    for (const { name, value } of list.controls) if (value.trim()) asked.append(name, value.trim());
    const query = `?${asked}`.replace(/^\?$/, "");
    history.replaceState(history.state, "", location.pathname + query + location.hash);
  }

  // An address may ask for what is not on offer: such a choice is none.
  function readAddress() {
    const asked = new URLSearchParams(location.search);
    for (const control of list.controls) {
      control.value = asked.get(control.name) || "";
      if (control.selectedIndex === -1) control.selectedIndex = 0;
    }
    apply();
  }

  function start() {
    const form = document.querySelector(".fs-filters");
    list = form && readList(form);
    if (!list) return;
    form.hidden = false;
    form.querySelector("details").open = matchMedia("(min-width: 60em)").matches;
    form.addEventListener("input", apply);
    form.addEventListener("change", writeAddress);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("button").addEventListener("click", () => {
      form.reset();
      apply();
      writeAddress();
      form.querySelector("summary").focus(); // the button is gone
    });
    readAddress();
  }

  // Back and forward change the address, and may fill the form with what stood there before.
  for (const name of ["popstate", "pageshow"]) addEventListener(name, () => list?.form.isConnected && readAddress());
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
