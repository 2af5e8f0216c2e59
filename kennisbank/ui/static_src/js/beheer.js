// What our own screens in the Wagtail admin use of it.
import { confirmForms } from "./delen/bevestig.js";
import { keepForms } from "./delen/bewaar.js";
import { previewTexts } from "./delen/voorbeeld.js";

confirmForms(document);
keepForms(document);
previewTexts(document);
