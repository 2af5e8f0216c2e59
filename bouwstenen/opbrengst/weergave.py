"""Lines as the recording page gets them."""

from collections.abc import Iterable
from typing import Any

from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.models import Opbrengstregel
from bouwstenen.opbrengst.plekken import ZONDER_PLEK, Plek, all_plekken
from bouwstenen.opbrengst.suggesties import Woordenlijst, load_woordenlijst
from bouwstenen.persoonsgegevens import VERVANGING, PersoonsgegevensGevonden, vondst_sleutel
from themas.models import Thema


def thema_data(themas: Iterable[Thema]) -> list[dict[str, str]]:
    """Themas as the page shows them."""
    return [{"slug": thema.slug, "naam": thema.naam} for thema in themas]


class Regelschrijver:
    """Turns lines of one gesprek into data; the places and the vocabulary are looked up once."""

    def __init__(self, gesprek: Gesprek) -> None:
        self.plekken = {plek.fields: plek for plek in all_plekken(gesprek)}
        self.woordenlijst: Woordenlijst = load_woordenlijst()

    def plek_of(self, regel: Opbrengstregel) -> Plek:
        """Where a line is."""
        return self.plekken.get((regel.canvasvak, regel.lichaamsdeel_id), ZONDER_PLEK)

    def write(self, regel: Opbrengstregel) -> dict[str, Any]:
        """One line; what somebody is called is not in it."""
        themas = list(regel.themas.all())
        return {
            "sleutel": regel.sleutel,
            "versie": regel.versie,
            "plek": self.plek_of(regel).sleutel,
            "volgorde": regel.volgorde,
            "tekst": regel.tekst,
            "soort": regel.soort,
            "tegengeluid": regel.tegengeluid,
            "themas": thema_data(themas),
            "suggesties": thema_data(self.woordenlijst.suggest(regel.tekst, without={thema.pk for thema in themas})),
            "citaat_van": regel.citaat_van.kenmerk if regel.citaat_van else "",
            "citaat_stand": regel.get_citaat_stand_display() if regel.is_citaat else "",
            "nagekeken": regel.nagekeken,
            "verwijderd": regel.verwijderd_op is not None,
        }


def vondst_data(error: PersoonsgegevensGevonden) -> list[dict[str, Any]]:
    """What looks like personal data, for the page to ask about; it goes to who typed it and nowhere else."""
    return [
        {
            "sleutel": vondst_sleutel(vondst),
            "tekst": vondst.tekst,
            "uitleg": vondst.uitleg,
            "vervanging": VERVANGING[vondst.soort],
        }
        for vondst in error.vondsten
    ]
