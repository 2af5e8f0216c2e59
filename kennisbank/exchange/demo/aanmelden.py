"""The open gesprekken of the demo with who signed up, and the polls, through the services that people use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils import timezone

from bouwstenen.aanmelden.models import Peiling
from bouwstenen.aanmelden.peilingen.services import attach_peiling, cast_stem, close_peiling, create_peiling
from bouwstenen.aanmelden.services import invite_deelnemer, sign_up
from bouwstenen.deelnemers.models import Bericht
from bouwstenen.models import Gesprek, Organisatie
from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.organiseren.services import adopt_gesprek, plan_gesprek, start_plan, update_plan
from bouwstenen.services import save_gesprek
from bouwstenen.startkit.inhoud import stellingen
from kennisbank.accounts.models import User
from kennisbank.exchange.demo.source import Row


@dataclass
class Aanmeldingen:
    """What the demo knows by its own names: the organiser, the gesprekken, and the organisations."""

    user: User
    gesprekken: Mapping[str, Gesprek]

    def load(self, rows: list[Row]) -> None:
        """Plan the open gesprekken, sign people up, and hold the polls."""
        self.texts = {stelling.sleutel: stelling.tekst for stelling in stellingen()}
        for row in rows:
            known = self.gesprekken.get(row.get("gesprek", ""))
            plan = adopt_gesprek(known, user=self.user) if known is not None else self._plan(row)
            if row.get("peiling"):
                self._peiling(plan, row["peiling"])

    def _plan(self, row: Row) -> Gespreksplan:
        names = ("titel", "format", "werkvorm", "locatie", "opgave", "plaatsen")
        plan = start_plan(user=self.user)
        gegevens = {name: row[name] for name in names} | {
            "vergaderlink": row.get("vergaderlink", ""),
            "dag": self._day(row["over_weken"], row["weekdag"]),
            "alleen_week": False,
            "begin": time.fromisoformat(row["begin"]),
            "duur": 90,
            "organisaties": list(Organisatie.objects.filter(naam__in=row["organisaties"])),
            "nieuwe_organisaties": [],
            "begeleiding": "zelf",
            "openbaar": True,
            "zichtbaar": True,
            "aanmelden_tot": None,
        }
        update_plan(plan, gegevens=gegevens, user=self.user)
        gesprek = plan_gesprek(plan, user=self.user)
        gesprek.samenvatting = row["samenvatting"]
        save_gesprek(gesprek, user=self.user)
        for person in row["deelnemers"]:
            sign_up(gesprek, **person, user=None)
        for person in row.get("uitgenodigd", []):
            invite_deelnemer(gesprek, **person, user=self.user)
        # Nobody reads mail at .example: it is not sent.
        Bericht.objects.filter(gesprek=gesprek).update(vervallen_op=timezone.now())
        return plan

    def _day(self, weken: int, weekdag: int) -> date:
        """The weekday (1 is Monday) of the week that is so many weeks away."""
        today = timezone.localdate()
        return today - timedelta(days=today.weekday()) + timedelta(weeks=weken, days=weekdag - 1)

    def _peiling(self, plan: Gespreksplan, row: Row) -> Peiling:
        peiling = create_peiling(
            titel=row["titel"],
            stellingen=[self.texts[key] for key in row["stellingen"]],
            open_tot=timezone.localdate() + timedelta(weeks=row.get("open_weken", 1)),
            plan=plan,
            user=self.user,
        )
        keys = list(peiling.stellingen.values_list("pk", flat=True))
        for number, answers in enumerate(row["stemmen"]):
            given = {key: None if answer == "geen" else answer for key, answer in zip(keys, answers, strict=True)}
            cast_stem(peiling, antwoorden=given, kiezer=f"cookie:demo-{number}")
        if row.get("gesloten"):
            close_peiling(peiling, user=self.user)
            attach_peiling(peiling, gekoppeld=True, user=self.user)
        return peiling
