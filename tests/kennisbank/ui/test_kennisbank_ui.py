"""Template tags and filters."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from kennisbank.ui.templatetags import kennisbank_ui as tags


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_dates_are_written_in_dutch() -> None:
    assert tags.datum(date(2026, 11, 2)) == "2 november 2026"
    assert tags.datum_kort(date(2026, 3, 12)) == "12 mrt 2026"
    assert tags.datum_iso(date(2026, 3, 2)) == "2026-03-02"


def test_times_are_shown_as_in_amsterdam() -> None:
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert tags.datum(late) == "1 juli 2026"
    assert tags.datum_iso(late) == "2026-07-01"
    assert tags.datum_tijd(late) == "1 juli 2026, 00.30 uur"


def test_no_date_is_shown_as_nothing() -> None:
    assert tags.datum(None) == tags.datum_kort(None) == tags.datum_tijd(None) == tags.datum_iso(None) == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [(0, "1 minuut"), (220, "1 minuut"), (900, "4 minuten"), ("een " * 440, "2 minuten"), (None, "1 minuut")],
)
def test_reading_time_is_at_least_a_minute(words: int | str | None, expected: str) -> None:
    assert tags.leestijd(words) == expected


def test_icons_are_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in render('{% icoon "gesprek" %}')


def test_unknown_icon_falls_back() -> None:
    assert tags.icoon("bestaat-niet") == tags.icoon("info")


def test_page_links_keep_the_query_string() -> None:
    request = RequestFactory().get("/bouwstenen/?thema=tegenspraak&thema=vertrouwen&pagina=2")
    html = render("{% pagina_query 3 %}", request=request)
    assert html == "?thema=tegenspraak&amp;thema=vertrouwen&amp;pagina=3"
    assert render("{% pagina_query 1 %}", request=request) == "?thema=tegenspraak&amp;thema=vertrouwen"


def test_long_lists_are_elided() -> None:
    shown = list(tags.elementen_over(Paginator(range(400), 10).page(20)))
    assert shown == [1, Paginator.ELLIPSIS, 19, 20, 21, Paginator.ELLIPSIS, 40]


def test_current_part_of_the_menu_follows_the_address() -> None:
    request = RequestFactory().get("/bouwstenen/0123456789/")
    active = [item["sleutel"] for item in tags.hoofdmenu(Context({"request": request})) if item["actief"]]
    assert active == ["bouwstenen"]


def test_a_view_may_say_which_part_of_the_menu_it_belongs_to() -> None:
    request = RequestFactory().get("/zoeken/")
    items = tags.hoofdmenu(Context({"request": request, "hoofdmenu_actief": "themas"}))
    assert [item["sleutel"] for item in items if item["actief"]] == ["themas"]


def test_menu_without_a_request_marks_nothing() -> None:
    assert not any(item["actief"] for item in tags.hoofdmenu(Context({})))


def test_side_navigation_item_knows_what_is_below_it() -> None:
    item = {"url": "/a/", "kinderen": [{"url": "/a/b/", "kinderen": [{"url": "/a/b/c/"}]}]}
    assert tags.bevat_actief(item, "/a/b/c/")
    assert not tags.bevat_actief(item, "/d/")


def test_theme_is_one_setting(settings: object) -> None:
    settings.KENNISBANK_THEMA = "gemeente"  # type: ignore[attr-defined]
    assert tags.thema_css().endswith("kennisbank/css/thema-gemeente.css")


def test_remembered_content_is_escaped_once() -> None:
    html = render("{% onthoud x %} {{ naam }} {% endonthoud %}[{{ x }}{{ x }}]", naam="<b>")
    assert html == "[ &lt;b&gt;  &lt;b&gt; ]"


def test_remembering_nothing_but_space_is_nothing() -> None:
    assert render("{% onthoud x %}  {% endonthoud %}[{{ x }}]") == "[]"


def test_remember_wants_a_name() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% onthoud %}{% endonthoud %}")


def test_canonical_address_has_no_query_string() -> None:
    request = RequestFactory().get("/zoeken/?q=brief")
    assert tags.canonical(Context({"request": request})) == "http://testserver/zoeken/"
    assert tags.canonical(Context({})) == ""


def test_the_page_of_a_fault_survives_a_missing_manifest(settings: object) -> None:
    settings.STORAGES = {  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    assert tags.static_of_kaal("kennisbank/css/kennisbank.css") == "/static/kennisbank/css/kennisbank.css"
