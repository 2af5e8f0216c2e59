"""The themas and lenzen of the site as a begrippenlijst, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.urls import reverse

from kennisbank.exchange.begrippen.model import Begrip, Begrippenlijst, Kader
from kennisbank.exchange.models import Begripbron
from themas.models import Synoniem, Thema, ThemaSoort
from themas.presentation import UITLEG_LENZEN

BRONNAAM = "Kennisbank Ambtelijk Vakmanschap"
_KADERS = {
    ThemaSoort.THEMA: ("Thema’s", "De onderwerpen waar gesprekken over ambtelijk vakmanschap steeds weer over gaan."),
    **UITLEG_LENZEN,
}


def site_address() -> str:
    """The address of the site, without a slash at its end."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def begrip_uri(urn_id: str) -> str:
    """The URI of a thema: it stays when the thema gets another name or address."""
    return site_address() + reverse("begrippen:begrip", args=[urn_id])


def kader_uri(soort: str) -> str:
    """The URI of the kader of one kind of thema."""
    return site_address() + reverse("begrippen:kader", args=[soort])


def read_vocabulary() -> Begrippenlijst:
    """Every thema and lens, the merged ones too."""
    themas = list(Thema.objects.order_by("urn_id"))
    uris = {thema.pk: begrip_uri(thema.urn_id) for thema in themas}
    links = _Links(uris)
    kaders = [Kader(kader_uri(soort), f"{naam} van de {BRONNAAM}", uitleg) for soort, (naam, uitleg) in _KADERS.items()]
    begrippen = [_begrip(thema, uris, links) for thema in themas]
    return Begrippenlijst(kaders, begrippen, site_address() + "/themas/", BRONNAAM)


class _Links:
    """What hangs on each thema, by its key; every table read once."""

    def __init__(self, uris: Mapping[int, str]) -> None:
        self.synoniemen = _gather(Synoniem.objects.values_list("thema_id", "term"))
        self.bronnen = _gather(Begripbron.objects.values_list("thema_id", "uri"))
        hierarchy = Thema.breder.through.objects.values_list("from_thema_id", "to_thema_id")
        related = Thema.verwant.through.objects.values_list("from_thema_id", "to_thema_id")
        self.breder = _gather((narrow, uris[broad]) for narrow, broad in hierarchy)
        self.verwant = _gather((one, uris[other]) for one, other in related)


def _gather(pairs: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(sorted(values)) for key, values in found.items()}


def _begrip(thema: Thema, uris: Mapping[int, str], links: _Links) -> Begrip:
    merged = thema.opgegaan_in_id
    return Begrip(
        uri=uris[thema.pk],
        kader=kader_uri(thema.soort),
        naam=thema.naam,
        definitie=thema.definitie,
        toelichting=thema.toelichting,
        synoniemen=links.synoniemen.get(thema.pk, ()),
        breder=links.breder.get(thema.pk, ()),
        verwant=links.verwant.get(thema.pk, ()),
        gelijk=links.bronnen.get(thema.pk, ()),
        urn=thema.urn,
        pagina=site_address() + thema.get_absolute_url(),
        vervangen_door=uris[merged] if merged else "",
    )
