"""What was written down at a gesprek of the demo, through the service that recorders use."""

from collections.abc import Callable, Mapping
from uuid import NAMESPACE_URL, uuid5

from bouwstenen.deelnemers.services import add_deelnemer
from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.services import save_regel
from bouwstenen.organiseren.models import Gespreksplan
from kennisbank.accounts.models import User
from kennisbank.exchange.demo.source import Row
from themas.models import Thema


def load_opbrengst(rows: list[Row], themas: Mapping[str, Thema], *, urn_id: Callable[[str], str], user: User) -> None:
    """Add the deelnemers and the lines of every gesprek in the file."""
    for row in rows:
        gesprek = Gesprek.objects.get(plan=Gespreksplan.objects.get(kenmerk=urn_id(f"plan:{row['plan']}")))
        people = [add_deelnemer(gesprek, **person, user=None) for person in row["deelnemers"]]
        for number, line in enumerate(row["regels"]):
            save_regel(
                gesprek,
                sleutel=str(uuid5(NAMESPACE_URL, f"kennisbank:opbrengst:{row['plan']}:{number}")),
                tekst=line["tekst"],
                canvasvak=line["vak"],
                soort=line["soort"],
                tegengeluid=line.get("tegengeluid", False),
                themas=[themas[slug] for slug in line.get("themas", [])],
                citaat_van=people[line["citaat_van"] - 1] if "citaat_van" in line else None,
                user=user,
            )
