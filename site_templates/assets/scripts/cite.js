/* A button that copies beside each citation; without it the text is marked as a whole by one click. */
(() => {
  if (!navigator.clipboard) return;
  const offer = (root) => {
    for (const label of root.querySelectorAll(".fs-formats dt:not(:has(button))")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Copy";
      button.setAttribute("aria-label", `Copy: ${label.textContent}`);
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(label.nextElementSibling.textContent);
        } catch {
          return;  // the browser refused; the text can still be marked
        }
        button.textContent = "Copied";
        button.setAttribute("aria-label", `Copied: ${label.firstChild.textContent}`);
      });
      label.append(button);
    }
  };
  const offerOnPage = () => document.querySelectorAll(".fs-cite-page").forEach(offer);
  document.addEventListener("toggle", (event) => event.target.matches(".fs-cite") && offer(event.target), true);
  window.document$ ? document$.subscribe(offerOnPage) : offerOnPage();
})();
