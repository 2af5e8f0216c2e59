"""Our own icons."""

import re

import pytest

from kennisbank.ui.iconen import ICONEN, icon_svg
from kennisbank.ui.navigatie import STAPPEN

PATH_DATA = re.compile(r"[MmLlHhVvCcSsAaZz0-9 .,\-]+")


@pytest.mark.parametrize("name", ICONEN)
def test_icon_is_drawn_and_hidden_from_screen_readers(name: str) -> None:
    svg = icon_svg(name)
    assert svg.count("<path") == len(ICONEN[name])
    assert 'aria-hidden="true"' in svg
    assert all(PATH_DATA.fullmatch(data) for data in ICONEN[name])


def test_every_step_of_the_pipeline_has_an_icon() -> None:
    assert {icon for icon, *_ in STAPPEN} <= set(ICONEN)


def test_class_is_added() -> None:
    assert 'class="kb-icoon kb-icoon--klein"' in icon_svg("info", "kb-icoon--klein")
