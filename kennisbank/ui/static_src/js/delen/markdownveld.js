// A toolbar above and a button "Voorbeeld" below every Markdown field in the page editor, also those that come later.
// <textarea data-beheer-voorbeeld="/beheer/voorbeeld/">

import { toolbarFor } from "./tekstbewerker-balk.js";
import { completeLinks } from "./tekstbewerker-verwijzing.js";
import { render } from "./voorbeeld.js";

let number = 0;

function equip(area) {
  if (area.dataset.metVoorbeeld) return;
  area.dataset.metVoorbeeld = "ja";
  number += 1;
  area.id ||= `kbb-markdown-${number}`;
  area.parentElement.classList.add("kbb-markdown__vlak");
  area.before(toolbarFor(area, area.labels?.[0]?.firstChild?.textContent.trim()));
  completeLinks(area, area.parentElement);
  const panel = document.createElement("div");
  panel.className = "kbb-voorbeeld";
  panel.id = `kbb-markdown-voorbeeld-${number}`;
  panel.setAttribute("role", "region");
  panel.setAttribute("aria-label", "Voorbeeld van de tekst");
  panel.hidden = true;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small button-secondary kbb-markdown__knop";
  button.textContent = "Toon voorbeeld";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", panel.id);
  const show = () => render(area, panel, area.dataset.beheerVoorbeeld);
  button.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    button.textContent = panel.hidden ? "Toon voorbeeld" : "Verberg voorbeeld";
    button.setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden) show();
  });
  let timer;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    if (!panel.hidden) timer = setTimeout(show, 600);
  });
  area.after(button, panel);
}

export function previewMarkdownFields(root) {
  const all = () => root.querySelectorAll("textarea[data-beheer-voorbeeld]").forEach(equip);
  all();
  const main = root.querySelector("form[data-edit-form], #main form, main form");
  if (main) new MutationObserver(all).observe(main, { childList: true, subtree: true });
}
