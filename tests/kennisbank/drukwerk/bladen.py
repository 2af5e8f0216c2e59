"""Forms to test with."""

from kennisbank.drukwerk import Invulblad, Vak

CANVAS = Invulblad(
    "responscanvas",
    "0123456789",
    "Responscanvas: tegenspraak aan de keukentafel",
    "Gesprek op 12 januari 2027",
    (
        Vak("kenmerk", "Wat kenmerkt vakmanschap", "In een paar woorden."),
        Vak("voor_wie", "Voor wie we het doen", "Denk aan burgers, bestuurders en collega's."),
        Vak("spanning", "Waar het schuurt"),
        Vak("verhaal", "Verhaal of beeld"),
        Vak("wel_in_document", "Moet in het document"),
        Vak("niet_in_document", "Moet niet in het document"),
        Vak("meegeven", "Mee te geven aan de schrijvers"),
    ),
)
MODEL = Invulblad(
    "model",
    "",
    "Het model van ‘de’ ambtenaar",
    "",
    (
        Vak("hoofd", "Hoofd", "Wat moet je weten, naast je eigen onderwerp?"),
        Vak("hart", "Hart"),
        Vak("handen", "Handen"),
        Vak("buik", "Buik"),
        Vak("voeten", "Voeten"),
    ),
)
