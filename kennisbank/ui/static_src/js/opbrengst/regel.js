// One line in a list: its words and marks, and a panel to change everything about it.
import { button, el, grow, soortKnoppen, tegengeluidKnop } from "./bouw.js";
import { kwestieBlok } from "./kwestie.js";

export class Regel {
  /** `app` has sjablonen, vakken, change(), move(), remove(), answer() and the like; see begin.js. */
  constructor(app, line) {
    this.app = app;
    this.open = false;
    this.greep = el("span", { class: "kb-regel__greep", "aria-hidden": "true", "data-greep": true });
    this.woorden = el("span", { class: "kb-regel__woorden" });
    this.merken = el("span", { class: "kb-regel__merken" });
    this.knop = el(
      "button",
      { type: "button", class: "kb-regel__knop", "aria-expanded": "false", click: () => this.toggle() },
      this.woorden,
      this.merken,
    );
    this.paneel = el("div", { class: "kb-regel__paneel", hidden: true });
    this.kwestie = el("div");
    this.kop = el("div", { class: "kb-regel__kop" }, this.greep, this.knop);
    this.element = el(
      "li",
      { class: "kb-regel", "data-sleutel": line.sleutel, keydown: (event) => this.key(event) },
      this.kop,
      this.kwestie,
      this.paneel,
    );
    this.show(line);
  }

  show(line) {
    const before = this.line;
    this.line = line;
    if (this.woorden.textContent !== line.tekst) this.woorden.textContent = line.tekst;
    const marks = this.marks(line);
    const text = JSON.stringify(marks);
    if (text !== this.shownMarks) {
      this.shownMarks = text;
      this.merken.replaceChildren(...marks.map(([icon, label, kind]) => this.mark(icon, label, kind)));
    }
    this.element.classList.toggle("kb-regel--wacht", line.wacht);
    const kwestie = line.kwestie ? `${line.kwestie.kenmerk} ${line.kwestie.stand}` : "";
    if (kwestie !== this.shownKwestie) {
      this.shownKwestie = kwestie;
      this.kwestie.replaceChildren(...(line.kwestie ? [kwestieBlok(line, line.kwestie, this.app.actions)] : []));
    }
    const themas = JSON.stringify([line.themas, line.suggesties]);
    if (this.open && this.themas && themas !== this.shownThemas) this.fillThemas();
    if (this.open && before && before.tekst === this.area.value && !this.element.contains(document.activeElement)) {
      this.area.value = line.tekst;
      this.seen = line.tekst;
    }
  }

  marks(line) {
    const soort = this.app.sjablonen.soort(line.soort);
    return [
      line.soort !== "inzicht" && [soort.sleutel, soort.naam, ""],
      line.tegengeluid && ["tegengeluid", "Tegengeluid", "tegen"],
      line.citaat_van && ["citaat", line.citaat_stand ? `Citaat: ${line.citaat_stand.toLowerCase()}` : "Citaat", ""],
      ...line.themas.map((thema) => ["", thema.naam, "thema"]),
      !line.nagekeken && ["waarschuwing", "Nog nakijken", "let-op"],
      line.kwestie ? ["waarschuwing", "Wacht op jou", "let-op"] : line.wacht && ["klok", "Nog niet verzonden", "wacht"],
    ].filter(Boolean);
  }

  mark(icon, label, kind) {
    const soort = this.app.sjablonen.soorten.find((one) => one.sleutel === icon);
    const picture = soort ? soort.icoon.cloneNode(true) : icon && this.app.sjablonen.icon(icon);
    return el("span", { class: `kb-regelmerk${kind ? ` kb-regelmerk--${kind}` : ""}` }, picture, label);
  }

  toggle(open = !this.open) {
    if (open === this.open) return;
    if (!open) this.saveText();
    this.open = open;
    this.knop.setAttribute("aria-expanded", String(open));
    this.paneel.hidden = !open;
    if (open) {
      this.app.closeOthers(this);
      this.fill();
      this.area.focus();
      this.area.setSelectionRange(this.area.value.length, this.area.value.length);
    }
  }

  fill() {
    const { app, line } = this;
    this.seen = line.tekst;
    this.area = el("textarea", {
      class: "utrecht-textarea kb-regel__invoer",
      rows: "1",
      "aria-label": "Wat er gezegd is",
      value: line.tekst,
      input: () => grow(this.area),
      change: () => this.saveText(),
    });
    this.themas = el("div", { class: "kb-regel__themas" });
    const people = app.sjablonen.select("deelnemers");
    people.value = line.citaat_van;
    people.addEventListener("change", () => this.change({ citaat_van: people.value }));
    const places = el("select", { class: "utrecht-select kb-keuzelijst" });
    places.append(...app.vakken.map((vak) => el("option", { value: vak.sleutel }, vak.naam)));
    places.value = line.plek;
    places.addEventListener("change", () => app.move(this.line, { plek: places.value, na: null }));
    this.paneel.replaceChildren(
      this.area,
      el(
        "div",
        { class: "kb-tikrij" },
        soortKnoppen(app.sjablonen, `soort-${line.sleutel}`, line.soort, (soort) => this.change({ soort })),
        tegengeluidKnop(app.sjablonen, line.tegengeluid, (tegengeluid) => this.change({ tegengeluid })),
      ),
      this.themas,
      el(
        "div",
        { class: "kb-regel__velden" },
        el("label", {}, el("span", {}, "Dit is een citaat van"), people),
        el("label", {}, el("span", {}, "Vak"), places),
      ),
      el(
        "div",
        { class: "kb-kwestie__knoppen" },
        button("Omhoog", () => app.step(this.line, -1)),
        button("Omlaag", () => app.step(this.line, 1)),
        button("Haal weg", () => app.remove(this.line), "kb-tik--stil"),
        !line.nagekeken && this.checkButton(),
        button("Klaar", () => this.close(), "kb-tik--klaar"),
      ),
    );
    this.fillThemas();
    grow(this.area);
  }

  /** A line that came out of a file or an account counts once somebody has looked it over. */
  checkButton() {
    const check = button("Nagekeken", () => {
      this.saveText();
      this.change({ nagekeken: true });
      check.remove();
      this.close();
    });
    return check;
  }

  fillThemas() {
    const { app, line } = this;
    this.shownThemas = JSON.stringify([line.themas, line.suggesties]);
    const list = app.sjablonen.select("themas");
    list.setAttribute("aria-label", "Ander thema kiezen");
    list.addEventListener("change", () => list.value && this.setThemas([...this.slugs, list.value]));
    const held = this.themas.contains(document.activeElement);
    this.themas.replaceChildren(
      ...line.themas.map((thema) =>
        el(
          "button",
          {
            type: "button",
            class: "kb-tik kb-tik--aan",
            "aria-label": `Haal thema ${thema.naam} weg`,
            click: () => this.setThemas(this.slugs.filter((slug) => slug !== thema.slug)),
          },
          thema.naam,
          app.sjablonen.icon("sluit"),
        ),
      ),
      ...line.suggesties
        .filter((thema) => !this.slugs.includes(thema.slug))
        .map((thema) =>
          el(
            "button",
            {
              type: "button",
              class: "kb-tik",
              "aria-label": `Voeg thema ${thema.naam} toe`,
              click: () => this.setThemas([...this.slugs, thema.slug]),
            },
            app.sjablonen.icon("plus"),
            thema.naam,
          ),
        ),
      list,
    );
    if (held) this.themas.querySelector("button, select")?.focus();
  }

  get slugs() {
    return this.line.themas.map((thema) => thema.slug);
  }

  setThemas(slugs) {
    this.change({ themas: [...new Set(slugs)] });
  }

  saveText() {
    const tekst = this.area.value.trim();
    if (tekst && tekst !== this.seen) {
      const seen = this.seen;
      this.seen = tekst;
      this.change({ tekst }, { tekst: seen });
    } else if (!tekst) {
      this.area.value = this.seen;
    }
  }

  change(velden, seen = {}) {
    this.app.change(this.line, velden, seen);
  }

  close() {
    this.toggle(false);
    this.knop.focus();
  }

  key(event) {
    const digit = event.altKey && event.code.match(/^Digit([1-5])$/)?.[1];
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      this.app.step(this.line, event.key === "ArrowUp" ? -1 : 1);
    } else if (digit && this.open) {
      event.preventDefault();
      this.paneel.querySelectorAll("fieldset input")[digit - 1].click();
    } else if (event.key === "Escape" && this.open) {
      this.close();
    } else if (event.key === "Enter" && event.target === this.area && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.close();
    }
  }
}
