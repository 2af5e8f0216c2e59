// What a line needs an answer to before it can be saved: personal data, somebody else's change, or something refused.
import { button, el } from "./bouw.js";

const CHOICES = [
  ["vervangen", (vondst) => `Vervang door ${vondst.vervanging}`],
  ["weghalen", () => "Haal weg"],
  ["laten", () => "Laat staan: geen persoonsgegeven"],
];

/** A box below the line. `answer(order, changes)` sends it again; `drop(order)` forgets it; `addOwn(order)` keeps it as a new line. */
export function kwestieBlok(line, order, actions) {
  const content = {
    vraag: () => vraag(line, order, actions),
    conflict: () => conflict(line, order, actions),
    fout: () => fout(order, actions),
  }[order.stand]();
  return el("div", { class: "kb-kwestie", role: "group", "aria-label": "Deze regel is nog niet opgeslagen" }, content);
}

function replaceWords(text, finds, choices) {
  let result = text;
  for (const find of finds) {
    if (choices[find.sleutel] === "vervangen") result = result.split(find.tekst).join(find.vervanging);
    if (choices[find.sleutel] === "weghalen") result = result.split(find.tekst).join("").replace(/ {2,}/g, " ").trim();
  }
  return result;
}

function vraag(line, order, { answer, drop }) {
  const words = order.velden.tekst ?? line.tekst;
  const finds = [...new Map(order.vondsten.map((find) => [find.sleutel, find])).values()];
  const choices = {};
  const decide = (find, choice) => {
    choices[find.sleutel] = choice;
    if (finds.some((one) => !choices[one.sleutel])) return;
    const tekst = replaceWords(words, finds, choices);
    const kept = finds.filter((one) => choices[one.sleutel] === "laten").map((one) => one.sleutel);
    const verwacht = order.verwacht && { tekst: line.tekst, ...order.verwacht };
    const bevestigd = [...(order.bevestigd ?? []), ...kept];
    if (tekst) answer(order, { velden: { ...order.velden, tekst }, verwacht, bevestigd });
    else drop(order);
  };
  return finds.map((find) => {
    const row = el("div", { class: "kb-kwestie__vraag" });
    row.append(
      el("p", {}, `‘${find.tekst}’ lijkt ${find.uitleg}. Wat wil je ermee?`),
      el(
        "div",
        { class: "kb-kwestie__knoppen" },
        CHOICES.map(([choice, label]) =>
          button(label(find), () => {
            row.replaceChildren(el("p", {}, `‘${find.tekst}’: ${label(find).toLowerCase()}.`));
            decide(find, choice);
          }),
        ),
      ),
    );
    return row;
  });
}

function conflict(line, order, { answer, drop, addOwn, restore }) {
  const mine = order.velden?.tekst;
  if (order.ander.verwijderd) {
    return [
      el("p", {}, "Iemand anders heeft deze regel weggehaald terwijl jij hem wijzigde."),
      mine && el("p", { class: "kb-kwestie__tekst" }, `Jij schreef: ${mine}`),
      el(
        "div",
        { class: "kb-kwestie__knoppen" },
        button("Zet terug met mijn wijziging", () => restore(order)),
        button("Laat weg", () => drop(order)),
      ),
    ];
  }
  if (order.soort === "verwijder") {
    return [
      el("p", {}, "Iemand anders heeft deze regel gewijzigd terwijl jij hem weghaalde."),
      el("p", { class: "kb-kwestie__tekst" }, `Er staat nu: ${order.ander.tekst}`),
      el(
        "div",
        { class: "kb-kwestie__knoppen" },
        button("Laat staan", () => drop(order)),
        button("Haal toch weg", () => answer(order, { verwacht: { tekst: order.ander.tekst } })),
      ),
    ];
  }
  return [
    el("p", {}, "Iemand anders heeft deze regel ook gewijzigd. Kies wat blijft staan; er gaat niets verloren."),
    mine !== undefined && el("p", { class: "kb-kwestie__tekst" }, el("strong", {}, "Van de ander: "), order.ander.tekst),
    mine !== undefined && el("p", { class: "kb-kwestie__tekst" }, el("strong", {}, "Van jou: "), mine),
    el(
      "div",
      { class: "kb-kwestie__knoppen" },
      button("Houd die van de ander", () => drop(order)),
      button("Neem die van mij", () => answer(order, { verwacht: seen(order) })),
      mine !== undefined && button("Bewaar allebei", () => addOwn(order)),
    ),
  ];
}

/** What the line holds now, in the fields that this order changes. */
function seen(order) {
  const now = { ...order.ander, themas: order.ander.themas.map((thema) => thema.slug) };
  return Object.fromEntries(Object.keys(order.velden).map((name) => [name, now[name]]));
}

function fout(order, { answer, drop }) {
  return [
    el("p", {}, order.fouten.join(" ") || "Deze wijziging is niet opgeslagen."),
    el(
      "div",
      { class: "kb-kwestie__knoppen" },
      button("Probeer opnieuw", () => answer(order, {})),
      button("Vergeet deze wijziging", () => drop(order)),
    ),
  ];
}
