"""The places of a form: seven boxes or five parts of the body, in the order of the paper."""

import pytest

from bouwstenen.models import Canvasvak
from bouwstenen.opbrengst.plekken import all_plekken, plekken
from tests.factories import GesprekFactory, ThemaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def body() -> None:
    for number, name in enumerate(("Hoofd", "Hart", "Handen", "Buik", "Voeten")):
        ThemaFactory(soort="lichaamsdeel", naam=name, slug=name.lower(), volgorde=number)


@pytest.mark.parametrize(
    ("form", "verslagvorm", "first"),
    [
        ("vragen", "", "kenmerk"),
        ("model", "", "hoofd"),
        ("model", "responscanvas", "kenmerk"),
        ("verhalen", "model", "hoofd"),
        ("eigen", "reporter", "kenmerk"),
        ("rollenspel", "", "kenmerk"),
    ],
)
def test_the_form_follows_from_the_format_unless_another_record_was_chosen(
    form: str, verslagvorm: str, first: str
) -> None:
    found = plekken(GesprekFactory(format=form, verslagvorm=verslagvorm))
    assert found[0].sleutel == first
    assert len(found) == (5 if first == "hoofd" else 7)
    assert all(plek.naam and plek.uitleg for plek in found)
    assert all(bool(plek.canvasvak) != bool(plek.lichaamsdeel) for plek in found)


def test_every_place_there_is_has_a_key_of_its_own() -> None:
    found = all_plekken(GesprekFactory())
    assert len({plek.sleutel for plek in found}) == len(found) == len(Canvasvak) + 5 + 1
    assert len({plek.fields for plek in found}) == len(found)
