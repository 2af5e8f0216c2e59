// Dragging a line by its handle to another place, within its box or to another; with mouse, pen or finger.
const EDGE = 70;
const STEP = 12;

/** `drop(sleutel, plek, na)` is told where a line was let go: after the line `na`, first when that is empty. */
export function makeDraggable(root, { start, drop }) {
  root.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-greep]");
    if (!handle || event.button > 0) return;
    event.preventDefault();
    drag(handle, event, { start, drop });
  });
}

function drag(handle, event, { start, drop }) {
  const item = handle.closest("li");
  const origin = { parent: item.parentElement, next: item.nextElementSibling };
  const stop = start();
  handle.setPointerCapture(event.pointerId);
  item.classList.add("kb-regel--sleept");

  const moved = ({ clientX, clientY }) => {
    if (clientY < EDGE) window.scrollBy(0, -STEP);
    if (clientY > window.innerHeight - EDGE) window.scrollBy(0, STEP);
    placeAt(item, clientX, clientY);
  };
  const finish = (done) => {
    handle.removeEventListener("pointermove", moved);
    handle.removeEventListener("pointerup", up);
    handle.removeEventListener("pointercancel", cancel);
    item.classList.remove("kb-regel--sleept");
    if (!done) origin.parent.insertBefore(item, origin.next);
    const changed = item.parentElement !== origin.parent || item.nextElementSibling !== origin.next;
    if (done && changed) {
      drop(item.dataset.sleutel, item.parentElement.dataset.lijst, item.previousElementSibling?.dataset.sleutel ?? "");
    }
    stop();
  };
  const up = () => finish(true);
  const cancel = () => finish(false);
  handle.addEventListener("pointermove", moved);
  handle.addEventListener("pointerup", up);
  handle.addEventListener("pointercancel", cancel);
}

function placeAt(item, x, y) {
  const below = document.elementFromPoint(x, y);
  const other = below?.closest("li[data-sleutel]");
  if (other && other !== item) {
    const middle = other.getBoundingClientRect().top + other.offsetHeight / 2;
    other.parentElement.insertBefore(item, y < middle ? other : other.nextElementSibling);
    return;
  }
  const list = below?.closest("[data-vak]")?.querySelector("[data-lijst]");
  if (list && list !== item.parentElement) list.append(item);
}
