// Filters and sorts the lists of facts, and keeps the choice in the address. Nothing is loaded before it is used: the columns
// of a table of numbers that a choice asks for, and the rows that are drawn. Without it the whole list stands there.
(() => {
  "use strict";

  const AT_ONCE = 50;
  const BESIDE = 8; // so many files are loaded at the same time
  const MOST_READ = 8000; // so many rows are looked through for words before what was found is shown
  const MOST_NAMES = 20;

  // The list of the page that is shown; a host that changes pages without loading them brings another.
  let list = null;

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // Each file is loaded once. What failed may be asked for again.
  function makeLoader(base) {
    const loaded = new Map();
    return (path) => {
      const { href } = new URL(path, base);
      if (!loaded.has(href)) {
        loaded.set(href, fetch(href).then((answer) => {
          if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
          return answer.json();
        }));
        loaded.get(href).catch(() => loaded.delete(href));
      }
      return loaded.get(href);
    };
  }

  const makeElement = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text });

  function readList(form) {
    const results = makeElement("ul", "fs-list fs-items fs-drawn", "");
    const more = Object.assign(makeElement("button", "fs-more-rows", ""), { type: "button", hidden: true });
    results.hidden = true;
    form.after(results, more);
    return {
      form, results, more, run: 0, matches: [], drawn: 0,
      base: location.href.replace(/[?#].*$/, ""),
      controls: Array.from(form.elements).filter(({ name }) => name),
      load: makeLoader(location.href.replace(/[?#].*$/, "")),
    };
  }

  // A combobox shows a name, and holds the id of what was chosen.
  const isTyped = (control) => control.getAttribute("role") === "combobox";
  const readValue = (control) => (isTyped(control) ? control.dataset.value || "" : control.value.trim());

  function findPlace(control, known) {
    if (!isTyped(control)) return control.selectedIndex - 1;
    return known.options[control.name].findIndex(([value]) => value === control.dataset.value);
  }

  const isWithin = (cell, place) => (Array.isArray(cell) ? cell.includes(place) : cell === place);
  const readDays = (cell) => (Array.isArray(cell) ? [cell[0] ?? -Infinity, cell[1] ?? Infinity] : [cell, cell]);

  async function findRows(choices, sort) {
    const known = await list.load("filters.json");
    const dated = ["newest", "oldest"].includes(sort) || choices.some(({ type }) => type === "date");
    const keys = choices.filter(({ type, name }) => type !== "date" && name !== "words").map(({ name }) => name);
    const names = [...keys, ...(dated ? ["days"] : []), ...(sort && !["newest", "oldest"].includes(sort) ? [sort] : [])];
    const columns = new Map(await Promise.all(names.map(async (name) => [name, await list.load(`by-${name}.json`)])));
    const total = known.pages.reduce((sum, [, count]) => sum + count, 0);
    let rows = Array.from({ length: total }, (_, row) => row);
    for (const control of choices) {
      if (!keys.includes(control.name)) continue;
      const [column, place] = [columns.get(control.name), findPlace(control, known)];
      rows = rows.filter((row) => isWithin(column[row], place));
    }
    return { total, columns, ...filterDays(rows, columns.get("days"), choices) };
  }

  function filterDays(rows, days, choices) {
    const bounds = choices.filter(({ type }) => type === "date");
    if (!bounds.length) return { rows, undated: 0 };
    const dated = rows.filter((row) => days[row] !== null);
    const shown = dated.filter((row) => {
      const [first, last] = readDays(days[row]);
      return bounds.every(({ name, value }) => {
        const day = Number(value.replaceAll("-", ""));
        return name === "from" ? last >= day : first <= day;
      });
    });
    return { rows: shown, undated: rows.length - dated.length };
  }

  // In the order of `sort`; equals keep that of the page, and what has no date comes last.
  function sortRows(rows, columns, sort) {
    if (!sort) return rows;
    const column = columns.get(["newest", "oldest"].includes(sort) ? "days" : sort);
    const rank = {
      newest: (row) => (column[row] === null ? Infinity : -Math.max(readDays(column[row])[0], -1e9)),
      oldest: (row) => (column[row] === null ? Infinity : Math.max(readDays(column[row])[0], -1e9)),
      title: (row) => column[row],
    }[sort] || ((row) => -column[row]);
    const ranks = new Map(rows.map((row) => [row, rank(row)]));
    return [...rows].sort((one, other) => (ranks.get(one) === ranks.get(other) ? one - other : ranks.get(one) - ranks.get(other)));
  }

  // The pages of rows, with the number of the first row of each.
  function listPages(known) {
    let first = 0;
    return known.pages.map(([address, count]) => {
      const page = { address, first };
      first += count;
      return page;
    });
  }

  async function loadRow(pages, row) {
    const page = pages.findLast(({ first }) => first <= row);
    return (await list.load(`${page.address}rows.json`))[row - page.first];
  }

  // For events, what their statements say too: read from the list of statements, by the event's address.
  async function* readSentences() {
    const base = new URL("../statements/", list.base);
    const known = await list.load(new URL("filters.json", base)).catch(() => ({ pages: [] }));
    for (let start = 0; start < known.pages.length; start += BESIDE) {
      const some = known.pages.slice(start, start + BESIDE);
      yield (await Promise.all(some.map(([address]) => list.load(new URL(`${address}rows.json`, base))))).flat();
    }
  }

  // Each file is asked for once, since to await every row of a long list takes a second.
  async function readOwn(pages, rows) {
    const owners = rows.map((row) => pages.findLast(({ first }) => first <= row));
    const files = new Map(await Promise.all([...new Set(owners)].map(async (page) => [page, await list.load(`${page.address}rows.json`)])));
    return rows.map((row, place) => files.get(owners[place])[row - owners[place].first]);
  }

  // Calls `tell` with the rows that have all `words`, each time that more were looked through.
  async function findWords(pages, rows, words, tell) {
    const texts = new Map();
    const wanted = new Set();
    const read = (row, address, text) => {
      const all = `${texts.get(address) || ""}\n${fold(text)}`;
      texts.set(address, all);
      if (row !== undefined && words.every((word) => all.includes(word))) wanted.add(row);
    };
    const inEvents = list.form.dataset.one === "event";
    const owners = new Map();
    let end = 0;
    while (end < rows.length) {
      const some = rows.slice(end, end + Math.min(end + AT_ONCE * BESIDE, MOST_READ)); // few for the first result, then more
      end += some.length;
      const loaded = await readOwn(pages, some);
      loaded.forEach(([address, text, , , gist, , , names], place) => {
        owners.set(address, some[place]);
        const looked = { event: [text, gist], statement: [text] }[list.form.dataset.one] || [text, names, loaded[place][5]];
        read(some[place], address, looked.filter(Boolean).join("\n"));
      });
      if (!tell(rows.filter((row) => wanted.has(row)), inEvents || end < rows.length)) return;
    }
    if (!inEvents) return;
    for await (const some of readSentences()) {
      for (const [address, text] of some) {
        const [owner] = address.split("#");
        if (owners.has(owner)) read(owners.get(owner), owner, text);
      }
      if (!tell(rows.filter((row) => wanted.has(row)), true)) return;
    }
    tell(rows.filter((row) => wanted.has(row)), false);
  }

  // What comes from a file is text, and never HTML.
  function drawRow([address, text, language, when, gist, facts, apart, , gone]) {
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: new URL(`../${address}`, list.base).href });
    if (language) Object.assign(link, { lang: language, dir: "auto" });
    link.append(gone ? makeElement("s", "", text) : text);
    if (when) item.append(makeElement("p", "fs-when", when));
    item.append(link);
    if (gist) item.append(makeElement("p", "fs-gist", gist));
    const detail = [apart, facts].filter(Boolean).join(" · ");
    if (detail) item.append(makeElement("p", "fs-detail", detail));
    return item;
  }

  async function drawRows(run, count) {
    const pages = listPages(await list.load("filters.json"));
    const some = list.matches.slice(list.drawn, list.drawn + count);
    const rows = await Promise.all(some.map((row) => loadRow(pages, row)));
    if (run !== list.run) return null;
    const items = rows.map(drawRow);
    list.results.append(...items);
    list.drawn += items.length;
    const left = list.matches.length - list.drawn;
    list.more.hidden = left <= 0;
    list.more.textContent = `Show ${Math.min(left, AT_ONCE)} more`;
    return items[0];
  }

  function showStatic(whole) {
    list.form.classList.toggle("fs-on", !whole);
    list.results.hidden = whole;
    if (whole) list.more.hidden = true;
    for (const nav of document.querySelectorAll(".md-nav--secondary")) nav.hidden = !whole;
  }

  async function showMatches(run, matches, busy) {
    if (run !== list.run) return;
    const same = matches.length === list.matches.length && matches.every((row, place) => row === list.matches[place]);
    const firsts = list.matches.slice(0, list.drawn);
    list.matches = matches;
    if (same && list.results.dataset.run === String(run)) return;
    if (!busy || list.results.dataset.run !== String(run) || firsts.some((row, place) => row !== matches[place])) {
      list.results.replaceChildren();
      list.drawn = 0;
    }
    list.results.dataset.run = String(run);
    await drawRows(run, Math.max(0, AT_ONCE - list.drawn));
  }

  // What is chosen, for where the form is folded. An option tells its number, too, which is that of the whole list.
  function tellChoice(control) {
    const label = control.labels[0].firstChild.textContent.trim();
    const chosen = control.selectedOptions?.[0].textContent.replace(/ \(\d+\)$/, "");
    return `${label}: ${chosen ?? control.value.trim()}`;
  }

  function tell(text) {
    const status = list.form.querySelector("[role=status]");
    if (status.textContent !== text) status.textContent = text; // nothing is announced where nothing changed
  }

  function tellFound(shown, total, undated, busy) {
    const noun = total === 1 ? list.form.dataset.one : list.form.dataset.many;
    const left = undated ? `; ${undated} without a date ${undated === 1 ? "is" : "are"} left out` : "";
    const yet = busy ? ", still looking …" : "";
    tell(shown === total && !busy ? `All ${total} ${noun}` : `${shown} of ${total} ${noun}${left}${yet}`);
  }

  function tellChoices(set) {
    list.form.querySelector(".fs-choices").textContent = set.map(tellChoice).join(" · ");
    list.form.querySelector(".fs-found button").hidden = set.length === 0;
  }

  async function apply() {
    const run = ++list.run;
    const set = list.controls.filter(readValue);
    const sort = list.form.elements.sort.value;
    tellChoices(set);
    if (!set.length) {
      showStatic(true);
      tellFound(Number(list.form.dataset.count), Number(list.form.dataset.count), 0, false);
      return;
    }
    try {
      await showChoice(run, set.filter(({ name }) => name !== "sort"), sort);
    } catch {
      if (run !== list.run) return;
      showStatic(true);
      tell("The table of this list could not be loaded, so it stands here unfiltered.");
    }
  }

  async function showChoice(run, choices, sort) {
    const found = await findRows(choices, sort);
    if (run !== list.run) return;
    const rows = sortRows(found.rows, found.columns, sort);
    const words = fold(list.form.elements.words.value).split(/\s+/).filter(Boolean);
    showStatic(false);
    if (!words.length) {
      tellFound(rows.length, found.total, found.undated, false);
      await showMatches(run, rows, false);
      return;
    }
    const pages = listPages(await list.load("filters.json"));
    let drawing = Promise.resolve();
    await showMatches(run, [], true);
    await findWords(pages, rows, words, (matches, busy) => {
      if (run !== list.run) return false;
      tellFound(matches.length, found.total, found.undated, busy);
      drawing = drawing.then(() => showMatches(run, matches, busy));
      return true;
    });
    await drawing;
  }

  // A combobox with a listbox (WAI-ARIA Authoring Practices, "List autocomplete with manual selection").
  function makeCombobox(input) {
    const box = makeElement("ul", "fs-options", "");
    box.id = `_options-${input.name}`;
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", input.labels[0].firstChild.textContent.trim());
    box.hidden = true;
    input.labels[0].after(box);
    input.setAttribute("aria-controls", box.id);
    const close = () => {
      box.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const choose = (value, label) => {
      Object.assign(input.dataset, { value, label });
      input.value = label;
      close();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    input.addEventListener("input", () => openOptions(input, box, choose));
    input.addEventListener("focus", () => list.load("filters.json").catch(() => {}));
    input.addEventListener("click", () => openOptions(input, box, choose));
    input.addEventListener("keydown", (event) => moveOption(event, input, box, close, () => openOptions(input, box, choose)));
    input.addEventListener("blur", () => {
      const typed = input.value.trim();
      close();
      if (!typed && input.dataset.value) choose("", "");
      else if (typed !== (input.dataset.label || "")) {
        input.value = input.dataset.label || "";
        apply(); // what was told of the names is over
      }
    });
  }

  async function openOptions(input, box, choose) {
    const options = (await list.load("filters.json")).options[input.name];
    if (document.activeElement !== input) return;
    const typed = fold(input.value.trim() === input.dataset.label ? "" : input.value.trim());
    const ranked = options.map(([value, label, count]) => ({ value, label, count, place: fold(label).indexOf(typed) })).filter(({ place }) => place >= 0);
    ranked.sort((one, other) => (one.place > 0) - (other.place > 0) || other.count - one.count);
    box.replaceChildren(...ranked.slice(0, MOST_NAMES).map(({ value, label, count }, place) => {
      const option = makeElement("li", "", label);
      option.id = `${box.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(makeElement("span", "", ` ${count}`));
      option.addEventListener("mousedown", (event) => {
        event.preventDefault(); // the focus stays
        choose(value, label);
      });
      return option;
    }));
    if (ranked.length > MOST_NAMES) {
      const rest = makeElement("li", "fs-rest", `and ${ranked.length - MOST_NAMES} more: type on`);
      rest.setAttribute("role", "presentation");
      box.append(rest);
    }
    box.hidden = ranked.length === 0;
    if (box.hidden) tell(`No name has “${input.value.trim()}”`);
    input.setAttribute("aria-expanded", String(!box.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function moveOption(event, input, box, close, open) {
    const options = [...box.querySelectorAll("[role=option]")];
    const place = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (box.hidden) {
        open();
        return;
      }
      const next = options[(place + step + options.length + (place < 0 && step < 0 ? 1 : 0)) % options.length];
      for (const option of options) option.setAttribute("aria-selected", String(option === next));
      input.setAttribute("aria-activedescendant", next.id);
      next.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && !box.hidden) {
      event.preventDefault();
      (options[place] || options[0])?.dispatchEvent(new MouseEvent("mousedown", { cancelable: true }));
    } else if (event.key === "Escape") {
      if (!box.hidden) event.preventDefault();
      close();
    }
  }

  function writeAddress() {
    const asked = new URLSearchParams(location.search);
    for (const { name } of list.controls) asked.delete(name);
    for (const control of list.controls) if (readValue(control)) asked.append(control.name, readValue(control));
    const query = `?${asked}`.replace(/^\?$/, "");
    history.replaceState(history.state, "", location.pathname + query + location.hash);
  }

  function setControl(control, value) {
    if (!isTyped(control)) {
      control.value = value;
      if (control.selectedIndex === -1) control.selectedIndex = 0;
      return;
    }
    Object.assign(control.dataset, { value: "", label: "" });
    control.value = "";
  }

  // An address may ask for what is not on offer: such a choice is none.
  async function readAddress() {
    const asked = new URLSearchParams(location.search);
    for (const control of list.controls) setControl(control, asked.get(control.name) || "");
    const typed = list.controls.filter((control) => isTyped(control) && asked.get(control.name));
    if (typed.length) {
      const { options } = await list.load("filters.json").catch(() => ({ options: {} }));
      for (const control of typed) {
        const chosen = (options[control.name] || []).find(([value]) => value === asked.get(control.name));
        if (!chosen) continue;
        Object.assign(control.dataset, { value: chosen[0], label: chosen[1] });
        control.value = chosen[1];
      }
    }
    await apply();
  }

  function start() {
    const form = document.querySelector(".fs-filters");
    list = form && readList(form);
    if (!list) return;
    form.hidden = false;
    form.querySelector("details").open = matchMedia("(min-width: 60em)").matches;
    list.controls.filter(isTyped).forEach(makeCombobox);
    form.addEventListener("input", ({ target }) => isTyped(target) || apply());
    form.addEventListener("change", ({ target }) => {
      if (isTyped(target)) apply();
      writeAddress();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector(".fs-found button").addEventListener("click", () => {
      for (const control of list.controls) setControl(control, "");
      apply();
      writeAddress();
      form.querySelector("summary").focus(); // the button is gone
    });
    list.more.addEventListener("click", async ({ target }) => {
      target.disabled = true; // a second click would draw the same rows again
      const first = await drawRows(list.run, AT_ONCE).finally(() => { target.disabled = false; });
      first?.querySelector("a").focus();
    });
    readAddress();
  }

  // Back and forward change the address, and may fill the form with what stood there before.
  for (const name of ["popstate", "pageshow"]) addEventListener(name, () => list?.form.isConnected && readAddress());
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
