// The search page: results while typing and filtering, without a new page. The form is a plain GET form; everything that
// changes stands in #zoek-romp, which the server also sends alone. The address bar always says what is on the page.

import { foldPanel } from "./menu.js";

const WAIT = 250;
const SHORTEST = 2;
// Milliseconds without change after which a question was really asked, and may be counted.
const ASKED = 2500;
const LIVE = { "X-Zoek-Live": "1" };

class SearchPage {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.status = document.querySelector("[data-zoek-status]");
    this.typing = false;
    this.input.addEventListener("input", () => this.typed());
    document.addEventListener("change", (event) => {
      if (event.target.form === form && event.target !== this.input) this.later(false);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.apply(this.address(), { push: !this.typing, asked: true });
    });
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("click", (event) => this.closeList((list) => !list.contains(event.target)));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.closeList((list) => list.contains(event.target));
    });
    window.addEventListener("popstate", () => this.back());
    window.history.replaceState({ zoek: true }, "", window.location.href);
  }

  get body() {
    return document.getElementById("zoek-romp");
  }

  address() {
    const address = new URL(this.form.getAttribute("action"), window.location.href);
    const filled = [...new FormData(this.form)].filter(([, value]) => value !== "");
    address.search = new URLSearchParams(filled).toString();
    return address;
  }

  typed() {
    const { length } = this.input.value.trim();
    if (length >= SHORTEST || length === 0) this.later(true);
  }

  later(typing) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // One entry in the history per question, not per letter.
      this.apply(this.address(), { push: !(typing && this.typing), typing });
    }, WAIT);
  }

  /** Links within the results that ask something else of this page. */
  click(event) {
    const link = event.target.closest?.("#zoek-romp a[href^='?']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const address = new URL(link.getAttribute("href"), new URL(this.form.getAttribute("action"), window.location.href));
    this.apply(address, { push: true, link: true, asked: true });
  }

  /** The list of files, which lies over the results; listened to here, for the list itself is swapped all the time. */
  closeList(when) {
    const list = this.body.querySelector("[data-zoek-lijst][open]");
    if (!list || !when(list)) return;
    if (list.contains(document.activeElement)) list.querySelector("summary").focus();
    list.open = false;
  }

  back() {
    const address = new URL(window.location.href);
    this.apply(address, { push: false });
    this.input.value = address.searchParams.get("q") ?? "";
  }

  async apply(address, { push, typing = false, link = false, asked = false }) {
    clearTimeout(this.timer);
    clearTimeout(this.settled);
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    this.typing = typing;
    this.body.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: request.signal, headers: LIVE, cache: "no-store" });
      if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("zoek-romp");
      if (!fresh) throw new Error("no results");
      if (request.signal.aborted) return;
      this.remember(address, push);
      this.swap(fresh, link);
      this.settled = setTimeout(() => this.count(address), asked ? 0 : ASKED);
    } catch (error) {
      // When anything is amiss, let the browser do it the ordinary way.
      if (error.name !== "AbortError") window.location.assign(address);
    }
  }

  remember(address, push) {
    if (address.href === window.location.href) return;
    if (push) window.history.pushState({ zoek: true }, "", address);
    else window.history.replaceState({ zoek: true }, "", address);
  }

  /** Let the server see the question as an ordinary reader asks it, so that it counts what is asked. */
  count(address) {
    if (address.searchParams.get("q")) fetch(address, { method: "HEAD", cache: "no-store" }).catch(() => {});
  }

  swap(fresh, link) {
    const focus = document.activeElement?.id;
    const open = new Map([...this.body.querySelectorAll("details[data-facet]")].map((part) => [part.dataset.facet, part.open]));
    this.body.replaceWith(fresh);
    this.body.querySelectorAll("[data-vouw]").forEach(foldPanel);
    for (const part of this.body.querySelectorAll("details[data-facet]")) part.open = open.get(part.dataset.facet) ?? part.open;
    document.title = document.title.replace(/^.* - (?=[^-]*$)/, `${fresh.dataset.zoekTitel.trim()} - `);
    const words = new URL(window.location.href).searchParams.get("q");
    if (link && words !== null) this.input.value = words;
    this.focusAgain(focus, link);
    showShortcut(document);
    this.status.textContent = this.body.querySelector("[data-zoek-melding]")?.textContent.trim() ?? "";
  }

  focusAgain(id, link) {
    const field = id && document.getElementById(id);
    if (field) field.focus({ preventScroll: true });
    else if (link) this.goToResults();
  }

  goToResults() {
    const results = document.getElementById("resultaten");
    if (!results) return;
    results.setAttribute("tabindex", "-1");
    results.focus({ preventScroll: true });
    if (results.getBoundingClientRect().top < 0) results.scrollIntoView();
  }
}

const OFF = "kb-sneltoets-uit";

function isOff() {
  try {
    return window.localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

/** A key that does something by itself can be turned off (WCAG 2.1.4). */
function showShortcut(root) {
  const place = root.querySelector("[data-sneltoets]");
  const box = place?.querySelector("input");
  if (!box) return;
  place.hidden = false;
  box.checked = !isOff();
  box.addEventListener("change", () => {
    try {
      if (box.checked) window.localStorage.removeItem(OFF);
      else window.localStorage.setItem(OFF, "1");
    } catch {
      box.checked = true;
    }
  });
}

function focusOnSlash(root) {
  root.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isOff()) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]:not([contenteditable=false])")) return;
    const fields = [root.querySelector("form[data-zoekpagina] input[type=search]"), root.getElementById("kop-zoek")];
    const field = fields.find((each) => each?.checkVisibility?.() ?? each);
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

export function searchWhileTyping(root) {
  const form = root.querySelector("form[data-zoekpagina]");
  if (form) new SearchPage(form);
  showShortcut(root);
  focusOnSlash(root);
}
