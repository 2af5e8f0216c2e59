// Small buttons that only work with scripts, and so are hidden without: <button data-kopieer="id" hidden>, <button data-print hidden>.

const SHOW = 2500;

async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // No permission, or no secure connection: select it, so that one key does the rest.
    field.focus();
    field.select();
    return document.execCommand?.("copy") ?? false;
  }
}

export function copyButtons(root) {
  for (const button of root.querySelectorAll("[data-kopieer]")) {
    const field = document.getElementById(button.dataset.kopieer);
    if (!field) continue;
    button.hidden = false;
    const label = button.textContent;
    const status = document.createElement("span");
    status.className = "kb-alleen-lezer";
    status.setAttribute("role", "status");
    button.after(status);
    button.addEventListener("click", async () => {
      const text = (await copy(field)) ? "Gekopieerd" : "Druk op Ctrl+C";
      button.textContent = text;
      status.textContent = text;
      setTimeout(() => {
        button.textContent = label;
        status.textContent = "";
      }, SHOW);
    });
  }
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
