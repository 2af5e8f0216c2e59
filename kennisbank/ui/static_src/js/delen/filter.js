// Filters that take effect at once: fetch the list with the new choice and swap panel and results.
// Without this, the button in the form does the same with a new page.

import { foldPanel } from "./menu.js";

const WAIT = 250;

const nameOf = (details) => details.dataset.facet ?? "";

class Filter {
  constructor(form) {
    this.id = form.dataset.filter;
    this.status = document.createElement("div");
    this.status.className = "kb-alleen-lezer";
    this.status.setAttribute("role", "status");
    document.body.append(this.status);
    document.addEventListener("change", (event) => this.form?.contains(event.target) && this.later());
    document.addEventListener("input", (event) => {
      if (event.target.type === "search" && this.form?.contains(event.target)) this.later();
    });
    document.addEventListener("submit", (event) => {
      if (event.target !== this.form) return;
      event.preventDefault();
      this.apply(this.address());
    });
    window.addEventListener("popstate", () => this.apply(new URL(window.location.href), false));
  }

  get form() {
    return document.querySelector(`form[data-filter="${CSS.escape(this.id)}"]`);
  }

  get results() {
    return document.getElementById(this.id);
  }

  address() {
    const address = new URL(this.form.getAttribute("action") || window.location.pathname, window.location.href);
    const filled = [...new FormData(this.form)].filter(([, value]) => value !== "");
    address.search = new URLSearchParams(filled).toString();
    return address;
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.apply(this.address()), WAIT);
  }

  async apply(address, remember = true) {
    clearTimeout(this.timer);
    this.request?.abort();
    this.request = new AbortController();
    this.results?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: this.request.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || !page.getElementById(this.id)) throw new Error(String(answer.status));
      this.swap(page);
      if (remember) window.history.pushState(null, "", address);
    } catch (error) {
      // When anything is amiss, let the browser do it the ordinary way.
      if (error.name !== "AbortError") window.location.assign(address);
    }
  }

  swap(page) {
    const focus = document.activeElement?.id;
    const typed = document.activeElement?.type === "search" ? document.activeElement.value : null;
    const open = new Map([...this.form.querySelectorAll("details")].map((part) => [nameOf(part), part.open]));
    this.results.replaceWith(page.getElementById(this.id));
    const fresh = page.querySelector(`form[data-filter="${CSS.escape(this.id)}"]`);
    if (fresh) this.form.replaceWith(fresh);
    this.form.querySelectorAll("[data-vouw]").forEach(foldPanel);
    for (const part of this.form.querySelectorAll("details")) part.open = open.get(nameOf(part)) ?? part.open;
    this.focusAgain(focus, typed);
    this.status.textContent = this.results.querySelector("[data-filter-melding]")?.textContent.trim() ?? "De lijst is bijgewerkt";
  }

  focusAgain(id, typed) {
    const field = id && document.getElementById(id);
    if (!field) return;
    if (typed !== null) {
      field.value = typed;
    }
    field.focus({ preventScroll: true });
  }
}

export function filterForms(root) {
  for (const form of root.querySelectorAll("form[data-filter]")) new Filter(form);
}
