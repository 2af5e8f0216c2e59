// Before a long form is sent: is there a connection, and is the sender still logged in? If not, the page stays as it is.

const TOKEN = "csrfmiddlewaretoken";
const ASK = "/schrijven/ingelogd/"; // {"ingelogd": true or false}
const LOGIN = "/inloggen/";
const PATIENCE = 10_000;

function tell(form, submitter, text, link) {
  form.querySelector(".kb-concept__melding")?.remove();
  const box = document.createElement("div");
  box.className = "utrecht-alert utrecht-alert--warning kb-alert kb-concept__melding";
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  const words = document.createElement("p");
  words.className = "nl-paragraph";
  words.textContent = text;
  box.append(words);
  if (link) {
    const anchor = document.createElement("a");
    anchor.className = "nl-link";
    [anchor.href, anchor.textContent] = link;
    anchor.target = "_blank";
    anchor.rel = "opener";
    box.append(anchor);
  }
  (submitter?.closest(".kb-knoppen") ?? form.lastElementChild).before(box);
  box.focus();
}

/** A login in between gave the browser a fresh token; the form still has the old one. */
function freshToken(form) {
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="));
  const field = form.elements[TOKEN];
  if (cookie && field) field.value = cookie.slice("csrftoken=".length);
}

/** Whether the form can be sent now; when not, it says why and that nothing is lost. */
export async function arrive(form, submitter) {
  form.querySelector(".kb-concept__melding")?.remove();
  let answer;
  let known = {};
  try {
    answer = await fetch(ASK, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok) known = await answer.json();
  } catch {
    tell(form, submitter, "Geen verbinding. Je tekst is op dit apparaat bewaard en staat hier nog. Probeer het straks opnieuw.");
    return false;
  }
  if (answer.status >= 500) {
    tell(form, submitter, "De site doet het even niet. Je tekst is op dit apparaat bewaard en staat hier nog. Probeer het straks opnieuw.");
    return false;
  }
  if (known.ingelogd === false) {
    const next = encodeURIComponent(window.location.pathname + window.location.search);
    const login = [`${LOGIN}?next=${next}`, "Log in (in een nieuw tabblad)"];
    tell(form, submitter, "Je bent niet meer ingelogd. Je tekst is op dit apparaat bewaard en staat hier nog. Log in en verstuur haar dan opnieuw.", login);
    return false;
  }
  freshToken(form);
  return true;
}
