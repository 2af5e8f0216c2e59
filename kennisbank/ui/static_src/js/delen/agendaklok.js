// The arithmetic of running an agenda: plain functions from a state and a moment (milliseconds) to a new state.
// A state says when a part began and not how far it is, so that it is right after any sleep, reload or late tick.
//
// state: {lengtes: [ms], deel, verstreken, sinds} - in part `deel`, `verstreken` had passed when it ran or was paused last;
// `sinds` is when that was, or null while paused. deel === lengtes.length: the agenda is done.

export const MINUUT = 60_000;

export const nieuw = (minuten) => ({ lengtes: minuten.map((m) => m * MINUUT), deel: 0, verstreken: 0, sinds: null });

export const loopt = (state) => state.sinds !== null;

/** The state as it is at this moment: parts that ended are behind us. A clock that was put back costs no time. */
export function nu(state, moment) {
  if (!loopt(state)) return state;
  let { deel } = state;
  let verstreken = state.verstreken + Math.max(0, moment - state.sinds);
  while (deel < state.lengtes.length && verstreken >= state.lengtes[deel]) {
    verstreken -= state.lengtes[deel];
    deel += 1;
  }
  if (deel === state.lengtes.length) return { ...state, deel, verstreken: 0, sinds: null };
  return { ...state, deel, verstreken, sinds: moment };
}

/** What to show: which part, what is left of it and of everything, whether it nearly ends. */
export function stand(state, moment) {
  const { lengtes, deel, verstreken } = nu(state, moment);
  const klaar = deel === lengtes.length;
  const rest = klaar ? 0 : lengtes[deel] - verstreken;
  const later = lengtes.slice(deel + 1).reduce((som, lengte) => som + lengte, 0);
  return {
    deel,
    klaar,
    rest,
    verstreken,
    bijna: !klaar && rest <= MINUUT && lengtes[deel] > MINUUT,
    deelVan: klaar ? 0 : rest / lengtes[deel],
    alles: rest + later,
  };
}

/** When each part begins and, last, when all is done, if nothing is paused from here on. Parts behind us: null. */
export function begintijden(state, moment) {
  const huidig = nu(state, moment);
  let tijd = moment - huidig.verstreken;
  const tijden = huidig.lengtes.map((lengte, plek) => {
    if (plek < huidig.deel) return null;
    const begin = tijd;
    tijd += lengte;
    return begin;
  });
  return [...tijden, huidig.deel === huidig.lengtes.length ? null : tijd];
}

export function start(state, moment) {
  const huidig = nu(state, moment);
  const opnieuw = huidig.deel === huidig.lengtes.length;
  return { ...huidig, ...(opnieuw ? { deel: 0, verstreken: 0 } : {}), sinds: moment };
}

export const pauzeer = (state, moment) => ({ ...nu(state, moment), sinds: null });

export const wissel = (state, moment) => (loopt(nu(state, moment)) ? pauzeer(state, moment) : start(state, moment));

function naar(state, moment, stap) {
  const huidig = nu(state, moment);
  const deel = Math.min(Math.max(huidig.deel + stap, 0), huidig.lengtes.length);
  const klaar = deel === huidig.lengtes.length;
  return { ...huidig, deel, verstreken: 0, sinds: klaar ? null : huidig.sinds };
}

export const volgende = (state, moment) => naar(state, moment, 1);

export const vorige = (state, moment) => naar(state, moment, -1);

/** One minute more for this part; when all was done, one more for the last part, from now on. */
export function minuutErbij(state, moment) {
  const huidig = nu(state, moment);
  const klaar = huidig.deel === huidig.lengtes.length;
  const deel = klaar ? huidig.lengtes.length - 1 : huidig.deel;
  const lengtes = huidig.lengtes.map((lengte, plek) => (plek === deel ? lengte + MINUUT : lengte));
  if (!klaar) return { ...huidig, lengtes };
  return { lengtes, deel, verstreken: lengtes[deel] - MINUUT, sinds: moment };
}

/** Minutes and seconds, rounded up: what is left shows 0:00 only when it is over. */
export function klok(ms) {
  const seconden = Math.ceil(Math.max(0, ms) / 1000);
  return `${Math.floor(seconden / 60)}:${String(seconden % 60).padStart(2, "0")}`;
}

/** Whether something that was kept is a state of an agenda of so many parts. */
export function geldig(state, aantal) {
  const getal = (waarde) => Number.isFinite(waarde) && waarde >= 0;
  return Boolean(
    state &&
      Array.isArray(state.lengtes) &&
      state.lengtes.length === aantal &&
      state.lengtes.every((lengte) => getal(lengte) && lengte > 0) &&
      Number.isInteger(state.deel) &&
      state.deel >= 0 &&
      state.deel <= aantal &&
      getal(state.verstreken) &&
      (state.sinds === null || getal(state.sinds)),
  );
}
