"""What can be wrong with an uploaded PDF; the text of each says so to the person who sent it."""


class PdfFout(ValueError):
    """The file cannot be read as a filled-in form."""

    tekst = "Dit bestand kunnen we niet lezen."

    def __init__(self, tekst: str = "") -> None:
        super().__init__(tekst or self.tekst)


class PdfLeeg(PdfFout):
    """There is nothing in the file."""

    tekst = "Dit bestand is leeg. Kies het bestand waarin je het formulier hebt ingevuld."


class GeenPdf(PdfFout):
    """It is another kind of file."""

    tekst = "Dit is geen pdf. Kies de pdf die je hebt ingevuld en bewaard."


class PdfTeGroot(PdfFout):
    """It is larger than a form ever is."""

    tekst = "Dit bestand is te groot voor een ingevuld formulier. Lever de pdf in die je hier hebt opgehaald."


class PdfVersleuteld(PdfFout):
    """It asks for a password, or forbids changes."""

    tekst = "Deze pdf is beveiligd met een wachtwoord. Bewaar het bestand zonder beveiliging en lever het opnieuw in."


class PdfBeschadigd(PdfFout):
    """It breaks off, or its parts do not fit together."""

    tekst = "Deze pdf is beschadigd. Open het formulier opnieuw, bewaar het en lever het nog een keer in."


class VreemdFormulier(PdfFout):
    """It is a PDF, but not one of our forms, or its fields were printed away."""

    tekst = (
        "In deze pdf staat geen formulier van de kennisbank. Lever het responscanvas of het model in dat je hier hebt "
        "opgehaald. Heb je het afgedrukt naar een pdf? Dan zijn de velden weg: bewaar het ingevulde formulier zelf."
    )


class AndereVersie(PdfFout):
    """It is a form of ours that this version of the site does not know."""

    tekst = "Dit formulier is van een andere versie. Haal een nieuw formulier op en neem over wat je had ingevuld."
