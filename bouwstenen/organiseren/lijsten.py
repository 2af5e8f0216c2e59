"""The lists of ‘Mijn gesprekken’."""

from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from bouwstenen.models import Gesprek
from bouwstenen.organiseren.models import FacilitatorVerzoek, Gespreksplan
from bouwstenen.organiseren.presentation import moment_text, place_text
from bouwstenen.organiseren.querysets import GespreksplanQuerySet
from bouwstenen.organiseren.rechten import may_join_pool
from bouwstenen.organiseren.taken.tijdlijn import next_taken, tijdlijn
from kennisbank.accounts.models import User

LOPEND = "lopend"
KEUZES = (
    (LOPEND, "Lopend"),
    ("concept", "Concepten"),
    ("gepland", "Gepland"),
    ("gehouden", "Gehouden, nog op te leveren"),
    ("opgeleverd", "Opgeleverd"),
    ("afgelast", "Afgelast"),
)
MOST_LOS = 5


def read_choice(value: str) -> str:
    """The list that the address asks for; nonsense gives the first."""
    return value if value in dict(KEUZES) else LOPEND


def _is_running() -> Q:
    return Q(afgelast_op__isnull=True) & (Q(gesprek__isnull=True) | Q(gesprek__opgeleverd_op__isnull=True))


def rows(choice: str, user: User, vandaag: date) -> GespreksplanQuerySet:
    """The plans of one list: what comes first in front, drafts without a day last."""
    own = Gespreksplan.objects.of(user)
    found = {
        LOPEND: own.filter(_is_running()),
        "concept": own.concepts(),
        "gepland": own.to_come(vandaag),
        "gehouden": own.held(vandaag),
        "opgeleverd": own.delivered(),
        "afgelast": own.called_off(),
    }[choice]
    requests = Prefetch("verzoeken", FacilitatorVerzoek.objects.select_related("facilitator__user"))
    order = ("-dag", "-pk") if choice in {"opgeleverd", "afgelast"} else ("dag", "pk")
    return found.for_lists().prefetch_related(requests).order_by(*order)


def choices(chosen: str, user: User, vandaag: date) -> list[dict[str, Any]]:
    """The lists with how many each holds, counted in one query."""
    monday = date.fromordinal(vandaag.toordinal() - 6)
    to_come = Q(alleen_week=False, dag__gte=vandaag) | Q(alleen_week=True, dag__gte=monday)
    alive = Q(gesprek__isnull=False, gesprek__opgeleverd_op__isnull=True, afgelast_op__isnull=True)
    numbers = Gespreksplan.objects.of(user).aggregate(
        lopend=Count("pk", filter=_is_running()),
        concept=Count("pk", filter=Q(gesprek__isnull=True, afgelast_op__isnull=True)),
        gepland=Count("pk", filter=alive & to_come),
        gehouden=Count("pk", filter=alive & ~to_come),
        opgeleverd=Count("pk", filter=Q(gesprek__opgeleverd_op__isnull=False)),
        afgelast=Count("pk", filter=Q(afgelast_op__isnull=False)),
    )
    return [
        {"label": label, "aantal": numbers[value], "url": f"?toon={value}", "actief": value == chosen}
        for value, label in KEUZES
    ]


def status_of(plan: Gespreksplan, vandaag: date) -> tuple[str, str]:
    """How far a plan is, as (key, label)."""
    if plan.is_afgelast:
        return "afgelast", "Afgelast"
    if plan.gesprek is None:
        return "concept", "Concept"
    if plan.gesprek.is_opgeleverd:
        return "opgeleverd", "Opgeleverd"
    last = plan.laatste_dag
    return ("gehouden", "Gehouden") if last is not None and last < vandaag else ("gepland", "Gepland")


ICONEN = {
    "afgelast": "sluit",
    "concept": "voorstel",
    "opgeleverd": "gelukt",
    "gehouden": "gesprek",
    "gepland": "kalender",
}


def card(plan: Gespreksplan, vandaag: date) -> dict[str, Any]:
    """A plan in a list, with the first thing to do."""
    key, label = status_of(plan, vandaag)
    aandacht, te_laat = "", False
    url = plan.get_absolute_url()
    if key == "concept":
        aandacht = "Nog niet ingepland. Ga verder waar je was."
    elif key in {"gepland", "gehouden"}:
        regels = tijdlijn(plan, vandaag=vandaag, only_ticked=True)
        first = next_taken(regels, 1)
        late = sum(regel.is_te_laat for regel in regels)
        te_laat = late > 0
        if te_laat:
            aandacht = "1 taak is te laat" if late == 1 else f"{late} taken zijn te laat"
            aandacht = f"{aandacht}. Eerst: {first[0].taak.titel.lower()}."
        elif first:
            aandacht = f"Eerst: {first[0].taak.titel.lower()}."
    return {
        "plan": plan,
        "url": url,
        "status": key,
        "status_label": label,
        "icoon": ICONEN[key],
        "wanneer": moment_text(plan),
        "waar": place_text(plan),
        "aandacht": aandacht,
        "te_laat": te_laat,
    }


def without_plan(user: User) -> QuerySet[Gesprek]:
    """One's own gesprekken of the admin that were not delivered: they can be organised from here too."""
    found = Gesprek.objects.filter(gespreksleider=user, plan__isnull=True, opgeleverd_op__isnull=True)
    return found.order_by("-datum", "-pk")[:MOST_LOS]


def requests_for(user: User) -> list[dict[str, Any]]:
    """The requests that wait for an answer of this user."""
    if not may_join_pool(user):
        return []
    waiting = FacilitatorVerzoek.objects.open().filter(facilitator__user=user).for_lists().order_by("op")
    return [
        {
            "titel": str(verzoek.plan),
            "url": reverse("organiseren:verzoek", args=[verzoek.kenmerk]),
            "wanneer": moment_text(verzoek.plan),
        }
        for verzoek in waiting[:MOST_LOS]
    ]
