"""Bouwstenen in the admin: list, export, edit, bulk actions, splitting."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from bouwstenen.models import Bouwsteen
from bouwstenen.services import freeze_bouwsteen
from kennisbank.accounts.models import User
from tests.factories import BouwsteenFactory, GesprekFactory, ThemaFactory, UserFactory

LIST = "wagtailsnippets_bouwstenen_bouwsteen:list"

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, redacteur: User) -> Client:
    """A browser in which the redacteur is logged in."""
    client.force_login(redacteur)
    return client


def names(response: HttpResponse) -> list[str]:
    """The titles in the list, in order."""
    return [bouwsteen.titel for bouwsteen in response.context["object_list"]]


def rows(response: HttpResponse) -> list[dict[str, str]]:
    """The lines of a CSV export."""
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(StringIO(text)))


def bulk(action: str, *ids: Any, next_url: str = "") -> str:
    """The address of a bulk action on these ids."""
    params = {"id": ids, "next": next_url or reverse(LIST)}
    return f"{reverse('wagtail_bulk_action', args=['bouwstenen', 'bouwsteen', action])}?{urlencode(params, doseq=True)}"


# The list


def test_what_waits_to_be_judged_comes_first(editor: Client) -> None:
    BouwsteenFactory(titel="Nieuw")
    BouwsteenFactory(titel="Wacht", ingezonden=True, aangemaakt_op="2020-01-01T00:00:00Z")
    BouwsteenFactory(titel="Nieuwer")
    assert names(editor.get(reverse(LIST)))[0] == "Wacht"
    assert names(editor.get(reverse(LIST), {"ordering": "titel"})) == ["Nieuw", "Nieuwer", "Wacht"]


def test_themas_before_lenzen_in_every_choice(editor: Client) -> None:
    ThemaFactory(naam="Team", soort="niveau")
    ThemaFactory(naam="Tegenspraak")
    field = editor.get(reverse("wagtailsnippets_bouwstenen_bouwsteen:add")).context["form"].fields["themas"]
    assert [label for _, label in field.choices] == ["Tegenspraak", "Team (niveau)"]


def test_list_filters_on_status_soort_thema_and_dissent(editor: Client) -> None:
    thema = ThemaFactory()
    BouwsteenFactory(titel="Over het thema", themas=[thema])
    BouwsteenFactory(titel="Tegen", tegengeluid=True, soort="dilemma")
    assert names(editor.get(reverse(LIST), {"themas": thema.pk})) == ["Over het thema"]
    assert names(editor.get(reverse(LIST), {"tegengeluid": "true"})) == ["Tegen"]
    assert names(editor.get(reverse(LIST), {"soort": "dilemma"})) == ["Tegen"]
    assert names(editor.get(reverse(LIST), {"zonder_thema": "true"})) == ["Tegen"]
    assert names(editor.get(reverse(LIST), {"status": "ingediend"})) == []


def test_list_needs_the_same_queries_for_many(
    editor: Client, django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries]
) -> None:
    BouwsteenFactory.create_batch(60)
    editor.get(reverse(LIST))
    with django_assert_max_num_queries(45):
        editor.get(reverse(LIST))


def test_list_is_in_dutch(editor: Client) -> None:
    BouwsteenFactory()
    html = editor.get(reverse(LIST)).content.decode()
    for word in ("In één zin", "Tegengeluid", "Gepubliceerd", "Ingebracht", "Wat ermee gebeurd is"):
        assert word in html


FORMULA = '=HYPERLINK("http://kwaad.example","klik")'


def test_csv_export_holds_no_formulas(editor: Client) -> None:
    BouwsteenFactory(titel=FORMULA, tekst="- een lijst\n- van twee")
    [row] = rows(editor.get(reverse(LIST), {"export": "csv"}))
    assert f"'{FORMULA}" in row.values()
    assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())


def test_xlsx_export_holds_no_formulas(editor: Client) -> None:
    BouwsteenFactory(titel=FORMULA)
    response = editor.get(reverse(LIST), {"export": "xlsx"})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    sheet = load_workbook(BytesIO(content)).active
    assert [cell.value for cell in sheet[2] if str(cell.value).startswith("=")] == []
    assert all(cell.data_type != "f" for cell in sheet[2])


# One bouwsteen


def form_of(response: HttpResponse, **changes: Any) -> dict[str, Any]:
    """What the edit form on the page would send."""
    form = response.context["form"]
    data = {}
    for name in form.fields:
        value = form[name].value()
        if name == "themas":
            value = [getattr(thema, "pk", thema) for thema in value or []]
        if value not in (None, False):
            data[name] = value
    return data | changes


def edit_url(bouwsteen: Bouwsteen) -> str:
    return reverse("wagtailsnippets_bouwstenen_bouwsteen:edit", args=[bouwsteen.pk])


def test_editing_keeps_the_old_wording_as_a_version(editor: Client, redacteur: User) -> None:
    bouwsteen = BouwsteenFactory(tekst="Eerst dit.")
    freeze_bouwsteen(bouwsteen, user=redacteur)
    data = form_of(editor.get(edit_url(bouwsteen)), tekst="Nu dat.", reden="Duidelijker gezegd")
    assert editor.post(edit_url(bouwsteen), data).status_code == 302
    assert [versie.tekst for versie in bouwsteen.versies.all()] == ["Eerst dit.", "Nu dat."]
    assert bouwsteen.versies.last().reden == "Duidelijker gezegd"
    assert bouwsteen.versies.last().door == redacteur


def test_two_places_at_once_are_refused_at_the_field(editor: Client) -> None:
    bouwsteen = BouwsteenFactory()
    lichaamsdeel = ThemaFactory(soort="lichaamsdeel")
    data = form_of(editor.get(edit_url(bouwsteen)), canvasvak="kenmerk", lichaamsdeel=lichaamsdeel.pk)
    page = editor.post(edit_url(bouwsteen), data)
    assert "Kies een vak van het canvas of een lichaamsdeel" in str(page.context["form"].errors["lichaamsdeel"])


def test_text_that_is_too_long_is_refused_at_the_field(editor: Client) -> None:
    bouwsteen = BouwsteenFactory()
    page = editor.post(edit_url(bouwsteen), form_of(editor.get(edit_url(bouwsteen)), tekst="a" * 20_001))
    assert "te lang" in str(page.context["form"].errors["tekst"])
    bouwsteen.refresh_from_db()
    assert len(bouwsteen.tekst) < 1000


def test_new_bouwsteen_of_the_redactie_is_published_with_its_origin(editor: Client) -> None:
    url = reverse("wagtailsnippets_bouwstenen_bouwsteen:add")
    gesprek, thema = GesprekFactory(), ThemaFactory()
    data = form_of(
        editor.get(url), titel="Vers", tekst="Van het canvas.", soort="inzicht", gesprek=gesprek.pk, themas=[thema.pk]
    )
    assert editor.post(url, data).status_code == 302
    bouwsteen = Bouwsteen.objects.get(titel="Vers")
    assert (bouwsteen.status, bouwsteen.herkomst) == ("gepubliceerd", "gesprek")
    assert list(bouwsteen.themas.all()) == [thema]
    assert bouwsteen.versies.count() == 1


@pytest.mark.parametrize("rol", ["deelnemer", "gespreksleider", "onderzoeker"])
def test_others_change_no_bouwsteen_also_with_a_crafted_request(client: Client, rol: str) -> None:
    client.force_login(UserFactory(rol=rol))
    one, two = BouwsteenFactory(tekst="Zoals het was."), BouwsteenFactory()
    data = {"titel": "x", "tekst": "x", "soort": "inzicht", "reden": "x"}
    urls = [
        edit_url(one),
        bulk("intrekken", one.pk, two.pk),
        bulk("samenvoegen", one.pk, two.pk),
        bulk("themas", one.pk),
        reverse("bouwsteenbeheer:splitsen", args=[one.pk]),
    ]
    for url in urls:
        client.post(url, data)
    one.refresh_from_db()
    assert (one.tekst, one.status) == ("Zoals het was.", "gepubliceerd")
    assert Bouwsteen.objects.count() == 2


def test_what_nobody_judged_yet_is_for_the_redactie(client: Client, redacteur: User) -> None:
    waiting = BouwsteenFactory(titel="Nog niet gelezen", ingezonden=True)
    BouwsteenFactory(titel="Wel gelezen")
    inspect = reverse("wagtailsnippets_bouwstenen_bouwsteen:inspect", args=[waiting.pk])
    client.force_login(UserFactory(rol="gespreksleider"))
    assert names(client.get(reverse(LIST))) == ["Wel gelezen"]
    assert "Nog niet gelezen" not in client.get(reverse(LIST), {"export": "csv"}).getvalue().decode()
    assert client.get(inspect).status_code == 404
    client.force_login(redacteur)
    assert "Nog niet gelezen" in client.get(inspect).content.decode()


@pytest.mark.parametrize("name", ["edit", "inspect"])
def test_unknown_ids_are_not_found(editor: Client, name: str) -> None:
    assert editor.get(reverse(f"wagtailsnippets_bouwstenen_bouwsteen:{name}", args=[999_999])).status_code == 404


# Many at once


def test_themas_are_handed_out_to_many(editor: Client) -> None:
    old, new = ThemaFactory(), ThemaFactory()
    chosen = BouwsteenFactory.create_batch(3, themas=[old])
    url = bulk("themas", *(bouwsteen.pk for bouwsteen in chosen))
    assert "3 gekozen bouwstenen" in editor.get(url).content.decode()
    assert editor.post(url, {"erbij": [new.pk], "eraf": [old.pk]}).status_code == 302
    assert all(list(bouwsteen.themas.all()) == [new] for bouwsteen in chosen)


def test_handing_out_nothing_is_refused_with_the_form(editor: Client) -> None:
    page = editor.post(bulk("themas", BouwsteenFactory().pk), {})
    assert page.status_code == 422
    assert "Vink ten minste één thema aan." in page.content.decode()


def test_publishing_many(editor: Client) -> None:
    waiting = BouwsteenFactory.create_batch(2, ingezonden=True)
    assert editor.post(bulk("publiceren", *(b.pk for b in waiting)), {}).status_code == 302
    assert Bouwsteen.objects.filter(status="gepubliceerd").count() == 2


def test_withdrawing_needs_a_reason_and_keeps_everything(editor: Client) -> None:
    bouwsteen = BouwsteenFactory()
    page = editor.post(bulk("intrekken", bouwsteen.pk), {"reden": " "})
    assert page.status_code == 422
    assert "Vertel waarom" in page.content.decode()
    assert editor.post(bulk("intrekken", bouwsteen.pk), {"reden": "Er stond een naam in."}).status_code == 302
    bouwsteen.refresh_from_db()
    assert bouwsteen.status == "ingetrokken"


def test_merging_starts_from_the_words_of_the_originals_and_keeps_them(editor: Client) -> None:
    one, two = BouwsteenFactory(tekst="Vraag eerst."), BouwsteenFactory(tekst="Schrijf dan.", tegengeluid=True)
    url = bulk("samenvoegen", one.pk, two.pk)
    first = editor.get(url).context["form"].initial
    assert "Vraag eerst." in first["tekst"]
    assert "Schrijf dan." in first["tekst"]
    assert editor.post(url, {"titel": "Samen", "tekst": "Vraag, schrijf.", "soort": "advies"}).status_code == 302
    merged = Bouwsteen.objects.get(titel="Samen")
    assert merged.tegengeluid
    assert set(merged.afgeleid_van.all()) == {one, two}


def test_merge_that_is_refused_loses_nothing_typed(editor: Client) -> None:
    good, waiting = BouwsteenFactory(), BouwsteenFactory(ingezonden=True)
    page = editor.post(
        bulk("samenvoegen", good.pk, waiting.pk), {"titel": "Samen", "tekst": "Lang getypt", "soort": "inzicht"}
    )
    assert page.status_code == 422
    assert "nog niet beoordeeld" in page.content.decode()
    assert "Lang getypt" in page.content.decode()
    assert not Bouwsteen.objects.filter(titel="Samen").exists()


def test_select_all_means_all_in_the_filtered_list(editor: Client) -> None:
    dissent = BouwsteenFactory(tegengeluid=True)
    other = BouwsteenFactory()
    url = bulk("intrekken", "all", next_url=f"{reverse(LIST)}?tegengeluid=true")
    assert "1 gekozen bouwsteen<" in editor.get(url).content.decode()
    editor.post(url, {"reden": "Test"})
    other.refresh_from_db()
    dissent.refresh_from_db()
    assert (other.status, dissent.status) == ("gepubliceerd", "ingetrokken")


def test_nobody_deletes_a_bouwsteen(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    bouwsteen = BouwsteenFactory()
    urls = [bulk("delete", bouwsteen.pk), reverse("wagtailsnippets_bouwstenen_bouwsteen:delete", args=[bouwsteen.pk])]
    for url in urls:
        assert "gaat nooit weg" in client.post(url, follow=True).content.decode()
    assert Bouwsteen.objects.exists()


def test_what_waits_can_be_judged_from_its_row(editor: Client) -> None:
    waiting = BouwsteenFactory(ingezonden=True)
    html = editor.get(reverse(LIST)).content.decode()
    assert f"/publiceren/?id={waiting.pk}&amp;next=" in html
    assert f"/intrekken/?id={waiting.pk}&amp;next=" in html


@pytest.mark.parametrize("ids", [["x"], ["999999"], ["99999999999999999999999"], []])
def test_bulk_action_on_what_does_not_exist_is_not_found(editor: Client, ids: list[str]) -> None:
    assert editor.get(bulk("publiceren", *ids)).status_code == 404


def test_bulk_screen_for_two_hundred_needs_few_queries(
    editor: Client, django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries]
) -> None:
    chosen = BouwsteenFactory.create_batch(200)
    url = bulk("themas", *(bouwsteen.pk for bouwsteen in chosen))
    editor.get(url)
    with django_assert_max_num_queries(40):
        editor.get(url)


# Splitting


def parts(*texts: str, **changes: str) -> dict[str, str]:
    """The split form filled in, one part per text; a part is "title: text"."""
    data = {"form-TOTAL_FORMS": str(len(texts)), "form-INITIAL_FORMS": "2"}
    for number, text in enumerate(texts):
        titel, _, tekst = text.partition(": ")
        data |= {f"form-{number}-titel": titel, f"form-{number}-tekst": tekst, f"form-{number}-soort": "inzicht"}
    return data | changes


def test_splitting_makes_parts_and_keeps_the_original(editor: Client) -> None:
    bouwsteen = BouwsteenFactory(tekst="Eerste alinea.\n\nTweede alinea.")
    url = reverse("bouwsteenbeheer:splitsen", args=[bouwsteen.pk])
    html = editor.get(url).content.decode()
    assert "Eerste alinea.</textarea>" in html
    assert "Tweede alinea.</textarea>" in html
    assert editor.post(url, parts("Een: Eerste alinea.", "Twee: Tweede alinea.")).status_code == 302
    bouwsteen.refresh_from_db()
    assert bouwsteen.status == "vervangen"
    assert {part.titel for part in bouwsteen.opvolgers.all()} == {"Een", "Twee"}


def test_untouched_proposal_can_be_split_as_it_is(editor: Client) -> None:
    bouwsteen = BouwsteenFactory(titel="Twee dingen", tekst="Eerste.\n\nTweede.")
    url = reverse("bouwsteenbeheer:splitsen", args=[bouwsteen.pk])
    assert editor.post(url, parts("Twee dingen: Eerste.", "Nieuw: Tweede.")).status_code == 302
    assert bouwsteen.opvolgers.count() == 2


def test_a_part_without_title_is_refused_at_the_field(editor: Client) -> None:
    bouwsteen = BouwsteenFactory()
    url = reverse("bouwsteenbeheer:splitsen", args=[bouwsteen.pk])
    page = editor.post(url, parts("Een: Eerste.", ": Wel tekst."))
    assert page.status_code == 422
    assert "Geef dit deel een titel." in page.content.decode()
    assert "Wel tekst." in page.content.decode()


def test_every_paragraph_of_the_proposal_becomes_a_part_and_an_empty_one_is_left_out(editor: Client) -> None:
    bouwsteen = BouwsteenFactory(titel="Drie", tekst="Een.\n\nTwee.\n\nDrie.")
    url = reverse("bouwsteenbeheer:splitsen", args=[bouwsteen.pk])
    assert len(editor.get(url).context["delen"].forms) == 4
    assert editor.post(url, parts("A: Een.", "B: Twee.", "C: Drie.", ": ")).status_code == 302
    assert {part.tekst for part in bouwsteen.opvolgers.all()} == {"Een.", "Twee.", "Drie."}


def test_one_part_is_not_a_split(editor: Client) -> None:
    url = reverse("bouwsteenbeheer:splitsen", args=[BouwsteenFactory().pk])
    page = editor.post(url, parts("Een: Eerste."))
    assert page.status_code == 422
    assert "ten minste twee delen" in page.content.decode()


def test_forged_form_of_the_split_is_refused(editor: Client) -> None:
    url = reverse("bouwsteenbeheer:splitsen", args=[BouwsteenFactory().pk])
    assert editor.post(url, {"form-TOTAL_FORMS": "x"}).status_code == 422
    assert editor.get(reverse("bouwsteenbeheer:splitsen", args=[999_999])).status_code == 404
