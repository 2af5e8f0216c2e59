// Where sentences come from: shows which sentence and which line of the panel belong together, and keeps the panel on
// for the next hoofdstukken of this visit. Without script the same links do the same work.

const KEY = "kb-herkomst";
const CHAPTER_LINKS = ".kb-zijnav a, .kb-bladeren a";

const read = () => {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null; // storage is switched off: nothing is remembered
  }
};

const write = (value) => {
  try {
    if (value) sessionStorage.setItem(KEY, value);
    else sessionStorage.removeItem(KEY);
  } catch {
    // Nothing is remembered.
  }
};

function remember(root) {
  const toggle = root.querySelector("[data-herkomst-naar]");
  if (!toggle) return;
  const turnsOn = toggle.dataset.herkomstNaar === "aan";
  if (turnsOn && read() === "aan" && !new URLSearchParams(window.location.search).has("herkomst")) {
    window.location.replace(toggle.href + window.location.hash);
    return;
  }
  toggle.addEventListener("click", () => write(turnsOn ? "aan" : null));
  if (turnsOn) return;
  write("aan");
  for (const link of root.querySelectorAll(CHAPTER_LINKS)) {
    const url = new URL(link.href);
    if (url.pathname.split("/").filter(Boolean).length < 2) continue;
    url.searchParams.set("herkomst", "aan");
    link.href = url.href;
  }
}

function pair(row) {
  const panel = row.querySelector(".kb-herkomst");
  const pieces = [...row.querySelectorAll(".kb-sectie-tekst .kb-zin")];
  const lines = [...row.querySelectorAll(".kb-herkomst__regel")];
  if (!panel || !lines.length) return;
  const numbers = (ids) => ids.trim().split(/\s+/).map((id) => id.split("-").pop());
  const ofLine = new Map(lines.map((line) => [line, numbers(line.dataset.zinnen)]));
  const ofPiece = (piece) => piece.dataset.zin.split(" ");
  const mark = (wanted, chosen) => {
    for (const piece of pieces) {
      piece.classList.toggle("kb-zin--hier", ofPiece(piece).some((number) => wanted.includes(number)));
    }
    for (const line of lines) line.classList.toggle("kb-herkomst__regel--hier", chosen.includes(line));
  };
  const clear = () => mark([], []);
  const showLine = (line) => mark(ofLine.get(line), [line]);
  const showPiece = (piece) => {
    const wanted = ofPiece(piece);
    mark(wanted, lines.filter((line) => ofLine.get(line).some((number) => wanted.includes(number))));
  };
  for (const line of lines) {
    line.addEventListener("mouseenter", () => showLine(line));
    line.addEventListener("mouseleave", clear);
    line.addEventListener("focusin", () => showLine(line));
    line.addEventListener("focusout", clear);
  }
  for (const piece of pieces) {
    piece.addEventListener("mouseenter", () => showPiece(piece));
    piece.addEventListener("mouseleave", clear);
  }
  row.addEventListener("focusin", (event) => {
    if (!event.target.matches(".kb-zin-verwijzing")) return;
    const line = document.getElementById(decodeURIComponent(event.target.hash.slice(1)));
    if (ofLine.has(line)) showLine(line);
  });
}

export function showOrigins(root) {
  remember(root);
  root.querySelectorAll(".kb-herkomstrij").forEach(pair);
}
