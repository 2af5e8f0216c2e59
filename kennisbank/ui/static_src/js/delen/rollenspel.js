// Follows a game: <div data-spel="address of its state" data-spel-pagina="address of this page" data-versie data-fase>.
// When the version grows the page is fetched again. In the same phase only the parts [data-spel-deel] are taken over, so
// that nobody loses what they type; in a new phase all of #spel-fase. Without this there is the link "Ververs".
const EVERY = 2000;
const SLOWEST = 30000;

/** What was typed in #spel-fase and not sent. */
function unsent(root) {
  return [...root.querySelectorAll("#spel-fase textarea")]
    .filter((area) => area.value.trim() && area.value !== area.defaultValue)
    .map((area) => area.value.trim());
}

function keepWords(root, words) {
  if (!words.length) return;
  const box = document.createElement("div");
  box.className = "kb-blok";
  const title = document.createElement("p");
  title.textContent = "Het spel ging verder. Dit had je nog niet verstuurd:";
  box.append(title);
  for (const text of words) {
    const quote = document.createElement("blockquote");
    quote.className = "kb-argument";
    quote.textContent = text;
    box.append(quote);
  }
  root.querySelector("#spel-fase").prepend(box);
}

/** Take over one element's content, and put the focus back where it was when that still exists. */
function swap(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  old.replaceChildren(...fresh.childNodes);
  if (focused) document.getElementById(focused)?.focus();
}

async function update(root) {
  const answer = await fetch(root.dataset.spelPagina, { headers: { Accept: "text/html" } });
  if (!answer.ok || new URL(answer.url).pathname !== root.dataset.spelPagina) {
    if (answer.ok) window.location.assign(answer.url);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-spel]");
  if (!fresh) return;
  if (fresh.dataset.fase !== root.dataset.fase) {
    const words = unsent(root);
    root.querySelector("#spel-fase").replaceChildren(...fresh.querySelector("#spel-fase").childNodes);
    keepWords(root, words);
    const title = root.querySelector("#spel-kop");
    root.querySelector("[data-spel-melding]").textContent = `Volgende stap: ${title.textContent}`;
    title.focus();
    window.scrollTo(0, 0);
    document.title = page.title;
  } else {
    for (const part of root.querySelectorAll("[data-spel-deel]")) {
      const other = fresh.querySelector(`#${part.id}`);
      if (other) swap(part, other);
    }
  }
  root.dataset.versie = fresh.dataset.versie;
  root.dataset.fase = fresh.dataset.fase;
}

export function followGame(page) {
  const root = page.querySelector("[data-spel]");
  if (!root) return;
  root.querySelector("[data-spel-ververs]").hidden = true;
  let wait = EVERY;
  let timer;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(look, wait);
  };
  async function look() {
    if (document.visibilityState !== "visible") return again();
    try {
      const answer = await fetch(root.dataset.spel, { headers: { "If-None-Match": `"${root.dataset.versie}"` }, cache: "no-store" });
      if (answer.status === 200) {
        const stand = await answer.json();
        if (String(stand.versie) !== root.dataset.versie) await update(root);
      }
      wait = answer.status < 400 ? EVERY : Math.min(wait * 2, SLOWEST);
    } catch {
      wait = Math.min(wait * 2, SLOWEST); // No connection: look again later.
    }
    return again();
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      wait = EVERY;
      clearTimeout(timer);
      look();
    }
  });
  again();
}
