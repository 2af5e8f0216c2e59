"""What an editor sees and does on the merge screen."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import latest_draft, update_hoofdstuk
from kennisbank.redactie.models import Verwerking
from kennisbank.redactie.services import decide_bouwstenen
from tests.factories import BouwsteenFactory, ThemaFactory, UserFactory
from tests.pages import SiteTree, sectie

SECTIE = "00000000-0000-4000-8000-000000000001"
TEKST = "Wie loyaal is, zegt wat er speelt. Zie [[De menselijke maat]]."


@pytest.fixture
def editor(client: Client, redacteur: User) -> Client:
    """A browser in which the redacteur is logged in."""
    client.force_login(redacteur)
    return client


def address(name: str, site: SiteTree, *bouwstenen: Bouwsteen, **changes: Any) -> str:
    """A screen of the walk with the first section of the first hoofdstuk chosen."""
    params: dict[str, Any] = {
        "hoofdstuk": site.hoofdstukken[0].pk,
        "sectie": SECTIE,
        "wijze": "invoegen",
        "bouwsteen": [bouwsteen.urn_id for bouwsteen in bouwstenen],
    }
    return f"{reverse(f'redactie:{name}')}?{urlencode(params | changes, doseq=True)}"


def filled_in(response: HttpResponse, **changes: str) -> dict[str, str]:
    """What the form on the page would send, with a note, and published unless told otherwise."""
    form = response.context["form"]
    data = {name: str(form[name].value() or "") for name in form.fields}
    return data | {"toelichting": "Het geval erbij gezet"} | ({"publiceer": "1"} if not changes else {}) | changes


def read(site: SiteTree) -> dict[str, Any]:
    """The first section as readers see it."""
    return dict(inhoud_of(Hoofdstuk.objects.get(pk=site.hoofdstukken[0].pk))["secties"][0])


def said(response: HttpResponse) -> str:
    """The messages that the next page will show."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


# Choosing


def test_left_the_sections_of_the_draft_right_the_open_bouwstenen_of_the_themas(
    editor: Client, site_tree: SiteTree, redacteur: User
) -> None:
    gekozen, ander = ThemaFactory(naam="Tegenspraak"), ThemaFactory()
    update_hoofdstuk(
        site_tree.hoofdstukken[0],
        secties=[sectie(1, "Loyaal is niet stil", "Nog een concept.")],
        user=redacteur,
        publish=False,
        toelichting="",
    )
    BouwsteenFactory(titel="Zeg het op tijd", themas=[gekozen])
    BouwsteenFactory(titel="Iets heel anders", themas=[ander])
    BouwsteenFactory(titel="Nog niet beoordeeld", themas=[gekozen], ingezonden=True)

    page = editor.get(
        reverse("redactie:verwerken"), {"hoofdstuk": site_tree.hoofdstukken[0].pk, "thema": gekozen.slug}
    ).content.decode()

    assert "Nog een concept." in page
    assert "Je ziet het concept" in page
    assert "Zeg het op tijd" in page
    assert "Iets heel anders" not in page
    assert "Nog niet beoordeeld" not in page


def test_without_a_choice_the_themas_of_the_hoofdstuk_are_chosen(editor: Client, site_tree: SiteTree) -> None:
    thema = ThemaFactory()
    hoofdstuk = site_tree.hoofdstukken[0]
    hoofdstuk.themas.add(thema)
    hoofdstuk.save()
    own, other = BouwsteenFactory(themas=[thema]), BouwsteenFactory()
    werkbank = editor.get(reverse("redactie:verwerken"), {"hoofdstuk": hoofdstuk.pk}).context["werkbank"]
    assert list(werkbank.bouwstenen) == [own]
    unticked = {"hoofdstuk": hoofdstuk.pk, "van": hoofdstuk.pk}
    werkbank = editor.get(reverse("redactie:verwerken"), unticked).context["werkbank"]
    assert set(werkbank.bouwstenen) == {own, other}


def test_themas_follow_when_another_hoofdstuk_is_chosen_unless_the_editor_chose_them(
    editor: Client, site_tree: SiteTree
) -> None:
    first, second, third = ThemaFactory.create_batch(3)
    for hoofdstuk, thema in zip(site_tree.hoofdstukken, (first, second), strict=True):
        hoofdstuk.themas.add(thema)
        hoofdstuk.save()
    change = {"van": site_tree.hoofdstukken[0].pk, "hoofdstuk": site_tree.hoofdstukken[1].pk}
    follow = editor.get(reverse("redactie:verwerken"), change | {"thema": first.slug}).context["werkbank"]
    assert follow.gekozen_themas == [second]
    stay = editor.get(reverse("redactie:verwerken"), change | {"thema": third.slug}).context["werkbank"]
    assert stay.gekozen_themas == [third]


def test_what_is_decided_leaves_the_list_and_later_comes_back_when_asked(
    editor: Client, site_tree: SiteTree, redacteur: User
) -> None:
    declined, later = BouwsteenFactory(), BouwsteenFactory()
    decide_bouwstenen([declined], besluit="niet_overgenomen", reden="Staat er al.", user=redacteur)
    decide_bouwstenen([later], besluit="later", reden="Volgende ronde.", user=redacteur)
    assert list(editor.get(reverse("redactie:verwerken")).context["werkbank"].bouwstenen) == []
    assert list(editor.get(reverse("redactie:verwerken"), {"later": "1"}).context["werkbank"].bouwstenen) == [later]


def test_dissent_comes_first_and_can_be_asked_for_alone(editor: Client, site_tree: SiteTree) -> None:
    BouwsteenFactory()
    dissent = BouwsteenFactory(tegengeluid=True)
    assert editor.get(reverse("redactie:verwerken")).context["werkbank"].bouwstenen[0] == dissent
    alone = editor.get(reverse("redactie:verwerken"), {"tegengeluid": "1"}).context["werkbank"]
    assert list(alone.bouwstenen) == [dissent]


def test_choices_survive_filtering_and_paging(editor: Client, site_tree: SiteTree) -> None:
    thema = ThemaFactory()
    chosen = BouwsteenFactory(titel="Blijft gekozen")
    page = editor.get(address("verwerken", site_tree, chosen, thema=thema.slug, wijze="kanttekening"))
    html = page.content.decode()
    assert page.context["werkbank"].elders_gekozen == [chosen]
    assert f'value="{chosen.urn_id}" checked' in html
    assert f'value="{SECTIE}" checked' in html
    assert 'value="kanttekening" checked' in html


def test_number_of_queries_does_not_grow_with_the_bouwstenen(
    editor: Client, site_tree: SiteTree, django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries]
) -> None:
    url = address("verwerken", site_tree)
    thema = ThemaFactory()
    BouwsteenFactory.create_batch(200, themas=[thema])
    editor.get(url)
    with django_assert_max_num_queries(45):
        page = editor.get(url)
    assert page.context["werkbank"].bouwstenen.paginator.count == 200


@pytest.mark.parametrize("query", ["hoofdstuk=999999", "hoofdstuk=x", "hoofdstuk=%00", "p=9999", "thema=bestaat-niet"])
def test_nonsense_in_the_address_shows_the_screen(editor: Client, site_tree: SiteTree, query: str) -> None:
    assert editor.get(f"{reverse('redactie:verwerken')}?{query}").status_code == 200


# Working into the text


def test_preview_and_difference_come_before_anything_is_saved(editor: Client, site_tree: SiteTree) -> None:
    bouwsteen = BouwsteenFactory(tekst="Vraag het **eerst** aan de balie.")
    page = editor.get(address("sectie", site_tree, bouwsteen))
    html = page.content.decode()
    assert page.context["form"]["tekst"].value() == f"{TEKST}\n\nVraag het **eerst** aan de balie."
    assert "<strong>eerst</strong>" in html
    assert "Toegevoegd: " in html
    assert read(site_tree)["tekst"] == TEKST
    assert not Verwerking.objects.exists()


def test_preview_button_shows_the_typed_text_and_saves_nothing(editor: Client, site_tree: SiteTree) -> None:
    url = address("sectie", site_tree, BouwsteenFactory())
    page = editor.post(url, filled_in(editor.get(url), tekst="Heel *anders*.", toelichting="", voorbeeld="1"))
    html = page.content.decode()
    assert page.status_code == 200
    assert "<em>anders</em>" in html
    assert "Verwijderd: " in html
    assert "Vertel in een zin" not in html
    assert page.context["form"]["tekst"].value() == "Heel *anders*."
    assert latest_draft(site_tree.hoofdstukken[0]).body[0].value["tekst"] == TEKST


def test_publishing_writes_text_version_ledger_and_the_page_of_the_bouwsteen(
    editor: Client, site_tree: SiteTree
) -> None:
    one, two = BouwsteenFactory(tekst="Eerst vragen."), BouwsteenFactory(tekst="Dan schrijven.")
    url = address("sectie", site_tree, one, two, thema="iets")
    response = editor.post(url, filled_in(editor.get(url)))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("redactie:verwerken"))
    assert "thema=iets" in response["Location"]
    assert "met 2 bouwstenen" in said(response)
    assert read(site_tree)["tekst"] == f"{TEKST}\n\nEerst vragen.\n\nDan schrijven."
    assert site_tree.hoofdstukken[0].versies.count() == 2
    assert {line.bouwsteen_id for line in Verwerking.objects.all()} == {one.pk, two.pk}
    page = editor.get(one.get_absolute_url()).content.decode()
    assert "Tegenspraak geven" in page
    assert "Het geval erbij gezet" in page


def test_saving_a_draft_leaves_readers_the_old_text(editor: Client, site_tree: SiteTree) -> None:
    url = address("sectie", site_tree, BouwsteenFactory(), wijze="herschrijven")
    page = editor.get(url)
    assert page.context["form"]["tekst"].value() == TEKST
    response = editor.post(url, filled_in(page, tekst="Zelf\r\ngeschreven. ", concept="1"))
    assert "als concept bewaard" in said(response)
    assert read(site_tree)["tekst"] == TEKST
    draft = Hoofdstuk.objects.get(pk=site_tree.hoofdstukken[0].pk)
    assert latest_draft(draft).body[0].value["tekst"] == "Zelf\ngeschreven."
    assert Verwerking.objects.get().besluit == "in_tekst"


def test_kanttekening_leaves_the_text_and_asks_for_none(editor: Client, site_tree: SiteTree) -> None:
    bouwsteen = BouwsteenFactory(tegengeluid=True)
    url = address("sectie", site_tree, bouwsteen, wijze="kanttekening")
    page = editor.get(url)
    assert "tekst" not in page.context["form"].fields
    assert editor.post(url, filled_in(page, publiceer="1", tekst="Gesmokkeld")).status_code == 302
    assert read(site_tree)["tekst"] == TEKST
    assert read(site_tree)["bronnen"] == [{"bouwsteen": bouwsteen.urn_id, "rol": "kanttekening"}]


def test_missing_note_is_told_at_the_field_and_the_typed_text_stays(editor: Client, site_tree: SiteTree) -> None:
    url = address("sectie", site_tree, BouwsteenFactory())
    page = editor.post(url, filled_in(editor.get(url), tekst="Mijn werk", toelichting=" ", publiceer="1"))
    html = page.content.decode()
    assert page.status_code == 422
    assert page.context["form"].errors["toelichting"] == ["Vertel in een zin wat je doet en waarom."]
    assert 'id="id_toelichting_error"' in html
    assert "Mijn werk</textarea>" in html
    assert not Verwerking.objects.exists()


def test_markup_in_what_is_typed_does_no_harm(editor: Client, site_tree: SiteTree) -> None:
    bouwsteen = BouwsteenFactory(titel="<script>alert(1)</script>", tekst="<script>alert(2)</script>")
    html = editor.get(address("sectie", site_tree, bouwsteen)).content.decode()
    assert "<script>alert" not in html


# Somebody else was first


def test_text_of_another_editor_is_never_overwritten(editor: Client, site_tree: SiteTree, redacteur: User) -> None:
    url = address("sectie", site_tree, BouwsteenFactory(), wijze="herschrijven")
    mine = filled_in(editor.get(url), tekst="Mijn nieuwe tekst.", publiceer="1")
    update_hoofdstuk(
        site_tree.hoofdstukken[0],
        secties=[sectie(1, "Loyaal is niet stil", "Van een ander.")],
        user=redacteur,
        publish=True,
        toelichting="Ingekort",
    )

    refused = editor.post(url, mine)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "intussen gewijzigd" in html
    assert "Mijn nieuwe tekst.</textarea>" in html
    assert "ander" in html.split('id="verschil-vak"')[1].split("</section>")[0]
    assert read(site_tree)["tekst"] == "Van een ander."

    again = editor.post(url, filled_in(refused, tekst="Van een ander, en van mij.", publiceer="1"))
    assert again.status_code == 302
    assert read(site_tree)["tekst"] == "Van een ander, en van mij."


def test_section_that_went_away_meanwhile_keeps_what_was_typed(
    editor: Client, site_tree: SiteTree, redacteur: User
) -> None:
    url = address("sectie", site_tree, BouwsteenFactory(), wijze="herschrijven")
    mine = filled_in(editor.get(url), tekst="Mijn nieuwe tekst.", publiceer="1")
    update_hoofdstuk(
        site_tree.hoofdstukken[0],
        secties=[sectie(2, "Na het besluit", "Wat overbleef.")],
        user=redacteur,
        publish=True,
        toelichting="Sectie vervallen",
    )
    refused = editor.post(url, mine)
    assert refused.status_code == 422
    refused = editor.post(url, filled_in(refused, tekst="Mijn nieuwe tekst.", publiceer="1"))
    assert refused.status_code == 422
    assert "Deze sectie bestaat niet meer" in refused.content.decode()
    assert "Mijn nieuwe tekst.</textarea>" in refused.content.decode()
    assert not Verwerking.objects.exists()


def test_form_sent_twice_counts_once(editor: Client, site_tree: SiteTree) -> None:
    url = address("sectie", site_tree, BouwsteenFactory())
    data = filled_in(editor.get(url))
    assert editor.post(url, data).status_code == 302
    assert editor.post(url, data).status_code == 422
    assert Verwerking.objects.count() == 1
    assert site_tree.hoofdstukken[0].versies.count() == 2


def test_form_without_the_text_it_was_based_on_is_refused(editor: Client, site_tree: SiteTree) -> None:
    url = address("sectie", site_tree, BouwsteenFactory())
    data = filled_in(editor.get(url), basis="", publiceer="1")
    assert editor.post(url, data).status_code == 422
    assert not Verwerking.objects.exists()


# Unknown and forbidden


def test_unknown_hoofdstuk_is_not_found(editor: Client, site_tree: SiteTree) -> None:
    assert editor.get(address("sectie", site_tree, BouwsteenFactory(), hoofdstuk=999_999)).status_code == 404


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sectie": "x"}, "Kies eerst een sectie"),
        ({"bouwsteen": ["0000000000"]}, "Kies eerst ten minste één bouwsteen"),
        ({"hoofdstuk": ""}, "Kies eerst een hoofdstuk"),
    ],
)
def test_incomplete_choice_goes_back_and_says_what_is_missing(
    editor: Client, site_tree: SiteTree, changes: dict[str, Any], message: str
) -> None:
    response = editor.get(address("sectie", site_tree, BouwsteenFactory(), **changes))
    assert response.status_code == 302
    assert message in said(response)


def test_bouwsteen_that_nobody_judged_is_refused_in_words(editor: Client, site_tree: SiteTree) -> None:
    url = address("sectie", site_tree, BouwsteenFactory(ingezonden=True), wijze="herschrijven")
    page = editor.post(url, filled_in(editor.get(url)))
    assert page.status_code == 422
    assert "is niet gepubliceerd" in page.content.decode()


@pytest.mark.parametrize("rol", ["deelnemer", "onderzoeker", "gespreksleider", ""])
@pytest.mark.parametrize("name", ["verwerken", "sectie", "besluit"])
def test_screens_are_for_the_redactie_also_for_who_crafts_a_request(
    client: Client, site_tree: SiteTree, rol: str, name: str
) -> None:
    if rol:
        client.force_login(UserFactory(rol=rol))
    url = address(name, site_tree, BouwsteenFactory())
    data = {"tekst": "x", "toelichting": "x", "reden": "x", "besluit": "later", "publiceer": "1"}
    assert client.get(url).status_code in {302, 403}
    assert client.post(url, data).status_code in {302, 403}
    assert read(site_tree)["tekst"] == TEKST
    assert not Verwerking.objects.exists()


# Deciding without text


@pytest.mark.parametrize("besluit", ["niet_overgenomen", "later"])
def test_decision_with_a_reason_shows_on_the_page_of_the_bouwsteen(
    editor: Client, site_tree: SiteTree, besluit: str
) -> None:
    bouwsteen = BouwsteenFactory()
    url = address("besluit", site_tree, bouwsteen)
    response = editor.post(url, {"besluit": besluit, "reden": "Het staat al in hoofdstuk drie."})
    assert response.status_code == 302
    assert "1 bouwsteen." in said(response)
    assert "Het staat al in hoofdstuk drie." in editor.get(bouwsteen.get_absolute_url()).content.decode()


def test_decision_without_a_reason_is_refused_at_the_field(editor: Client, site_tree: SiteTree) -> None:
    page = editor.post(address("besluit", site_tree, BouwsteenFactory()), {"besluit": "later", "reden": " "})
    assert page.status_code == 422
    assert page.context["form"].errors["reden"] == ["Geef een reden. De inbrenger leest die terug."]
    assert not Verwerking.objects.exists()


def test_decision_cannot_smuggle_in_another_outcome(editor: Client, site_tree: SiteTree) -> None:
    page = editor.post(address("besluit", site_tree, BouwsteenFactory()), {"besluit": "in_tekst", "reden": "x"})
    assert page.status_code == 422
    assert not Verwerking.objects.exists()


def test_decision_on_nothing_goes_back(editor: Client, site_tree: SiteTree) -> None:
    response = editor.post(address("besluit", site_tree), {"besluit": "later", "reden": "x"})
    assert response.status_code == 302
    assert "Kies eerst ten minste één bouwsteen" in said(response)
