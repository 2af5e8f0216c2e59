"""Who has a hoofdstuk open to write in, on the site or in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from kennisbank.redactie.bewerken.models import Aanwezigheid
from kennisbank.redactie.bewerken.services import AANWEZIG

if TYPE_CHECKING:
    from kennisbank.document.models import Hoofdstuk


def names_of_writers(hoofdstuk: Hoofdstuk, *, besides: Any) -> list[str]:
    """The names of everybody else who is writing in this hoofdstuk now, in two queries."""
    since = timezone.now() - AANWEZIG
    on_site = Aanwezigheid.objects.filter(hoofdstuk=hoofdstuk, gezien_op__gte=since).select_related("user")
    page_type = ContentType.objects.get_for_model(Page)
    in_admin = EditingSession.objects.filter(
        content_type=page_type, object_id=str(hoofdstuk.pk), last_seen_at__gte=since
    ).select_related("user")
    users = {session.user for session in [*on_site, *in_admin]}
    return sorted(user.openbare_naam for user in users if user.pk != besides.pk)


def in_words(names: list[str]) -> str:
    """The names as a sentence; empty when there are none."""
    if not names:
        return ""
    people = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
    return f"{people} {'schrijft' if len(names) == 1 else 'schrijven'} nu ook in dit hoofdstuk."
