"""What is registered with the apps below when the site starts: provenance of sentences."""

from kennisbank.document.freezing import follow_first_versies, follow_versies
from kennisbank.document.herkomst import register_herkomst
from kennisbank.document.panelen import register_sectieacties
from kennisbank.redactie.ankers.acties import sectieacties
from kennisbank.redactie.ankers.lezen import find_passages
from kennisbank.redactie.ankers.services import carry_ankers, place_waiting


def register() -> None:
    """Register panels, actions and followers."""
    follow_versies(carry_ankers)
    follow_first_versies(place_waiting)
    register_herkomst(find_passages)
    register_sectieacties(sectieacties, volgorde=200)
