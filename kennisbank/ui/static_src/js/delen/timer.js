// The timer of an agenda: shows and keeps what agendaklok.js works out. Page: templates/startkit/timer.html.

import * as klok from "./agendaklok.js";

const PREFIX = "kennisbank:timer:";
const GELUID = `${PREFIX}geluid`;
const BEWAAR = 12 * 3600 * 1000;
const uur = new Intl.DateTimeFormat("nl-NL", { hour: "2-digit", minute: "2-digit" });
const clock = (moment) => uur.format(new Date(moment)).replace(":", ".");

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or switched off: the timer runs on in this tab.
  }
}

/** Two soft tones, made here; silent until somebody switches it on. */
class Geluid {
  constructor() {
    this.aan = read(GELUID) === true;
  }

  wissel() {
    this.aan = !this.aan;
    write(GELUID, this.aan);
    this.speel(660);
  }

  speel(...tonen) {
    if (!this.aan || !window.AudioContext) return;
    this.context ??= new AudioContext();
    this.context.resume?.();
    tonen.forEach((hoogte, plek) => {
      const begin = this.context.currentTime + plek * 0.45;
      const toon = this.context.createOscillator();
      const sterkte = this.context.createGain();
      toon.frequency.value = hoogte;
      sterkte.gain.setValueAtTime(0, begin);
      sterkte.gain.linearRampToValueAtTime(0.12, begin + 0.05);
      sterkte.gain.exponentialRampToValueAtTime(0.001, begin + 1.2);
      toon.connect(sterkte).connect(this.context.destination);
      toon.start(begin);
      toon.stop(begin + 1.3);
    });
  }
}

class Timer {
  constructor(paneel) {
    this.paneel = paneel;
    this.key = PREFIX + paneel.dataset.timer;
    this.rijen = [...document.querySelectorAll("[data-timer-agenda] tbody tr")];
    this.minuten = this.rijen.map((rij) => Number(rij.dataset.minuten));
    this.geluid = new Geluid();
    this.state = this.kept() ?? klok.nieuw(this.minuten);
    this.drawBar();
    this.listen();
    paneel.hidden = false;
    this.seen = klok.stand(this.state, Date.now());
    this.show();
  }

  part(naam) {
    return this.paneel.querySelector(`[data-timer-${naam}]`);
  }

  /** What was kept for this same agenda, not too long ago. */
  kept() {
    const kept = read(this.key);
    const same = kept?.minuten?.join() === this.minuten.join();
    if (!same || Date.now() - kept.op > BEWAAR || !klok.geldig(kept.state, this.minuten.length)) return null;
    return kept.state;
  }

  drawBar() {
    const balk = this.part("balk");
    this.vakken = this.minuten.map(() => {
      const vak = document.createElement("li");
      balk.append(vak);
      return vak;
    });
  }

  listen() {
    this.paneel.addEventListener("click", (event) => {
      const doe = event.target.closest("[data-timer-doe]")?.dataset.timerDoe;
      if (doe) this.doen[doe]();
    });
    document.addEventListener("keydown", (event) => this.press(event));
    // A tab that slept, or another one with the same timer.
    for (const [target, kind] of [[document, "visibilitychange"], [window, "pageshow"], [window, "focus"]]) {
      target.addEventListener(kind, () => this.show());
    }
    window.addEventListener("storage", (event) => {
      if (event.key !== this.key) return;
      this.state = this.kept() ?? klok.nieuw(this.minuten);
      this.show();
    });
    document.addEventListener("fullscreenchange", () => this.show());
    if (!document.fullscreenEnabled) this.paneel.querySelector("[data-timer-doe=scherm]").hidden = true;
  }

  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, select, textarea")) return;
    const spatie = event.key === " " && !event.target.closest("button, a, summary");
    const doe = spatie ? "wissel" : { ArrowRight: "volgende", ArrowLeft: "vorige" }[event.key];
    if (!doe) return;
    event.preventDefault();
    this.doen[doe]();
  }

  change(state) {
    this.state = state;
    write(this.key, { minuten: this.minuten, op: Date.now(), state });
    this.show();
  }

  /** What the buttons and keys do. */
  doen = {
    wissel: () => {
      const { deel, verstreken, sinds } = this.state;
      this.change(klok.wissel(this.state, Date.now()));
      if (!deel && !verstreken && sinds === null) this.tell(klok.stand(this.state, Date.now()));
      this.keepAwake();
    },
    vorige: () => this.change(klok.vorige(this.state, Date.now())),
    volgende: () => this.change(klok.volgende(this.state, Date.now())),
    erbij: () => this.change(klok.minuutErbij(this.state, Date.now())),
    opnieuw: () => this.change(klok.nieuw(this.minuten)),
    geluid: () => {
      this.geluid.wissel();
      this.show();
    },
    scherm: () => this.fullScreen(),
  };

  async fullScreen() {
    try {
      await (document.fullscreenElement ? document.exitFullscreen() : this.paneel.requestFullscreen());
    } catch {
      // The browser says no: the page works as it is.
    }
  }

  /** Ask that the screen stays on while the timer runs. */
  async keepAwake() {
    try {
      const runs = klok.loopt(this.state);
      if (runs) this.wakker ??= await navigator.wakeLock?.request("screen");
      else {
        await this.wakker?.release();
        this.wakker = null;
      }
    } catch {
      this.wakker = null;
    }
  }

  tell(nu) {
    const text = nu.klaar
      ? "De agenda is afgelopen."
      : `Onderdeel ${nu.deel + 1} van ${this.rijen.length}: ${this.rijen[nu.deel].dataset.titel}. Nog ${klok.klok(nu.rest)} minuten.`;
    document.querySelector("[data-timer-melding]").textContent = text;
  }

  show() {
    clearTimeout(this.tick);
    const moment = Date.now();
    const nu = klok.stand(this.state, moment);
    this.notice(nu);
    this.showPart(nu);
    this.showButtons(nu);
    this.showAgenda(nu, moment);
    this.seen = nu;
    if (klok.loopt(this.state) && !nu.klaar) {
      // Just after the next whole second of what is left.
      this.tick = setTimeout(() => this.show(), (Math.ceil(nu.rest) % 1000 || 1000) + 5);
    }
  }

  /** What is new since we looked last: said once, also when the tab slept through several parts. */
  notice(nu) {
    if (nu.deel !== this.seen.deel) {
      this.tell(nu);
      if (klok.loopt(this.state)) this.geluid.speel(528, 660);
    } else if (nu.bijna && !this.seen.bijna && klok.loopt(this.state)) {
      this.geluid.speel(528);
    }
  }

  showPart(nu) {
    const rij = this.rijen[nu.deel];
    const straks = this.rijen[nu.deel + 1];
    this.part("tijd").textContent = klok.klok(nu.rest);
    this.part("deel").textContent = nu.klaar ? "Klaar" : `Onderdeel ${nu.deel + 1} van ${this.rijen.length}`;
    this.part("titel").textContent = nu.klaar ? "De agenda is rond" : rij.dataset.titel;
    this.part("uitleg").textContent = nu.klaar ? "Dank je wel. Vergeet niet om vandaag nog op te schrijven wat het opleverde." : rij.dataset.uitleg;
    this.part("straks").textContent = straks && !nu.klaar ? `Straks: ${straks.dataset.titel}` : "";
    this.part("bijna").textContent = this.label(nu);
    this.part("ring").setAttribute("stroke-dasharray", `${(nu.deelVan * 100).toFixed(2)} 100`);
    this.paneel.classList.toggle("kb-timer--bijna", nu.bijna);
    this.paneel.classList.toggle("kb-timer--klaar", nu.klaar);
    this.paneel.classList.toggle("kb-timer--pauze", !klok.loopt(this.state) && !nu.klaar);
  }

  /** The words below the time. */
  label(nu) {
    if (nu.klaar) return "";
    if (!klok.loopt(this.state)) return nu.deel > 0 || nu.verstreken > 0 ? "Pauze" : "";
    if (!nu.bijna) return "";
    return nu.rest > 30_000 ? "Nog één minuut" : "Bijna tijd";
  }

  showButtons(nu) {
    const knop = (doe) => this.paneel.querySelector(`[data-timer-doe="${doe}"]`);
    const runs = klok.loopt(this.state) && !nu.klaar;
    const begun = nu.deel > 0 || nu.verstreken > 0;
    knop("wissel").textContent = runs ? "Pauze" : nu.klaar ? "Nog een keer" : begun ? "Verder" : "Start";
    // Not disabled: a button that has the focus would lose it.
    knop("vorige").setAttribute("aria-disabled", String(nu.deel === 0));
    knop("volgende").setAttribute("aria-disabled", String(nu.klaar));
    const geluid = knop("geluid");
    geluid.textContent = this.geluid.aan ? "Geluid aan" : "Geluid uit";
    geluid.setAttribute("aria-pressed", String(this.geluid.aan));
    knop("scherm").setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
  }

  showAgenda(nu, moment) {
    const begun = nu.deel > 0 || nu.verstreken > 0 || klok.loopt(this.state);
    const tijden = klok.begintijden(this.state, moment);
    this.rijen.forEach((rij, plek) => {
      const vak = this.vakken[plek];
      vak.style.flexGrow = this.state.lengtes[plek] / klok.MINUUT;
      vak.className = plek < nu.deel ? "kb-timer__vak--af" : plek === nu.deel ? "kb-timer__vak--nu" : "";
      rij.toggleAttribute("data-nu", begun && plek === nu.deel);
      if (plek === nu.deel && begun) rij.setAttribute("aria-current", "step");
      else rij.removeAttribute("aria-current");
      const cel = rij.querySelector("[data-timer-begin]");
      cel.dataset.gepland ??= cel.textContent;
      cel.textContent = begun ? (tijden[plek] === null ? "geweest" : clock(tijden[plek])) : cel.dataset.gepland;
    });
    const einde = document.querySelector("[data-timer-einde]");
    einde.dataset.gepland ??= einde.textContent;
    const laatste = tijden.at(-1);
    einde.textContent = begun && laatste !== null ? clock(laatste) : einde.dataset.gepland;
  }
}

export function runTimers(root) {
  for (const paneel of root.querySelectorAll("[data-timer]")) new Timer(paneel);
}
