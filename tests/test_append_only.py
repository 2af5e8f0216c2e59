"""The database itself refuses to change or delete what must stay, whoever asks and on whichever database."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, models, transaction

from bouwstenen.models import GesprekCorrectie
from bouwstenen.services import freeze_bouwsteen
from kennisbank.redactie.models import Besluit
from kennisbank.redactie.services import record_verwerking
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


MAKERS = [_hoofdstukversie, _verwerking, _bouwsteenversie, _gesprekcorrectie]


@pytest.mark.parametrize("make", MAKERS)
def test_row_can_not_be_changed(site_tree: SiteTree, make: Callable[[SiteTree], models.Model]) -> None:
    row = make(site_tree)
    before = type(row)._base_manager.filter(pk=row.pk).values().get()
    field = next(name for name in ("toelichting", "reden") if hasattr(row, name))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**{field: "Anders"})
    setattr(row, field, "Anders")
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
