"""The selecties of the demo, through the service that people use."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.utils import timezone

from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.exchange.demo.source import DemoError, Row
from kennisbank.onderzoek.corpus import read_corpus
from kennisbank.onderzoek.models import Selectie
from kennisbank.onderzoek.services import create_selectie
from kennisbank.search.zoekvraag import Zoekvraag


def load_selecties(rows: list[Row], users: Mapping[str, User], *, urn_id: Callable[[str], str]) -> dict[str, Selectie]:
    """Freeze each selectie; by its id. The search index is not there yet, so the few questions are answered here.

    Raises DemoError for a question that cannot be, or that finds nothing.
    """
    everything = read_corpus()
    made = {}
    for row in rows:
        question = Zoekvraag.from_string(row["zoekvraag"])
        if question.urlencode() != row["zoekvraag"] or question.vraag or set(question.facetten) - {"thema"}:
            raise DemoError(f"selecties.yaml, {row['id']}: alleen thema, van en tot, op alfabet")
        found = [steen for steen in everything.bouwstenen if fits(steen, question)]
        if not found:
            raise DemoError(f"selecties.yaml, {row['id']}: geen bouwstenen")
        made[row["id"]] = create_selectie(
            replace(everything, bouwstenen=found, zoekvraag=question),
            naam=row["naam"],
            toelichting=row["toelichting"],
            gedeeld=bool(row.get("gedeeld")),
            kenmerk=urn_id(f"selectie:{row['id']}"),
            user=users[row["door"]],
        )
    return made


def fits(steen: Bouwsteen, question: Zoekvraag) -> bool:
    """Whether a bouwsteen answers a question of themas and dates."""
    wanted = question.facetten.get("thema", ())
    slugs = {thema.slug for thema in steen.themas.all()}
    day = timezone.localdate(steen.aangemaakt_op)
    early = question.van is not None and day < question.van
    late = question.tot is not None and day > question.tot
    return (not wanted or not slugs.isdisjoint(map(str, wanted))) and not (early or late)
