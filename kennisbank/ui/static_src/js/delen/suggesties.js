// Suggestions while typing in a search box: the combobox pattern of the ARIA Authoring Practices, over the page so that nothing moves.

const WAIT = 180;
const SHORTEST = 2;
const MOST = 8;
let count = 0;

class Suggestions {
  constructor(form, input) {
    this.input = input;
    this.url = form.dataset.suggesties;
    this.active = -1;
    this.typed = input.value;
    count += 1;
    this.list = document.createElement("ul");
    this.list.id = `suggesties-${count}`;
    this.list.className = "kb-suggesties";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggesties");
    this.list.hidden = true;
    this.status = document.createElement("div");
    this.status.className = "kb-alleen-lezer";
    this.status.setAttribute("role", "status");
    input.parentElement.append(this.list, this.status);
    this.prepare();
  }

  prepare() {
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.follow(event.target.closest("[data-url]")));
  }

  get options() {
    return [...this.list.children];
  }

  later() {
    clearTimeout(this.timer);
    this.typed = this.input.value;
    if (this.typed.trim().length < SHORTEST) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.ask(this.typed.trim()), WAIT);
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
      if (this.input.value.trim() === text) this.show(found.slice(0, MOST));
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(found) {
    this.list.replaceChildren(...found.map((item, index) => this.option(item, index)));
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    const open = found.length > 0 && document.activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    const words = found.length === 1 ? "1 suggestie" : `${found.length} suggesties`;
    this.status.textContent = found.length ? `${words}, kies met de pijltjes` : "Geen suggesties";
  }

  option({ titel, url, soort }, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.className = "kb-suggestie";
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = url;
    const title = document.createElement("span");
    title.textContent = titel;
    const kind = document.createElement("span");
    kind.className = "kb-suggestie__soort";
    kind.textContent = soort;
    option.append(title, " ", kind);
    return option;
  }

  key(event) {
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
      return;
    }
    if (this.list.hidden) {
      if (event.key === "ArrowDown" && this.options.length) this.reopen(event);
      return;
    }
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      this.move(steps[event.key]);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.follow(this.options[this.active]);
    } else if (event.key === "Tab") {
      this.close();
    }
  }

  reopen(event) {
    event.preventDefault();
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.move(1);
  }

  /** Walk round the options; one step before the first is the text box itself. */
  move(step) {
    const { options } = this;
    const places = options.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.active)));
    const chosen = options[this.active];
    if (chosen) {
      this.input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  follow(option) {
    const address = option && new URL(option.dataset.url, window.location.href);
    if (address?.origin === window.location.origin) window.location.assign(address);
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }
}

export function suggest(root) {
  for (const form of root.querySelectorAll("form[data-suggesties]")) {
    const input = form.querySelector("input[type=search]");
    if (input) new Suggestions(form, input);
  }
}
