// While an edition is being prepared, keep up to date what a choice means: <form data-ververs="…" data-ververs-keuze>.
import { refresh } from "./ververs.js";

const WAIT = 300;

export function refreshChoices(root) {
  for (const form of root.querySelectorAll("form[data-ververs-keuze]")) {
    const ids = form.dataset.ververs.split(" ");
    let timer;
    form.addEventListener("change", () => {
      clearTimeout(timer);
      timer = setTimeout(() => refresh(form, ids), WAIT);
    });
  }
}
