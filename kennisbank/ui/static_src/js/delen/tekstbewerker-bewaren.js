// A long form that never loses what was typed: kept in this browser, offered again, and not sent into the void.
// <form data-concept="<key>" data-concept-gebruiker="<id of the user>" data-concept-basis="<version of the text>">
// Hidden fields go along when they have data-concept-mee; data-concept-onaf says that the server filled in what was typed.
// The server ends it with the cookie of kennisbank.ui.concepten.

import { adopt, forget, forgetWhatCameIn, keep, recordOfTab, records } from "./tekstbewerker-opslag.js";
import { arrive } from "./tekstbewerker-verzenden.js";

const WAIT = 400;
const MOST = 3;
const SKIP = new Set(["password", "file", "submit", "button", "image", "reset"]);

const choice = (field) => field.type === "checkbox" || field.type === "radio";
const counts = (field) => field.name && !SKIP.has(field.type) && (field.type !== "hidden" || "conceptMee" in field.dataset);
const fields = (form) => [...form.elements].filter(counts);

/** What a field holds, or what the server put in it: browsers fill forms in again by themselves when one comes back. */
function valuesOf(field, sent) {
  if (choice(field)) return (sent ? field.defaultChecked : field.checked) ? [field.value] : [];
  if (!sent) return [field.value];
  if (field.type !== "select-one") return [field.defaultValue];
  return [([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? ""];
}

function snapshot(form, sent = false) {
  const velden = {};
  for (const field of fields(form)) {
    const value = valuesOf(field, sent);
    velden[field.name] = [...(velden[field.name] ?? []), ...value];
  }
  return velden;
}

const spelling = (velden) => JSON.stringify(Object.entries(velden).filter(([, values]) => values.join("").trim()).sort());
const same = (a, b) => spelling(a) === spelling(b);

function putBack(form, velden) {
  for (const field of fields(form)) {
    const values = velden[field.name];
    if (!values) continue;
    if (choice(field)) field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
  // What the page does not show yet, such as bouwstenen that were searched for, its own script can add.
  form.dispatchEvent(new CustomEvent("concept:terug", { detail: velden }));
  for (const area of form.querySelectorAll("textarea")) area.dispatchEvent(new Event("input", { bubbles: true }));
}

function moment(op) {
  const then = new Date(op);
  const day = then.toDateString() === new Date().toDateString() ? "vandaag" : then.toLocaleDateString("nl-NL", { day: "numeric", month: "long" });
  return `${day} om ${then.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".")} uur`;
}

class Concept {
  constructor(form) {
    const { concept, conceptGebruiker = "", conceptBasis = "" } = form.dataset;
    Object.assign(this, { form, key: concept, user: conceptGebruiker, basis: conceptBasis });
    this.id = recordOfTab(this.key);
    this.start = snapshot(form, true);
    this.touched = "conceptOnaf" in form.dataset; // refused, or shown as a preview: what stands there is not handed in
    const now = snapshot(form);
    this.pending = records(this.user, this.key).filter(([, record]) => !same(record.velden, now)).slice(0, MOST);
    for (const [id, record] of this.pending) this.offer(id, record);
    this.state = document.createElement("p");
    this.state.className = "kb-concept__stand";
    form.append(this.state);
    form.addEventListener("input", () => this.later());
    form.addEventListener("change", () => this.later());
    form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("pagehide", () => this.write());
    window.addEventListener("beforeunload", (event) => this.warn(event));
    window.addEventListener("pageshow", () => {
      this.leaving = false;
    });
  }

  later() {
    this.touched = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.write(), WAIT);
  }

  write() {
    clearTimeout(this.timer);
    if (!this.touched) return;
    const velden = snapshot(this.form);
    if (same(velden, this.start) && !records(this.user, this.key).some(([id]) => id === this.id)) return;
    // What is still on offer stays: the new words get a record of their own.
    if (this.pending.some(([id]) => id === this.id)) this.id = recordOfTab(this.key, true);
    const kept = keep(this.user, this.key, this.id, { op: Date.now(), basis: this.basis, velden });
    this.state.textContent = kept ? `Op dit apparaat bewaard, ${moment(Date.now())}` : "Je browser bewaart niets op dit apparaat";
  }

  /** A notice with what was kept before: put it back, or throw it away. */
  offer(id, record) {
    const box = document.createElement("div");
    box.className = "kb-hersteld";
    box.setAttribute("role", "status");
    const text = document.createElement("span");
    const older = record.basis && this.basis && record.basis !== this.basis;
    text.textContent = `We hebben bewaard wat je typte, ${moment(record.op)}.${older ? " De tekst van het hoofdstuk is sindsdien gewijzigd; dat blijft staan." : ""}`;
    const done = () => {
      this.pending = this.pending.filter(([known]) => known !== id);
      box.remove();
    };
    box.append(text, this.answer("Zet terug", "secondary-action", () => {
      this.write();
      done();
      this.id = id;
      adopt(this.key, id);
      if (record.basis) this.basis = record.basis;
      putBack(this.form, record.velden);
      this.touched = true;
      fields(this.form).find((field) => field.type !== "hidden")?.focus();
    }), this.answer("Gooi weg", "subtle", () => {
      forget(this.user, this.key, id);
      done();
      fields(this.form).find((field) => field.type !== "hidden")?.focus();
    }));
    this.form.prepend(box);
  }

  answer(label, kind, action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `utrecht-button utrecht-button--${kind} kb-knop button button-small`;
    button.textContent = label;
    button.addEventListener("click", action);
    return button;
  }

  async submit(event) {
    if (event.defaultPrevented) return;
    this.touched = true;
    this.write();
    if (this.sure) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    if (!(await arrive(this.form, submitter))) return;
    this.sure = true;
    this.form.requestSubmit(submitter);
    this.sure = false;
  }

  warn(event) {
    if (this.leaving || !this.touched) return;
    if (!("conceptOnaf" in this.form.dataset) && same(snapshot(this.form), this.start)) return;
    event.preventDefault();
  }
}

export function keepConcepts(root) {
  forgetWhatCameIn();
  for (const form of root.querySelectorAll("form[data-concept]")) new Concept(form);
}
