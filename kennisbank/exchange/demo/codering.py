"""The rounds of coding and the memos of the demo, through the services that people use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.exchange.demo.source import DemoError, Row
from kennisbank.onderzoek.codering.afstemmen.services import decide_verschillen, follow_meerderheid
from kennisbank.onderzoek.codering.coderen.services import save_antwoord
from kennisbank.onderzoek.codering.models import Codeereenheid, Codeerronde, Codeur, Oordeel
from kennisbank.onderzoek.codering.services import add_codeurs, close_ronde, open_ronde, save_ronde, settle_ronde
from kennisbank.onderzoek.memos.services import save_memo
from kennisbank.onderzoek.models import Selectie
from themas.models import Thema


class Coderen:
    """Brings in the rounds and the memos."""

    def __init__(
        self,
        users: Mapping[str, User],
        bouwstenen: Mapping[str, Bouwsteen],
        themas: Mapping[str, Thema],
        selecties: Mapping[str, Selectie],
        urn_id: Callable[[str], str],
    ) -> None:
        self.users = users
        self.themas = themas
        self.selecties = selecties
        self.urn_id = urn_id
        self.bouwstenen = bouwstenen
        self.names = {steen.pk: name for name, steen in bouwstenen.items()}
        self.rondes: dict[str, Codeerronde] = {}

    def load(self, rondes: Sequence[Row], memos: Sequence[Row]) -> None:
        """Everything. Raises DemoError for what contradicts itself."""
        for row in rondes:
            self.rondes[row["id"]] = self._load_ronde(row)
        for row in memos:
            self._load_memo(row)

    def _load_ronde(self, row: Row) -> Codeerronde:
        leider = self.users[row["door"]]
        ronde = save_ronde(
            None,
            naam=row["naam"],
            selectie=self.selecties[row["selectie"]],
            themas=[self.themas[slug] for slug in row["themas"]],
            instructie=row["instructie"],
            steekproef=row["steekproef"],
            zaad=row["zaad"],
            user=leider,
        )
        Codeerronde.objects.filter(pk=ronde.pk).update(kenmerk=self.urn_id(f"codeerronde:{row['id']}"))
        add_codeurs(ronde, [self.users[each["wie"]] for each in row["codeurs"]], user=leider)
        ronde = open_ronde(ronde, user=leider)
        units = list(ronde.eenheden.select_related("versie").order_by("nummer"))
        for each, codeur in zip(row["codeurs"], ronde.codeurs.select_related("user").order_by("nummer"), strict=True):
            self._answer(row, each, codeur, units[: each.get("tot")])
        return self._settle(ronde, row, units) if row.get("vastgesteld") else ronde

    def _answer(self, row: Row, each: Row, codeur: Codeur, units: Sequence[Codeereenheid]) -> None:
        """What somebody answered: the themas of each bouwsteen, unless the file says otherwise."""
        other: dict[str, Any] = each.get("anders") or {}
        names = [self.names[unit.versie.bouwsteen_id] for unit in units]
        if unknown := set(other) - set(names):
            raise DemoError(f"codering.yaml, {row['id']}: niet in de steekproef: {sorted(unknown)}")
        codes = {code.thema.slug: code for code in codeur.ronde.codes.select_related("thema")}
        for unit, name in zip(units, names, strict=True):
            present = self.bouwstenen[name].themas.values_list("slug", flat=True)
            given = other.get(name, [slug for slug in present if slug in codes])
            chosen = [] if given == "?" else [codes[slug] for slug in given]
            save_antwoord(
                codeur,
                unit,
                codes=chosen,
                oordeel=Oordeel.WEET_NIET if given == "?" else Oordeel.NOG_NIET if chosen else Oordeel.GEEN,
                opmerking=(each.get("opmerkingen") or {}).get(name, ""),
                user=codeur.user,
            )

    def _settle(self, ronde: Codeerronde, row: Row, units: Sequence[Codeereenheid]) -> Codeerronde:
        """Close the round, decide what the file says, follow the majority for the rest, and fix the outcome."""
        leider = self.users[row["door"]]
        ronde = close_ronde(ronde, user=leider)
        by_name = {self.names[unit.versie.bouwsteen_id]: unit for unit in units}
        numbers = {code.thema.slug: code.nummer for code in ronde.codes.select_related("thema")}
        for each in row["besluiten"]:
            decide_verschillen(
                ronde,
                by_name[each["steen"]],
                keuzes={numbers[slug]: given for slug, given in each["codes"].items()},
                reden=each["reden"],
                user=leider,
            )
        follow_meerderheid(ronde, reden=row["reden"], user=leider)
        return settle_ronde(ronde, user=leider)

    def _load_memo(self, row: Row) -> None:
        ((soort, name),) = row["over"].items()
        known: Mapping[str, Mapping[str, Any]] = {
            "bouwsteen": self.bouwstenen,
            "thema": self.themas,
            "selectie": self.selecties,
            "ronde": self.rondes,
        }
        thing = known[soort].get(name)
        if thing is None:
            raise DemoError(f"memos.yaml, {row['titel']}: onbekend: {name}")
        save_memo(
            None,
            titel=row["titel"],
            tekst=row["tekst"],
            gedeeld=bool(row.get("gedeeld")),
            onderwerp=thing,
            user=self.users[row["door"]],
        )
