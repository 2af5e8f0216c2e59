// Everything that improves the public pages; each part works on what it finds and is silent without it.
import { confirmForms } from "./delen/bevestig.js";
import { keepForms } from "./delen/bewaar.js";
import { filterForms } from "./delen/filter.js";
import { foldAway } from "./delen/menu.js";
import { markReading } from "./delen/inhoudsopgave.js";
import { suggest } from "./delen/suggesties.js";
import { previewTexts } from "./delen/voorbeeld.js";

foldAway(document);
suggest(document);
filterForms(document);
confirmForms(document);
keepForms(document);
previewTexts(document);
markReading(document);
document.querySelector("[data-focus]")?.focus();
