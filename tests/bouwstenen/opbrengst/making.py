"""Gesprekken and lines for the tests of recording."""

from datetime import date
from io import BytesIO
from itertools import count
from typing import Any
from uuid import uuid4

from PIL import Image

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.models import Opbrengstregel
from bouwstenen.opbrengst.services import save_regel
from kennisbank.accounts.models import User
from kennisbank.encryption import blind_index
from tests.factories import GesprekFactory, UserFactory

_numbers = count()


def make_gesprek(**fields: Any) -> Gesprek:
    """A held gesprek, with a gespreksleider of its own unless given."""
    leider = fields.pop("gespreksleider", None) or UserFactory(rol="gespreksleider")
    gesprek: Gesprek = GesprekFactory(gespreksleider=leider, verslag="", **fields)
    return gesprek


def leider(gesprek: Gesprek) -> User:
    """Who leads it."""
    assert gesprek.gespreksleider is not None
    return gesprek.gespreksleider


def add_regel(gesprek: Gesprek, tekst: str = "", **fields: Any) -> Opbrengstregel:
    """A line by the gespreksleider."""
    fields.setdefault("sleutel", str(uuid4()))
    fields.setdefault("user", leider(gesprek))
    return save_regel(gesprek, tekst=tekst or f"Wat er gezegd is, {next(_numbers)}", **fields)


def make_deelnemer(gesprek: Gesprek, naam: str) -> Deelnemer:
    """Somebody who was there."""
    email = f"{uuid4().hex}@example.org"
    return Deelnemer.objects.create(
        gesprek=gesprek, naam=naam, email=email, email_index=blind_index(email), verwijderen_na=date(2099, 1, 1)
    )


def texts(gesprek: Gesprek) -> list[str]:
    """The lines that are there, in their order."""
    return [regel.tekst for regel in gesprek.opbrengst.present().in_order()]


def picture(size: tuple[int, int] = (60, 40), form: str = "JPEG", **options: Any) -> bytes:
    """An image file: red, with one blue corner at the upper left."""
    image = Image.new(options.pop("mode", "RGB"), size, options.pop("color", "red"))
    image.paste(options.pop("corner", "blue"), (0, 0, size[0] // 4, size[1] // 4))
    target = BytesIO()
    image.save(target, form, **options)
    return target.getvalue()
