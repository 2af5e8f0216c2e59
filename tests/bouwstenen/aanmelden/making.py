"""Open gesprekken and people who sign up for them. Names and addresses are invented."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from bouwstenen.aanmelden.services import sign_up
from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.models import Gesprek, Stap
from bouwstenen.organiseren.models import Gespreksplan
from kennisbank.accounts.models import User
from tests.factories import GesprekFactory, UserFactory

NAMEN = ("Aletta Vrijland", "Barend Kooiman", "Chantal Osei", "Driss El Amrani", "Eefje Molenaar", "Floris Pak")


def make_plan(*, plaatsen: int = 2, dagen: int = 14, leider: User | None = None, **fields: Any) -> Gespreksplan:
    """A planned gesprek in the future that anybody may sign up for."""
    dag = timezone.localdate() + timedelta(days=dagen)
    user = leider or UserFactory(rol="gespreksleider")
    organisaties = fields.pop("organisaties", None)
    gesprek = GesprekFactory(
        datum=dag,
        gespreksleider=user,
        stap=Stap.VOORBEREIDEN,
        verslag="",
        organisaties=organisaties,
        zichtbaar=fields.pop("zichtbaar", True),
        format=fields.get("format", "vragen"),
        werkvorm=fields.get("werkvorm", "locatie"),
    )
    values = {"openbaar": True, "begin": time(10), "locatie": "Zaal 3", "titel": gesprek.titel, "dag": dag} | fields
    return Gespreksplan.objects.create(eigenaar=user, gesprek=gesprek, plaatsen=plaatsen, **values)


def gesprek_of(plan: Gespreksplan) -> Gesprek:
    """Its gesprek."""
    assert plan.gesprek is not None
    return plan.gesprek


def leider_of(plan: Gespreksplan) -> User:
    """Who organises it."""
    return plan.eigenaar


def adres(naam: str) -> str:
    """The invented address of somebody."""
    return f"{naam.split()[0].lower()}@ministerie.example"


def join(plan: Gespreksplan, number: int = 0, **fields: Any) -> Deelnemer:
    """Somebody of NAMEN signs up."""
    naam = NAMEN[number]
    return sign_up(gesprek_of(plan), **{"naam": naam, "email": adres(naam), "user": None, **fields})


def statuses(plan: Gespreksplan) -> dict[str, str]:
    """Who stands where, by first name."""
    return {deelnemer.naam.split()[0]: deelnemer.status for deelnemer in gesprek_of(plan).deelnemers.all()}
