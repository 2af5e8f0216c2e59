"""Versions: the list, permalinks that never change, and redirects after a rename."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import HoofdstukVersie
from kennisbank.document.services import newest_versie
from tests.factories import BouwsteenFactory, UserFactory
from tests.histories import credit, make_editie, republish, rewrite
from tests.pages import SiteTree

BASE = "/document/tegenspraak/versies/"
BELOW = ["", "versies/", "versies/1/", "versies/1/verschil/", "versies/vergelijken/?van=1&naar=1", "wie-schreef-dit/"]


def get(client: Client, path: str) -> str:
    """What the page at `path` says, side navigation left out."""
    html = client.get(path).content.decode()
    return html[html.index("<main") : html.index("</main>")]


def main_part(client: Client, path: str) -> str:
    html = get(client, path)
    return html[html.index("<article") : html.index("</article>")]


def test_list_names_every_version_with_its_note(site_tree: SiteTree, client: Client) -> None:
    rewrite(site_tree.hoofdstukken[0], "Anders.", site_tree.user, "Scherper gemaakt.")
    html = get(client, BASE)
    assert "Alle versies (2)" in html
    assert html.index("Scherper gemaakt.") < html.index("Eerste versie")
    assert f'href="{BASE}2/verschil/"' in html
    assert f'href="{BASE}1/verschil/"' not in html
    assert html.count("Nu te lezen") == 1


def test_list_says_who_made_a_version_and_how_many_words_it_changed(site_tree: SiteTree, client: Client) -> None:
    page = site_tree.hoofdstukken[0]
    tekst = inhoud_of(page)["secties"][0]["tekst"]
    rewrite(page, tekst.replace("zegt wat er speelt", "zegt altijd eerlijk wat speelt"), site_tree.user)
    html = get(client, BASE)
    assert "door Renske Redacteur" in html
    assert "2 woorden erbij, 1 eraf" in html


def test_who_has_no_name_is_a_colleague_and_not_a_login_name(site_tree: SiteTree, client: Client) -> None:
    unnamed = UserFactory(rol="redacteur", username="p1234567", weergavenaam="")
    rewrite(site_tree.hoofdstukken[0], "Anders.", unnamed)
    html = get(client, BASE)
    assert "door een collega" in html
    assert "p1234567" not in html


def test_list_and_permalink_credit_the_proposer(site_tree: SiteTree, client: Client) -> None:
    versie = rewrite(site_tree.hoofdstukken[0], "Anders.", site_tree.user)
    voorstel = credit(versie, UserFactory(weergavenaam="Petra Voorstel"), site_tree.user)
    for path in [BASE, f"{BASE}2/", f"{BASE}2/verschil/"]:
        html = get(client, path)
        assert "Petra Voorstel" in html, path
        assert "Renske Redacteur" in html, path
        assert f'href="{voorstel.get_absolute_url()}"' in html, path
    assert "Petra Voorstel" not in get(client, f"{BASE}1/")


def test_list_names_the_bouwstenen_that_came_and_left(site_tree: SiteTree, client: Client) -> None:
    page = site_tree.hoofdstukken[0]
    came, hidden = BouwsteenFactory(titel="Eerst bellen"), BouwsteenFactory(ingezonden=True, titel="Nog geheim")
    secties = inhoud_of(page)["secties"]
    secties[0]["bronnen"] = [{"bouwsteen": steen.urn_id, "rol": "bron"} for steen in (came, hidden)]
    republish(page, secties, site_tree.user, "Verwerkt.")
    secties[0]["bronnen"] = []
    republish(page, secties, site_tree.user, "Toch niet.")
    html = get(client, BASE)
    newest, former, _ = html.split('<li class="kb-versie ')[1:]
    assert "1 bouwsteen eruit" in newest
    assert "1 bouwsteen erbij" in former
    assert f'href="{came.get_absolute_url()}">Eerst bellen</a>' in former
    assert "Nog geheim" not in html


def test_list_and_permalink_name_the_edition(site_tree: SiteTree, client: Client) -> None:
    editie = make_editie(site_tree.document, [newest_versie(site_tree.hoofdstukken[0])], site_tree.user, 3)
    rewrite(site_tree.hoofdstukken[0], "Anders.", site_tree.user)
    for path in [BASE, f"{BASE}1/"]:
        assert f'href="{editie.get_absolute_url()}"' in get(client, path)
    assert "Editie 3" not in get(client, f"{BASE}2/")


def test_only_substantive_versions_when_asked(site_tree: SiteTree, client: Client) -> None:
    rewrite(site_tree.hoofdstukken[0], "Anders.", site_tree.user, "Komma weg.", soort="redactioneel")
    html = get(client, f"{BASE}?soort=inhoudelijk")
    assert "Komma weg." not in html
    assert "Eerste versie" in html
    assert "Nu te lezen" not in html, "the newest version is not in this list"
    assert "Komma weg." in get(client, f"{BASE}?soort=onzin")


def test_any_two_versions_can_be_chosen_and_the_two_newest_are(site_tree: SiteTree, client: Client) -> None:
    for number in range(3):
        rewrite(site_tree.hoofdstukken[0], f"Ronde {number}.", site_tree.user)
    html = get(client, BASE)
    assert f'method="get" action="{BASE}vergelijken/"' in html
    for name, chosen in [("van", 3), ("naar", 4)]:
        for number in range(1, 5):
            checked = " checked" if number == chosen else ""
            assert f'<input type="radio" name="{name}" value="{number}"{checked}>' in html


def test_list_is_cut_into_pages_within_a_budget(
    site_tree: SiteTree, client: Client, django_assert_max_num_queries: Any
) -> None:
    page = site_tree.hoofdstukken[0]
    someone = UserFactory(weergavenaam="Petra Voorstel")
    stenen = BouwsteenFactory.create_batch(3)
    for number in range(30):
        secties = inhoud_of(page)["secties"]
        secties[0] |= {
            "tekst": f"Ronde {number}.",
            "bronnen": [{"bouwsteen": stenen[number % 3].urn_id, "rol": "bron"}],
        }
        versie = republish(page, secties, site_tree.user, f"Ronde {number}.")
        credit(versie, someone, site_tree.user)
    make_editie(site_tree.document, [newest_versie(page)], site_tree.user)
    with django_assert_max_num_queries(25):
        html = get(client, BASE)
    assert html.count('<li class="kb-versie ') == 25
    assert 'href="?pagina=2"' in html
    assert "Eerste versie" in get(client, f"{BASE}?pagina=2")


def test_permalink_stays_the_same_after_a_later_publish(site_tree: SiteTree, client: Client) -> None:
    before = main_part(client, f"{BASE}1/")
    rewrite(site_tree.hoofdstukken[0], "Heel iets anders.", site_tree.user, "Omgegooid.")
    assert main_part(client, f"{BASE}1/") == before
    assert "Heel iets anders." in main_part(client, f"{BASE}2/")
    html = client.get(f"{BASE}1/").content.decode()
    assert "Dit is versie 1 van Tegenspraak geven" in html
    assert "Lees versie 2" in html


def test_permalink_leads_to_the_versions_around_it(site_tree: SiteTree, client: Client) -> None:
    for number in range(2):
        rewrite(site_tree.hoofdstukken[0], f"Ronde {number}.", site_tree.user)
    html = get(client, f"{BASE}2/")
    assert f'href="{BASE}1/" rel="prev"' in html
    assert f'href="{BASE}3/" rel="next"' in html
    assert f"http://testserver{BASE}2/" in html
    assert f'href="{BASE}vergelijken/?van=2&amp;naar=3"' in html
    assert 'rel="prev"' not in get(client, f"{BASE}1/")
    assert 'rel="next"' not in get(client, f"{BASE}3/")


def test_permalink_shows_that_the_text_is_as_it_was(site_tree: SiteTree, client: Client) -> None:
    versie = HoofdstukVersie.objects.get(hoofdstuk=site_tree.hoofdstukken[0])
    html = client.get(f"{BASE}1/").content.decode()
    assert versie.sha256 in html
    assert versie.urn in html
    assert "niet veranderd sinds de publicatie" in html


def test_permalink_says_when_the_text_does_not_match_its_digest(site_tree: SiteTree, client: Client) -> None:
    page = site_tree.hoofdstukken[0]
    HoofdstukVersie.objects.create(
        hoofdstuk=page, nummer=2, titel="Vals", inhoud=inhoud_of(page), sha256="0" * 64, wijzigingssoort="inhoudelijk"
    )
    assert "klopt niet met het controlegetal" in client.get(f"{BASE}2/").content.decode()


@pytest.mark.parametrize("nummer", ["0", "2", "99", "9" * 30])
def test_unknown_number_is_not_found_in_dutch(site_tree: SiteTree, client: Client, nummer: str) -> None:
    for path in [f"{BASE}{nummer}/", f"{BASE}{nummer}/verschil/"]:
        response = client.get(path)
        assert response.status_code == 404
        assert "Deze pagina bestaat niet" in response.content.decode()


def test_unknown_hoofdstuk_is_not_found(site_tree: SiteTree, client: Client) -> None:
    assert client.get("/document/nergens/versies/").status_code == 404
    assert client.get("/nergens/tegenspraak/versies/1/").status_code == 404


def test_old_address_redirects_also_to_versions(
    site_tree: SiteTree, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    draft = site_tree.hoofdstukken[0].get_latest_revision_as_object()
    draft.slug = "tegenspreken"
    with django_capture_on_commit_callbacks(execute=True):
        draft.save_revision(user=site_tree.user).publish(user=site_tree.user)
    cache.clear()
    for rest in BELOW:
        response = client.get(f"/document/tegenspraak/{rest}")
        assert response.status_code == 301, rest
        assert response["Location"].endswith(f"/document/tegenspreken/{rest}")
        assert client.get(response["Location"]).status_code == 200
