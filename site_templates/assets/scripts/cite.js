"use strict";
// The ¶ of a statement opens a dialog that says how to cite it, and each of its quotes: made from what stands on the
// page, and only as text. Delegated to the document, so that it outlives a body replaced by instant navigation.
(() => {
  if (!window.HTMLDialogElement) return;

  function make(name, text = "", attributes = {}) {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }

  // The words of an element, without what matches `rest`.
  function read(element, rest = ":not(*)") {
    const copy = element?.cloneNode(true);
    for (const part of copy?.querySelectorAll(rest) ?? []) part.remove();
    return copy?.textContent.replace(/\s+/g, " ").trim() ?? "";
  }

  function citeStatement(row, link) {
    const sentence = row.querySelector(".fs-sentence");
    const withdrawn = sentence.querySelector("s") ? " [withdrawn]" : "";
    const url = new URL(link.href);
    url.search = "";
    const page = read(document.querySelector(".fs-citation"), "span");
    return `“${read(sentence, ".fs-permalink, .fs-markers, .fs-uncited")}${withdrawn}” In: ${page} ${url.href}`;
  }

  function describeArticle(passage) {
    const from = passage.querySelector(".fs-from:has(cite)");
    if (from) return read(from);
    const mark = passage.querySelector(".fs-mark");
    const known = [...document.querySelectorAll(".fs-key > li")].find((item) => item.querySelector("a").href === mark.href);
    return known?.dataset.imprint ?? mark.title ?? read(mark);
  }

  function citePassage(passage) {
    const url = passage.querySelector(".fs-go, .fs-ways .fs-outward")?.href;
    return `“${read(passage.querySelector("q"))}”, in: ${describeArticle(passage)}.${url ? ` ${url}` : ""}`;
  }

  function findPassages(row) {
    const markers = row.querySelectorAll('.fs-sentence .fs-markers a[href^="#"]');
    const linked = [...markers].map((marker) => document.getElementById(marker.hash.slice(1))?.closest("li"));
    return [...new Set([...row.querySelectorAll(".fs-passages li"), ...linked])].filter((item) => item?.querySelector("q"));
  }

  function showCitation(title, text) {
    const part = make("section");
    const shown = make("p", text, { class: "fs-citation" });
    part.append(make("h2", title), shown);
    if (navigator.clipboard) {
      const button = make("button", "Copy", { type: "button", "aria-label": `Copy: ${title}` });
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(shown.textContent);
        } catch {
          return;  // the browser refused; the text can still be marked
        }
        button.textContent = "Copied";
        button.setAttribute("aria-label", `Copied: ${title}`);
      });
      part.append(button);
    }
    return part;
  }

  function showEvidence(passages) {
    const title = "The evidence";
    const part = showCitation(title, citePassage(passages[0]));
    if (passages.length < 2) return part;
    const choice = make("select", "", { "aria-label": "Which quote" });
    choice.append(...passages.map((passage) => make("option", `${describeArticle(passage)}: “${read(passage.querySelector("q"))}”`)));
    choice.addEventListener("change", () => {
      const chosen = showCitation(title, citePassage(passages[choice.selectedIndex]));
      chosen.firstChild.after(choice);
      part.replaceChildren(...chosen.childNodes);
      choice.focus();
    });
    part.firstChild.after(choice);
    return part;
  }

  function open(row, link) {
    const dialog = make("dialog", "", { class: "fs-dialog md-typeset", "aria-label": "Cite this statement" });
    const passages = findPassages(row);
    const way = make("form", "", { method: "dialog" });
    way.append(make("button", "Close"));
    dialog.append(showCitation("This statement", citeStatement(row, link)));
    if (passages.length) dialog.append(showEvidence(passages));
    dialog.append(way);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      link.focus({ preventScroll: true });
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('.fs-permalink[href^="#"]');
    const row = link?.closest(".fs-row, .fs-statement");
    if (!row || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    location.hash = link.hash;
    open(row, link);
  });
  const announce = () => {
    for (const link of document.querySelectorAll('.fs-permalink[href^="#"]')) link.setAttribute("aria-haspopup", "dialog");
  };
  window.document$ ? document$.subscribe(announce) : announce();
})();
