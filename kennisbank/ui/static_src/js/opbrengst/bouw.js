// Making elements: no HTML strings anywhere, so that what people type can never become markup.

/** An element with attributes (true: present; false or null: absent; functions: listeners) and children. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (name === "class") element.className = value;
    else if (name === "value") element.value = value;
    else if (name === "checked") element.checked = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function button(label, click, kind = "") {
  return el("button", { type: "button", class: `kb-tik ${kind}`.trim(), click }, label);
}

/** The icons, choices and lists that the page brought along. */
export class Sjablonen {
  constructor(root) {
    this.content = root.querySelector("template[data-sjablonen]").content;
    this.soorten = [...this.content.querySelectorAll("[data-soort]")].map((item) => ({
      sleutel: item.dataset.soort,
      naam: item.dataset.naam,
      icoon: item.firstElementChild,
    }));
    this.namen = new Map(
      [...this.content.querySelector("[data-themas]").options].map((option) => [option.value, option.textContent]),
    );
  }

  icon(name) {
    return this.content.querySelector(`[data-icoon="${name}"]`)?.firstElementChild.cloneNode(true) ?? "";
  }

  soort(sleutel) {
    return this.soorten.find((soort) => soort.sleutel === sleutel) ?? this.soorten[0];
  }

  select(name) {
    const list = this.content.querySelector(`[data-${name}]`).cloneNode(true);
    list.removeAttribute(`data-${name}`);
    list.className = "utrecht-select kb-keuzelijst";
    return list;
  }
}

/** Grow with the text. */
export function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

/** One tap for each soort, as radio buttons: arrows work too. */
export function soortKnoppen(sjablonen, name, chosen, change) {
  const options = sjablonen.soorten.map((soort, index) => {
    const input = el("input", {
      type: "radio",
      name,
      value: soort.sleutel,
      checked: soort.sleutel === chosen,
      class: "kb-tikken__invoer",
      change: () => change(soort.sleutel),
    });
    const label = el("span", { title: `Alt+${index + 1}` }, soort.icoon.cloneNode(true), soort.naam);
    return el("label", { class: "kb-tikken__keuze" }, input, label);
  });
  return el("fieldset", { class: "kb-tikken" }, el("legend", { class: "kb-visueel-verborgen" }, "Soort"), options);
}

export function tegengeluidKnop(sjablonen, checked, change) {
  const input = el("input", {
    type: "checkbox",
    class: "kb-tikken__invoer",
    checked,
    change: () => change(input.checked),
  });
  const label = el("span", {}, sjablonen.icon("tegengeluid"), "Tegengeluid");
  return el("label", { class: "kb-tikken__keuze kb-tikken__keuze--tegen" }, input, label);
}
