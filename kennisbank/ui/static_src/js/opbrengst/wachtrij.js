// Changes that the site has not confirmed yet, kept in localStorage so that they survive a closed tab. Every change is an
// item of its own: two tabs never write over each other's. Sent twice it does no harm, for the site knows its mark.

const newId = () => crypto.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;

export const newSleutel = newId;

export class Wachtrij {
  #prefix;
  #orders = new Map();
  #count = 0;

  constructor(prefix) {
    this.#prefix = prefix;
    this.stored = true;
    this.read();
  }

  /** What is in storage, also from other tabs; what could not be stored stays known to this tab. */
  read() {
    const found = new Map([...this.#orders].filter(([, order]) => order.onbewaard));
    try {
      for (let index = 0; index < localStorage.length; index += 1) {
        const key = localStorage.key(index);
        if (!key.startsWith(this.#prefix)) continue;
        const order = JSON.parse(localStorage.getItem(key));
        if (order?.kenmerk && order.sleutel) found.set(order.id, this.#orders.get(order.id) ?? order);
        const kept = found.get(order.id);
        if (kept && kept !== order) Object.assign(kept, order);
      }
    } catch {
      this.stored = false;
    }
    this.#orders = found;
  }

  /** In the order in which they were made. */
  all() {
    return [...this.#orders.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  add(order) {
    this.#count += 1;
    const time = Date.now().toString(36).padStart(9, "0");
    const number = this.#count.toString(36).padStart(4, "0");
    const made = { ...order, id: `${time}-${number}-${newId().slice(0, 8)}`, kenmerk: newId(), stand: "wacht" };
    this.#orders.set(made.id, made);
    this.keep(made);
    return made;
  }

  keep(order) {
    delete order.onbewaard;
    try {
      localStorage.setItem(this.#prefix + order.id, JSON.stringify(order));
    } catch {
      order.onbewaard = true;
      this.stored = false;
    }
  }

  /** Change an order that was refused; the site has not carried it out, so that it goes as a new one. */
  renew(order, changes) {
    Object.assign(order, changes, { kenmerk: newId(), stand: "wacht" });
    for (const name of ["vondsten", "fouten", "ander"]) delete order[name];
    this.keep(order);
  }

  remove(order) {
    this.#orders.delete(order.id);
    try {
      localStorage.removeItem(this.#prefix + order.id);
    } catch {
      // Storage switched off: it only was in memory.
    }
  }

  /** How many lines hold something the site does not know yet. */
  get lines() {
    return new Set(this.all().map((order) => order.sleutel)).size;
  }
}
