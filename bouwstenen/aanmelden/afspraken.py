"""A planned gesprek as an entry for somebody's own calendar."""

from django.urls import reverse

from bouwstenen.organiseren.models import Gespreksplan
from kennisbank.drukwerk.agenda import Afspraak
from kennisbank.post import absolute


def make_afspraak(plan: Gespreksplan, *, voor_deelnemer: bool = False) -> Afspraak | None:
    """The entry, once day and hour are known. The address of the meeting is for who has a place alone."""
    gesprek, begin, einde = plan.gesprek, plan.begin_moment, plan.eind_moment
    if gesprek is None or begin is None or einde is None:
        return None
    url = absolute(reverse("bouwstenen:gesprek", args=[gesprek.urn_id]))
    text = [gesprek.samenvatting, f"Meer over dit gesprek: {url}"]
    if voor_deelnemer and plan.vergaderlink:
        text.insert(0, f"Online meedoen: {plan.vergaderlink}")
    return Afspraak(
        uid=gesprek.urn,
        titel=gesprek.titel,
        begin=begin,
        einde=einde,
        plaats=plan.locatie or gesprek.get_werkvorm_display(),
        omschrijving="\n\n".join(part for part in text if part),
        url=url,
        afgelast=plan.afgelast_op is not None,
        gewijzigd_op=plan.gewijzigd_op,
        volgnummer=plan.wijziging,
    )
