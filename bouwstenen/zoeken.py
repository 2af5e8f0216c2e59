"""Bouwstenen and gesprekken on the search page."""

from bouwstenen.models import Bouwsteen, Gesprek
from kennisbank.search.kinds import SearchKind, register
from themas.presentation import plain


def register_kinds() -> None:
    """Make bouwstenen and gesprekken searchable."""
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
            facets={"thema": "thema_slugs", "jaar": "aangemaakt_op"},
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
            facets={"jaar": "datum"},
            datum=lambda gesprek: gesprek.datum,
        )
    )
