// Coding by keyboard: the key behind a code ticks it, the arrows save and go on, and every change is kept at once.
// Without scripts the buttons of the form do the same. Keys can be switched off, as they would get in the way of
// software that is steered by voice.

const WAIT = 500;
const SWITCH = "kb-codeer-toetsen";

function typing(target) {
  return target.closest?.("textarea, select, input[type=text], [contenteditable]");
}

function exclude(form, changed) {
  if (!changed.checked) return;
  for (const box of form.querySelectorAll("input[type=checkbox][data-toets]")) {
    const clashes = changed.hasAttribute("data-alleen") || box.hasAttribute("data-alleen");
    if (box !== changed && clashes) box.checked = false;
  }
}

function keeper(form) {
  const status = form.querySelector("[data-codeer-melding]");
  let timer;
  let sending = null;
  const fail = (text) => {
    form.classList.add("kb-codeer__vorm--fout");
    status.textContent = text;
  };
  const send = async () => {
    const data = new FormData(form);
    data.set("vanzelf", "ja");
    try {
      const answer = await fetch(form.action || location.href, { method: "POST", body: data, credentials: "same-origin" });
      if (answer.redirected) {
        fail("Nog niet bewaard: je bent uitgelogd. Log in een ander tabblad weer in en ga hier verder.");
        return;
      }
      const found = await answer.json();
      status.textContent = found.melding;
      form.classList.toggle("kb-codeer__vorm--fout", !answer.ok);
      if (!answer.ok) return;
      for (const bar of document.querySelectorAll("[data-codeer-balk]")) {
        bar.max = found.totaal;
        bar.value = found.gedaan;
      }
      for (const text of document.querySelectorAll("[data-codeer-stand]")) {
        text.textContent = `${found.gedaan} van ${found.totaal}`;
      }
    } catch {
      fail("Nog niet bewaard: er is geen verbinding. Ga verder zodra die er weer is.");
    }
  };
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const start = async () => {
    stop();
    await sending;
    sending = send();
    await sending;
    sending = null;
  };
  return {
    later() {
      stop();
      status.textContent = "Nog niet bewaard …";
      timer = setTimeout(start, WAIT);
    },
    // A step waits for an answer on its way, or that older answer could arrive after it.
    step(event) {
      stop();
      if (!sending) return;
      event.preventDefault();
      sending.then(() => form.requestSubmit(event.submitter));
    },
    leave() {
      if (timer === undefined) return;
      stop();
      const data = new FormData(form);
      data.set("vanzelf", "ja");
      navigator.sendBeacon(location.href, data);
    },
  };
}

function listenToKeys(form, isOn) {
  document.addEventListener("keydown", (event) => {
    if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const button = { ArrowRight: "[data-codeer-volgende]", ArrowLeft: "[data-codeer-vorige]" }[event.key];
    if (button) {
      const found = form.querySelector(button);
      if (!found) return;
      event.preventDefault();
      form.requestSubmit(found);
      return;
    }
    const box = [...form.querySelectorAll("[data-toets]")].find((each) => each.dataset.toets === event.key.toLowerCase());
    if (!box) return;
    event.preventDefault();
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

export function codeByKeys(root) {
  const form = root.querySelector("[data-codeer]");
  if (!form) return;
  const explanation = form.querySelector("[data-codeer-uitleg]");
  const onOff = explanation.querySelector("input");
  onOff.checked = localStorage.getItem(SWITCH) !== "uit";
  explanation.hidden = false;
  const show = () => form.querySelectorAll("kbd.kb-code__toets").forEach((key) => (key.hidden = !onOff.checked));
  show();
  const keep = keeper(form);
  form.addEventListener("change", (event) => {
    if (event.target === onOff) {
      localStorage.setItem(SWITCH, onOff.checked ? "aan" : "uit");
      show();
      return;
    }
    exclude(form, event.target);
    keep.later();
  });
  form.addEventListener("input", (event) => typing(event.target) && keep.later());
  form.addEventListener("submit", keep.step);
  window.addEventListener("pagehide", keep.leave);
  listenToKeys(form, () => onOff.checked);
}
