"""The places of a form: the boxes of the responscanvas, or the parts of the body of the model."""

from dataclasses import dataclass

from bouwstenen.models import Canvasvak, Gesprek, GesprekFormat, Verslagvorm
from themas.models import Thema, ThemaSoort

VAKKEN: dict[str, str] = {
    Canvasvak.KENMERK: "Waaraan herken je iemand die het vak verstaat?",
    Canvasvak.VOOR_WIE: "Aan wie dacht de groep: voor wie doe je je werk?",
    Canvasvak.SPANNING: "Waar wringt het, en tussen wat moet je kiezen?",
    Canvasvak.VERHAAL: "Welk verhaal, voorbeeld of beeld bleef hangen?",
    Canvasvak.WEL_IN_DOCUMENT: "Wat mag in het document niet ontbreken?",
    Canvasvak.NIET_IN_DOCUMENT: "Wat moet er juist niet in komen?",
    Canvasvak.MEEGEVEN: "Wat wil de groep de schrijvers meegeven?",
}
LICHAAMSDELEN: dict[str, str] = {
    "hoofd": "Wat moet je weten, behalve van je eigen onderwerp?",
    "hart": "Wat voel je het liefst in je werk?",
    "handen": "Wat doe je, en wat doe je zeker niet?",
    "buik": "Waar krijg je buikpijn van, en wat doe je daarmee?",
    "voeten": "Waar ga je heen, en naar wie loop je toe?",
}


@dataclass(frozen=True)
class Plek:
    """One place in a form: a box of the canvas or a part of the body; neither for what has no place."""

    sleutel: str
    naam: str
    uitleg: str
    canvasvak: str = ""
    lichaamsdeel: Thema | None = None

    @property
    def fields(self) -> tuple[str, int | None]:
        """What a line at this place has in `canvasvak` and `lichaamsdeel_id`."""
        return (self.canvasvak, self.lichaamsdeel.pk if self.lichaamsdeel else None)


ZONDER_PLEK = Plek("overig", "Overig", "Wat nergens anders past.")


def uses_model(gesprek: Gesprek) -> bool:
    """Whether the yield is recorded on the model of ‘de’ ambtenaar; if not, on the responscanvas."""
    if gesprek.verslagvorm in {Verslagvorm.MODEL, Verslagvorm.RESPONSCANVAS}:
        return gesprek.verslagvorm == Verslagvorm.MODEL
    return gesprek.format == GesprekFormat.MODEL


def canvasvakken() -> list[Plek]:
    """The boxes of the responscanvas, in the order of the paper one."""
    return [Plek(vak.value, vak.label, VAKKEN[vak], canvasvak=vak.value) for vak in Canvasvak]


def lichaamsdelen() -> list[Plek]:
    """The parts of the body, from head to feet."""
    terms = Thema.objects.current().soort(ThemaSoort.LICHAAMSDEEL).order_by("volgorde", "naam")
    return [
        Plek(term.slug, term.naam, LICHAAMSDELEN.get(term.slug, term.definitie), lichaamsdeel=term) for term in terms
    ]


def plekken(gesprek: Gesprek) -> list[Plek]:
    """The places of the form of this gesprek."""
    return lichaamsdelen() if uses_model(gesprek) else canvasvakken()


def all_plekken(gesprek: Gesprek) -> list[Plek]:
    """Every place a line can be at: those of this form first, then those of the other form and the rest."""
    canvas, body = canvasvakken(), lichaamsdelen()
    return [*(body + canvas if uses_model(gesprek) else canvas + body), ZONDER_PLEK]
