// Preview of Markdown below a text area: <textarea data-voorbeeld-url="/…/">. The server renders and cleans it.

const WAIT = 600;

export async function render(area, box, url = area.dataset.voorbeeldUrl) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const body = new URLSearchParams({ tekst: area.value });
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    box.replaceChildren(...page.body.childNodes);
  } catch {
    box.textContent = "Het voorbeeld is nu niet te maken. Je tekst staat er nog.";
  }
}

function preview(area) {
  const panel = document.createElement("div");
  panel.className = "kb-voorbeeld";
  panel.setAttribute("role", "region");
  panel.setAttribute("aria-label", "Voorbeeld van je tekst");
  panel.hidden = !area.value.trim();
  const head = document.createElement("p");
  head.className = "kb-voorbeeld__kop";
  head.textContent = "Zo komt het eruit te zien";
  const box = document.createElement("div");
  box.className = "kb-proza";
  panel.append(head, box);
  area.after(panel);
  let timer;
  const later = (wait) => {
    clearTimeout(timer);
    panel.hidden = !area.value.trim();
    if (!panel.hidden) timer = setTimeout(() => render(area, box), wait);
  };
  area.addEventListener("input", () => later(WAIT));
  later(0);
}

export function previewTexts(root) {
  root.querySelectorAll("textarea[data-voorbeeld-url]").forEach(preview);
}
