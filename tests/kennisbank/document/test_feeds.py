from xml.etree import ElementTree

from django.test import Client

from kennisbank.document.freezing import inhoud_of
from kennisbank.document.services import update_hoofdstuk
from tests.pages import SiteTree

ATOM = "{http://www.w3.org/2005/Atom}"


def test_feed_names_the_newest_changes_by_urn(site_tree: SiteTree, client: Client) -> None:
    page = site_tree.hoofdstukken[0]
    secties = inhoud_of(page)["secties"]
    secties[0]["tekst"] = "Anders."
    update_hoofdstuk(page, secties=secties, user=site_tree.user, publish=True, toelichting="Korter & <beter>.")
    response = client.get("/document/wijzigingen.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
    assert feed.findtext(f"{ATOM}id") == site_tree.document.urn
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 3
    assert entries[0].findtext(f"{ATOM}id") == f"{page.urn}:versie:2"
    assert entries[0].findtext(f"{ATOM}summary") == "Korter & <beter>."
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://testserver/document/tegenspraak/versies/2/"


def test_unknown_document_has_no_feed(site_tree: SiteTree, client: Client) -> None:
    assert client.get("/nergens/wijzigingen.atom").status_code == 404
    assert client.get("/over/wijzigingen.atom").status_code == 404
