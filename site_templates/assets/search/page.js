// The page of the search: everything that is found, by group, and what it can be narrowed by. What is asked for stands
// in its address.

import { openIndex, GROUPS } from "./index.js";
import { count, drawGroup, drawList, drawRemarks, make, readAsked } from "./results.js";

const [FIRST, MORE] = [10, 20];  // of a group are shown at once
const MOST_OPTIONS = 300;
const PAUSE = 150;  // milliseconds in which nothing more is written
const FACETS = ["kind", "status", "party", "year"];

export function start(page, root) {
  const index = openIndex(new URL("search/", root));
  const form = page.querySelector("form");
  const [status, results, facets] = [page.querySelector("[role=status]"), page.querySelector(".fs-results"), page.querySelector(".fs-facets")];
  const { q: input } = form.elements;
  let [turn, waiting] = [0, 0];
  let found;  // of the last query
  let sorted = null;  // what its entries can be narrowed by, once that is loaded

  const readChosen = () => FACETS.filter((name) => form.elements[name].value).map((name) => [name, form.elements[name].value]);
  const listFound = () => GROUPS.flatMap((name) => found[name]);

  function writeAddress() {
    const asked = new URLSearchParams(input.value.trim() ? { q: input.value.trim() } : {});
    for (const [name, value] of readChosen()) asked.set(name, value);
    history.replaceState(history.state, "", location.pathname + `?${asked}`.replace(/^\?$/, ""));
  }

  // Whether an entry has all that is chosen, of facets other than `rest`.
  function isChosen(number, chosen, rest) {
    return chosen.every(([name, place]) => name === rest || sorted.list(name, number).includes(place));
  }

  // What is chosen, each as its place among the labels.
  const placeChosen = () => readChosen().map(([name, value]) => [name, sorted.labels[name].findIndex(([id]) => id === value)]);

  function drawFacet(name, chosen) {
    const select = form.elements[name];
    const value = select.value;
    const counts = new Map();
    for (const number of listFound()) {
      if (isChosen(number, chosen, name)) for (const place of sorted.list(name, number)) counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    const labels = sorted.labels[name];
    const asked = labels.findIndex(([id]) => id === value);
    if (asked >= 0 && !counts.has(asked)) counts.set(asked, 0);
    const places = [...counts.keys()].sort((one, other) => (
      name === "year" ? Number(labels[other][0]) - Number(labels[one][0]) : counts.get(other) - counts.get(one) || one - other
    )).slice(0, MOST_OPTIONS);
    const options = places.map((place) => make("option", `${labels[place][1]} (${counts.get(place).toLocaleString("en")})`, { value: labels[place][0] }));
    if (value && asked < 0) options.push(make("option", `${value} (0)`, { value }));
    select.replaceChildren(make("option", "all", { value: "" }), ...options);
    select.value = value;
    select.disabled = options.length === 0;
  }

  async function drawFacets(mine) {
    const all = listFound();
    facets.hidden = all.length === 0;
    if (!all.length) return;
    const loaded = await index.readFacets(all);
    if (mine !== turn) return;
    sorted = loaded;
    const chosen = placeChosen();
    for (const name of FACETS) drawFacet(name, chosen);
  }

  // A button for the rest of a group, at its end.
  function offerMore(section, numbers, asked) {
    let shown = FIRST;
    if (numbers.length <= shown) return;
    const button = make("button", "", { type: "button", class: "fs-more" });
    const tell = () => { button.textContent = `Show ${count(Math.min(MORE, numbers.length - shown), "more", "more")}`; };
    button.addEventListener("click", async () => {
      const next = numbers.slice(shown, shown + MORE);
      shown += MORE;  // before the next click
      const entries = await index.show(next);
      if (!next.length) return;
      const items = drawList(entries, asked);
      section.querySelector("ol").append(...items);
      items[0].querySelector("a").focus();
      if (shown < numbers.length) tell();
      else button.remove();
    });
    tell();
    section.append(button);
  }

  async function drawResults(mine) {
    const chosen = sorted ? placeChosen() : [];
    const groups = GROUPS.map((name) => [name, found[name].filter((number) => isChosen(number, chosen))]).filter(([, numbers]) => numbers.length);
    const drawn = await Promise.all(groups.map(async ([name, numbers]) => [name, numbers, await index.show(numbers.slice(0, FIRST))]));
    if (mine !== turn) return;
    const asked = readAsked(input.value.trim(), root, found.instead);
    const sections = drawn.map(([name, numbers, entries]) => {
      const section = drawGroup(name, entries, numbers.length.toLocaleString("en"), asked);
      offerMore(section, numbers, asked);
      return section;
    });
    results.replaceChildren(...drawRemarks(found), ...sections);
    const number = groups.reduce((sum, [, numbers]) => sum + numbers.length, 0);
    const all = listFound().length;
    const of = number === all ? "" : ` of ${all.toLocaleString("en")}`;
    status.textContent = all ? `${number.toLocaleString("en")}${of} ${all === 1 ? "result" : "results"}` : "Nothing found";
  }

  // What is chosen is looked at first if something is: then the results need it.
  async function search() {
    const mine = ++turn;
    sorted = null;
    if (!input.value.trim()) {
      results.replaceChildren();
      status.textContent = "";
      facets.hidden = true;
      return;
    }
    const next = await index.find(input.value, true);
    if (mine !== turn) return;
    found = next;
    if (readChosen().length) await drawFacets(mine);
    await drawResults(mine);
    if (mine === turn && !sorted) await drawFacets(mine);
  }

  async function narrow() {
    const mine = ++turn;
    if (!sorted) await drawFacets(mine);
    const chosen = placeChosen();
    for (const name of FACETS) drawFacet(name, chosen);
    await drawResults(mine);
  }

  const attempt = (work) => work().catch((error) => {
    status.textContent = "The search could not be loaded. Try again.";
    console.error(error);
  });

  // An address may ask for what is not there: such a choice finds nothing, and says so.
  function readAddress() {
    const asked = new URLSearchParams(location.search);
    input.value = asked.get("q") ?? "";
    for (const name of FACETS) {
      const value = asked.get(name) ?? "";
      form.elements[name].replaceChildren(make("option", "all", { value: "" }), ...(value ? [make("option", value, { value })] : []));
      form.elements[name].value = value;
    }
    attempt(search);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    writeAddress();
    attempt(search);
  });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      writeAddress();
      attempt(search);
    }, PAUSE);
  });
  facets.addEventListener("change", () => {
    writeAddress();
    attempt(narrow);
  });
  addEventListener("popstate", () => page.isConnected && readAddress());
  form.hidden = false;
  readAddress();
}
