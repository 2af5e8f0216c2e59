// Walk through the changes of a difference: two buttons, and the keys n and p for who wants them.
// Without this, the links below each part lead to the one before and after it.

const CHANGED = ".kb-verschil__alinea:not(.kb-verschil__alinea--ongewijzigd)";
const REMEMBERED = "kennisbank:sneltoetsen";

function findChanges(root) {
  return [...root.querySelectorAll("[data-verschil] [data-gewijzigd]")].flatMap((part) => {
    const paragraphs = [...part.querySelectorAll(CHANGED)];
    return paragraphs.length ? paragraphs : [part];
  });
}

const keysWanted = () => {
  try {
    return localStorage.getItem(REMEMBERED) !== "uit";
  } catch {
    return true;
  }
};

function rememberKeys(wanted) {
  try {
    localStorage.setItem(REMEMBERED, wanted ? "aan" : "uit");
  } catch {
    // Switched off: the choice holds for this page only.
  }
}

function makeButton(label, action) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "utrecht-button utrecht-button--secondary-action kb-knop";
  button.textContent = label;
  button.setAttribute("aria-label", `${label} wijziging`);
  button.addEventListener("click", action);
  return button;
}

// Who speaks to the browser sets off single keys by accident, so they can be switched off.
function makeSwitch() {
  const label = document.createElement("label");
  label.className = "kb-vinkje kb-wijzigingbalk__toetsen";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = keysWanted();
  box.addEventListener("change", () => rememberKeys(box.checked));
  const text = document.createElement("span");
  text.textContent = "Sneltoetsen n (volgende) en p (vorige)";
  label.append(box, text);
  return { label, box };
}

const isTyping = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

export function walkChanges(root) {
  const changes = findChanges(root);
  if (changes.length < 2) return;
  let current = -1;
  const status = document.createElement("span");
  status.className = "kb-wijzigingbalk__stand";
  status.setAttribute("role", "status");
  status.textContent = `${changes.length} wijzigingen`;
  const said = document.createElement("span");
  said.className = "kb-alleen-lezer";
  said.textContent = "Wijziging ";

  const go = (step) => {
    changes[current]?.removeAttribute("data-hier");
    current = current < 0 && step < 0 ? changes.length - 1 : (current + step + changes.length) % changes.length;
    const change = changes[current];
    change.setAttribute("data-hier", "");
    change.tabIndex = -1;
    change.focus({ preventScroll: true });
    change.scrollIntoView({ block: "center" });
    status.replaceChildren(said, `${current + 1} van ${changes.length}`);
  };

  const bar = document.createElement("div");
  bar.className = "kb-wijzigingbalk kb-geen-print";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Door de wijzigingen lopen");
  const { label, box } = makeSwitch();
  bar.append(makeButton("Vorige", () => go(-1)), status, makeButton("Volgende", () => go(1)), label);
  const places = root.querySelectorAll("[data-verschil]");
  (places.length === 1 ? places[0] : changes[0].closest("main")).append(bar);

  root.addEventListener("keydown", (event) => {
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
}
