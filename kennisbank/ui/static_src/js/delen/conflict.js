// Choices where two people changed the same words, see templates/components/conflict.html.
//
//   <form data-conflicten data-herbereken="id-one id-two">
//
// The result of each choice is shown at once. With data-herbereken the form has a button "voorbeeld": its answer is the
// same page, of which the named parts are taken over, so that what is sent is what was seen. Whatever else changes the
// result carries data-rekent-mee; with data-rekent-mee="id" the part with that id is taken over too.
// <p data-conflict-teller> tells how many choices are left.

import { refresh } from "./ververs.js";

const WAIT = 500;

const chosen = (conflict) => conflict.querySelector("input[type=radio]:checked");

function ownWords(conflict) {
  const field = conflict.querySelector(".kb-conflict__eigen");
  return field?.selectedOptions ? field.selectedOptions[0]?.textContent ?? "" : field?.value.trim() ?? "";
}

function showResult(conflict) {
  const output = conflict.querySelector("[data-conflict-resultaat]");
  const radio = chosen(conflict);
  if (!radio) {
    output.textContent = output.dataset.nogNiet;
    return;
  }
  const text = radio.value === "eigen" ? ownWords(conflict) : radio.dataset.tekst;
  output.textContent = text || output.dataset.leeg;
}

function count(form) {
  const all = [...form.querySelectorAll("[data-conflict]")];
  const left = all.filter((conflict) => !chosen(conflict)).length;
  for (const line of form.querySelectorAll("[data-conflict-teller]")) {
    const text = left ? `Nog ${left} van ${all.length} te kiezen.` : "Je hebt overal gekozen.";
    if (all.length && line.textContent !== text) line.textContent = text;
  }
}

/** Write in the field and you chose it. */
function follow(event) {
  const conflict = event.target.closest("[data-conflict]");
  if (!conflict) return;
  if (event.target.matches(".kb-conflict__eigen")) {
    const radio = conflict.querySelector("input[type=radio][value=eigen]");
    if (radio) radio.checked = true;
  }
  showResult(conflict);
}

function keepUpToDate(form) {
  const parts = form.dataset.herbereken.split(" ");
  let timer;
  const extra = new Set();
  let running = null;
  let waiting = false;

  const run = () => {
    clearTimeout(timer);
    waiting = false;
    form.setAttribute("aria-busy", "true");
    // Without a connection nothing is taken over; the server refuses a result that was not seen.
    const own = refresh(form, [...parts, ...extra]).finally(() => {
      if (running !== own) return; // asked again since
      form.removeAttribute("aria-busy");
      running = null;
      if (!waiting) extra.clear();
      count(form);
    });
    running = own;
    return own;
  };
  const later = (event) => {
    const source = event.target.closest("[data-conflict], [data-rekent-mee]");
    if (!source) return;
    if (source.dataset.rekentMee) extra.add(source.dataset.rekentMee);
    waiting = true;
    clearTimeout(timer);
    timer = setTimeout(run, event.type === "input" && event.target.matches("textarea, [type=text]") ? WAIT : 0);
  };
  // The browser put back what was typed here before: the server has not seen that.
  if ([...form.querySelectorAll("[data-conflict] input[type=radio]")].some((radio) => radio.checked !== radio.defaultChecked)) run();
  form.addEventListener("input", later);
  form.addEventListener("submit", async (event) => {
    const { submitter } = event;
    if (!(waiting || running) || !submitter?.hasAttribute("data-na-herberekenen")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    while (waiting || running) await (waiting ? run() : running);
    // What was just calculated has not been seen yet: show it, and let the editor decide once more.
    const result = document.getElementById(parts[0]);
    result?.setAttribute("tabindex", "-1");
    result?.focus();
  }, true);
}

export function solveConflicts(root) {
  for (const form of root.querySelectorAll("form[data-conflicten]")) {
    form.addEventListener("input", (event) => {
      follow(event);
      count(form);
    });
    form.querySelectorAll("[data-conflict]").forEach(showResult);
    count(form);
    if (form.dataset.herbereken) keepUpToDate(form);
  }
}
