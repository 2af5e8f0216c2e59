"""The mail that invites a participant to read along."""

from django.urls import reverse

from bouwstenen.deelnemers.berichten import Inhoud, register_berichtsoort
from bouwstenen.deelnemers.links import make_token
from bouwstenen.deelnemers.models import Bericht
from bouwstenen.meelezen.models import Meelezing
from bouwstenen.meelezen.services import BERICHT, has_reading_rights
from bouwstenen.meelezen.toegang import DOEL
from kennisbank.post import absolute


def build_uitnodiging(bericht: Bericht) -> Inhoud | None:
    """What the mail says; None when the period is over or the participant signed off."""
    deelnemer, gesprek = bericht.deelnemer, bericht.gesprek
    if deelnemer is None or gesprek is None or not has_reading_rights(deelnemer):
        return None
    meelezing = Meelezing.objects.filter(gesprek=gesprek).first()
    if meelezing is None or not meelezing.is_open or gesprek.is_opgeleverd:
        return None
    path = reverse("meelezen:meelezen", args=[make_token(deelnemer, DOEL)])
    context = {"open_tot": meelezing.open_tot, "url": absolute(path), "heeft_citaten": deelnemer.citaten.exists()}
    return Inhoud(f"Lees mee met het verslag: {gesprek.titel}", context)


def register() -> None:
    """Make the mail known."""
    register_berichtsoort(BERICHT, build_uitnodiging)
