// Ask before a form that does something big is sent: <form data-bevestig="Weet je zeker dat …?">.
// A button may carry its own question, or data-bevestig="" to be sent without one.

function dialogFor(question, answer) {
  const dialog = document.createElement("dialog");
  dialog.className = "kb-dialoog";
  const text = document.createElement("p");
  text.className = "kb-dialoog__vraag";
  text.id = `vraag-${Date.now()}`;
  text.textContent = question;
  dialog.setAttribute("aria-labelledby", text.id);
  const buttons = document.createElement("div");
  buttons.className = "kb-knoppen";
  const make = (label, kind, action) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `utrecht-button utrecht-button--${kind}-action kb-knop button`;
    button.textContent = label;
    button.addEventListener("click", () => {
      dialog.close();
      action();
    });
    return button;
  };
  buttons.append(make(answer, "primary", () => dialog.dispatchEvent(new Event("ja"))), make("Nee, terug", "secondary", () => {}));
  dialog.append(text, buttons);
  dialog.addEventListener("close", () => dialog.remove());
  return dialog;
}

export function confirmForms(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    const { submitter } = event;
    const question = submitter?.dataset.bevestig ?? form.dataset.bevestig;
    if (!question || form.dataset.bevestigd) {
      delete form.dataset.bevestigd;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const dialog = dialogFor(question, form.dataset.bevestigKnop ?? "Ja, doorgaan");
    dialog.addEventListener("ja", () => {
      form.dataset.bevestigd = "ja";
      form.requestSubmit(submitter);
    });
    document.body.append(dialog);
    dialog.showModal();
  }, true);
}
