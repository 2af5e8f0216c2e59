"""The mail that tells a participant what became of the words of their gesprek."""

from __future__ import annotations

from django.urls import reverse

from bouwstenen.deelnemers.berichten import Inhoud
from bouwstenen.deelnemers.links import make_token
from bouwstenen.deelnemers.models import Bericht, DeelnemerStatus
from kennisbank.post import absolute
from kennisbank.redactie.terugkoppeling.models import Terugkoppelronde
from kennisbank.redactie.terugkoppeling.presentation import group_for_mail, summary
from kennisbank.redactie.terugkoppeling.uitkomsten import read_terugkoppeling


def build(bericht: Bericht) -> Inhoud | None:
    """What is new since the mail before; None when there is nothing left to tell."""
    ronde = Terugkoppelronde.objects.select_related("gesprek", "vorige", "editie").filter(
        pk=bericht.gegevens.get("ronde")
    ).first()  # fmt: skip
    deelnemer = bericht.deelnemer
    if ronde is None or deelnemer is None or deelnemer.status != DeelnemerStatus.AANGEMELD:
        return None
    stand = read_terugkoppeling(ronde.gesprek)
    news = [each for each in stand.nieuw(ronde.vorige.op if ronde.vorige else None, ronde.op) if each.is_openbaar]
    if not news:
        return None
    titel = ronde.gesprek.titel
    complete = stand.is_compleet
    return Inhoud(
        f"Over alles uit ‘{titel}’ is nu besloten"
        if complete
        else f"Wat er gebeurde met wat jullie zeiden in ‘{titel}’",
        {
            "stand": stand,
            "samenvatting": summary(stand),
            "groepen": group_for_mail(news),
            "editie": ronde.editie,
            "eerder_bericht": ronde.vorige,
            "compleet": complete,
            "url": absolute(reverse("terugkoppeling:terugkoppeling", args=[make_token(deelnemer, "terugkoppeling")])),
        },
    )
