"""A hoofdstuk with sentences, and the ways to change it."""

from dataclasses import dataclass

import pytest

from kennisbank.accounts.models import User
from kennisbank.document.freezing import Sectie
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie
from kennisbank.document.services import newest_versie, update_hoofdstuk
from kennisbank.redactie.ankers.models import Anker
from kennisbank.redactie.ankers.services import attach_sentences
from kennisbank.text.statements import statements
from tests.factories import BouwsteenFactory
from tests.pages import SiteTree, sectie

EEN = sectie(1, "", "")["id"]
TWEE = sectie(2, "", "")["id"]
VRAAG = "Een goede vraag opent meer deuren dan een stellig oordeel."
BRIEF = "De brief aan mevrouw Smit lag drie weken op een stapel."
PRINTER = "Niemand aan tafel dacht aan mensen zonder printer."
SLOT = "Daarom spreken we af dat we elkaar blijven bevragen."


@dataclass
class Werk:
    """A hoofdstuk of two sections, and who works on it."""

    hoofdstuk: Hoofdstuk
    user: User

    @property
    def versie(self) -> HoofdstukVersie:
        """The version that readers see."""
        return newest_versie(self.hoofdstuk)

    def publish(self, *secties: Sectie) -> HoofdstukVersie:
        """Publish new sections."""
        update_hoofdstuk(self.hoofdstuk, secties=secties, user=self.user, publish=True, toelichting="Bijgewerkt")
        return self.versie

    def publish_texts(self, een: str, twee: str = "Een ander verhaal.") -> HoofdstukVersie:
        """Publish new texts in the two sections."""
        return self.publish(sectie(1, "Vragen", een), sectie(2, "Brieven", twee))

    def draft_texts(self, een: str, twee: str = "Een ander verhaal.") -> None:
        """Save new texts as a draft."""
        secties = [sectie(1, "Vragen", een), sectie(2, "Brieven", twee)]
        update_hoofdstuk(self.hoofdstuk, secties=secties, user=self.user, publish=False, toelichting="")

    def tie(self, zin: str, *, sectie_id: str = EEN, redactioneel: bool = False) -> Anker:
        """Tie a sentence of the version that readers see to a new bouwsteen."""
        text = next(part["tekst"] for part in self.versie.inhoud["secties"] if part["id"] == sectie_id)
        spans = [span for span in statements(text) if text[slice(*span)] == zin]
        (anker,) = attach_sentences(
            self.hoofdstuk,
            sectie_id=sectie_id,
            tekst=text,
            zinnen=spans,
            nummer=self.versie.nummer,
            bouwstenen=[] if redactioneel else [BouwsteenFactory()],
            user=self.user,
        )
        return anker

    def now(self, bouwsteen_id: int | None) -> Anker:
        """The anchor of a bouwsteen as it holds for what readers see."""
        return Anker.objects.current().get(hoofdstuk=self.hoofdstuk, bouwsteen_id=bouwsteen_id)


@pytest.fixture
def werk(site_tree: SiteTree, redacteur: User) -> Werk:
    """A hoofdstuk of which the first section has three sentences."""
    werk = Werk(site_tree.hoofdstukken[0], redacteur)
    werk.publish_texts(f"{VRAAG} {BRIEF}\n\n{PRINTER}")
    return werk
