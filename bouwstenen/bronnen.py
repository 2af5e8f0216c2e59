"""What a hoofdstuk shows of the bouwstenen that carry its sections or stand beside them."""

from collections.abc import Iterable

from bouwstenen.models import Bouwsteen
from bouwstenen.presentation import herkomst, short
from kennisbank.ui import bronnen
from kennisbank.ui.bronnen import Bron

WOORDEN = 40


def resolve(urn_ids: Iterable[str]) -> dict[str, Bron]:
    """The published ones among `urn_ids`, in one query."""
    found = Bouwsteen.objects.published().with_origin().filter(urn_id__in=list(urn_ids))
    return {bouwsteen.urn_id: _bron(bouwsteen) for bouwsteen in found}


def _bron(bouwsteen: Bouwsteen) -> Bron:
    label, url = herkomst(bouwsteen)
    return Bron(
        urn_id=bouwsteen.urn_id,
        titel=bouwsteen.titel,
        url=bouwsteen.get_absolute_url(),
        soort=bouwsteen.soort,
        soort_label=bouwsteen.get_soort_display(),
        tegengeluid=bouwsteen.tegengeluid,
        herkomst_label=label,
        herkomst_url=url,
        tekst=short(bouwsteen.tekst, WOORDEN)[:240],
    )


def register() -> None:
    """Let hoofdstukken show bouwstenen."""
    bronnen.register(resolve)
