// Keep what someone types in a long form until it is handed in: <form data-bewaar="key">.

const PREFIX = "kennisbank:";
const SKIP = new Set(["password", "hidden", "file", "submit", "button"]);
const KEEP_DAYS = 30;

const fields = (form) => [...form.elements].filter((field) => field.name && !SKIP.has(field.type));
const choice = (field) => field.type === "checkbox" || field.type === "radio";

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + key));
    const fresh = kept && Date.now() - kept.op < KEEP_DAYS * 24 * 3600 * 1000;
    return fresh ? kept.velden : null;
  } catch {
    return null;
  }
}

function write(key, form) {
  const velden = {};
  for (const field of fields(form)) {
    const value = choice(field) ? (field.checked ? [field.value] : []) : [field.value];
    velden[field.name] = [...(velden[field.name] ?? []), ...value];
  }
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ op: Date.now(), velden }));
  } catch {
    // Full or switched off: the form simply works as without this.
  }
}

const forget = (key) => {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Switched off: nothing was kept.
  }
};

/** Whether a field holds nothing of anybody's: it is empty, or still as it was filled to start from (data-voorzet). */
const untouched = (field) => !field.value || ("voorzet" in field.dataset && field.value === field.defaultValue);

/** Put kept text back into untouched fields only; what the server filled in goes first. Returns whether anything changed. */
function restore(form, velden) {
  let changed = false;
  for (const field of fields(form)) {
    const values = velden[field.name];
    if (!values) continue;
    if (choice(field)) {
      const checked = field.checked || values.includes(field.value);
      changed ||= checked !== field.checked;
      field.checked = checked;
    } else if (untouched(field) && values[0] && values[0] !== field.value) {
      [field.value] = values;
      changed = true;
    }
  }
  return changed;
}

function notice(form, key) {
  const box = document.createElement("div");
  box.className = "kb-hersteld";
  box.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = "Je eerdere tekst staat er weer.";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "utrecht-button utrecht-button--subtle kb-knop button button-small";
  button.textContent = "Begin opnieuw";
  button.addEventListener("click", () => {
    forget(key);
    form.reset();
    box.remove();
    fields(form)[0]?.focus();
  });
  box.append(text, button);
  form.prepend(box);
}

function keep(form) {
  const key = form.dataset.bewaar;
  const kept = read(key);
  if (kept && restore(form, kept)) notice(form, key);
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => write(key, form), 300);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    // Kept until the next page proves that it arrived: a refused form comes back with its fields filled in.
    write(key, form);
    sessionStorage.setItem(`${PREFIX}ingediend`, JSON.stringify({ key, pad: window.location.pathname }));
  });
}

/** After handing in we land on another page; then what was kept may go. */
function forgetWhenHandedIn() {
  try {
    const sent = JSON.parse(sessionStorage.getItem(`${PREFIX}ingediend`));
    if (!sent) return;
    sessionStorage.removeItem(`${PREFIX}ingediend`);
    if (document.querySelector("[data-niet-aangekomen]")) return; // logged out, or open too long
    const refused = sent.pad === window.location.pathname && document.querySelector(".kb-foutenlijst");
    const backAtForm = document.querySelector(`form[data-bewaar="${CSS.escape(sent.key)}"]`);
    if (!refused && !(backAtForm && sent.pad !== window.location.pathname)) forget(sent.key);
  } catch {
    // Storage switched off.
  }
}

export function keepForms(root) {
  forgetWhenHandedIn();
  root.querySelectorAll("form[data-bewaar]").forEach(keep);
}
