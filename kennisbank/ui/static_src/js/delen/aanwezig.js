// Tells the site every so often that somebody is writing here, and shows who else is. Without this the page says who was
// writing when it was opened.
const EVERY = 20000;

function body() {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
  return data;
}

async function ping(line) {
  try {
    const response = await fetch(line.dataset.aanwezigUrl, { method: "POST", body: body() });
    if (!response.ok || response.redirected) {
      return;
    }
    const { tekst } = await response.json();
    line.querySelector("[data-aanwezig]").textContent = tekst;
    line.hidden = !tekst;
  } catch {
    // No connection: the next sign of life tries again.
  }
}

export function showWriters(root) {
  const line = root.querySelector("[data-aanwezig-url]");
  if (!line) {
    return;
  }
  window.setInterval(() => document.visibilityState === "visible" && ping(line), EVERY);
  window.addEventListener("pagehide", () => {
    const data = body();
    data.set("weg", "ja");
    navigator.sendBeacon(line.dataset.aanwezigUrl, data);
  });
}
