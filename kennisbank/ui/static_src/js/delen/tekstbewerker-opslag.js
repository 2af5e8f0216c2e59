// What people typed, kept in this browser until the server says that it was handed in.
//
// localStorage["kennisbank:concept:<user>:<key>"] = {<id>: {op, basis, velden}}: one record for each time the form was opened,
// so that two tabs, or a new start after a crash, never overwrite each other.

const PREFIX = "kennisbank:concept:";
const COOKIE = "kb_ingediend";
const KEEP_DAYS = 30;
const MOST = 5;

const place = (user, key) => `${PREFIX}${user}:${key}`;

function load(name) {
  const kept = JSON.parse(localStorage.getItem(name)) ?? {};
  const oldest = Date.now() - KEEP_DAYS * 24 * 3600 * 1000;
  const fresh = Object.entries(kept).filter(([, record]) => record?.velden && record.op > oldest);
  return Object.fromEntries(fresh.sort(([, a], [, b]) => b.op - a.op).slice(0, MOST));
}

function save(name, records) {
  if (Object.keys(records).length) localStorage.setItem(name, JSON.stringify(records));
  else localStorage.removeItem(name);
}

/** The records of one form, newest first: [id, {op, basis, velden}]. None when storage is off. */
export function records(user, key) {
  try {
    return Object.entries(load(place(user, key)));
  } catch {
    return [];
  }
}

/** Keep a record; returns whether that worked. */
export function keep(user, key, id, record) {
  try {
    const all = load(place(user, key));
    all[id] = record;
    save(place(user, key), all);
    return true;
  } catch {
    return false;
  }
}

export function forget(user, key, id) {
  try {
    const all = load(place(user, key));
    delete all[id];
    save(place(user, key), all);
  } catch {
    // Storage is off: nothing was kept.
  }
}

/** The record that this tab writes for a form: the same after a refused or previewed form comes back. */
export function recordOfTab(key, renew = false) {
  const name = `${PREFIX}tab:${key}`;
  const fresh = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  try {
    const known = renew ? null : sessionStorage.getItem(name);
    sessionStorage.setItem(name, known ?? fresh);
    return known ?? fresh;
  } catch {
    return fresh;
  }
}

/** Write in the record `id` from now on. */
export function adopt(key, id) {
  try {
    sessionStorage.setItem(`${PREFIX}tab:${key}`, id);
  } catch {
    // Storage is off.
  }
}

/** The server names in a cookie the form that came in: only then what was kept of it may go. */
export function forgetWhatCameIn() {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${COOKIE}=`));
  if (!found) return;
  document.cookie = `${COOKIE}=; path=/; max-age=0; samesite=lax`;
  const key = decodeURIComponent(found.slice(COOKIE.length + 1).replace(/^"|"$/g, ""));
  try {
    const id = sessionStorage.getItem(`${PREFIX}tab:${key}`);
    sessionStorage.removeItem(`${PREFIX}tab:${key}`);
    const keyOf = (name) => name.slice(PREFIX.length).replace(/^[^:]*:/, "");
    const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX) && keyOf(name) === key);
    for (const name of id ? names : []) {
      const all = load(name);
      delete all[id];
      save(name, all);
    }
  } catch {
    // Storage is off: nothing was kept.
  }
}
