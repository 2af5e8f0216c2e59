// The toolbar of the editor: one stop for Tab, arrow keys inside it (the toolbar pattern of the ARIA Authoring Practices).

import { apply, edits } from "./tekstbewerker-opmaak.js";

// Name, label, key with Ctrl (or Cmd), lines of the icon on a grid of 24 by 24.
const BUTTONS = [
  ["vet", "Vet", "b", ["M7 4h6.5a4 4 0 0 1 0 8H7z", "M7 12h7.5a4 4 0 0 1 0 8H7z"]],
  ["cursief", "Schuin", "i", ["M10 4h8", "M6 20h8", "M14 4l-4 16"]],
  ["kop", "Tussenkop", "", ["M6 4v16", "M18 4v16", "M6 12h12"]],
  ["lijst", "Lijst", "", ["M9 6h12", "M9 12h12", "M9 18h12", "M4 6h.01", "M4 12h.01", "M4 18h.01"]],
  ["nummers", "Genummerde lijst", "", ["M10 6h11", "M10 12h11", "M10 18h11", "M3 4h1.5v5", "M3 15h3l-3 5h3"]],
  ["citaat", "Citaat", "", ["M4 17v-6a5 5 0 0 1 5-5", "M4 12h5v5H4", "M14 17v-6a5 5 0 0 1 5-5", "M14 12h5v5h-5"]],
  ["link", "Link naar een andere site", "k", ["M10 14a4 4 0 0 0 6 0l4-4a4 4 0 0 0-6-6l-1.5 1.5", "M14 10a4 4 0 0 0-6 0l-4 4a4 4 0 0 0 6 6l1.5-1.5"]],
  ["wikilink", "Verwijzing binnen de kennisbank", "", ["M8 4H4v16h4", "M16 4h4v16h-4", "M9 12h6"]],
  ["ongedaan", "Ongedaan maken", "", ["M9 7l-5 5l5 5", "M4 12h10a6 6 0 0 1 6 6"]],
];
const SVG = "http://www.w3.org/2000/svg";
const MAC = /Mac|iP(hone|ad)/.test(navigator.platform ?? "");

function icon(lines) {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = {
    class: "kb-icoon kb-icoon--klein", viewBox: "0 0 24 24", width: "20", height: "20", fill: "none", stroke: "currentColor",
    "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", focusable: "false",
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  for (const line of lines) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    svg.append(path);
  }
  return svg;
}

/** A button of the toolbar; `label` is its name, `text` what shows when it has no icon. */
export function button(label, { lines, text, key } = {}) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "kb-bewerker__knop";
  made.tabIndex = -1;
  if (lines) {
    made.append(icon(lines));
    made.setAttribute("aria-label", label);
    made.title = key ? `${label} (${MAC ? "Cmd" : "Ctrl"}+${key.toUpperCase()})` : label;
  } else {
    made.textContent = text ?? label;
  }
  if (key) made.setAttribute("aria-keyshortcuts", `${MAC ? "Meta" : "Control"}+${key.toUpperCase()}`);
  return made;
}

function act(area, name) {
  if (name === "ongedaan") {
    area.focus();
    document.execCommand("undo");
    return;
  }
  apply(area, edits[name](area.value, area.selectionStart, area.selectionEnd));
}

/** Arrow keys, Home and End walk along the buttons; Tab leaves the toolbar. */
function rove(bar) {
  const buttons = () => [...bar.querySelectorAll("button")];
  bar.addEventListener("keydown", (event) => {
    const all = buttons();
    const here = all.indexOf(document.activeElement);
    const places = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 };
    if (here < 0 || !(event.key in places)) return;
    event.preventDefault();
    all[(places[event.key] + all.length) % all.length].focus();
  });
  bar.addEventListener("focusin", (event) => {
    for (const each of buttons()) each.tabIndex = each === event.target ? 0 : -1;
  });
}

/** The toolbar of a text area; `extra` are buttons that come last. */
export function toolbarFor(area, label, extra = []) {
  const bar = document.createElement("div");
  bar.className = "kb-bewerker__balk";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", label ? `Opmaak van: ${label}` : "Opmaak");
  bar.setAttribute("aria-controls", area.id);
  for (const [name, title, key, lines] of BUTTONS) {
    const made = button(title, { lines, key });
    made.dataset.opmaak = name;
    made.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps its selection
    made.addEventListener("click", () => act(area, name));
    bar.append(made);
  }
  bar.append(...extra);
  bar.querySelector("button").tabIndex = 0;
  rove(bar);
  const keys = new Map(BUTTONS.filter(([, , key]) => key).map(([name, , key]) => [key, name]));
  area.addEventListener("keydown", (event) => {
    const name = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && keys.get(event.key.toLowerCase());
    if (!name) return;
    event.preventDefault();
    act(area, name);
  });
  return bar;
}
