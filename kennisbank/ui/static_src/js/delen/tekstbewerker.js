// A text area for Markdown becomes an editor: a toolbar, the preview beside it, names of pages after "[[", a word count.
// <textarea data-kb-bewerker data-kb-voorbeeld="/schrijven/voorbeeld/" data-kb-verwijzingen="/schrijven/verwijzingen/">

import { button, toolbarFor } from "./tekstbewerker-balk.js";
import { completeLinks } from "./tekstbewerker-verwijzing.js";
import { render } from "./voorbeeld.js";

const WAIT = 500;
const BESIDE = 800; // pixels: from here there is room for the preview beside the text
let count = 0;

const labelOf = (area) => area.labels?.[0]?.firstChild?.textContent?.trim() ?? "";

function element(name, className) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

/** The preview: rendered by the server, one request at a time, silent for screen readers until they go there. */
class Preview {
  constructor(area, box) {
    this.area = area;
    this.panel = element("section", "kb-bewerker__voorbeeld");
    this.panel.id = `${area.id}-voorbeeld`;
    this.panel.tabIndex = 0;
    this.panel.setAttribute("aria-label", "Voorbeeld van je tekst");
    const head = element("p", "kb-voorbeeld__kop");
    head.textContent = "Zo komt het eruit te zien";
    this.text = element("div", "kb-proza");
    this.panel.append(head, this.text);
    this.button = button("Voorbeeld", { text: "Voorbeeld" });
    this.button.classList.add("kb-bewerker__knop--voorbeeld");
    this.button.setAttribute("aria-controls", this.panel.id);
    this.button.addEventListener("click", () => this.toggle(this.panel.hidden));
    this.toggle(box.clientWidth >= BESIDE);
    area.addEventListener("input", () => this.later());
  }

  toggle(open) {
    this.panel.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.refresh();
  }

  later() {
    clearTimeout(this.timer);
    if (!this.panel.hidden) this.timer = setTimeout(() => this.refresh(), WAIT);
  }

  async refresh() {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    const { value } = this.area;
    if (value.trim()) await render(this.area, this.text, this.area.dataset.kbVoorbeeld);
    else this.text.textContent = "Er staat nog geen tekst.";
    this.busy = false;
    if (this.again && value !== this.area.value) this.refresh();
    this.again = false;
  }
}

function countWords(area, line) {
  const show = () => {
    const number = (area.value.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu) ?? []).length;
    line.textContent = number === 1 ? "1 woord" : `${number.toLocaleString("nl-NL")} woorden`;
  };
  area.addEventListener("input", show);
  show();
}

function equip(area) {
  count += 1;
  area.id ||= `tekstbewerker-${count}`;
  area.dataset.kbBewerker = "klaar";
  const box = element("div", "kb-bewerker");
  const panes = element("div", "kb-bewerker__vlakken");
  const writing = element("div", "kb-bewerker__schrijfvlak");
  const foot = element("p", "kb-bewerker__voet");
  area.replaceWith(box);
  box.append(panes, foot);
  panes.append(writing);
  writing.append(area);
  const extra = [];
  if (area.dataset.kbVoorbeeld) {
    const preview = new Preview(area, box);
    panes.append(preview.panel);
    extra.push(preview.button);
  }
  box.prepend(toolbarFor(area, labelOf(area), extra));
  completeLinks(area, writing);
  countWords(area, foot);
}

/** Also for text areas that are added to the page later: calling it again leaves those that are ready alone. */
export function enhanceEditors(root) {
  root.querySelectorAll("textarea[data-kb-bewerker]:not([data-kb-bewerker='klaar'])").forEach(equip);
}
