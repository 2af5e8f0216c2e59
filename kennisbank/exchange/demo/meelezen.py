"""The yield of the gesprek of the demo that was held, and participants who read it along; by the usual services."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from bouwstenen.deelnemers.models import Bericht, Deelnemer
from bouwstenen.deelnemers.services import add_deelnemer
from bouwstenen.meelezen.bijlagen.services import add_verslag, mark_passages
from bouwstenen.meelezen.services import open_meelezen, propose_verbetering, set_toestemming
from bouwstenen.models import Gesprek, Stap
from bouwstenen.opbrengst.models import Opbrengstregel, RegelBron
from bouwstenen.opbrengst.plekken import Plek, canvasvakken
from bouwstenen.opbrengst.services import save_regel
from bouwstenen.organiseren.services import adopt_gesprek
from bouwstenen.services import save_gesprek
from kennisbank.accounts.models import User
from kennisbank.exchange.demo.source import Row
from themas.models import Thema


@dataclass
class Meelezen:
    """Who writes it down, the themas, and how a thing of the demo gets its kenmerk."""

    user: User
    themas: Mapping[str, Thema]
    urn_id: Callable[[str], str]

    def load(self, rows: list[Row]) -> None:
        """Write down, open the period, and let participants answer."""
        self.plekken: dict[str, Plek] = {plek.sleutel: plek for plek in canvasvakken()}
        for row in rows:
            self._fill(self._gesprek(row), row)
        # Nobody reads the mail of the demo: it is not sent.
        Bericht.objects.filter(soort="meelezen").update(vervallen_op=timezone.now())

    def _gesprek(self, row: Row) -> Gesprek:
        gesprek = Gesprek(
            **{name: row[name] for name in ("titel", "format", "werkvorm", "opgave", "samenvatting")},
            datum=timezone.localdate() - timedelta(days=row["dagen_geleden"]),
            stap=Stap.VASTLEGGEN,
            gespreksleider=self.user,
            urn_id=self.urn_id(f"gesprek:{row['id']}"),
        )
        save_gesprek(gesprek, user=self.user)
        adopt_gesprek(gesprek, user=self.user)
        return gesprek

    def _fill(self, gesprek: Gesprek, row: Row) -> None:
        people = {entry["id"]: self._person(gesprek, entry) for entry in row["deelnemers"]}
        lines = {entry["tekst"]: self._line(gesprek, entry, people) for entry in row["regels"]}
        for entry in row["concepten"]:
            self._line(gesprek, entry | {"nagekeken": False, "bron": RegelBron.INVULBLAD}, people)
        self._account(gesprek, row["verslag"])
        open_meelezen(gesprek, user=self.user)
        for entry in row["verbeteringen"]:
            propose_verbetering(
                people[entry["deelnemer"]],
                soort=entry["soort"],
                regel=lines.get(entry.get("regel", "")),
                plek=self.plekken.get(entry.get("vak", "")),
                tekst=entry["tekst"],
                toelichting=entry.get("toelichting", ""),
            )

    def _person(self, gesprek: Gesprek, entry: Row) -> Deelnemer:
        return add_deelnemer(gesprek, naam=entry["naam"], email=entry["email"], werkveld=entry["werkveld"], user=None)

    def _line(self, gesprek: Gesprek, entry: Row, people: Mapping[str, Deelnemer]) -> Opbrengstregel:
        speaker = people.get(entry.get("citaat", ""))
        line = save_regel(
            gesprek,
            sleutel=str(uuid5(NAMESPACE_URL, f"demo:{gesprek.urn_id}:{entry['tekst']}")),
            tekst=entry["tekst"],
            canvasvak=entry["vak"],
            soort=entry.get("soort", "inzicht"),
            tegengeluid=entry.get("tegengeluid", False),
            themas=[self.themas[slug] for slug in entry.get("themas", [])],
            citaat_van=speaker,
            bron=entry.get("bron", RegelBron.FORMULIER),
            nagekeken=entry.get("nagekeken", True),
            user=self.user,
        )
        if speaker is not None and entry.get("stand") == "gegeven":
            set_toestemming(line, deelnemer=speaker, gegeven=True)
        return line

    def _account(self, gesprek: Gesprek, entry: Row) -> None:
        account = add_verslag(gesprek, tekst=entry["tekst"], openbaar=True, user=self.user)
        for passage in entry["passages"]:
            begin = account.tekst.index(passage["zin"])
            mark_passages(
                account,
                spans=[(begin, begin + len(passage["zin"]))],
                plek=self.plekken[passage["vak"]],
                soort=passage["soort"],
                user=self.user,
            )
