"""The voorstellen and discussies of the demo, through the services that people use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import newest_versie
from kennisbank.exchange.demo.source import DemoError, Row
from kennisbank.redactie.discussie.services import (
    add_reactie,
    resolve_discussie,
    start_discussie,
    start_discussie_on_passage,
)
from kennisbank.redactie.models import Discussie, Voorstel
from kennisbank.redactie.voorstellen.planning import Inbreng, find_sectie, plan_voorstel
from kennisbank.redactie.voorstellen.services import (
    accept_voorstel,
    decline_voorstel,
    request_changes,
    submit_voorstel,
    support_voorstel,
    withdraw_voorstel,
)


@dataclass
class SamenSchrijven:
    """What the demo knows by its own names: users, hoofdstukken, bouwstenen and the ids of sections."""

    users: Mapping[str, User]
    hoofdstukken: Mapping[str, Hoofdstuk]
    bouwstenen: Mapping[str, Bouwsteen]
    block_id: Callable[[str, str], str]

    def load(self, voorstellen: list[Row], discussies: list[Row]) -> None:
        """Hand in every voorstel on the text as it was before any of them was taken over, then decide."""
        self.versies = {slug: newest_versie(hoofdstuk).nummer for slug, hoofdstuk in self.hoofdstukken.items()}
        made = {row["id"]: self._submit(row) for row in voorstellen}
        for row in voorstellen:
            for name in row.get("steun") or []:
                support_voorstel(made[row["id"]], user=self.users[name])
        for row in discussies:
            self._discuss(row, made)
        for row in voorstellen:
            self._settle(made[row["id"]], row)

    def _submit(self, row: Row) -> Voorstel:
        hoofdstuk = self.hoofdstukken[row["hoofdstuk"]]
        sectie_id = self.block_id(row["hoofdstuk"], row["sectie"])
        basis = self.versies[row["hoofdstuk"]]
        is_new = row["soort"] == "nieuwe_sectie"
        return submit_voorstel(
            hoofdstuk,
            soort=row["soort"],
            sectie_id="" if is_new else sectie_id,
            basis=basis,
            inbreng=self._inbreng(row, sectie_id, basis),
            motivatie=row["motivatie"],
            bouwstenen=[self.bouwstenen[key] for key in row.get("bouwstenen") or []],
            user=self.users[row["door"]],
        )

    def _inbreng(self, row: Row, sectie_id: str, basis: int) -> Inbreng:
        if row["soort"] == "nieuwe_sectie":
            return Inbreng(row["kop"], row["tekst"], na_sectie_id=sectie_id)
        sectie = find_sectie(self.hoofdstukken[row["hoofdstuk"]].versies.get(nummer=basis).inhoud, sectie_id)
        if sectie is None:
            raise DemoError(f"voorstellen.yaml, {row['id']}: geen sectie {row['sectie']}")
        text = sectie["tekst"]
        for change in row.get("vervang") or []:
            if text.count(change["van"]) != 1:
                raise DemoError(f"voorstellen.yaml, {row['id']}: deze woorden staan er niet precies één keer")
            text = text.replace(change["van"], change["naar"])
        after = self.block_id(row["hoofdstuk"], row["na"]) if row.get("na") else ""
        return Inbreng(sectie["kop"], text, na_sectie_id=after)

    def _settle(self, voorstel: Voorstel, row: Row) -> None:
        redacteur = self.users["redacteur"]
        if reason := row.get("intrekken"):
            withdraw_voorstel(voorstel, toelichting=reason, user=voorstel.indiener)
        besluit = row.get("besluit") or {}
        if besluit.get("soort") == "afgewezen":
            decline_voorstel(voorstel, toelichting=besluit["toelichting"], user=redacteur)
        elif besluit.get("soort") == "aanpassing_gevraagd":
            request_changes(voorstel, toelichting=besluit["toelichting"], user=redacteur)
        elif besluit.get("soort") == "overgenomen":
            plan = plan_voorstel(voorstel)
            accept_voorstel(
                voorstel,
                nummer=plan.versie.nummer,
                huidig=plan.huidig.nummer,
                resultaat=plan.fingerprint(),
                toelichting=besluit["toelichting"],
                wijzigingssoort=besluit["wijzigingssoort"],
                user=redacteur,
            )

    def _discuss(self, row: Row, voorstellen: Mapping[str, Voorstel]) -> None:
        first, *others = row["reacties"]
        discussie = self._start(row, first, voorstellen)
        for line in others:
            add_reactie(discussie, tekst=line["tekst"], user=self.users[line["door"]])
        if row.get("opgelost"):
            resolve_discussie(discussie, user=self.users[row["opgelost"]])

    def _start(self, row: Row, first: Row, voorstellen: Mapping[str, Voorstel]) -> Discussie:
        user = self.users[first["door"]]
        if "voorstel" in row:
            return start_discussie(voorstellen[row["voorstel"]], tekst=first["tekst"], user=user)
        if "bouwsteen" in row:
            return start_discussie(self.bouwstenen[row["bouwsteen"]], tekst=first["tekst"], user=user)
        return start_discussie_on_passage(
            self.hoofdstukken[row["hoofdstuk"]],
            versie=self.versies[row["hoofdstuk"]],
            sectie_id=self.block_id(row["hoofdstuk"], row["sectie"]),
            citaat=row.get("citaat", ""),
            tekst=first["tekst"],
            user=user,
        )
