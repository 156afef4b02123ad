"use strict";
// A citation marker shows the evidence that it leads to in a card, and evidence and statement light each other up.
// Everything is delegated to the document, so that it outlives a body replaced by instant navigation.
(() => {
  const LINK = ':is(.fs-markers, .fs-matrix) a[href*="#_"]';
  const EVIDENCE = ".fs-evidence > li[id]";
  const PASSAGE = ".fs-passages li[id]";  // what evidence is in a row of an event's page
  const PLACE = ".fs-statement, td";
  const ELEMENTS = "a, b, br, cite, em, i, p, q, s, small, span, strong, time";
  const ATTRIBUTES = ["aria-hidden", "class", "datetime", "dir", "href", "lang", "rel"];
  const [OPENS, CLOSES] = [150, 250];  // milliseconds; closing leaves time to cross from the marker to the card
  const [GAP, EDGE] = [4, 8];  // pixels

  const pages = new Map();
  let marker, card, cause;  // of the one open card; the cause is "hover", "focus" or "tap"
  let hovered, opening, closing;
  let pointer, pressed, returning;

  const idOf = (link) => link.hash.slice(1);
  const isHere = (link) => link.pathname === location.pathname && link.search === location.search;
  const inCard = (node) => Boolean(marker) && card.contains(node);

  function findMarker(node) {
    const link = node?.closest?.(LINK);
    const leads = link && /^#_.+-[0-9a-f]{6}(-\d+)?$/.test(link.hash) && link.origin === location.origin;
    return leads && !link.closest(".fs-card") ? link : null;
  }

  function findEvidence(page, id) {
    const item = page.getElementById(id);
    return item?.closest(`${EVIDENCE}, ${PASSAGE}`) ?? null;  // what quotes the same words twice has a second id within
  }

  function fetchPage(link) {
    const address = link.href.split("#")[0];
    if (!pages.has(address)) {
      const fetched = fetch(address).then(async (answer) => {
        if (!answer.ok || new URL(answer.url).origin !== location.origin) throw new Error(address);
        // Parsed apart from this page: nothing in it runs or loads.
        return { base: answer.url, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
      });
      pages.set(address, fetched);
      fetched.catch(() => pages.delete(address));
    }
    return pages.get(address);
  }

  // A row names articles by letters and ways by signs, and folds its notes up; a card has no key beside it.
  function spellOut(passage) {
    const make = (name, kind) => Object.assign(passage.ownerDocument.createElement(name), { className: kind });
    const mark = passage.querySelector(":scope > a:not(.fs-go)");
    for (const known of passage.ownerDocument.querySelectorAll(".fs-key a:not(.fs-go)")) {
      if (known.getAttribute("href") === mark?.getAttribute("href")) mark.textContent = known.textContent;
    }
    for (const link of passage.querySelectorAll("a.fs-go")) link.textContent = link.getAttribute("aria-label");
    const notes = [...passage.querySelectorAll("details")].map((folded) => {
      const [note, name, summary] = [make("p", "fs-note"), make("b", ""), folded.querySelector("summary")];
      name.append(...summary?.childNodes ?? []);
      summary?.remove();
      note.append(name, ...folded.childNodes);
      folded.remove();
      return note;
    });
    const [words, ways] = [make("p", "fs-passage"), make("p", "fs-ways")];
    for (const way of passage.querySelectorAll("a.fs-go")) {
      way.className = "fs-outward";
      ways.append(way, " ");
    }
    words.append(...passage.childNodes);
    passage.replaceChildren(words, ...notes, ways);
  }

  // What evidence is made of, and nothing else; ids stay with the original. Copied within the item's own document,
  // so that what is taken out has never been in this one.
  function copyEvidence(item, base) {
    const copy = item.cloneNode(true);
    if (item.matches(PASSAGE)) spellOut(copy);
    for (const element of copy.querySelectorAll("*")) {
      if (element.matches("mark")) element.replaceWith(...element.childNodes);  // the host's, around searched words
      else if (!element.matches(ELEMENTS)) element.remove();
      for (const { name } of [...element.attributes]) {
        if (!ATTRIBUTES.includes(name)) element.removeAttribute(name);
      }
      if (!element.hasAttribute("href")) continue;
      const url = URL.canParse(element.getAttribute("href"), base) && new URL(element.getAttribute("href"), base);
      if (url && /^https?:$/.test(url.protocol)) element.setAttribute("href", url);
      else element.removeAttribute("href");
    }
    return [...copy.childNodes];
  }

  function fill(...nodes) {
    card.replaceChildren(...nodes);
    place();
  }

  function fillWithEvidence(item, base) {
    const all = document.createElement("a");
    all.href = marker.href;
    all.textContent = "All evidence";
    fill(...copyEvidence(item, base));
    let ways = card.querySelector(":scope > .fs-ways");
    if (!ways) {
      ways = document.createElement("p");
      ways.className = "fs-ways";
    }
    ways.append(" ", all);
    card.append(ways);
    // On focus the quote is read out; the rest comes next in reading order, with its links and languages.
    (card.querySelector(".fs-passage > q") ?? card.firstElementChild).id = "_fs-quote";
    marker.setAttribute("aria-describedby", "_fs-quote");
    place();
  }

  // Right behind its marker: Tab and a screen reader go from the one into the other, and on to what follows.
  function attach(link, why) {
    const number = link.textContent.trim();
    [marker, cause, card] = [link, why, document.createElement("div")];
    card.id = "_fs-card";
    card.className = "fs-card";
    card.setAttribute("role", "group");
    card.setAttribute("aria-label", /^\d+$/.test(number) ? `Evidence ${number}` : "Evidence");
    link.setAttribute("aria-expanded", "true");
    const hidden = document.createElement("span");
    hidden.className = "fs-card-place";
    hidden.append(card);
    link.after(hidden);
  }

  // Gives whether there is a card, or may be one when the page has come.
  function open(link, why) {
    clearTimeout(opening);
    clearTimeout(closing);
    closing = null;
    if (link === marker) {
      if (why !== "hover") cause = why;
      return true;
    }
    close();
    const item = isHere(link) && findEvidence(document, idOf(link));
    if (isHere(link) && !item) return false;
    attach(link, why);
    if (item) fillWithEvidence(item, document.baseURI);
    else openFromAfar(link);
    light();
    return true;
  }

  async function openFromAfar(link) {
    fill("Loading …");
    try {
      const { base, page } = await fetchPage(link);
      const item = findEvidence(page, idOf(link));
      if (marker !== link) return;
      if (!item) throw new Error(link.href);
      fillWithEvidence(item, base);
    } catch {
      if (marker !== link) return;
      const tapped = cause === "tap";
      close();
      if (tapped) location.assign(link.href);
    }
  }

  function close() {
    clearTimeout(opening);
    clearTimeout(closing);
    closing = null;
    if (!marker) return;
    const [link, inside] = [marker, inCard(document.activeElement)];
    marker = null;
    card.parentNode.remove();
    link.setAttribute("aria-expanded", "false");
    link.removeAttribute("aria-describedby");
    if (inside) {
      returning = true;
      link.focus({ preventScroll: true });
      returning = false;
    }
    light();
  }

  function place() {
    const at = marker.getBoundingClientRect();
    const top = Math.max(0, document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0);
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    if (at.bottom < top || at.top > height || at.right < 0 || at.left > width) {
      close();
      return;
    }
    card.style.maxHeight = "";
    const [below, above] = [height - at.bottom - GAP - EDGE, at.top - top - GAP - EDGE];
    const under = card.offsetHeight <= below || below >= above;
    const tall = Math.min(card.offsetHeight, Math.max(under ? below : above, 0));
    card.style.maxHeight = `${tall}px`;
    card.style.top = `${under ? at.bottom + GAP : at.top - GAP - tall}px`;
    card.style.left = `${Math.max(EDGE, Math.min(at.left - EDGE, width - EDGE - card.offsetWidth))}px`;
  }

  // What lights up with an item of evidence, a statement or a marker.
  function listPartners(element) {
    if (!element) return [];
    if (element.matches(EVIDENCE)) {
      const markers = document.querySelectorAll(`a[href="#${CSS.escape(element.id)}"]`);
      const statement = document.getElementById(element.id.replace(/^_|-[0-9a-f]{6}(-\d+)?$/g, ""));
      return [statement, ...[...markers].filter(findMarker)];
    }
    const links = element.matches("a") ? [element] : [...element.querySelectorAll(".fs-markers a")].filter(findMarker);
    const items = links.filter(isHere).map((link) => findEvidence(document, idOf(link)));
    return element.matches("a") ? [element.closest(PLACE), ...items] : items;
  }

  function findSubject(node) {
    return inCard(node) ? marker : findMarker(node) ?? node?.closest?.(EVIDENCE);
  }

  function light() {
    const target = document.getElementById(location.hash.slice(1));
    const subjects = [hovered, marker, findSubject(document.activeElement)];
    if (target?.matches(`${EVIDENCE}, .fs-statement`)) subjects.push(target);
    const lit = new Set(subjects.flatMap(listPartners));
    for (const element of document.querySelectorAll(".fs-lit")) element.classList.toggle("fs-lit", lit.has(element));
    for (const element of lit) element?.classList.add("fs-lit");
  }

  function isHeld() {
    const active = document.activeElement;
    return cause === "tap" || inCard(active) || (cause === "focus" && active === marker);
  }

  function hover(node) {
    const subject = findSubject(node);
    if (subject !== hovered) {
      hovered = subject;
      light();
    }
    clearTimeout(opening);
    const link = findMarker(node);
    if (link && link !== marker) opening = setTimeout(open, OPENS, link, "hover");
    if (inCard(node) || link) {
      clearTimeout(closing);
      closing = null;
    } else if (marker && !isHeld()) {
      closing ??= setTimeout(close, CLOSES);
    }
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse" && !event.buttons) hover(event.target);
  });
  document.documentElement.addEventListener("pointerleave", () => hover(null));

  document.addEventListener("pointerdown", (event) => {
    const link = findMarker(event.target);
    pointer = event.pointerType;
    pressed = inCard(event.target) || (link && link === marker);
  });
  // Not on pressing: a finger that scrolls presses, too, and ends in pointercancel.
  document.addEventListener("pointerup", () => pressed || close());

  // Before instant navigation sees the click. A click by keyboard has no detail.
  document.addEventListener("click", (event) => {
    const link = findMarker(event.target);
    if (!link) return;
    if (event.detail && pointer !== "mouse" && !pressed && open(link, "tap")) {
      event.preventDefault();
      event.stopPropagation();
    } else {
      close();
    }
  }, true);

  document.addEventListener("focusin", (event) => {
    light();
    if (returning || inCard(event.target)) return;
    const link = findMarker(event.target);
    if (link && link.matches(":focus-visible")) open(link, "focus");
    else if (!link || link !== marker) close();
  });

  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.addEventListener("scroll", (event) => marker && !inCard(event.target) && place(), {
    capture: true,
    passive: true,
  });
  addEventListener("resize", () => marker && place());
  addEventListener("pagehide", close);
  addEventListener("hashchange", () => {
    close();
    light();
  });
  light();
  window.document$?.subscribe(() => {
    close();
    light();
  });
})();
