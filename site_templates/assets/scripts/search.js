"use strict";
// Opens the search in the header, and loads what it needs when its field first has the focus: on other pages it costs
// nothing. Marks the words that were looked for on the page to which a result led.
(() => {
  const SCRIPTS = new URL("../search/", document.currentScript.src);
  const ROOT = new URL("../../", SCRIPTS).href;
  const load = (name) => import(new URL(name, SCRIPTS).href);

  const toggle = document.getElementById("__search");
  const form = document.querySelector("form.fs-search-field");

  // Browsers do not let a page that is a file load other files.
  function tellFailure(place) {
    place.querySelector("[role=status]").textContent = location.protocol === "file:"
      ? "The search works on a site that a server shows, not on files." : "The search could not be loaded. Try again.";
  }

  function offer() {
    const [box, input] = [form.closest(".md-search"), form.elements.q];
    const output = box.querySelector(".md-search__output");
    let started = false;
    form.action = form.action;  // in full: a host may put another page around this form, at another depth

    function open(opened) {
      if (toggle.checked === opened) return;
      toggle.checked = opened;
      toggle.dispatchEvent(new Event("change"));
    }

    function start() {
      if (started) return;
      started = true;
      load("header.js").then(({ start: begin }) => begin(form, output, ROOT), () => {
        started = false;
        tellFailure(output);
      });
    }

    input.addEventListener("focus", () => {
      open(true);
      start();
    });
    toggle.addEventListener("change", () => (toggle.checked ? input.focus() : box.contains(document.activeElement) && document.activeElement.blur()));
    box.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !box.contains(relatedTarget) && open(false));
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.key === "Escape") return open(false);
      const writing = event.target.closest?.("input, select, textarea, [contenteditable]");
      if (writing || !["/", "f", "s"].includes(event.key)) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }

  function look() {
    const words = new URLSearchParams(location.search).get("h");
    const [article, page] = [document.querySelector(".md-content article"), document.querySelector(".fs-search-page")];
    if (words && article) load("highlight.js").then(({ markWords }) => markWords(article, words));
    if (page) load("page.js").then(({ start }) => start(page, ROOT), () => tellFailure(page));
  }

  if (form && toggle) offer();
  window.document$ ? document$.subscribe(look) : look();
})();
