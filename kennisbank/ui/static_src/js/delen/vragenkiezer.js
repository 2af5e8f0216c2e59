// Composing a set of questions without a new page for each change; the server stays the one that knows the set.
// Dragging and the arrow keys on a handle change the order. Page: templates/startkit/vragen.html.

import { copyButtons } from "./kopieer.js";

class Kiezer {
  constructor(element) {
    this.element = element;
    this.enhance();
    document.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("popstate", () => this.load(new URL(window.location.href), { remember: false }));
  }

  submit(event) {
    const form = event.target;
    if (form.method !== "get" || !this.element.contains(form)) return;
    event.preventDefault();
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form, event.submitter)).toString();
    const said = { erbij: "Erbij gezet", weg: "Weggehaald", omhoog: "Omhoog gezet", omlaag: "Omlaag gezet", leeg: "Alles weggehaald" };
    this.load(address, { doel: this.target(event.submitter), melding: said[event.submitter?.name] ?? "Erbij gezet" });
  }

  /** How to find the pressed button, or what takes its place, again in the new content. */
  target(button) {
    const { name, value } = button ?? {};
    if (name === "omhoog" || name === "omlaag") return { naam: name, sleutel: value };
    if (button?.id) return { id: button.id };
    return { id: document.activeElement?.id || "eigen-vraag" };
  }

  async load(address, { remember = true, doel = {}, melding = "" }) {
    try {
      const answer = await fetch(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-vragenkiezer]");
      if (!answer.ok || !fresh) throw new Error(String(answer.status));
      this.swap(fresh);
      if (remember) window.history.pushState(null, "", fresh.dataset.adres);
      this.focusAgain(doel);
      const count = this.element.querySelectorAll("[data-sleutel]").length;
      if (melding) this.element.querySelector("[data-kiezer-melding]").textContent = `${melding}. Je hebt nu ${count} ${count === 1 ? "vraag" : "vragen"}.`;
    } catch {
      // When anything is amiss, let the browser do it the ordinary way.
      window.location.assign(address);
    }
  }

  swap(fresh) {
    const closed = new Set([...this.element.querySelectorAll("details:not([open])")].map((part) => part.id));
    const top = window.scrollY;
    this.element.replaceChildren(...fresh.childNodes);
    for (const part of this.element.querySelectorAll("details")) part.open = !closed.has(part.id);
    this.enhance();
    window.scrollTo({ top, behavior: "instant" });
  }

  focusAgain({ id, naam, sleutel }) {
    const row = sleutel && this.row(sleutel);
    const buttons = row ? [...row.querySelectorAll(`[name="${naam}"], [data-greep], button`)] : [document.getElementById(id)];
    const first = row?.querySelector(`[name="${naam}"]:not(:disabled), [data-greep="${naam}"]`);
    (first ?? buttons.find((button) => button && !button.disabled) ?? this.element.querySelector("h2"))?.focus({ preventScroll: true });
  }

  row(sleutel) {
    return this.element.querySelector(`[data-sleutel="${CSS.escape(sleutel)}"]`);
  }

  enhance() {
    copyButtons(this.element);
    const list = this.element.querySelector("[data-kiezer-lijst]");
    if (!list) return;
    for (const row of list.children) this.addHandle(row);
    list.addEventListener("dragover", (event) => this.dragOver(event, list));
    list.addEventListener("drop", (event) => event.preventDefault());
  }

  addHandle(row) {
    const handle = document.createElement("button");
    handle.type = "button";
    handle.className = "kb-kiezer__greep kb-geen-print";
    handle.dataset.greep = "greep";
    handle.textContent = row.querySelector(".kb-kiezer__nummer").textContent;
    handle.setAttribute("aria-label", `Verplaats vraag ${handle.textContent} met pijl omhoog of omlaag`);
    row.prepend(handle);
    row.classList.add("kb-kiezer__gekozen--greep");
    row.draggable = true;
    handle.addEventListener("keydown", (event) => {
      const name = { ArrowUp: "omhoog", ArrowDown: "omlaag" }[event.key];
      if (!name) return;
      event.preventDefault();
      const button = row.querySelector(`[name="${name}"]`);
      if (button.disabled) return;
      const address = new URL(button.form.action);
      address.search = new URLSearchParams(new FormData(button.form, button)).toString();
      this.load(address, { doel: { naam: "greep", sleutel: row.dataset.sleutel }, melding: name === "omhoog" ? "Omhoog gezet" : "Omlaag gezet" });
    });
    row.addEventListener("dragstart", (event) => {
      this.dragged = row;
      this.order = this.keys();
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.querySelector(".kb-kiezer__tekst").textContent.trim());
      row.classList.add("kb-kiezer__gekozen--sleept");
    });
    row.addEventListener("dragend", () => this.dragEnd(row));
  }

  keys() {
    return [...this.element.querySelectorAll("[data-sleutel]")].map((row) => row.dataset.sleutel);
  }

  dragOver(event, list) {
    if (!this.dragged) return;
    event.preventDefault();
    const over = event.target.closest("[data-sleutel]");
    if (!over || over === this.dragged) return;
    const box = over.getBoundingClientRect();
    list.insertBefore(this.dragged, event.clientY > box.top + box.height / 2 ? over.nextSibling : over);
  }

  dragEnd(row) {
    row.classList.remove("kb-kiezer__gekozen--sleept");
    this.dragged = null;
    const keys = this.keys();
    if (keys.join() === this.order?.join()) return;
    const form = row.closest("form");
    const address = new URL(form.action);
    const rest = [...new FormData(form)].filter(([name]) => name !== "v");
    address.search = new URLSearchParams([...rest, ...keys.map((key) => ["v", key])]).toString();
    this.load(address, { doel: { naam: "greep", sleutel: row.dataset.sleutel }, melding: "Verplaatst" });
  }
}

export function chooseQuestions(root) {
  for (const element of root.querySelectorAll("[data-vragenkiezer]")) new Kiezer(element);
}
