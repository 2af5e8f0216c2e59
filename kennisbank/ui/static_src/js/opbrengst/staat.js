// What the lists show: the lines as the site knows them, with the changes on top that it does not know yet.

const LAST = 1e12;

/** The lines, by key, after the waiting changes; each knows its waiting order that needs an answer, if any. */
export function withOrders(rows, orders) {
  const view = new Map([...rows].map(([sleutel, row]) => [sleutel, { ...row, wacht: false, kwestie: null }]));
  orders.forEach((order, index) => {
    apply(view, order, index);
    const line = view.get(order.sleutel);
    if (!line) return;
    line.wacht = true;
    if (order.stand !== "wacht" && !line.kwestie) line.kwestie = order;
  });
  return view;
}

function apply(view, order, index) {
  const line = view.get(order.sleutel);
  if (order.soort === "nieuw") {
    if (!line) view.set(order.sleutel, fresh(order, index));
  } else if (line && order.soort === "wijzig") {
    Object.assign(line, order.velden, order.velden.themas ? { themas: order.themas } : {});
  } else if (line && order.soort === "verwijder") {
    line.verwijderd = order.stand === "wacht";
  } else if (line && order.soort === "herstel") {
    line.verwijderd = false;
  } else if (line && order.soort === "verplaats") {
    move(view, line, order);
  }
}

function fresh(order, index) {
  return {
    sleutel: order.sleutel,
    versie: 0,
    plek: order.plek,
    volgorde: LAST + index,
    soort: "inzicht",
    tegengeluid: false,
    suggesties: [],
    citaat_van: "",
    citaat_stand: "",
    nagekeken: true,
    verwijderd: false,
    wacht: true,
    kwestie: null,
    ...order.velden,
    themas: order.themas ?? [],
  };
}

function move(view, line, order) {
  if (order.plek) line.plek = order.plek;
  const others = linesAt(view, line.plek).filter((other) => other !== line);
  const place = order.na === "" ? 0 : others.findIndex((other) => other.sleutel === order.na) + 1 || others.length;
  const before = others[place - 1]?.volgorde ?? (others[0]?.volgorde ?? 0) - 2;
  const after = others[place]?.volgorde ?? before + 2;
  line.volgorde = (before + after) / 2;
}

/** The lines of one place, in order; a removed one only while it waits for an answer. */
export function linesAt(view, plek) {
  return [...view.values()]
    .filter((line) => line.plek === plek && (!line.verwijderd || line.kwestie))
    .sort((a, b) => a.volgorde - b.volgorde);
}

/** Take over what the site says, unless we know something newer. */
export function takeOver(rows, incoming) {
  for (const row of incoming) {
    const known = rows.get(row.sleutel);
    if (!known || row.versie >= known.versie) rows.set(row.sleutel, row);
  }
}
