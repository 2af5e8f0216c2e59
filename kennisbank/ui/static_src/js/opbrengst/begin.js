// Ties the parts together: the queue, the traffic, the lists, and the line at the top that says how things stand.
import { Sjablonen, button, el } from "./bouw.js";
import { Verkeer } from "./verkeer.js";
import { Wachtrij, newSleutel } from "./wachtrij.js";
import { makeDraggable } from "./slepen.js";
import { linesAt, withOrders } from "./staat.js";
import { Vak } from "./vak.js";

const UNDO = 10000;
const regels = (count) => (count === 1 ? "1 regel" : `${count} regels`);

class App {
  constructor(root) {
    this.root = root;
    this.sjablonen = new Sjablonen(root);
    this.gesloten = !root.querySelector("button[type=submit]");
    this.rows = new Map();
    const { opbrengst, gebruiker, regels: address, suggesties } = root.dataset;
    this.prefix = `kennisbank:opbrengst:${opbrengst}:${gebruiker}:`;
    this.queue = new Wachtrij(`${this.prefix}opdracht:`);
    this.verkeer = new Verkeer({
      addresses: { regels: address },
      user: gebruiker,
      token: root.querySelector("[name=csrfmiddlewaretoken]").value,
      queue: this.queue,
      rows: this.rows,
      changed: () => this.draw(),
    });
    this.suggestAddress = suggesties;
    this.actions = {
      answer: (...given) => this.answer(...given),
      drop: (order) => this.drop(order),
      addOwn: (order) => this.addOwn(order),
      restore: (order) => this.restore(order),
    };
    root.querySelectorAll("[data-opbrengst-formulier] > [data-kaal]").forEach((part) => part.remove());
    root.querySelector("[data-opbrengst-formulier]").addEventListener("submit", (event) => event.preventDefault());
    this.vakken = [...root.querySelectorAll("[data-vak]")].map((section) => new Vak(this, section));
    this.restoreTyped();
    this.bar = root.querySelector("[data-stand]");
    this.bar.hidden = false;
    this.bar.querySelector("[data-stand-tekst]").textContent = "Regels ophalen…";
    makeDraggable(root, {
      start: () => {
        this.held = true;
        return () => {
          this.held = false;
          this.draw();
        };
      },
      drop: (sleutel, plek, na) => this.move(this.view.get(sleutel), { plek, na }),
    });
    window.addEventListener("storage", (event) => event.key?.startsWith(this.prefix) && this.otherTab());
    window.addEventListener("beforeunload", (event) => !this.queue.stored && this.queue.lines && event.preventDefault());
    this.draw();
    this.verkeer.wake();
  }

  /** Another tab sent or added something: fetch first, so that no line is gone for a moment. */
  async otherTab() {
    await this.verkeer.fetchLines();
    this.queue.read();
    this.draw();
  }

  // What a line or a box asks for.

  order(order) {
    this.queue.add(order);
    this.draw();
    this.verkeer.send();
  }

  add(plek, data) {
    this.order({ soort: "nieuw", sleutel: newSleutel(), plek, ...data });
  }

  change(line, velden, seen) {
    const now = { ...line, themas: line.themas.map((thema) => thema.slug) };
    const verwacht = { ...Object.fromEntries(Object.keys(velden).map((name) => [name, now[name]])), ...seen };
    const blocked = line.kwestie;
    if (blocked?.velden && velden.tekst !== undefined && blocked.stand !== "conflict") {
      this.answer(blocked, { velden: { ...blocked.velden, ...velden } });
      return;
    }
    const themas = velden.themas && { themas: velden.themas.map((slug) => ({ slug, naam: this.sjablonen.namen.get(slug) })) };
    this.order({ soort: "wijzig", sleutel: line.sleutel, velden, verwacht, ...themas });
  }

  move(line, { plek, na }) {
    this.order({ soort: "verplaats", sleutel: line.sleutel, na, ...(plek && plek !== line.plek ? { plek } : {}) });
  }

  step(line, direction) {
    const list = linesAt(this.view, line.plek);
    const place = list.findIndex((other) => other.sleutel === line.sleutel) + direction;
    if (place < 0 || place >= list.length) return;
    const before = direction < 0 ? list[place - 1] : list[place];
    this.move(line, { na: before?.sleutel ?? "" });
    this.say(`Verplaatst naar plaats ${place + 1} van ${list.length}.`);
  }

  remove(shown) {
    this.queue.all().filter((order) => order.sleutel === shown.sleutel && order.stand !== "wacht").forEach((order) => this.queue.remove(order));
    this.draw();
    const line = this.view.get(shown.sleutel);
    if (!line) return; // It was never saved: forgetting it is enough.
    const list = linesAt(this.view, line.plek);
    const place = list.findIndex((other) => other.sleutel === line.sleutel);
    const next = list[place + 1] ?? list[place - 1];
    this.order({ soort: "verwijder", sleutel: line.sleutel, verwacht: { tekst: line.tekst } });
    this.removed = line;
    clearTimeout(this.undoTimer);
    this.undoTimer = setTimeout(() => {
      this.removed = null;
      this.drawBar();
    }, UNDO);
    this.drawBar();
    const vak = this.vakken.find((one) => one.sleutel === line.plek);
    (vak.lines.get(next?.sleutel)?.knop ?? vak.area)?.focus();
  }

  undo() {
    const line = this.removed;
    this.removed = null;
    this.order({ soort: "herstel", sleutel: line.sleutel });
  }

  // Answers to what stands in the way of saving.

  answer(order, changes) {
    this.queue.renew(order, changes);
    this.draw();
    this.verkeer.send();
  }

  drop(order) {
    this.queue.remove(order);
    if (order.soort === "nieuw") this.queue.all().filter((other) => other.sleutel === order.sleutel).forEach((other) => this.queue.remove(other));
    this.draw();
  }

  /** Keep both: the line of the other stays, ours becomes a line of its own right after it. */
  addOwn(order) {
    const line = this.view.get(order.sleutel);
    this.queue.remove(order);
    const { tekst, soort, tegengeluid } = line;
    const sleutel = newSleutel();
    this.queue.add({ soort: "nieuw", sleutel, plek: order.ander.plek, velden: { tekst, soort, tegengeluid }, bevestigd: order.bevestigd ?? [] });
    this.order({ soort: "verplaats", sleutel, na: order.sleutel });
  }

  restore(order) {
    this.queue.remove(order);
    this.queue.add({ soort: "herstel", sleutel: order.sleutel });
    if (order.velden) {
      const now = { ...order.ander, themas: order.ander.themas.map((thema) => thema.slug) };
      const verwacht = Object.fromEntries(Object.keys(order.velden).map((name) => [name, now[name]]));
      this.queue.add({ soort: "wijzig", sleutel: order.sleutel, velden: order.velden, verwacht, themas: order.themas });
    }
    this.draw();
    this.verkeer.send();
  }

  async suggest(tekst) {
    if (this.verkeer.state !== "goed") return null;
    try {
      const response = await this.verkeer.post(this.suggestAddress, { tekst });
      return response.ok ? (await response.json()).themas : null;
    } catch {
      return null;
    }
  }

  // What is half typed survives too.

  keepTyped(plek, tekst) {
    try {
      if (tekst) localStorage.setItem(`${this.prefix}half:${plek}`, tekst);
      else localStorage.removeItem(`${this.prefix}half:${plek}`);
    } catch {
      // Storage full or switched off.
    }
  }

  forgetTyped(plek) {
    this.keepTyped(plek, "");
  }

  restoreTyped() {
    for (const vak of this.vakken) {
      try {
        const tekst = localStorage.getItem(`${this.prefix}half:${vak.sleutel}`);
        if (tekst && vak.area) {
          vak.area.value = tekst;
          vak.area.dispatchEvent(new Event("input"));
        }
      } catch {
        return;
      }
    }
  }

  // Drawing.

  draw() {
    if (this.held) return;
    this.view = withOrders(this.rows, this.queue.all());
    for (const vak of this.vakken) vak.show(this.view);
    this.drawBar();
  }

  count(plek, aantal) {
    const badge = this.root.querySelector(`[data-telling="${CSS.escape(plek)}"]`);
    if (badge && badge.textContent !== String(aantal)) badge.textContent = aantal;
  }

  closeOthers(regel) {
    for (const vak of this.vakken) {
      for (const other of vak.lines.values()) if (other !== regel) other.toggle(false);
    }
  }

  say(text) {
    this.said = text;
    this.drawBar();
  }

  drawBar() {
    if (!this.bar) return;
    const waiting = this.queue.lines;
    const asked = [...this.view.values()].filter((line) => line.kwestie);
    const [kind, text, action] = this.standing(waiting, asked);
    const line = this.bar.querySelector("[data-stand-tekst]");
    if (line.textContent !== text) line.textContent = text;
    this.bar.dataset.stand = kind;
    const key = `${kind} ${asked.length} ${this.removed?.sleutel ?? ""}`;
    if (key !== this.shownAction) {
      this.shownAction = key;
      this.bar.querySelector("[data-stand-actie]").replaceChildren(...(action ? [action] : []));
    }
    this.said = null;
  }

  standing(waiting, asked) {
    const unsent = waiting ? `${regels(waiting)} nog niet verzonden` : "";
    const safe = this.queue.stored ? "op dit apparaat bewaard" : "houd dit tabblad open";
    const { state } = this.verkeer;
    if (state === "uitgelogd") {
      const link = el("a", { class: "nl-link", href: this.root.dataset.inloggen, target: "_blank", rel: "noopener" }, "Log in (nieuw tabblad)");
      return ["fout", `Je bent uitgelogd. ${unsent ? `${unsent}, ${safe}.` : ""}`.trim(), link];
    }
    if (state === "ander") return ["fout", `Er is iemand anders ingelogd. ${unsent}`.trim()];
    if (state === "geweigerd") return ["fout", `Je mag dit gesprek niet meer vastleggen. ${unsent}`.trim()];
    if (state === "gesloten") return ["stil", `Dit gesprek is opgeleverd. ${unsent}`.trim()];
    if (state === "weg") return ["let-op", unsent ? `Geen verbinding. ${unsent}, ${safe}.` : "Geen verbinding. Je kunt gewoon doorschrijven."];
    if (this.removed) return ["stil", "Weggehaald.", button("Zet terug", () => this.undo())];
    if (asked.length) {
      const jump = () => this.vakken.forEach((vak) => vak.lines.get(asked[0].sleutel)?.kwestie.querySelector("button")?.focus());
      return ["let-op", `${regels(asked.length)} ${asked.length === 1 ? "wacht" : "wachten"} op jou.`, button("Ga erheen", jump)];
    }
    if (!this.verkeer.loaded) return ["stil", unsent ? `Regels ophalen… ${unsent}.` : "Regels ophalen…"];
    if (waiting) return ["stil", `Bezig met opslaan: ${unsent}.`];
    return ["goed", this.said ?? "Alles is opgeslagen."];
  }
}

export function begin(root) {
  return new App(root);
}
