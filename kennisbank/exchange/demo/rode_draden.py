"""The rode draden of the demo, through the services that people use."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from bouwstenen.draden.models import RodeDraad
from bouwstenen.draden.services import create_draad, publish_draad
from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.exchange.demo.source import DemoError, Row
from themas.models import Thema


def load_rode_draden(
    rows: list[Row],
    bouwstenen: Mapping[str, Bouwsteen],
    themas: Mapping[str, Thema],
    *,
    urn_id: Callable[[str], str],
    moment: Callable[[date | str], datetime],
    user: User,
) -> None:
    """Make each rode draad, published on the day it came out. Raises DemoError for what is not there."""
    for row in rows:
        unknown = [name for name in (*row["bouwstenen"], *row["themas"]) if name not in {*bouwstenen, *themas}]
        if unknown:
            raise DemoError(f"rode_draden.yaml, {row['titel']}: onbekend: {unknown}")
        draad = create_draad(
            titel=row["titel"],
            tekst=row["tekst"],
            themas=[themas[slug] for slug in row["themas"]],
            bouwstenen=[bouwstenen[name] for name in row["bouwstenen"]],
            urn_id=urn_id(f"rode-draad:{row['titel']}"),
            user=user,
        )
        if row.get("op"):
            publish_draad(draad, user=user)
            RodeDraad.objects.filter(pk=draad.pk).update(gepubliceerd_op=moment(row["op"]))
