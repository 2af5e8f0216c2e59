// What each button of the editor does with a text: plain functions from (text, begin and end of the selection) to an edit.
// An edit says what to put where ({start, end, text}) and what is selected afterwards (select: [from, to]).

/** Put marks around the selection, or take them away when they are there. */
function wrap(mark, placeholder) {
  const size = mark.length;
  return (value, start, end) => {
    const inside = value.slice(start, end);
    if (value.slice(start - size, start) === mark && value.slice(end, end + size) === mark && standsAlone(value, start, end, mark)) {
      return { start: start - size, end: end + size, text: inside, select: [start - size, end - size] };
    }
    if (inside.length >= 2 * size && inside.startsWith(mark) && inside.endsWith(mark)) {
      const text = inside.slice(size, -size);
      return { start, end, text, select: [start, start + text.length] };
    }
    const lead = inside.match(/^\s*/)[0].length;
    const words = inside.trim() || placeholder;
    const text = inside.trim() ? inside.slice(0, lead) + mark + words + mark + inside.slice(lead + words.length) : mark + words + mark;
    const from = start + (inside.trim() ? lead : 0) + size;
    return { start, end, text, select: [from, from + words.length] };
  };
}

/** One star around a word is not half of the two of bold. */
function standsAlone(value, start, end, mark) {
  return mark !== "*" || value.slice(start - 2, start) !== "**" || value.slice(start - 3, start) === "***";
}

/** Put a mark before every line of the selection, or take it away when all have it. */
function prefix(pattern, make) {
  return (value, start, end) => {
    const from = start ? value.lastIndexOf("\n", start - 1) + 1 : 0;
    const stop = value.indexOf("\n", Math.max(from, end > start && value[end - 1] === "\n" ? end - 1 : end));
    const until = stop === -1 ? value.length : stop;
    const lines = value.slice(from, until).split("\n");
    const filled = lines.filter((line) => line.trim() || lines.length === 1);
    const has = filled.every((line) => pattern.test(line)) && filled.some((line) => line.trim());
    let number = 0;
    const changed = lines.map((line) => {
      if (!line.trim() && lines.length > 1) return line;
      if (has) return line.replace(pattern, "");
      number += 1;
      return make(number) + line.replace(/^(#{1,6} |[-*+] |\d+[.)] |> ?)/, "");
    });
    const text = changed.join("\n");
    return { start: from, end: until, text, select: lines.length > 1 ? [from, from + text.length] : [from + text.length, from + text.length] };
  };
}

function link(value, start, end) {
  const words = value.slice(start, end);
  if (/^https?:\/\/\S+$/.test(words)) {
    return { start, end, text: `[tekst](${words})`, select: [start + 1, start + 6] };
  }
  const text = `[${words || "tekst"}](https://)`;
  const address = start + text.length - 1;
  return { start, end, text, select: words ? [address, address] : [start + 1, start + 6] };
}

function wikilink(value, start, end) {
  const words = value.slice(start, end).replace(/[[\]|\n]/g, " ").trim();
  return { start, end, text: `[[${words}]]`, select: [start + 2 + words.length, start + 2 + words.length] };
}

export const edits = {
  vet: wrap("**", "vet"),
  cursief: wrap("*", "schuin"),
  kop: prefix(/^## /, () => "## "),
  lijst: prefix(/^- /, () => "- "),
  nummers: prefix(/^\d+\. /, (number) => `${number}. `),
  citaat: prefix(/^> ?/, () => "> "),
  link,
  wikilink,
};

/** Carry out an edit as if it were typed, so that undo takes it back. */
export function apply(area, edit) {
  area.focus();
  area.setSelectionRange(edit.start, edit.end);
  const typed = edit.text ? document.execCommand("insertText", false, edit.text) : document.execCommand("delete");
  if (!typed) {
    area.setRangeText(edit.text, edit.start, edit.end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(...edit.select);
}
