"""Every template component renders alone, with the sample context that goes with it."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from kennisbank.ui.samples import SAMPLES, samples_for

TEMPLATES = Path(settings.BASE_DIR) / "templates"
COMPONENTS = sorted(str(path.relative_to(TEMPLATES)) for path in (TEMPLATES / "components").glob("*.html"))


def test_there_are_components() -> None:
    assert COMPONENTS


def test_no_sample_is_left_of_a_component_that_is_gone() -> None:
    assert sorted(SAMPLES) == COMPONENTS


@pytest.mark.parametrize("template", COMPONENTS)
def test_component_renders_with_each_of_its_samples(template: str) -> None:
    for context in samples_for(template):
        html = render_to_string(template, context)
        assert "{{" not in html
        assert "{%" not in html


@pytest.mark.parametrize("template", COMPONENTS)
def test_component_escapes_what_people_typed(template: str) -> None:
    for context in samples_for(template):
        html = render_to_string(template, _poisoned(context))
        assert "<script>" not in html


def _poisoned(value: Any) -> Any:
    """The same context with a script in every text that is shown."""
    if isinstance(value, dict):
        return {key: _poisoned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_poisoned(item) for item in value]
    if isinstance(value, str) and " " in value:
        return f"{value}<script>alert(1)</script>"
    return value


def _first(template: str) -> str:
    return render_to_string(template, samples_for(template)[0])


def test_tegengeluid_is_said_in_words_and_not_only_in_colour() -> None:
    html = render_to_string("components/bouwsteen_kaart.html", {"item": {"titel": "Nee", "tegengeluid": True}})
    assert "Tegengeluid" in html


def test_current_page_of_a_list_is_marked_and_the_others_are_reachable() -> None:
    html = _first("components/paginering.html")
    assert 'aria-current="page" aria-label="Pagina 6"' in html
    assert 'href="?pagina=7"' in html


def test_list_of_one_page_has_no_pagination() -> None:
    assert render_to_string("components/paginering.html", samples_for("components/paginering.html")[1]).strip() == ""


def test_breadcrumb_marks_the_last_step_as_this_page() -> None:
    html = _first("components/kruimelpad.html")
    assert html.count("aria-current") == 1
    assert 'href="/document/tegenspraak/"' not in html


def test_filter_panel_counts_and_remembers_choices() -> None:
    html = _first("components/filterpaneel.html")
    assert 'value="tegenspraak" checked' in html
    assert "Haal weg: " in html
    assert "Toon resultaten" in html


def test_search_box_of_the_filter_panel_is_optional() -> None:
    html = render_to_string("components/filterpaneel.html", samples_for("components/filterpaneel.html")[1])
    assert "filter-q" not in html


def test_empty_pipeline_shows_the_seven_fixed_steps() -> None:
    assert _first("components/voortgang.html").count("kb-voortgang__stap") == 7
