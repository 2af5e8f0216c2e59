// Select words in a section and a button appears that starts a discussion on them. Without this there is the link below
// the section, which asks for a sentence.
const AROUND = 64;
const LONGEST = 1500;
const START = 'a[href*="/bespreken/?sectie="]';

function textAround(section, range) {
  const whole = document.createRange();
  whole.selectNodeContents(section);
  const before = whole.cloneRange();
  before.setEnd(range.startContainer, range.startOffset);
  const after = whole.cloneRange();
  after.setStart(range.endContainer, range.endOffset);
  return [before.toString().slice(-AROUND), after.toString().slice(0, AROUND)];
}

function selectedPassage() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
    return null;
  }
  const range = selection.getRangeAt(0);
  const node = range.commonAncestorContainer;
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const section = element?.closest(".kb-sectie-tekst");
  const words = range.toString().trim();
  return section?.querySelector(START) && words.length > 2 && words.length <= LONGEST ? { section, range, words } : null;
}

function place(button, range) {
  const box = range.getBoundingClientRect();
  const left = Math.min(box.left, document.documentElement.clientWidth - button.offsetWidth - 8);
  button.style.top = `${window.scrollY + box.bottom + 8}px`;
  button.style.left = `${window.scrollX + Math.max(8, left)}px`;
}

export function discussSelection(root) {
  if (!root.querySelector(`.kb-sectie-tekst ${START}`)) {
    return;
  }
  const button = document.createElement("a");
  button.className = "kb-bespreek-knop kb-geen-print";
  button.textContent = "Bespreek deze woorden";
  button.hidden = true;
  document.body.append(button);
  document.addEventListener("selectionchange", () => {
    const passage = selectedPassage();
    button.hidden = !passage;
    if (passage) {
      const [before, after] = textAround(passage.section, passage.range);
      const address = new URL(passage.section.querySelector(START).href);
      address.searchParams.set("citaat", passage.words);
      address.searchParams.set("voor", before);
      address.searchParams.set("na", after);
      button.href = address.href;
      place(button, passage.range);
    }
  });
}
