// What our own screens in the Wagtail admin use of it.
import { confirmForms } from "./delen/bevestig.js";
import { keepForms } from "./delen/bewaar.js";
import { refreshChoices } from "./delen/edities.js";
import { solveConflicts } from "./delen/conflict.js";
import { previewMarkdownFields } from "./delen/markdownveld.js";
import { keepConcepts } from "./delen/tekstbewerker-bewaren.js";
import { enhanceEditors } from "./delen/tekstbewerker.js";
import { refreshForms } from "./delen/ververs.js";
import { previewTexts } from "./delen/voorbeeld.js";

confirmForms(document);
keepForms(document);
previewTexts(document);
previewMarkdownFields(document);
refreshForms(document);
refreshChoices(document);
solveConflicts(document);
enhanceEditors(document);
keepConcepts(document);
document.querySelector("[data-focus]")?.focus();

// Wagtail counts "snippets"; the only ones here are bouwstenen.
const words = window.wagtailConfig?.STRINGS?.BULK_ACTIONS?.SNIPPET ?? {};
for (const [name, text] of Object.entries(words)) {
  words[name] = text.replaceAll("snippets", "bouwstenen").replaceAll("snippet", "bouwsteen");
}
