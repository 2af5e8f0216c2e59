"""A delivered gesprek, and decisions on what it yielded."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.deelnemers.services import add_deelnemer
from bouwstenen.models import Bouwsteen, Gesprek
from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk
from kennisbank.redactie.models import Besluit, Verwerking
from kennisbank.redactie.services import (
    Invoeging,
    decide_bouwstenen,
    fingerprint_draft,
    merge_bouwstenen_into_hoofdstuk,
)
from kennisbank.redactie.terugkoppeling.uitkomsten import Terugkoppeling, Uitkomst, read_terugkoppeling
from tests.factories import BouwsteenFactory, GesprekFactory
from tests.pages import SiteTree, sectie

EERSTE = sectie(1, "", "")["id"]
TWEEDE = sectie(2, "", "")["id"]


def make_gesprek(**fields: Any) -> Gesprek:
    """A gesprek delivered a month ago."""
    fields.setdefault("opgeleverd_op", timezone.now() - timedelta(days=30))
    made: Any = GesprekFactory(opgeleverd=True, **fields)
    return made


def make_steen(gesprek: Gesprek, **fields: Any) -> Bouwsteen:
    """A bouwsteen that the redactie published."""
    made: Any = BouwsteenFactory(gesprek=gesprek, **fields)
    return made


def make_deelnemer(gesprek: Gesprek, naam: str = "Noor Bakker", status: str = "aangemeld") -> Deelnemer:
    """Somebody who was there."""
    email = f"{naam.lower().replace(' ', '.')}@voorbeeld.nl"
    return add_deelnemer(gesprek, naam=naam, email=email, status=status, user=None)


def put_in_text(
    hoofdstuk: Hoofdstuk, steen: Bouwsteen, tekst: str | None = None, *, user: User, **options: Any
) -> Verwerking:
    """Take a bouwsteen into a section, and tie the sentences that are new."""
    invoeging = Invoeging(
        sectie_id=options.pop("sectie_id", EERSTE), besluit=options.pop("besluit", Besluit.IN_TEKST), tekst=tekst
    )
    return merge_bouwstenen_into_hoofdstuk(
        hoofdstuk,
        [steen],
        invoeging=invoeging,
        toelichting=options.pop("toelichting", "Uit een gesprek."),
        publish=options.pop("publish", True),
        basis=fingerprint_draft(hoofdstuk),
        koppel=options.pop("koppel", True),
        user=user,
    )[0]


def decline(steen: Bouwsteen, user: User, reden: str = "Dit staat al in een ander document.") -> Verwerking:
    """Do not take it over."""
    return decide_bouwstenen([steen], besluit=Besluit.NIET_OVERGENOMEN, reden=reden, user=user)[0]


def postpone(steen: Bouwsteen, user: User, reden: str = "Eerst horen of anderen dit herkennen.") -> Verwerking:
    """Put it off."""
    return decide_bouwstenen([steen], besluit=Besluit.LATER, reden=reden, user=user)[0]


def outcome_of(steen: Bouwsteen) -> Uitkomst:
    """What the terugkoppeling on its gesprek says of one bouwsteen."""
    assert steen.gesprek is not None
    return next(each for each in read_terugkoppeling(steen.gesprek).uitkomsten if each.bouwsteen == steen)


def read(gesprek: Gesprek) -> Terugkoppeling:
    """All of it, fresh from the database."""
    return read_terugkoppeling(Gesprek.objects.get(pk=gesprek.pk))


def all_kinds(site: SiteTree) -> tuple[Gesprek, dict[str, Bouwsteen]]:
    """A gesprek with a bouwsteen for each thing that can become of one."""
    gesprek = make_gesprek()
    names = ("in_tekst", "kanttekening", "niet_overgenomen", "later", "open")
    stenen = {name: make_steen(gesprek, titel=f"Steen {name.replace('_', ' ')}") for name in names}
    page, user = site.hoofdstukken[0], site.user
    put_in_text(page, stenen["in_tekst"], "Wie loyaal is, zegt hardop wat er speelt.", user=user)
    put_in_text(page, stenen["kanttekening"], besluit=Besluit.KANTTEKENING, sectie_id=TWEEDE, user=user)
    decline(stenen["niet_overgenomen"], user)
    postpone(stenen["later"], user)
    return gesprek, stenen
