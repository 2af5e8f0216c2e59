"""The frame of every page, and the pages that say that something is wrong."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from kennisbank.ui.context import site


def page(source: str = "", path: str = "/themas/", **context: object) -> str:
    request: HttpRequest = RequestFactory().get(path)
    template = Template("{% extends 'base.html' %}" + source)
    return template.render(Context({"request": request, **site(request), **context}))


def test_a_page_is_in_dutch_and_starts_with_a_link_to_its_content() -> None:
    html = page()
    assert '<html lang="nl"' in html
    assert html.index('href="#inhoud"') < html.index("<header")
    assert 'id="inhoud"' in html


def test_title_is_followed_by_the_name_of_the_site() -> None:
    html = page("{% block titel %}{{ naam }}{% endblock %}", naam="Zeg <b>nee</b>")
    assert "<title>Zeg &lt;b&gt;nee&lt;/b&gt; - Kennisbank Ambtelijk Vakmanschap</title>" in html
    assert 'property="og:title" content="Zeg &lt;b&gt;nee&lt;/b&gt;"' in html


def test_page_without_a_title_has_the_name_of_the_site() -> None:
    assert "<title>Kennisbank Ambtelijk Vakmanschap</title>" in page()


def test_canonical_address_leaves_the_query_string_out() -> None:
    assert '<link rel="canonical" href="http://testserver/themas/">' in page(path="/themas/?pagina=2")


def test_visitors_can_log_in_and_come_back() -> None:
    html = page(path="/bouwstenen/?thema=a&soort=b")
    assert 'href="/inloggen/?next=%2Fbouwstenen%2F%3Fthema%3Da%26soort%3Db"' in html
    assert "/uitloggen/" not in html


def _user() -> SimpleNamespace:
    return SimpleNamespace(is_authenticated=True, weergavenaam="Dana Deelnemer", get_username=lambda: "dana")


def test_logged_in_people_find_their_profile_and_the_way_out() -> None:
    html = page(user=_user())
    assert "Dana Deelnemer" in html
    assert 'href="/profiel/"' in html
    assert '<form action="/uitloggen/" method="post">' in html
    assert 'href="/beheer/"' not in html


def test_the_admin_is_shown_to_those_who_may_enter_it() -> None:
    html = page(user=_user(), perms={"wagtailadmin": {"access_admin": True}})
    assert 'href="/beheer/"' in html


def test_breadcrumb_and_side_navigation_appear_when_given() -> None:
    html = page(
        kruimels=[{"label": "Thema's"}], zijnav={"kop": "Document", "links": [{"label": "Een", "url": "/een/"}]}
    )
    assert 'aria-label="Kruimelpad"' in html
    assert "kb-pagina" in html
    assert "kb-pagina" not in page()


@pytest.mark.parametrize(("level", "role"), [("success", "status"), ("error", "alert")])
def test_messages_are_announced(level: str, role: str) -> None:
    html = page(messages=[SimpleNamespace(level_tag=level, message="Gelukt of niet")])
    assert f'role="{role}"' in html
    assert "Gelukt of niet" in html


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_render_with_nothing_in_their_context(template: str) -> None:
    html = render_to_string(template)
    assert 'lang="nl"' in html
    assert html.count("<h1") == 1
    assert 'href="/"' in html
