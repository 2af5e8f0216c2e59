"""The pool of facilitators and a few plans of the demo, through the services that people use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from bouwstenen.deelnemers.models import Bericht
from bouwstenen.models import Organisatie
from bouwstenen.organiseren.models import Facilitator, Gespreksplan
from bouwstenen.organiseren.pool.services import accept_verzoek, request_facilitator, save_facilitator
from bouwstenen.organiseren.services import (
    check_taak,
    plan_gesprek,
    save_stap,
    set_vragen,
    start_plan,
    update_plan,
)
from kennisbank.accounts.models import User
from kennisbank.exchange.demo.source import Row


@dataclass
class Organiseren:
    """The organiser of the demo, and how a thing of the demo gets its kenmerk."""

    users: Mapping[str, User]
    urn_id: Callable[[str], str]

    def load(self, content: Row) -> None:
        """Fill the pool, then make the plans."""
        self.user = self.users["gespreksleider"]
        self.pool = {row["gebruiker"]: self._facilitator(row) for row in content["pool"]}
        for row in content["plannen"]:
            plan = start_plan(kenmerk=self.urn_id(f"plan:{row['id']}"), user=self.user)
            self._fill(plan, row)
        # Nobody reads the mail of the demo: it is not sent.
        Bericht.objects.filter(soort__startswith="pool_").update(vervallen_op=timezone.now())

    def _facilitator(self, row: Row) -> Facilitator:
        user = self.users.get(row["gebruiker"]) or self._colleague(row)
        weken = row.get("afwezig_weken")
        return save_facilitator(
            formats=row["formats"],
            regios=row["regios"],
            dagdelen=row["dagdelen"],
            afwezig_van=_day(weken[0], 1) if weken else None,
            afwezig_tot=_day(weken[1], 5) if weken else None,
            toelichting=row["toelichting"],
            user=user,
        )

    def _colleague(self, row: Row) -> User:
        """Somebody to ask, who cannot log in."""
        user = User(
            username=row["gebruiker"],
            email=f"{row['gebruiker']}@example.org",
            weergavenaam=row["weergavenaam"],
            organisatie=row["organisatie"],
            functie="Gespreksleider",
        )
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name="gespreksleider"))
        return user

    def _fill(self, plan: Gespreksplan, row: Row) -> None:
        if "over_weken" not in row:
            gegevens = {name: row[name] for name in ("titel", "format")}
            save_stap(plan, stap="vorm", gegevens=gegevens, user=self.user)
            save_stap(plan, stap="waar", gegevens={"werkvorm": row["werkvorm"]}, volledig=False, user=self.user)
            return
        dag = _day(row["over_weken"], row["weekdag"])
        toen = min(timezone.localdate(), dag - timedelta(weeks=3))
        update_plan(plan, gegevens=_gegevens(row, dag), vandaag=toen, user=self.user)
        self._ask(plan, row)
        plan_gesprek(plan, vandaag=toen, user=self.user)
        set_vragen(plan, vragen=row.get("vragen", []), user=self.user)
        for taak in row.get("afgevinkt", []):
            check_taak(plan, taak=taak, user=self.user)

    def _ask(self, plan: Gespreksplan, row: Row) -> None:
        asked = {
            name: request_facilitator(plan, self.pool[name], bericht=row["bericht"], user=self.user)
            for name in row.get("gevraagd", {})
        }
        for name, answer in row.get("gevraagd", {}).items():
            if answer == "aangenomen":
                accept_verzoek(asked[name], user=asked[name].facilitator.user)


def _gegevens(row: Row, dag: date) -> dict[str, Any]:
    return {
        **{name: row.get(name, "") for name in ("titel", "format", "werkvorm", "locatie", "vergaderlink", "opgave")},
        "dag": dag,
        "alleen_week": False,
        "begin": time.fromisoformat(row["begin"]),
        "duur": 90,
        "plaatsen": row["plaatsen"],
        "organisaties": list(Organisatie.objects.filter(naam__in=row["organisaties"])),
        "nieuwe_organisaties": [],
        "begeleiding": row["begeleiding"],
        "openbaar": False,
        "zichtbaar": not row.get("besloten", False),
        "aanmelden_tot": None,
    }


def _day(weken: int, weekdag: int) -> date:
    """The weekday (1 is Monday) of the week that is so many weeks away."""
    today = timezone.localdate()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weken, days=weekdag - 1)
