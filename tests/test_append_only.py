"""The database itself refuses to change or delete what must stay, whoever asks and on whichever database."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, models, transaction

from bouwstenen.draden.models import RodeDraad, RodeDraadVersie
from bouwstenen.meelezen.models import ToestemmingGebeurtenis
from bouwstenen.models import GesprekCorrectie
from bouwstenen.opbrengst.models import Opbrengstregel
from bouwstenen.services import freeze_bouwsteen
from bouwstenen.verhalen.models import Verhaal
from kennisbank.document.models import Editie, EditieHoofdstuk
from kennisbank.onderzoek.codering.afstemmen.services import decide_verschillen
from kennisbank.redactie.models import Besluit, Discussie, Moderatie, Reactie, Voorstel, VoorstelVersie
from kennisbank.redactie.services import record_verwerking
from tests.coderen import make_closed
from tests.factories import BouwsteenFactory, GesprekFactory
from tests.pages import SiteTree

pytestmark = pytest.mark.postgres


def _hoofdstukversie(site_tree: SiteTree) -> models.Model:
    return site_tree.hoofdstukken[0].versies.get()


def _verwerking(site_tree: SiteTree) -> models.Model:
    return record_verwerking(BouwsteenFactory(), besluit=Besluit.LATER, reden="Eerst meer horen.", user=site_tree.user)


def _bouwsteenversie(site_tree: SiteTree) -> models.Model:
    bouwsteen = BouwsteenFactory()
    freeze_bouwsteen(bouwsteen, user=site_tree.user, reden="Begin")
    return bouwsteen.versies.get()


def _gesprekcorrectie(site_tree: SiteTree) -> models.Model:
    gesprek = GesprekFactory(opgeleverd=True)
    return GesprekCorrectie.objects.create(gesprek=gesprek, veld="titel", reden="Tikfout", door=site_tree.user)


def _editie(site_tree: SiteTree) -> Editie:
    return Editie.objects.create(
        document=site_tree.document, nummer=1, titel="Eerste", sha256="0" * 64, gepubliceerd_door=site_tree.user
    )


def _editiehoofdstuk(site_tree: SiteTree) -> models.Model:
    versie = site_tree.hoofdstukken[0].versies.get()
    return EditieHoofdstuk.objects.create(editie=_editie(site_tree), versie=versie, volgorde=1)


def _voorstelversie(site_tree: SiteTree) -> VoorstelVersie:
    hoofdstuk = site_tree.hoofdstukken[0]
    voorstel = Voorstel.objects.create(hoofdstuk=hoofdstuk, sectie_kop="Kop", indiener=site_tree.user)
    return voorstel.versies.create(
        nummer=1, basis=hoofdstuk.versies.get(), kop="Kop", tekst="Tekst.", motivatie="Beter.", door=site_tree.user
    )


def _voorstelgebeurtenis(site_tree: SiteTree) -> models.Model:
    versie = _voorstelversie(site_tree)
    return versie.voorstel.gebeurtenissen.create(soort="ingediend", voorstelversie=versie, door=site_tree.user)


def _moderatie(site_tree: SiteTree) -> models.Model:
    discussie = Discussie.objects.create(bouwsteen=BouwsteenFactory(), gestart_door=site_tree.user)
    reactie = Reactie.objects.create(discussie=discussie, tekst="Ja.", door=site_tree.user)
    return Moderatie.objects.create(reactie=reactie, soort="verborgen", reden="Noemt een naam.", door=site_tree.user)


def _rodedraadversie(site_tree: SiteTree) -> models.Model:
    draad = RodeDraad.objects.create(titel="Draad", slug="draad", tekst="Tekst.")
    return RodeDraadVersie.objects.create(draad=draad, nummer=1, titel="Draad", tekst="Tekst.", sha256="0" * 64)


def _toestemming(site_tree: SiteTree) -> models.Model:
    regel = Opbrengstregel.objects.create(sleutel="regel-0001", gesprek=GesprekFactory(), tekst="Ik lag er wakker van.")
    return ToestemmingGebeurtenis.objects.create(regel=regel, stand="gegeven")


def _verhaalversie(site_tree: SiteTree) -> models.Model:
    verhaal = Verhaal.objects.create(titel="Verhaal", slug="verhaal", tekst="Tekst.", auteur=site_tree.user)
    return verhaal.versies.create(nummer=1, titel="Verhaal", tekst="Tekst.", sha256="0" * 64, door=site_tree.user)


def _codebesluit(site_tree: SiteTree) -> models.Model:
    ronde = make_closed()
    unit = ronde.eenheden.get(nummer=1)
    decide_verschillen(ronde, unit, keuzes={2: True}, reden="Past", user=ronde.leider)
    return unit.besluiten.get()


def _rondegebeurtenis(site_tree: SiteTree) -> models.Model:
    return make_closed().gebeurtenissen.get(soort="gesloten")


MAKERS = [
    _codebesluit,
    _rondegebeurtenis,
    _verhaalversie,
    _hoofdstukversie,
    _verwerking,
    _bouwsteenversie,
    _gesprekcorrectie,
    _editie,
    _editiehoofdstuk,
    _voorstelversie,
    _voorstelgebeurtenis,
    _moderatie,
    _toestemming,
    _rodedraadversie,
]


@pytest.mark.parametrize("make", MAKERS)
def test_row_can_not_be_changed(site_tree: SiteTree, make: Callable[[SiteTree], models.Model]) -> None:
    row = make(site_tree)
    before = type(row)._base_manager.filter(pk=row.pk).values().get()
    fields = ("toelichting", "reden", "titel", "motivatie", "volgorde", "stand")
    field = next(name for name in fields if hasattr(row, name))
    anders = 99 if field == "volgorde" else "Anders"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**{field: anders})
    setattr(row, field, anders)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        row.save()
    assert type(row)._base_manager.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("make", MAKERS)
def test_row_can_not_be_deleted(site_tree: SiteTree, make: Callable[[SiteTree], models.Model]) -> None:
    row = make(site_tree)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table}")  # noqa: S608 - the name comes from the model
    assert type(row)._base_manager.filter(pk=row.pk).exists()
