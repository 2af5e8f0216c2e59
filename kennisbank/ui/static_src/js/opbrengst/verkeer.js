// Talks to the site: sends what waits, one change at a time and in order, and fetches what others wrote.
import { takeOver } from "./staat.js";

const POLL = 4000;
const POLL_HIDDEN = 20000;
const LONGEST_PAUSE = 30000;
const TIMEOUT = 15000;

export class Verkeer {
  #addresses;
  #queue;
  #rows;
  #changed;
  #etag = "";
  #token;
  #sending = false;
  #again = false;
  #pause = 1000;
  #timer;

  /** `state` is one of: goed, weg (no connection), uitgelogd, ander (another account), gesloten, geweigerd. */
  constructor({ addresses, user, token, queue, rows, changed }) {
    this.#addresses = addresses;
    this.user = user;
    this.#token = token;
    this.#queue = queue;
    this.#rows = rows;
    this.#changed = changed;
    this.state = "goed";
    this.loaded = false;
    window.addEventListener("online", () => this.wake());
    window.addEventListener("offline", () => this.#become("weg"));
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.wake());
    window.addEventListener("focus", () => this.state !== "goed" && this.wake());
  }

  wake() {
    this.#pause = 1000;
    this.#round();
  }

  /** Fetch, send, and plan the next time. */
  async #round() {
    clearTimeout(this.#timer);
    await this.fetchLines();
    if (this.state === "goed") await this.send();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#round(), this.#wait());
  }

  #wait() {
    if (this.state === "goed") return document.visibilityState === "visible" ? POLL : POLL_HIDDEN;
    const pause = this.#pause;
    this.#pause = Math.min(pause * 2, LONGEST_PAUSE);
    return this.state === "weg" ? pause + Math.random() * 500 : POLL;
  }

  #become(state) {
    if (state === this.state) return;
    this.state = state;
    this.#changed();
  }

  async #request(address, options = {}) {
    return fetch(address, {
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
      signal: AbortSignal.timeout?.(TIMEOUT),
      ...options,
      headers: { Accept: "application/json", ...options.headers },
    });
  }

  post(address, data) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.#token };
    return this.#request(address, { method: "POST", body: JSON.stringify(data), headers });
  }

  /** What everybody wrote; quick and empty when nothing changed. */
  async fetchLines({ fresh = false } = {}) {
    try {
      const known = this.#etag && !fresh && this.state === "goed";
      const response = await this.#request(this.#addresses.regels, {
        headers: known ? { "If-None-Match": this.#etag } : {},
      });
      if (response.status === 304) return true;
      if (response.status === 401) this.#become("uitgelogd");
      else if (response.status === 403) this.#become("geweigerd");
      else if (!response.ok) this.#become("weg");
      else return this.#read(response);
    } catch {
      this.#become("weg");
    }
    return false;
  }

  async #read(response) {
    const data = await response.json();
    if (String(data.gebruiker) !== this.user) {
      this.#become("ander");
      return false;
    }
    this.#token = data.csrf;
    this.#etag = response.headers.get("ETag") ?? "";
    takeOver(this.#rows, data.regels);
    this.loaded = true;
    this.state = data.gesloten ? "gesloten" : "goed";
    this.#changed();
    return true;
  }

  /** Send what waits. Never two at once in one tab, and not from two tabs at once where the browser can prevent it. */
  async send() {
    if (this.#sending) {
      this.#again = true;
      return;
    }
    this.#sending = true;
    try {
      do {
        this.#again = false;
        if (navigator.locks) {
          await navigator.locks.request(this.#addresses.regels, { ifAvailable: true }, (lock) => lock && this.#sendAll());
        } else {
          await this.#sendAll();
        }
      } while (this.#again && this.state === "goed");
    } finally {
      this.#sending = false;
    }
  }

  async #sendAll() {
    const stuck = new Set();
    const tried = new Set();
    for (;;) {
      this.#queue.read();
      const orders = this.#queue.all();
      orders.filter((order) => order.stand !== "wacht").forEach((order) => stuck.add(order.sleutel));
      const next = orders.find((order) => !stuck.has(order.sleutel) && !tried.has(order.kenmerk));
      if (!next) return;
      tried.add(next.kenmerk);
      if (!(await this.#sendOne(next))) return;
      this.#changed();
    }
  }

  /** Send one change; false when going on makes no sense now. */
  async #sendOne(order, secondTry = false) {
    const { kenmerk } = order;
    const { id, stand, themas, onbewaard, ...data } = order;
    let response;
    let answer = {};
    try {
      response = await this.post(this.#addresses.regels, data);
      if (response.headers.get("Content-Type")?.startsWith("application/json")) answer = await response.json();
    } catch {
      this.#become("weg");
      return false;
    }
    if (order.kenmerk !== kenmerk) return true; // Changed while it was under way: the new one goes next.
    if (response.status === 403 && !answer.fout && !secondTry) {
      return (await this.fetchLines({ fresh: true })) && this.#sendOne(order, true);
    }
    return this.#handle(order, response.status, answer);
  }

  #handle(order, status, answer) {
    if (answer.regel) takeOver(this.#rows, [answer.regel]);
    if (status === 200) this.#queue.remove(order);
    else if (status === 409) this.#settle(order, "conflict", { ander: answer.regel });
    else if (status === 422 && answer.vondsten) this.#settle(order, "vraag", { vondsten: answer.vondsten });
    else if (status === 422 || status === 404 || status === 400) {
      this.#settle(order, "fout", { fouten: Object.values(answer.fouten ?? {}).flat().concat(answer.fout ?? []) });
    } else {
      this.#become({ 401: "uitgelogd", 403: "geweigerd" }[status] ?? "weg");
      return false;
    }
    return true;
  }

  #settle(order, stand, extra) {
    Object.assign(order, extra, { stand });
    this.#queue.keep(order);
  }
}
