"use strict";
// The ¶ of a statement opens a dialog that says how to cite it, and each of its quotes, and how to embed it: made from
// what stands on the page, and only as text. Beside a ¶ stand the same in words and a copy of its address; this also at
// the head of the page.
// Delegated to the document, so that it outlives a body replaced by instant navigation.
(() => {
  if (!window.HTMLDialogElement) return;
  const STATEMENT = ".fs-row";
  const MARK = ":scope > a:not(.fs-go)";
  const FEEDBACK = 2000;  // milliseconds
  const SHORT = 44;  // letters of what one chooses
  const EDGE = 12;  // pixels by which the control grows where it says that the link was copied
  const OWN = '.fs-permalink[href^="#"]';

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

  // A permalink in full, without what was looked for on the way to it.
  function findAddress(href) {
    const url = new URL(href);
    url.search = "";
    return url.href;
  }

  function readSentence(row) {
    const sentence = row.querySelector(".fs-sentence");
    const withdrawn = sentence.querySelector("s") ? " [withdrawn]" : "";
    return read(sentence, ".fs-permalink, .fs-uncited, .fs-copy") + withdrawn;
  }

  function citeStatement(row, link) {
    const page = read(document.querySelector(".fs-citation"), "span");
    return `“${readSentence(row)}” In: ${page} ${findAddress(link.href)}`;
  }

  // The article of a letter, in the key: where one points to the letter it says its name.
  function findArticle(mark) {
    return [...document.querySelectorAll(".fs-key > li")].find((item) => item.querySelector("a")?.href === mark.href);
  }

  function describeArticle(passage) {
    const mark = passage.querySelector(MARK);
    return findArticle(mark)?.dataset.imprint ?? read(mark);
  }

  function citePassage(passage) {
    const url = passage.querySelector(".fs-go")?.href;
    return `“${read(passage.querySelector("q"))}”, in: ${describeArticle(passage)}.${url ? ` ${url}` : ""}`;
  }

  function findPassages(row) {
    return [...row.querySelectorAll(".fs-passages li")].filter((item) => item.querySelector("q"));
  }

  // Says it to those who do not see it.
  function tellAloud(words) {
    const place = document.querySelector(".fs-told-aloud") ?? document.body.appendChild(make("p", "", { class: "fs-told-aloud", role: "status" }));
    place.textContent = words;
  }

  // A button that copies what `find` gives; none where the browser does not let pages copy.
  function makeCopier(words, done, about, find, attributes = {}) {
    if (!navigator.clipboard) return [];
    const button = make("button", words, { type: "button", "aria-label": `${words}: ${about}`, ...attributes });
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(find());
      } catch {
        return;  // the browser refused; the text can still be marked
      }
      button.textContent = done;
      button.setAttribute("aria-label", `${done}: ${about}`);
      tellAloud(`${done}: ${about}`);
      setTimeout(() => {
        button.textContent = words;
        button.setAttribute("aria-label", `${words}: ${about}`);
      }, FEEDBACK);
    });
    return [button];
  }

  function showCitation(title, text) {
    const part = make("section");
    const shown = make("p", text, { class: "fs-citation" });
    part.append(make("h2", title), shown);
    part.append(...makeCopier("Copy", "Copied", title, () => shown.textContent));
    return part;
  }

  // Which quote: a few words of each, so that they have room.
  function makeChoice(passages, show) {
    const choice = make("select", "", { "aria-label": "Which quote" });
    choice.append(...passages.map((passage) => {
      const mark = passage.querySelector(MARK);
      const words = `${read(findArticle(mark)?.querySelector("a")) || read(mark)}: “${read(passage.querySelector("q"))}”`;
      return make("option", words.length > SHORT ? `${words.slice(0, SHORT - 1)}…` : words);
    }));
    choice.addEventListener("change", () => show(passages[choice.selectedIndex]));
    return choice;
  }

  // All in one, and its parts: the statement, and one of its quotes with the article.
  function showParts(row, link) {
    const passages = findPassages(row);
    const statement = citeStatement(row, link);
    const copyLink = () => makeCopier("Copy link", "Link copied", "This statement", () => findAddress(link.href));
    const ours = showCitation("This statement", statement);
    if (!passages.length) {
      ours.append(...copyLink());
      return [ours];
    }
    const all = showCitation("Statement, quote and article", "");
    const evidence = showCitation("The evidence", "");
    const show = (passage) => {
      const text = citePassage(passage);
      all.querySelector("p").textContent = `${statement}\nEvidence: ${text}`;
      evidence.querySelector("p").textContent = text;
    };
    show(passages[0]);
    all.append(...copyLink());
    if (passages.length > 1) all.firstChild.after(makeChoice(passages, show));
    return [all, ours, evidence];
  }

  // The statement's page of its own, and the code that shows it in another's.
  function showEmbedding(row, link) {
    const [page, id] = findAddress(link.href).split("#");
    const frame = make("iframe", "", { src: `${page}embed-${id}.html`, title: readSentence(row), width: "100%", height: "260", loading: "lazy", style: "border:0" });
    const part = showCitation("To embed it", frame.outerHTML);
    part.append(make("a", "Look at it", { href: frame.getAttribute("src") }));
    return part;
  }

  function open(row, link) {
    const dialog = make("dialog", "", { class: "fs-dialog md-typeset", "aria-label": "Cite this statement" });
    const way = make("form", "", { method: "dialog" });
    way.append(make("button", "Close"));
    dialog.append(...showParts(row, link), showEmbedding(row, link), way);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      link.focus({ preventScroll: true });
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(OWN);
    const row = link?.closest(STATEMENT);
    if (!row || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    location.hash = link.hash;
    open(row, link);
  });

  // One control for all statements: it stands beside the ¶ of that which one points to or goes through by keyboard.
  function offerLink(event) {
    const row = event.target.closest?.(STATEMENT);
    const link = row?.querySelector(".fs-permalink");
    const beside = document.querySelector(".fs-copy");
    if (!link || beside?.previousElementSibling === link) return;
    if (event.type === "focusin" && event.target !== link) return;
    beside?.remove();
    const control = make("span", "", { class: "fs-copy" });
    if (link.matches(OWN)) {
      const cite = control.appendChild(make("button", "Cite", { type: "button", "aria-label": "Cite this statement", "aria-haspopup": "dialog" }));
      cite.addEventListener("click", () => open(row, link));
    }
    control.append(...makeCopier("Copy link", "Link copied", "This statement", () => findAddress(link.href)));
    link.after(control);
    // It covers nothing of its row: beside the ¶, or if its line has no room, above the row.
    const [box, line, sentence] = [control, link, link.parentElement].map((part) => part.getBoundingClientRect());
    const over = box.right + EDGE - sentence.right;
    const top = over > 0 ? row.getBoundingClientRect().top - box.height : line.top + (line.height - box.height) / 2;
    control.classList.toggle("fs-above", over > 0);
    control.style.translate = `${Math.min(-over, 0)}px ${top - box.top}px`;
  }
  document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && offerLink(event));
  document.addEventListener("focusin", offerLink);

  function announce() {
    for (const mark of document.querySelectorAll(".fs-passages li > a:not(.fs-go)")) mark.title = read(findArticle(mark)?.querySelector("a"));
    for (const link of document.querySelectorAll(OWN)) link.setAttribute("aria-haspopup", "dialog");
    const way = document.querySelector(".fs-cite-page .fs-detail");
    if (way && document.querySelector(OWN) && !way.parentNode.querySelector(".fs-how")) {
      way.before(make("p", "To cite one statement, choose the ¶ after its sentence.", { class: "fs-detail fs-how" }));
    }
    const tools = document.querySelector(".fs-tools");
    if (!tools || tools.querySelector("button")) return;
    const print = make("button", "Print", { type: "button", class: "fs-print" });
    print.addEventListener("click", () => window.print());
    tools.prepend(...makeCopier("Copy link", "Link copied", "This page", () => findAddress(location.href.split("#")[0])));
    tools.append(print);
  }
  window.document$ ? document$.subscribe(announce) : announce();
})();
