// Go through time on de plaat: a slider instead of the list of months, and the picture follows at once.
// Without this, the list with its button and the links to the month before and after do the same.

const WAIT = 120;

class Plaat {
  constructor(form) {
    this.form = form;
    this.select = form.querySelector("select");
    this.button = form.querySelector("button");
    this.pages = new Map();
    if (this.select.options.length < 2) return;
    this.makeSlider();
    window.addEventListener("popstate", () => this.follow(new URL(window.location.href)));
    this.box.addEventListener("click", (event) => this.step(event));
  }

  get box() {
    return document.getElementById(this.form.dataset.plaat);
  }

  makeSlider() {
    this.slider = Object.assign(document.createElement("input"), { type: "range", min: "0", step: "1" });
    this.slider.max = String(this.select.options.length - 1);
    this.label = this.form.querySelector("label");
    this.output = document.createElement("output");
    this.status = Object.assign(document.createElement("div"), { className: "kb-alleen-lezer" });
    this.status.setAttribute("role", "status");
    this.slider.id = `${this.select.id}-schuif`;
    this.label.htmlFor = this.slider.id;
    this.select.hidden = true;
    this.button.hidden = true;
    this.select.after(this.slider, this.output, this.status);
    this.slider.value = String(this.select.selectedIndex);
    this.tell();
    this.slider.addEventListener("input", () => {
      this.select.selectedIndex = Number(this.slider.value);
      this.tell();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.show(this.address(), true), WAIT);
    });
  }

  tell() {
    const name = this.select.options[this.select.selectedIndex].text;
    this.output.value = name;
    this.slider.setAttribute("aria-valuetext", name);
  }

  address() {
    const address = new URL(window.location.href);
    address.search = new URLSearchParams({ tot: this.select.value }).toString();
    return address;
  }

  step(event) {
    const link = event.target.closest('a[rel="prev"], a[rel="next"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const rel = link.rel;
    window.history.pushState(null, "", link.href);
    this.follow(new URL(link.href)).then(() => this.box.querySelector(`a[rel="${rel}"]`)?.focus());
  }

  follow(address) {
    const wanted = address.searchParams.get("tot");
    const place = [...this.select.options].findIndex((option) => option.value === wanted);
    this.select.selectedIndex = place < 0 ? this.select.options.length - 1 : place;
    this.slider.value = String(this.select.selectedIndex);
    this.tell();
    return this.show(address, false);
  }

  async show(address, remember) {
    this.request?.abort();
    this.request = new AbortController();
    try {
      const key = address.search;
      if (!this.pages.has(key)) {
        const answer = await fetch(address, { signal: this.request.signal });
        if (!answer.ok) throw new Error(String(answer.status));
        this.pages.set(key, await answer.text());
      }
      const page = new DOMParser().parseFromString(this.pages.get(key), "text/html");
      this.box.replaceChildren(...page.getElementById(this.box.id).childNodes);
      this.status.textContent = this.box.querySelector("[data-plaat-melding]")?.textContent ?? "";
      if (remember) window.history.replaceState(null, "", address);
    } catch (error) {
      // When anything is amiss, let the browser do it the ordinary way.
      if (error.name !== "AbortError") window.location.assign(address);
    }
  }
}

export function walkThroughTime(root) {
  for (const form of root.querySelectorAll("form[data-plaat]")) new Plaat(form);
}
