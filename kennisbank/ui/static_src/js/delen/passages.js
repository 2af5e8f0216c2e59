// Select words in the account of a gesprek and they stand in the form that makes a bouwsteen of them.
// Without this there are sentences to tick: <div data-passages="#form's section">.
const AROUND = 64;
const LONGEST = 4000;

function textAround(account, range) {
  const before = document.createRange();
  before.selectNodeContents(account);
  const after = before.cloneRange();
  before.setEnd(range.startContainer, range.startOffset);
  after.setStart(range.endContainer, range.endOffset);
  return [before.toString().slice(-AROUND), after.toString().slice(0, AROUND)];
}

function selectedWords(account) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
    return null;
  }
  const range = selection.getRangeAt(0);
  const words = range.toString().trim();
  return account.contains(range.commonAncestorContainer) && words.length > 2 && words.length <= LONGEST ? { range, words } : null;
}

function makeButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "kb-bespreek-knop kb-geen-print";
  button.textContent = "Maak hier een bouwsteen van";
  button.hidden = true;
  document.body.append(button);
  return button;
}

function place(button, range) {
  const box = range.getBoundingClientRect();
  const left = Math.min(box.left, document.documentElement.clientWidth - button.offsetWidth - 8);
  button.style.top = `${window.scrollY + box.bottom + 8}px`;
  button.style.left = `${window.scrollX + Math.max(8, left)}px`;
}

function fill(section, words, before, after) {
  const values = { citaat: words, voor: before, na: after };
  for (const [name, value] of Object.entries(values)) {
    section.querySelector(`[name="${name}"]`).value = value;
  }
  for (const box of section.querySelectorAll('[name="zinnen"]:checked')) {
    box.checked = false;
  }
  const shown = section.querySelector("[data-passage-gekozen]");
  shown.textContent = words;
  shown.hidden = false;
  section.querySelector("details").open = false;
  section.scrollIntoView({ block: "start" });
  section.querySelector("select").focus();
}

function forget(section) {
  for (const name of ["citaat", "voor", "na"]) {
    section.querySelector(`[name="${name}"]`).value = "";
  }
  section.querySelector("[data-passage-gekozen]").hidden = true;
}

export function choosePassages(root) {
  const account = root.querySelector("[data-passages]");
  const section = account && root.querySelector(account.dataset.passages);
  if (!section) {
    return;
  }
  const button = makeButton();
  let chosen = null;
  document.addEventListener("selectionchange", () => {
    const found = selectedWords(account);
    button.hidden = !found;
    if (found) {
      chosen = { words: found.words, around: textAround(account, found.range) };
      place(button, found.range);
    }
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    fill(section, chosen.words, ...chosen.around);
    document.getSelection().removeAllRanges();
  });
  section.addEventListener("change", (event) => event.target.name === "zinnen" && event.target.checked && forget(section));
}
