// The search in the header: what is found while one writes. Enter leads to the page of the search.

import { openIndex, GROUPS } from "./index.js";
import { count, drawGroup, drawRemarks, make, readAsked } from "./results.js";

const SHOWN = { records: 4, statements: 6, sources: 3, pages: 3 };
const PAUSE = 60;  // milliseconds in which nothing more is written

const tellShown = (shown, found) => (shown < found ? `${shown} of ${found.toLocaleString("en")}` : `${found}`);

export function start(form, output, root) {
  const index = openIndex(new URL("search/", root));
  const input = form.elements.q;
  const [status, results] = [output.querySelector("[role=status]"), output.querySelector(".fs-results")];
  let asked = 0;
  let waiting;

  function clear(text) {
    results.replaceChildren();
    status.textContent = text;
  }

  async function search(query) {
    const turn = ++asked;
    if (!query.trim()) {
      clear("");
      return;
    }
    const found = await index.find(query, true);
    const shown = GROUPS.filter((name) => found[name].length);
    const groups = await Promise.all(shown.map(async (name) => [name, await index.show(found[name].slice(0, SHOWN[name]))]));
    if (turn !== asked) return;  // something else was asked for meanwhile
    const number = shown.reduce((sum, name) => sum + found[name].length, 0);
    const marked = readAsked(query.trim(), root, found.instead);
    const address = new URL(form.action);
    address.searchParams.set("q", query.trim());
    const all = make("a", "All results, with filters", { href: address.href, class: "fs-all" });
    results.replaceChildren(
      ...drawRemarks(found), ...groups.map(([name, entries]) => drawGroup(name, entries, tellShown(entries.length, found[name].length), marked)), ...(number ? [all] : []),
    );
    results.parentElement.scrollTop = 0;
    status.textContent = number ? count(number, "result") : "Nothing found";
  }

  const ask = () => search(input.value).catch((error) => {
    clear("The search could not be loaded. Try again.");
    console.error(error);
  });

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  form.addEventListener("reset", () => {
    clearTimeout(waiting);
    asked += 1;
    clear("");
    input.focus();
  });

  // Up and down go through the field and all results, and round again.
  output.parentElement.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...results.querySelectorAll("a")];
    const step = event.key === "ArrowDown" ? 1 : stops.length - 1;
    event.preventDefault();
    stops[(Math.max(stops.indexOf(document.activeElement), 0) + step) % stops.length].focus();
  });

  if (input.value.trim()) ask();
  else index.warm().catch(() => clear("The search could not be loaded. Try again."));
}
