"""The word of thanks as the startkit drafts it, and as it is read in a mail."""

from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from bouwstenen.deelnemers.berichten import Inhoud
from bouwstenen.deelnemers.models import Bericht
from bouwstenen.models import Gesprek
from bouwstenen.nazorg.models import Dankbericht
from bouwstenen.organiseren.materiaal import gegevens_of
from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.startkit.gegevens import Gegevens
from bouwstenen.startkit.materiaal import make_brief
from kennisbank.accounts.models import User
from kennisbank.drukwerk.brieven import Brief, brief_tekst
from kennisbank.post import absolute
from kennisbank.ui.tekst import render_tekst

NA_HET_GESPREK = timedelta(weeks=2)
"""The gesprek is in week 3 of the planning, the thanks in week 5."""
ONDERWERP = "Bedankt voor je woorden"


def draft_tekst(gesprek: Gesprek, user: User) -> str:
    """A first text, with the facts of this gesprek filled in."""
    plan = Gespreksplan.objects.select_related("gesprek", "eigenaar").filter(gesprek=gesprek).first()
    if plan is not None:
        gegevens = gegevens_of(plan)
    else:
        page = absolute(gesprek.get_absolute_url()) if gesprek.zichtbaar else ""
        titels = gesprek.bouwstenen.exclude(status="ingetrokken").values_list("titel", flat=True)
        gegevens = Gegevens(
            titel=gesprek.titel,
            datum=gesprek.datum,
            organisator=user.openbare_naam,
            pagina=page,
            bouwstenen=tuple(titels),
        )
    return make_brief("dankbericht", replace(gegevens, contact=gegevens.contact or user.email)).tekst


def advised_day(gesprek: Gesprek) -> date:
    """When it is due: two weeks after the gesprek, or today when that is past."""
    return max(gesprek.datum + NA_HET_GESPREK, timezone.localdate())


def build(bericht: Bericht) -> Inhoud | None:
    """The mail to one deelnemer."""
    row = Dankbericht.objects.filter(gesprek=bericht.gesprek).first()
    if row is None or bericht.gesprek is None:
        return None
    return Inhoud(
        f"{ONDERWERP}: {bericht.gesprek.titel}",
        {
            "tekst": brief_tekst(Brief("", row.tekst)).strip(),
            "html": render_tekst(row.tekst, links={}, basis_kopniveau=2),
        },
    )
