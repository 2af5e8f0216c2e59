"""The mail about what is new in a kept search, with the link that stops such mails."""

from collections.abc import Sequence

from django.core import signing
from django.urls import reverse

from kennisbank.accounts.zoekopdrachten.models import Zoekopdracht
from kennisbank.post import Mail, absolute
from kennisbank.search.resultaat import Treffer
from kennisbank.search.zoekvraag import Zoekvraag

_SALT = "zoekopdrachten.afmelden"


def search_url(zoekvraag: Zoekvraag) -> str:
    """The search page with this question."""
    return f"{reverse('search:zoeken')}?{zoekvraag.urlencode()}"


def unsubscribe_url(zoekopdracht: Zoekopdracht) -> str:
    """The address that stops the mails about one search, for whoever has the mail."""
    token = signing.dumps(zoekopdracht.pk, salt=_SALT)
    return absolute(reverse("zoekopdrachten:afmelden", args=[token]))


def find_by_token(token: str) -> Zoekopdracht | None:
    """The search that an address to unsubscribe is about, when it still exists."""
    try:
        pk = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return Zoekopdracht.objects.filter(pk=pk).first()


def write_mail(zoekopdracht: Zoekopdracht, results: Sequence[Treffer], *, more: int) -> Mail:
    """The mail to the owner: these results, and how many more there are."""
    user = zoekopdracht.user
    subject = f"Nieuw in je zoekopdracht ‘{zoekopdracht.naam}’"
    context = {
        "onderwerp": subject,
        "aanhef_naam": user.openbare_naam if user.weergavenaam else "",
        "zoekopdracht": zoekopdracht,
        "treffers": [(result, absolute(result.url)) for result in results],
        "meer": more,
        "url": absolute(search_url(zoekopdracht.zoekvraag)),
        "afmelden_url": unsubscribe_url(zoekopdracht),
    }
    return Mail(user.email, subject, "zoekopdracht", context)
