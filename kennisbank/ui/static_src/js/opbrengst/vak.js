// One box of the canvas or part of the body: its lines, and a place to type the next one.
import { el, grow, soortKnoppen, tegengeluidKnop } from "./bouw.js";
import { linesAt } from "./staat.js";
import { Regel } from "./regel.js";

const PAUSE = 350;

export class Vak {
  constructor(app, section) {
    this.app = app;
    this.sleutel = section.dataset.vak;
    this.naam = section.dataset.vakNaam;
    this.section = section;
    this.lines = new Map();
    this.list = el("ol", { class: "kb-regels", "aria-label": `Regels bij ${this.naam}`, "data-lijst": this.sleutel });
    section.querySelectorAll("[data-kaal]").forEach((part) => part.remove());
    section.append(this.list);
    if (!app.gesloten) section.append(this.makeEntry());
  }

  makeEntry() {
    this.area = el("textarea", {
      class: "utrecht-textarea kb-nieuw__invoer",
      rows: "1",
      "aria-label": `Nieuwe regel bij ${this.naam}`,
      placeholder: "Wat werd er gezegd?",
      enterkeyhint: "enter",
      input: () => this.typed(),
      keydown: (event) => this.key(event),
    });
    this.knoppen = el("div", { class: "kb-tikrij" });
    this.ideas = el("div", { class: "kb-nieuw__ideeen", "aria-label": "Voorgestelde thema’s", role: "group" });
    this.more = el("div", { class: "kb-nieuw__meer" }, this.knoppen, this.ideas);
    this.entry = el(
      "div",
      { class: "kb-nieuw" },
      el(
        "div",
        { class: "kb-nieuw__rij" },
        this.area,
        el(
          "button",
          { type: "button", class: "kb-nieuw__knop", "aria-label": `Voeg de regel toe bij ${this.naam}`, click: () => this.add() },
          this.app.sjablonen.icon("plus"),
        ),
      ),
      this.more,
    );
    this.reset();
    return this.entry;
  }

  reset() {
    this.soort = "inzicht";
    this.tegengeluid = false;
    this.chosen = new Map();
    this.knoppen.replaceChildren(
      soortKnoppen(this.app.sjablonen, `nieuw-${this.sleutel}`, this.soort, (soort) => {
        this.soort = soort;
      }),
      tegengeluidKnop(this.app.sjablonen, false, (value) => {
        this.tegengeluid = value;
      }),
    );
    this.ideas.replaceChildren();
  }

  key(event) {
    const digit = event.altKey && event.code.match(/^Digit([1-5])$/)?.[1];
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.add();
    } else if (digit) {
      event.preventDefault();
      this.knoppen.querySelectorAll("fieldset input")[digit - 1].click();
    }
  }

  add() {
    const tekst = this.area.value.trim();
    if (!tekst) {
      this.area.focus();
      return;
    }
    clearTimeout(this.timer);
    const themas = [...this.chosen.values()];
    this.app.add(this.sleutel, {
      velden: { tekst, soort: this.soort, tegengeluid: this.tegengeluid, themas: themas.map((thema) => thema.slug) },
      themas,
    });
    this.area.value = "";
    this.app.forgetTyped(this.sleutel);
    grow(this.area);
    this.reset();
    this.area.focus();
    this.entry.scrollIntoView({ block: "nearest" });
  }

  typed() {
    grow(this.area);
    this.app.keepTyped(this.sleutel, this.area.value);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.suggest(), PAUSE);
  }

  async suggest() {
    const tekst = this.area.value.trim();
    if (tekst.length < 4) return;
    const themas = await this.app.suggest(tekst);
    if (!themas || this.area.value.trim() !== tekst) return;
    const shown = new Map([...this.chosen, ...themas.map((thema) => [thema.slug, thema])]);
    this.ideas.replaceChildren(...[...shown.values()].map((thema) => this.idea(thema)));
  }

  idea(thema) {
    const input = el("input", {
      type: "checkbox",
      class: "kb-tikken__invoer",
      checked: this.chosen.has(thema.slug),
      change: () => (input.checked ? this.chosen.set(thema.slug, thema) : this.chosen.delete(thema.slug)),
    });
    return el("label", { class: "kb-tikken__keuze" }, input, el("span", {}, thema.naam));
  }

  /** Draw what is there now, touching only what differs, so that focus and open panels stay. */
  show(view) {
    const wanted = linesAt(view, this.sleutel);
    const known = new Set(wanted.map((line) => line.sleutel));
    for (const [sleutel, regel] of this.lines) {
      if (!known.has(sleutel)) {
        regel.element.remove();
        this.lines.delete(sleutel);
      }
    }
    const held = document.activeElement;
    let place = this.list.firstElementChild;
    for (const line of wanted) {
      const regel = this.lines.get(line.sleutel) ?? new Regel(this.app, line);
      if (this.lines.has(line.sleutel)) regel.show(line);
      this.lines.set(line.sleutel, regel);
      if (regel.element === place) place = place.nextElementSibling;
      else this.list.insertBefore(regel.element, place);
    }
    if (held !== document.activeElement && this.list.contains(held)) held.focus({ preventScroll: true });
    this.app.count(this.sleutel, wanted.length);
  }
}
