"""What organising adds to the registries of other apps, when Django starts."""

from bouwstenen.models import Gesprek
from bouwstenen.organiseren import berichten
from bouwstenen.organiseren.gevolgen import MOMENT, PLEK, Gevolg, GevolgSoort, register_gevolg
from bouwstenen.organiseren.materiaal import link_plan
from bouwstenen.organiseren.pool.services import tell_facilitator
from bouwstenen.organiseren.rechten import gesprekken_led_for_others
from bouwstenen.organiseren.services import follow_gesprek
from bouwstenen.organiseren.taken import tijdlijn
from bouwstenen.startkit.koppeling import register_plannen
from bouwstenen.toegang import register_beheerders, register_volger
from kennisbank.accounts.models import User


def _follow(gesprek: Gesprek, user: User) -> None:
    follow_gesprek(gesprek, user=user)


def _tell(gevolg: Gevolg) -> None:
    if gevolg.soort == GevolgSoort.GEWIJZIGD and gevolg.velden & (MOMENT | PLEK):
        tell_facilitator(gevolg.plan, user=gevolg.user)


def register() -> None:
    """Put it all in the registries."""
    register_beheerders("pool", gesprekken_led_for_others)
    register_volger("organiseren", _follow)
    register_gevolg("pool", _tell)
    register_plannen(link_plan)
    tijdlijn.register_own()
    berichten.register()
