"""What the pages of rounds show, each in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from kennisbank.accounts.models import User
from kennisbank.onderzoek.codering.models import Codeerronde, Codering, Codeur, Fase
from kennisbank.onderzoek.codering.rechten import leads, people

MAX_GEVONDEN = 12


def names(codeurs: Iterable[Codeur]) -> dict[int, str]:
    """How coders are called on the screen of who leads: by number, with their public name."""
    return {codeur.nummer: f"Codeur {codeur.nummer} ({codeur.user.openbare_naam})" for codeur in codeurs}


@dataclass(frozen=True)
class Voortgang:
    """How far one coder is."""

    codeur: Codeur
    gedaan: int
    totaal: int

    @property
    def procent(self) -> int:
        """The same as a whole percentage."""
        return self.gedaan * 100 // self.totaal if self.totaal else 0

    @property
    def klaar(self) -> bool:
        """Whether everything was answered."""
        return self.totaal > 0 and self.gedaan >= self.totaal


def read_voortgang(ronde: Codeerronde) -> list[Voortgang]:
    """How far each coder is, in two queries; what they answered is not in it."""
    usable = ronde.eenheden.usable()
    total = usable.count()
    answered = Count(
        "coderingen", filter=~Q(coderingen__oordeel="") & Q(coderingen__eenheid__in=usable.values("pk")), distinct=True
    )
    rows = ronde.codeurs.select_related("user").annotate(gedaan=answered).order_by("nummer")
    return [Voortgang(codeur, codeur.gedaan, total) for codeur in rows]


@dataclass(frozen=True)
class Regel:
    """One round in the list, with what this user has to do with it."""

    ronde: Codeerronde
    rol: str
    gedaan: int | None
    """Number of own answers, for who codes in a round that is open."""


def list_rows(rondes: Iterable[Any], user: User) -> list[Regel]:
    """The rounds of one page, in two more queries."""
    shown = list(rondes)
    own = set(Codeur.objects.filter(user=user, ronde__in=shown).values_list("ronde", flat=True))
    counted = Codering.objects.answered().filter(codeur__user=user, codeur__ronde__in=shown).order_by()
    done = dict(counted.values_list("codeur__ronde").annotate(Count("pk")))
    rows = []
    for ronde in shown:
        roles = ["Je leidt deze ronde"] if leads(ronde, user) else []
        roles += ["Je codeert mee"] if ronde.pk in own else []
        codes_now = ronde.pk in own and ronde.fase == Fase.OPEN
        rows.append(Regel(ronde, " en ".join(roles).capitalize(), done.get(ronde.pk, 0) if codes_now else None))
    return rows


def find_people(ronde: Codeerronde, naam: str) -> Sequence[User]:
    """Who can still be asked, by part of the public name or the whole user name; nothing without a name."""
    if not naam.strip():
        return []
    matches = Q(weergavenaam__icontains=naam) | Q(username__iexact=naam)
    for word in naam.split():
        matches |= Q(weergavenaam="") & (Q(first_name__icontains=word) | Q(last_name__icontains=word))
    free: QuerySet[User] = people().filter(matches).exclude(codeurschappen__ronde=ronde)
    return list(free.order_by("weergavenaam", "pk").distinct()[:MAX_GEVONDEN])
