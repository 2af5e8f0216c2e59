// The main menu on small screens, the account menu and the side navigation.

/** Close a <details> menu on Escape and on a click or focus elsewhere. */
function closeElsewhere(details) {
  const summary = details.querySelector("summary");
  details.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && details.open) {
      details.open = false;
      summary.focus();
    }
  });
  for (const kind of ["click", "focusin"]) {
    document.addEventListener(kind, (event) => {
      if (!details.contains(event.target)) details.open = false;
    });
  }
}

function mainMenu(button, menu) {
  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    menu.toggleAttribute("data-open", open);
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  for (const part of [button, menu]) {
    part.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      show(false);
      button.focus();
    });
  }
}

/** A panel beside the text is folded on small screens, where it would push the text away, and open on wide ones. */
export function foldPanel(details) {
  const wide = window.matchMedia(`(min-width: ${details.dataset.vouw})`);
  const follow = () => {
    details.open = wide.matches;
  };
  follow();
  wide.addEventListener("change", follow);
  const summary = details.querySelector("summary");
  summary.addEventListener("click", (event) => {
    if (wide.matches) event.preventDefault();
  });
}

export function foldAway(root) {
  const button = root.querySelector("[data-menuknop]");
  const menu = root.querySelector("[data-hoofdmenu]");
  if (button && menu) mainMenu(button, menu);
  root.querySelectorAll("[data-uitklapmenu]").forEach(closeElsewhere);
  root.querySelectorAll("[data-vouw]").forEach(foldPanel);
}
