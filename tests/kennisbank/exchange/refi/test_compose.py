"""What was selected goes out whole, in place, without people, and the same each time."""

import zipfile
from io import BytesIO
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from bouwstenen.models import Bouwsteen, Gesprek, Stand
from kennisbank.exchange.refi.check import check_file
from kennisbank.exchange.refi.compose import ZONDER_GESPREK, build_source, compose_project, words_of
from kennisbank.exchange.refi.families import Woorden, flat
from kennisbank.exchange.refi.guids import guid_of
from kennisbank.exchange.refi.model import Project
from kennisbank.exchange.refi.package import write_package
from kennisbank.exchange.refi.reader import read_refi
from kennisbank.exchange.refi.views import make_file
from kennisbank.onderzoek.corpus import read_corpus
from kennisbank.redactie.models import Besluit, Verwerking
from tests.factories import (
    BouwsteenFactory,
    GesprekFactory,
    OrganisatieFactory,
    SynoniemFactory,
    ThemaFactory,
    UserFactory,
)
from tests.kennisbank.exchange.refi.samples import guid, words
from tests.pages import SiteTree

pytestmark = pytest.mark.django_db


@pytest.fixture
def steen() -> Bouwsteen:
    breed = ThemaFactory(naam="Vakmanschap", slug="vakmanschap")
    thema = ThemaFactory(naam="Tegenspraak", slug="tegenspraak")
    thema.breder.set([breed])
    SynoniemFactory(thema=thema, term="tegengas")
    hart = ThemaFactory(naam="Hart", slug="hart", soort="lichaamsdeel")
    niveau = ThemaFactory(naam="Team", slug="team", soort="niveau")
    leider = UserFactory(weergavenaam="Gespreksleider Geheim")
    gesprek = GesprekFactory(
        titel="Gesprek 🙂",
        organisaties=[OrganisatieFactory(naam="Dienst B"), OrganisatieFactory(naam="Dienst A")],
        gespreksleider=leider,
    )
    BouwsteenFactory(gesprek=gesprek, titel="Eerst", tekst="Een 👩‍👧 met **é**.\n\n- punt")
    return BouwsteenFactory(
        gesprek=gesprek,
        titel="Zeg het",
        tekst="Zeg wat schuurt.",
        themas=[thema, niveau],
        lichaamsdeel=hart,
        tegengeluid=True,
        ingebracht_door=UserFactory(weergavenaam="Inzender Geheim"),
    )


def everything() -> Project:
    return compose_project(read_corpus())


def test_bouwstenen_are_pieces_of_the_text_of_their_gesprek(steen: Bouwsteen) -> None:
    [bron] = everything().bronnen
    pieces = {selectie.guid: bron.tekst[selectie.start : selectie.eind] for selectie in bron.selecties}
    assert pieces == {guid_of(each.urn): words_of(each) for each in Bouwsteen.objects.all()}
    assert bron.tekst == "Eerst\n\nEen 👩‍👧 met **é**.\n\n- punt\n\nZeg het\n\nZeg wat schuurt.\n"
    assert bron.naam == "Gesprek 🙂 (2025-03-12)"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_positions_hold_for_any_words(texts: list[tuple[str, str]]) -> None:
    stenen = [Bouwsteen(titel=titel, tekst=tekst) for titel, tekst in texts]
    with mock.patch("kennisbank.exchange.refi.compose.codes_of", return_value=[]):
        bron = build_source(guid(1), "Bron", "", stenen, Woorden({}, {}, {}))
    [read] = read_refi(write_package(Project("Proef", bronnen=(bron,))), "x")[0].bronnen
    pieces = [read.tekst[selectie.start : selectie.eind] for selectie in read.selecties]
    assert pieces == [words_of(steen) for steen in stenen]


def test_what_it_is_about_and_where_it_was_said_are_two_families(steen: Bouwsteen) -> None:
    project = everything()
    families = {code.naam: code for code in project.codes}
    [vakmanschap] = families["Thema’s"].codes
    assert [(code.naam, code.omschrijving) for code in vakmanschap.codes] == [
        ("Tegenspraak", "Tegenspraak is een begrip uit de woordenlijst van de tests.")
    ]
    assert [folder.naam for folder in families["Plek in het gesprek"].codes] == ["Canvasvak", "Lichaamsdeel"]
    assert [code.naam for code in families["Lens: niveau"].codes] == ["Team"]
    note = next(note for note in project.notities if note.naam == "Tegenspraak")
    assert "Ook wel: tegengas." in note.tekst
    names = {code.guid: code.naam for code in flat(project.codes)}
    codings = {names[each.code] for each in project.bronnen[0].selecties[1].coderingen}
    assert codings == {"Tegenspraak", "Team", "Hart", "Inzicht", "Tegengeluid"}


def test_gesprekken_are_cases_with_what_is_known_of_them(steen: Bouwsteen) -> None:
    project = everything()
    names = {variabele.guid: variabele.naam for variabele in project.variabelen}
    [casus] = project.casussen
    values = {names[waarde.variabele]: waarde.waarde for waarde in casus.waarden}
    assert values["Organisaties"] == "Dienst A; Dienst B"
    assert (values["Datum"], values["Vorm"], values["Aantal deelnemers"]) == (
        "2025-03-12",
        "Vragen ter inspiratie",
        "8",
    )
    assert casus.bronnen == (project.bronnen[0].guid,)


def test_no_people_are_in_it_and_no_hidden_gesprek(steen: Bouwsteen) -> None:
    Gesprek.objects.update(zichtbaar=False)
    BouwsteenFactory(ingezonden=True, titel="Nog niet gelezen")
    inhoud = make_file(read_corpus(), "qdpx")
    with zipfile.ZipFile(BytesIO(inhoud)) as archief:
        alles = "".join(archief.read(naam).decode() for naam in archief.namelist())
    assert "Geheim" not in alles
    assert "Gesprek 🙂" not in alles
    assert "Nog niet gelezen" not in alles
    [bron] = read_refi(inhoud, "x")[0].bronnen
    assert bron.naam == ZONDER_GESPREK


def test_hoofdstukken_that_took_it_up_are_linked(steen: Bouwsteen, site_tree: SiteTree) -> None:
    hoofdstuk = site_tree.hoofdstukken[0]
    Verwerking.objects.create(
        bouwsteen=steen,
        besluit=Besluit.IN_TEKST,
        hoofdstuk=hoofdstuk,
        sectie_id="s",
        sectie_kop="Kop",
        door=UserFactory(),
    )
    Bouwsteen.objects.filter(pk=steen.pk).update(stand=Stand.IN_TEKST)
    project = everything()
    [link] = project.koppelingen
    assert (link.van, link.naar, link.naam) == (guid_of(steen.urn), guid_of(hoofdstuk.urn), "In de tekst: Kop")
    assert check_file(make_file(read_corpus(), "qdpx"), "x") == []


def test_files_are_right_and_the_same_each_time(steen: Bouwsteen, client: Client) -> None:
    for formaat in ("qdpx", "qdc"):
        first = client.get(f"/zoeken/uitvoer/{formaat}/")
        again = client.get(f"/zoeken/uitvoer/{formaat}/", headers={"if-none-match": first["ETag"]})
        assert (first.status_code, again.status_code) == (200, 304)
        assert check_file(first.content, "x") == []
        assert client.get(f"/zoeken/uitvoer/{formaat}/").content == first.content
        assert f'.{formaat}"' in first["Content-Disposition"]


def test_the_number_of_queries_does_not_grow(steen: Bouwsteen, django_assert_max_num_queries: Any) -> None:
    for _ in range(5):
        BouwsteenFactory(themas=[ThemaFactory(), ThemaFactory(soort="niveau")])
    with django_assert_max_num_queries(16):
        make_file(read_corpus(), "qdpx")
