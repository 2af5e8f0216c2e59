// Keeps parts of a page up to date with what is typed: <form data-ververs="id-one id-two">.
// The form has a button "voorbeeld"; its answer is the same page, of which the named parts are taken over.

const WAIT = 700;

// The question of each form that waits for an answer.
const asked = new WeakMap();

/**
 * Send the form for an example and take over the parts with these ids; silent without a connection.
 * A question that was asked before is dropped: its answer might come last, and shows what is no longer so.
 */
export async function refresh(form, ids) {
  asked.get(form)?.abort();
  const question = new AbortController();
  asked.set(form, question);
  const body = new URLSearchParams(new FormData(form));
  body.set("voorbeeld", "1");
  try {
    const answer = await fetch(window.location.href, { method: "POST", body, signal: question.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ids) {
      const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
      if (old && fresh) old.replaceChildren(...fresh.childNodes);
    }
  } catch {
    // No connection, or asked again since: the button still works.
  }
}

export function refreshForms(root) {
  for (const form of root.querySelectorAll("form[data-ververs]")) {
    const ids = form.dataset.ververs.split(" ");
    const area = form.querySelector("textarea[name=tekst]");
    let timer;
    area?.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => refresh(form, ids), WAIT);
    });
  }
}
