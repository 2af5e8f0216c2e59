// Search bouwstenen while typing, inside a form: <fieldset data-kiezer> with a search box, a button and a part for what is found.
// The answer to the button is the whole page again, of which that part is taken over; the rest of the form stays as it is.

const WAIT = 350;
const SHORTEST = 3;

class Chooser {
  constructor(root) {
    this.root = root;
    this.form = root.closest("form");
    this.input = root.querySelector("input[type=search]");
    this.button = root.querySelector("button");
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.search();
    });
    this.button.addEventListener("click", (event) => {
      event.preventDefault();
      this.search();
    });
    this.form.addEventListener("concept:terug", (event) => this.putBack(event.detail.bouwstenen ?? []));
  }

  get found() {
    return this.root.querySelector("[data-kiezer-gevonden]");
  }

  later() {
    clearTimeout(this.timer);
    if (this.input.value.trim().length >= SHORTEST) this.timer = setTimeout(() => this.search(), WAIT);
  }

  async search() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.request = new AbortController();
    const body = new URLSearchParams(new FormData(this.form));
    body.set(this.button.name, this.button.value);
    try {
      const answer = await fetch(window.location.href, { method: "POST", body, signal: this.request.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-kiezer-gevonden]");
      if (!fresh) throw new Error(String(answer.status));
      this.found.replaceChildren(...fresh.childNodes);
      this.tell(this.root.querySelector("[data-kiezer-aantal]")?.textContent ?? "");
    } catch (error) {
      if (error.name !== "AbortError") this.tell("Zoeken lukt nu niet. Probeer het straks opnieuw.");
    }
  }

  tell(text) {
    this.root.querySelector("[role=status]").textContent = text;
  }

  /** Choices that the page does not show yet: send them along, and let the server show them. */
  putBack(urnIds) {
    const shown = new Set([...this.root.querySelectorAll("input[name=bouwstenen]")].map((box) => box.value));
    const missing = urnIds.filter((urnId) => !shown.has(urnId));
    for (const urnId of missing) {
      const hidden = document.createElement("input");
      Object.assign(hidden, { type: "hidden", name: "bouwstenen", value: urnId });
      this.found.append(hidden);
    }
    if (missing.length) this.search();
  }
}

export function chooseBouwstenen(root) {
  for (const part of root.querySelectorAll("fieldset[data-kiezer]")) new Chooser(part);
}
