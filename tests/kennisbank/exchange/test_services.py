"""Importing documents: all or nothing, again and again, and never over somebody's work."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kennisbank.accounts.models import User
from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie, LevendDocument, Startpagina
from kennisbank.document.services import update_hoofdstuk
from kennisbank.exchange import services
from kennisbank.exchange.formats.jsonl import read_jsonl
from kennisbank.exchange.report import Importverslag
from kennisbank.exchange.services import import_document
from kennisbank.text.markdown import extract_wikilinks
from kennisbank.ui.tekst import find_links
from tests.factories import SynoniemFactory, ThemaFactory
from tests.kennisbank.exchange.samples import DOCUMENTEN, bron, document
from tests.pages import SiteTree, build_start

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"


@pytest.fixture
def start(redacteur: User) -> Startpagina:
    return build_start(redacteur)


def hoofdstuk(pad: str) -> Hoofdstuk:
    return Hoofdstuk.objects.get(bron_id=f"proef/{pad}")


def teksten(page: Hoofdstuk) -> dict[str, str]:
    return {sectie["kop"]: sectie["tekst"] for sectie in inhoud_of(page)["secties"]}


def lees(user: User, documenten: list[dict[str, Any]] | None = None, **rest: Any) -> Importverslag:
    return import_document(bron(documenten), titel="Proef", user=user, **rest)


@pytest.fixture
def ingelezen(start: Startpagina, redacteur: User) -> Importverslag:
    return lees(redacteur)


def test_every_document_becomes_a_chapter_in_order(ingelezen: Importverslag, client: Client) -> None:
    document = LevendDocument.objects.get()
    titles = [page.title for page in Hoofdstuk.objects.child_of(document)]
    assert titles == ["Handboek", "Werk", "Werken", "Contact (contact)", "Contact (over)"]
    assert (document.title, document.url) == ("Proef", "/proef/")
    assert ingelezen.toegevoegd == titles
    for page in [document, *Hoofdstuk.objects.all()]:
        assert client.get(page.url).status_code == 200


def test_headings_become_sections(ingelezen: Importverslag) -> None:
    assert list(teksten(hoofdstuk("werk/werken.md"))) == ["Inleiding", "Aan de slag"]
    assert "## geen kop" in teksten(hoofdstuk("werk/werken.md"))["Aan de slag"]


def test_links_between_documents_become_wiki_links(ingelezen: Importverslag) -> None:
    inleiding = teksten(hoofdstuk("index.md"))["Inleiding"]
    assert "[[Werken#Aan de slag|over werken]]" in inleiding
    assert "[[Werk|hier]]" in inleiding
    assert (
        "[[Contact (contact)|contact]] of de [[Contact (contact)|ander]]"
        in teksten(hoofdstuk("over/contact.md"))["Inleiding"]
    )
    assert "[[Werken#Aan de slag|Aan de slag]]" in teksten(hoofdstuk("werk/werken.md"))["Aan de slag"]


def test_every_wiki_link_leads_somewhere(ingelezen: Importverslag) -> None:
    for page in Hoofdstuk.objects.all():
        for tekst in teksten(page).values():
            targets = extract_wikilinks(tekst)
            assert set(find_links([tekst])) == set(targets)


def test_links_out_stay_and_links_to_nothing_become_text(ingelezen: Importverslag) -> None:
    meer = teksten(hoofdstuk("index.md"))["Meer"]
    assert "[Buiten](https://example.org/x), plaatje en *Afbeelding: Schema*" in meer
    assert "[de bron](https://example.org/bron)" in meer
    reasons = " ".join(melding.tekst for melding in ingelezen.weggelaten)
    assert "img/x.pdf: een bestand dat niet meekomt" in reasons
    assert "Schema (img/schema.png)" in reasons


def test_footnotes_travel_with_the_section_that_uses_them(ingelezen: Importverslag) -> None:
    secties = teksten(hoofdstuk("index.md"))
    assert "[^1]: Een noot met [[Werken|link]]." in secties["Meer"]
    assert "[^1]:" not in secties["Inleiding"]


def test_scripts_are_taken_out_and_named(ingelezen: Importverslag) -> None:
    assert "alert" not in str(teksten(hoofdstuk("werk/index.md")))
    assert any("<script>" in melding.tekst for melding in ingelezen.weggelaten)


def test_what_is_left_out_is_named_with_its_reason(ingelezen: Importverslag) -> None:
    by_place = {melding.plek: melding.tekst for melding in ingelezen.weggelaten if "geen tekst" in melding.tekst}
    assert list(by_place) == ["proef/leeg.md"]
    assert any("author: P. Ersoon" in melding.tekst for melding in ingelezen.weggelaten)
    assert any("bestaat-niet.md" in melding.tekst for melding in ingelezen.waarschuwingen)


def test_metadata_finds_its_place(start: Startpagina, redacteur: User) -> None:
    thema = ThemaFactory(naam="Vakmanschap")
    SynoniemFactory(thema=thema, term="Vakwerk")
    verslag = lees(redacteur)
    page = hoofdstuk("index.md")
    assert list(page.themas.all()) == [thema]
    assert str(page.versies.get().gemaakt_op.date()) == "2019-03-27"
    assert any("geen thema heet onbekend" in melding.tekst for melding in verslag.weggelaten)


def test_importing_again_changes_nothing(ingelezen: Importverslag, redacteur: User) -> None:
    before = list(HoofdstukVersie.objects.values_list("pk", flat=True))
    revisions = {page.pk: page.latest_revision_id for page in Hoofdstuk.objects.all()}
    again = lees(redacteur)
    assert again.is_ongewijzigd
    assert again.samenvatting == "Er is niets veranderd."
    assert len(again.ongewijzigd) == 5
    assert list(HoofdstukVersie.objects.values_list("pk", flat=True)) == before
    assert {page.pk: page.latest_revision_id for page in Hoofdstuk.objects.all()} == revisions
    assert LevendDocument.objects.count() == 1


def test_only_what_changed_in_the_source_changes_here(ingelezen: Importverslag, redacteur: User) -> None:
    rijen = deepcopy(DOCUMENTEN)
    rijen[3]["text"] = "Bel ons morgen."
    rijen.append(document("nieuw.md", "Nieuw", "Iets nieuws."))
    verslag = lees(redacteur, rijen)
    assert (verslag.gewijzigd, verslag.toegevoegd) == (["Contact (contact)"], ["Nieuw"])
    page = hoofdstuk("contact/index.md")
    assert page.versies.count() == 2
    assert teksten(page) == {"Inleiding": "Bel ons morgen."}
    assert hoofdstuk("index.md").versies.count() == 1
    assert lees(redacteur, rijen).is_ongewijzigd


def test_sections_keep_their_identity(ingelezen: Importverslag, redacteur: User) -> None:
    before = {sectie["kop"]: sectie["id"] for sectie in inhoud_of(hoofdstuk("werk/werken.md"))["secties"]}
    rijen = deepcopy(DOCUMENTEN)
    rijen[2]["text"] = rijen[2]["text"].replace("Begin.", "Begin nu.").replace("Vooraf.\n\n", "")
    lees(redacteur, rijen)
    after = {sectie["kop"]: sectie["id"] for sectie in inhoud_of(hoofdstuk("werk/werken.md"))["secties"]}
    assert after == {"Aan de slag": before["Aan de slag"]}


def test_what_was_edited_here_is_left_alone(ingelezen: Importverslag, redacteur: User) -> None:
    page = hoofdstuk("contact/index.md")
    secties = inhoud_of(page)["secties"]
    secties[0]["tekst"] = "Hier verbeterd."
    update_hoofdstuk(page, secties=secties, user=redacteur, publish=True, toelichting="Verbeterd")
    assert lees(redacteur).is_ongewijzigd
    rijen = deepcopy(DOCUMENTEN)
    rijen[3]["text"] = "In de bron veranderd."
    verslag = lees(redacteur, rijen)
    assert "Op de site bewerkt" in verslag.overgeslagen[0].tekst
    assert teksten(hoofdstuk("contact/index.md")) == {"Inleiding": "Hier verbeterd."}


def test_a_draft_is_left_alone(ingelezen: Importverslag, redacteur: User) -> None:
    page = hoofdstuk("contact/index.md")
    update_hoofdstuk(
        page, secties=inhoud_of(page)["secties"], titel="Concept", user=redacteur, publish=False, toelichting=""
    )
    rijen = deepcopy(DOCUMENTEN)
    rijen[3]["text"] = "In de bron veranderd."
    assert "concept" in lees(redacteur, rijen).overgeslagen[0].tekst


def test_what_left_the_source_is_named_and_taken_offline_on_request(ingelezen: Importverslag, redacteur: User) -> None:
    rijen = [rij for rij in DOCUMENTEN if "werken.md" not in rij["id"]]
    assert lees(redacteur, rijen).verdwenen == ["Werken (proef/werk/werken.md)"]
    assert hoofdstuk("werk/werken.md").live
    verslag = lees(redacteur, rijen, verwijderde_offline=True)
    assert verslag.offline == ["Werken (proef/werk/werken.md)"]
    assert not hoofdstuk("werk/werken.md").live
    assert hoofdstuk("werk/werken.md").versies.exists()


def test_a_trial_run_changes_nothing(start: Startpagina, redacteur: User, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(20) as queries:
        verslag = lees(redacteur, dry_run=True)
    assert isinstance(queries, CaptureQueriesContext)
    assert not any(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in queries.captured_queries)
    assert len(verslag.toegevoegd) == 5
    assert verslag.samenvatting == "Dit zou er gebeuren: 5 toegevoegd."
    assert not LevendDocument.objects.exists()


def test_nothing_is_half_imported(start: Startpagina, redacteur: User, monkeypatch: pytest.MonkeyPatch) -> None:
    write = services.create_hoofdstuk

    def dies(*args: Any, **kwargs: Any) -> Any:
        if kwargs["bron_id"] == "proef/werk/werken.md":
            raise SystemExit("the process is stopped")
        return write(*args, **kwargs)

    monkeypatch.setattr(services, "create_hoofdstuk", dies)
    with pytest.raises(SystemExit):
        lees(redacteur)
    assert not LevendDocument.objects.exists()
    assert not HoofdstukVersie.objects.exists()


def test_titles_that_lead_elsewhere_are_linked_by_address(site_tree: SiteTree) -> None:
    rijen = [
        document("a.md", "Tegenspraak geven", "Zie [b](b.md)."),
        document("b.md", "Titel | met streep", "Zie [a](a.md)."),
    ]
    lees(site_tree.user, rijen)
    assert teksten(hoofdstuk("a.md"))["Inleiding"] == "Zie [[proef/titel-met-streep|b]]."
    assert teksten(hoofdstuk("b.md"))["Inleiding"] == "Zie [[proef/tegenspraak-geven|a]]."
    targets = ["proef/titel-met-streep", "proef/tegenspraak-geven"]
    assert {doel.url for doel in find_links([], ook=targets).values()} == {f"/{target}/" for target in targets}
    assert lees(site_tree.user, rijen).is_ongewijzigd


def test_two_sources_do_not_disturb_each_other(ingelezen: Importverslag, redacteur: User) -> None:
    import_document(bron(), titel="Tweede", user=redacteur)
    assert LevendDocument.objects.count() == 2
    assert lees(redacteur).is_ongewijzigd
    assert import_document(bron(), titel="Tweede", user=redacteur).is_ongewijzigd


def test_a_text_of_a_megabyte_becomes_several_sections(start: Startpagina, redacteur: User, client: Client) -> None:
    tekst = "## Veel\n\n" + "Een alinea die telt.\n\n" * 48_000
    verslag = lees(redacteur, [document("lang.md", "Lang", tekst)])
    secties = inhoud_of(hoofdstuk("lang.md"))["secties"]
    assert [sectie["kop"] for sectie in secties] == ["Veel", *(f"Veel ({n})" for n in range(2, len(secties) + 1))]
    assert "".join("".join(sectie["tekst"].split()) for sectie in secties) == "".join(tekst.split())[6:]
    assert any("te lang" in melding.tekst for melding in verslag.weggelaten)
    assert client.get(hoofdstuk("lang.md").url).status_code == 200


def test_broken_markdown_is_imported_as_it_is(start: Startpagina, redacteur: User, client: Client) -> None:
    tekst = "# \n\n[[[[(]\n```\nnooit dicht\n# x\n> - ![\n| a\n|-\n<b><i>\n[^weg] [x]: \x00\x07\u202e"
    lees(redacteur, [document("stuk.md", "[Stuk] <b>", tekst)])
    page = hoofdstuk("stuk.md")
    assert page.title == "[Stuk] <b>"
    response = client.get(page.url)
    assert response.status_code == 200
    assert "nooit dicht" in response.content.decode()


def test_only_who_may_can_import(start: Startpagina, deelnemer: User) -> None:
    with pytest.raises(PermissionDenied):
        lees(deelnemer)


def test_without_a_home_page_there_is_a_clear_message(redacteur: User) -> None:
    with pytest.raises(ValidationError, match="startpagina"):
        lees(redacteur)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project (../shared/data)")
def test_a_real_handbook_comes_in_whole(start: Startpagina, redacteur: User, client: Client) -> None:
    source = read_jsonl((SHARED / "digigilde_handboek.jsonl").read_bytes(), "digigilde_handboek")
    verslag = import_document(source, user=redacteur)
    assert len(verslag.toegevoegd) == 12
    assert import_document(source, user=redacteur).is_ongewijzigd
    for page in Hoofdstuk.objects.all():
        response = client.get(page.url)
        assert response.status_code == 200
        assert "kb-wikilink--leeg" not in response.content.decode()
