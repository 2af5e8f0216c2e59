// Names of pages offered after "[[": the list is walked with the arrow keys while the focus stays in the text.

import { apply } from "./tekstbewerker-opmaak.js";

const WAIT = 180;
const SHORTEST = 2;
const OPENED = /\[\[([^[\]|\n]{0,80})$/;
const COPIED = [
  "boxSizing", "width", "borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth", "borderStyle", "paddingTop",
  "paddingRight", "paddingBottom", "paddingLeft", "fontFamily", "fontSize", "fontWeight", "lineHeight", "letterSpacing", "tabSize",
];
let count = 0;

/** Where the caret is, in pixels from the corner of the text area: measured in a copy of it. */
function caretPlace(area) {
  const copy = document.createElement("div");
  const look = getComputedStyle(area);
  for (const name of COPIED) copy.style[name] = look[name];
  Object.assign(copy.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", insetBlockStart: "0" });
  copy.textContent = area.value.slice(0, area.selectionStart);
  const caret = document.createElement("span");
  caret.textContent = "\u200b";
  copy.append(caret);
  area.parentElement.append(copy);
  const place = { top: caret.offsetTop + caret.offsetHeight - area.scrollTop, left: caret.offsetLeft };
  copy.remove();
  return place;
}

class Completion {
  constructor(area, box) {
    this.area = area;
    this.box = box;
    this.url = area.dataset.kbVerwijzingen;
    this.active = -1;
    count += 1;
    this.list = document.createElement("ul");
    this.list.id = `verwijzingen-${count}`;
    this.list.className = "kb-suggesties kb-bewerker__verwijzingen";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Pagina's om naar te verwijzen");
    this.list.hidden = true;
    this.status = document.createElement("div");
    this.status.className = "kb-alleen-lezer";
    this.status.setAttribute("role", "status");
    box.append(this.list, this.status);
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-controls", this.list.id);
    area.addEventListener("input", () => this.look());
    area.addEventListener("keydown", (event) => this.key(event));
    area.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    area.addEventListener("click", () => this.look());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[data-invoegen]")));
  }

  get typed() {
    const { area } = this;
    if (area.selectionStart !== area.selectionEnd) return null;
    return area.value.slice(0, area.selectionStart).match(OPENED)?.[1] ?? null;
  }

  look() {
    clearTimeout(this.timer);
    const text = this.typed?.trim() ?? "";
    if (text.length < SHORTEST) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.ask(text), WAIT);
  }

  async ask(text) {
    this.request?.abort();
    this.request = new AbortController();
    const address = new URL(this.url, window.location.href);
    address.searchParams.set("q", text);
    try {
      const answer = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (this.typed?.trim() === text) this.show(found);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(found) {
    this.list.replaceChildren(...found.map((item, index) => this.option(item, index)));
    const open = found.length > 0 && document.activeElement === this.area;
    this.list.hidden = !open;
    const words = found.length === 1 ? "1 pagina" : `${found.length} pagina's`;
    this.status.textContent = found.length ? `${words} om naar te verwijzen. Kies met de pijltjes en Enter.` : "Geen pagina gevonden";
    if (!open) return;
    const place = caretPlace(this.area);
    const most = this.area.offsetTop + this.area.offsetHeight;
    this.list.style.top = `${Math.min(this.area.offsetTop + place.top, most)}px`;
    this.list.style.left = `${Math.max(0, Math.min(place.left, this.box.clientWidth - this.list.offsetWidth))}px`;
    this.mark(0);
  }

  option({ titel, soort, invoegen }, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.className = "kb-suggestie";
    option.setAttribute("role", "option");
    option.dataset.invoegen = invoegen;
    const title = document.createElement("span");
    title.textContent = titel;
    const kind = document.createElement("span");
    kind.className = "kb-suggestie__soort";
    kind.textContent = soort;
    option.append(title, " ", kind);
    return option;
  }

  key(event) {
    if (this.list.hidden) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    const { length } = this.list.children;
    if (event.key in steps) {
      event.preventDefault();
      this.mark((this.active + steps[event.key] + length) % length);
    } else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
      event.preventDefault();
      this.choose(this.list.children[this.active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  mark(index) {
    this.active = index;
    [...this.list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    this.area.setAttribute("aria-activedescendant", this.list.children[index].id);
    this.list.children[index].scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    const { area, typed } = this;
    if (!option || typed === null) return;
    const end = area.selectionStart;
    const start = end - typed.length;
    const closed = area.value.slice(end, end + 2) === "]]";
    const text = `${option.dataset.invoegen}]]`;
    const after = start + text.length;
    this.close();
    apply(area, { start, end: closed ? end + 2 : end, text, select: [after, after] });
    this.close();
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.active = -1;
    this.area.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }
}

export function completeLinks(area, box) {
  if (area.dataset.kbVerwijzingen) new Completion(area, box);
}
