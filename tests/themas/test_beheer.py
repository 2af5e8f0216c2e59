"""Thema's and leeraanbod in the admin."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kennisbank.accounts.models import User
from tests.factories import BouwsteenFactory, LeeraanbodFactory, SynoniemFactory, ThemaFactory, UserFactory
from themas.models import Leeraanbod, Thema

pytestmark = pytest.mark.django_db


def url(action: str, *args: Any) -> str:
    """A screen for thema's."""
    return reverse(f"themas_thema_modeladmin_{action}", args=args)


@pytest.fixture
def editor(client: Client, redacteur: User) -> Client:
    """A browser in which the redacteur is logged in."""
    client.force_login(redacteur)
    return client


def filled_in(thema: Thema | None = None, **changes: Any) -> dict[str, Any]:
    """The form for a thema."""
    naam = thema.naam if thema else "Vers thema"
    return {
        "soort": "thema",
        "naam": naam,
        "slug": thema.slug if thema else "vers-thema",
        "definitie": "Wat het is.",
        "toelichting": "",
        "volgorde": "0",
        "synoniemenlijst": "",
    } | changes


def test_new_thema_with_synonyms_and_relations(editor: Client) -> None:
    broader, related = ThemaFactory.create_batch(2)
    data = filled_in(synoniemenlijst="ander woord\n\n nog een ", breder=[broader.pk], verwant=[related.pk])
    assert editor.post(url("create"), data).status_code == 302
    thema = Thema.objects.get(slug="vers-thema")
    assert [synoniem.term for synoniem in thema.synoniemen.all()] == ["ander woord", "nog een"]
    assert list(thema.breder.all()) == [broader]
    assert list(thema.verwant.all()) == [related]


def test_edit_form_starts_from_what_is_there(editor: Client) -> None:
    thema = SynoniemFactory(term="tegenwicht").thema
    assert editor.get(url("edit", thema.pk)).context["form"]["synoniemenlijst"].value() == "tegenwicht"


def test_circle_of_broader_terms_is_refused_at_the_field(editor: Client) -> None:
    top, below = ThemaFactory.create_batch(2)
    below.breder.add(top)
    page = editor.post(url("edit", top.pk), filled_in(top, breder=[below.pk]))
    assert "kan niet onder zichzelf vallen" in str(page.context["form"].errors["breder"])
    assert not top.breder.exists()


def test_synonym_of_another_thema_is_refused_at_the_field_with_its_name(editor: Client) -> None:
    other = SynoniemFactory(term="tegenwicht").thema
    page = editor.post(url("create"), filled_in(synoniemenlijst="tegenwicht"))
    assert f"is al een synoniem van ‘{other.naam}’" in str(page.context["form"].errors["synoniemenlijst"])
    assert "tegenwicht</textarea>" in page.content.decode()
    assert not Thema.objects.filter(slug="vers-thema").exists()


@pytest.mark.parametrize(
    ("changes", "name"), [({"slug": "met spatie"}, "slug"), ({"naam": ""}, "naam"), ({"definitie": ""}, "definitie")]
)
def test_wrong_values_are_refused_at_their_field(editor: Client, changes: dict[str, str], name: str) -> None:
    page = editor.post(url("create"), filled_in(**changes))
    assert name in page.context["form"].errors


def test_taken_address_and_name_are_refused(editor: Client) -> None:
    thema = ThemaFactory()
    page = editor.post(url("create"), filled_in(slug=thema.slug))
    assert "slug" in page.context["form"].errors
    assert editor.post(url("create"), filled_in(naam=thema.naam)).context["form"].errors


def test_merging_moves_everything_and_redirects(editor: Client) -> None:
    bron, doel = ThemaFactory.create_batch(2)
    bouwsteen = BouwsteenFactory(themas=[bron])
    screen = reverse("themabeheer:samenvoegen", args=[bron.pk])
    html = editor.get(screen).content.decode()
    assert doel.naam in html
    assert editor.post(screen, {"doel": doel.pk}).status_code == 302
    bron.refresh_from_db()
    assert bron.opgegaan_in == doel
    assert list(bouwsteen.themas.all()) == [doel]


def test_merging_into_nothing_itself_or_another_kind_is_refused(editor: Client) -> None:
    bron, niveau = ThemaFactory(), ThemaFactory(soort="niveau")
    screen = reverse("themabeheer:samenvoegen", args=[bron.pk])
    for doel in ("", bron.pk, niveau.pk, "x"):
        page = editor.post(screen, {"doel": doel})
        assert page.status_code == 422
        assert "doel" in page.context["form"].errors
    bron.refresh_from_db()
    assert bron.opgegaan_in is None


@pytest.mark.parametrize("rol", ["deelnemer", "gespreksleider", "onderzoeker"])
def test_vocabulary_is_for_the_redactie(client: Client, rol: str) -> None:
    client.force_login(UserFactory(rol=rol))
    bron, doel = ThemaFactory.create_batch(2)
    screens = [url("index"), url("create"), url("edit", bron.pk), reverse("themabeheer:samenvoegen", args=[bron.pk])]
    for screen in screens:
        assert client.get(screen).status_code in {302, 403}
        assert client.post(screen, filled_in(bron, naam="Gekaapt", doel=doel.pk)).status_code in {302, 403, 405}
    bron.refresh_from_db()
    assert (bron.opgegaan_in, bron.naam != "Gekaapt") == (None, True)


def test_list_needs_the_same_queries_for_many(
    editor: Client, django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries]
) -> None:
    ThemaFactory.create_batch(40, opgegaan_in=ThemaFactory())
    editor.get(url("index"))
    with django_assert_max_num_queries(40):
        assert editor.get(url("index")).status_code == 200


def test_leeraanbod_is_saved_with_its_themas(editor: Client) -> None:
    thema = ThemaFactory()
    data = {"naam": "Leergang", "slug": "leergang", "aanbieder": "Wij", "vorm": "Online", "duur": "",
            "omschrijving": "Leer iets.", "onderdelen": "Een\nTwee", "url": "", "themas": [thema.pk]}  # fmt: skip
    assert editor.post(reverse("themas_leeraanbod_modeladmin_create"), data).status_code == 302
    assert list(Leeraanbod.objects.get().themas.all()) == [thema]
    edit = reverse("themas_leeraanbod_modeladmin_edit", args=[LeeraanbodFactory().pk])
    assert editor.get(edit).status_code == 200
