"""Who may open which page about the record of a gesprek."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from bouwstenen.deelnemers.links import LinkOngeldig, find_deelnemer
from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.meelezen.services import has_reading_rights
from bouwstenen.models import Gesprek
from kennisbank.accounts.models import User
from kennisbank.text.urn import is_urn_id

DOEL = "meelezen"


def find_own_gesprek(request: HttpRequest, urn_id: str) -> Gesprek:
    """The gesprek of an address, for who organises it."""
    gesprek = Gesprek.objects.filter(urn_id=urn_id).first() if is_urn_id(urn_id) else None
    if gesprek is None:
        raise Http404("Dit gesprek bestaat niet.")
    if not may_organise(gesprek, cast("User", request.user)):
        raise PermissionDenied("Alleen wie dit gesprek organiseert, kan dit doen.")
    return gesprek


def find_reader(token: str) -> Deelnemer:
    """The participant of a signed address, when they may read the record. Raises LinkOngeldig."""
    deelnemer = find_deelnemer(token, DOEL)
    if not has_reading_rights(deelnemer):
        raise LinkOngeldig
    return deelnemer
