"""Bouwstenen and gesprekken on the search page."""

from collections.abc import Callable, Collection, Mapping

from django.db.models import TextChoices
from modelsearch.backends import get_search_backends

from bouwstenen.models import Bouwsteen, BouwsteenSoort, Gesprek, GesprekFormat, Organisatie, Stand
from bouwstenen.toegang import register_volger
from kennisbank.accounts.models import User
from kennisbank.search.kinds import FacetValue, SearchFacet, SearchKind, read_number, register, register_facet
from themas.presentation import plain


def _gesprek_titles(keys: Collection[FacetValue]) -> Mapping[FacetValue, str]:
    found = Gesprek.objects.published().filter(urn_id__in=[str(key) for key in keys])
    return dict(found.values_list("urn_id", "titel"))


def _organisatie_names(keys: Collection[FacetValue]) -> Mapping[FacetValue, str]:
    return dict(
        Organisatie.objects.filter(pk__in=[key for key in keys if isinstance(key, int)]).values_list("pk", "naam")
    )


def _names_of(choices: type[TextChoices]) -> Callable[[Collection[FacetValue]], Mapping[FacetValue, str]]:
    return lambda _: {value: str(label) for value, label in choices.choices}


def index_bouwstenen_of(gesprek: Gesprek, user: User) -> None:
    """A gesprek has changed: the index keeps some of it with its bouwstenen."""
    bouwstenen = list(gesprek.bouwstenen.all())
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Bouwsteen, bouwstenen)


def _register_facets() -> None:
    register_facet(SearchFacet("bouwsteensoort", "Soort bouwsteen", _names_of(BouwsteenSoort), volgorde=30))
    register_facet(
        SearchFacet(
            "tegengeluid",
            "Tegengeluid",
            lambda _: {"ja": "Alleen tegengeluid"},
            volgorde=40,
            spreekt_voor_zich=True,
        )
    )
    register_facet(SearchFacet("verwerking", "Wat ermee gebeurd is", _names_of(Stand), volgorde=50))
    register_facet(SearchFacet("gesprek", "Gesprek", _gesprek_titles, volgorde=60))
    register_facet(SearchFacet("format", "Vorm van het gesprek", _names_of(GesprekFormat), volgorde=70))
    register_facet(SearchFacet("organisatie", "Organisatie", _organisatie_names, read_number, volgorde=80))


def register_kinds() -> None:
    """Make bouwstenen and gesprekken searchable, and name their facets."""
    _register_facets()
    register_volger("zoeken", index_bouwstenen_of)
    register(
        SearchKind(
            key="bouwsteen",
            icoon="bouwsteen",
            label="bouwsteen",
            label_plural="bouwstenen",
            model=Bouwsteen,
            get_queryset=lambda: Bouwsteen.objects.current(),
            title=lambda bouwsteen: bouwsteen.titel,
            url=lambda bouwsteen: bouwsteen.get_absolute_url(),
            text=lambda bouwsteen: plain(bouwsteen.tekst),
            facets={
                "thema": "thema_slugs",
                "lens": "lens_slugs",
                "bouwsteensoort": "soort",
                "tegengeluid": "tegengeluid_ja",
                "gesprek": "gesprek_kenmerk",
                "format": "gesprek_format",
                "organisatie": "organisatie_ids",
                "jaar": "aangemaakt_op",
                "verwerking": "stand",
            },
            titelveld="titel",
            datum=lambda bouwsteen: bouwsteen.aangemaakt_op.date(),
        )
    )
    register(
        SearchKind(
            key="gesprek",
            icoon="gesprek",
            label="gesprek",
            label_plural="gesprekken",
            model=Gesprek,
            get_queryset=lambda: Gesprek.objects.published(),
            title=lambda gesprek: gesprek.titel,
            url=lambda gesprek: gesprek.get_absolute_url(),
            text=lambda gesprek: f"{gesprek.samenvatting}\n{plain(gesprek.verslag)}",
            facets={"format": "format", "organisatie": "organisaties__id", "jaar": "datum"},
            titelveld="titel",
            datum=lambda gesprek: gesprek.datum,
        )
    )
