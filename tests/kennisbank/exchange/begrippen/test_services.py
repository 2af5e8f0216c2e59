"""Importing begrippen: our own list changes nothing, that of others adds and never overwrites."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kennisbank.accounts.models import User
from kennisbank.exchange.begrippen.rdf import TYPES, read_graph
from kennisbank.exchange.begrippen.read import read_begrippen
from kennisbank.exchange.begrippen.services import import_begrippen
from kennisbank.exchange.begrippen.vocabulaire import read_vocabulary
from kennisbank.exchange.begrippen.write import write_begrippen
from kennisbank.exchange.models import Begripbron
from kennisbank.exchange.report import Importverslag
from kennisbank.search.testing import fresh_index
from tests.factories import SynoniemFactory, ThemaFactory
from themas.models import Synoniem, Thema
from themas.services import merge_thema

pytestmark = pytest.mark.django_db

PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix : <https://elders.example/> .
"""
VREEMD = """
:moed a skos:Concept ; skos:inScheme :lijst ; skos:prefLabel "Moed"@nl, "Courage"@en ;
    skos:definition "Iets durven."@nl ; skos:altLabel "durf"@nl, "bravery"@en ; skos:narrower :heldenmoed .
:heldenmoed a skos:Concept ; xl:prefLabel [ xl:literalForm "Heldenmoed"@nl ] ; skos:hiddenLabel "heldemoed"@nl ;
    skos:definition "Moed in gevaar."@nl ; skos:broader :deugd ; skos:related :weg .
:deugd a skos:Concept ; skos:prefLabel "Deugd"@nl-NL ; skos:definition "Een goede eigenschap." .
:zonder a skos:Concept ; skos:prefLabel "Zonder definitie"@nl .
:engels a skos:Concept ; skos:prefLabel "English"@en ; skos:definition "No Dutch."@en .
"""


def load(tekst: str, user: User, **options: Any) -> Importverslag:
    """Import a list in Turtle."""
    graph = read_graph((PREFIXES + tekst).encode(), "lijst.ttl")
    return import_begrippen(read_begrippen(graph, "lijst.ttl"), naam="lijst.ttl", user=user, **options)


def own_list(soort: str = "ttl") -> bytes:
    return write_begrippen(read_vocabulary(), soort)


def load_own(inhoud: bytes, user: User, soort: str = "ttl", **options: Any) -> Importverslag:
    naam = f"begrippen.{soort}"
    return import_begrippen(read_begrippen(read_graph(inhoud, naam), naam), naam=naam, user=user, **options)


@pytest.fixture
def vocabulary(redacteur: User) -> dict[str, Thema]:
    """A small hierarchy with everything in it that a vocabulary can have."""
    names = ("Moed", "Durf", "Vak", "Ambacht")
    themas = {naam: ThemaFactory(naam=naam, slug=naam.lower(), toelichting="Zie [[Vak]].\n\n* een") for naam in names}
    themas["Team"] = ThemaFactory(naam="Moed", slug="moed-niveau", soort="niveau")
    for term in ("lef", "moed", "spreken"):
        SynoniemFactory(thema=themas["Moed"], term=term)
    themas["Moed"].breder.set([themas["Vak"], themas["Ambacht"]])
    themas["Ambacht"].breder.set([themas["Vak"]])
    themas["Moed"].verwant.set([themas["Vak"], themas["Team"]])
    Begripbron.objects.create(thema=themas["Moed"], uri="https://elders.example/x")
    merge_thema(themas["Durf"], themas["Moed"], user=redacteur)
    return themas


@pytest.mark.parametrize("soort", TYPES)
@pytest.mark.parametrize("weghalen", [False, True])
def test_our_own_list_changes_nothing(
    vocabulary: dict[str, Thema], redacteur: User, soort: str, weghalen: bool
) -> None:
    inhoud = own_list(soort)
    verslag = load_own(inhoud, redacteur, soort, weghalen=weghalen)
    assert (verslag.is_ongewijzigd, verslag.conflicten, verslag.weggelaten) == (True, [], [])
    assert len(verslag.ongewijzigd) == 4
    assert own_list(soort) == inhoud


def test_our_own_list_fills_an_empty_site(vocabulary: dict[str, Thema], redacteur: User) -> None:
    Thema.objects.filter(opgegaan_in__isnull=False).delete()
    inhoud = own_list()
    Thema.objects.all().delete()
    assert len(load_own(inhoud, redacteur).toegevoegd) == 4
    assert own_list() == inhoud
    assert Thema.objects.get(slug="moed").soort == "thema"


def test_our_own_list_brings_edits_back(vocabulary: dict[str, Thema], redacteur: User) -> None:
    inhoud = own_list()
    moed = vocabulary["Moed"]
    Thema.objects.filter(pk=moed.pk).update(naam="Moedig", definitie="Anders.")
    SynoniemFactory(thema=moed, term="nieuw")
    verslag = load_own(inhoud, redacteur, weghalen=True)
    assert "definitie ‘Anders.’ wordt" in verslag.gewijzigd[0]
    moed.refresh_from_db()
    assert moed.naam == "Moed"
    assert not Synoniem.objects.filter(term="nieuw").exists()


def test_a_list_of_others(redacteur: User) -> None:
    tried = load(VREEMD, redacteur, dry_run=True)
    assert not Thema.objects.exists()
    verslag = load(VREEMD, redacteur)
    assert tried.toegevoegd == verslag.toegevoegd == ["Deugd (thema)", "Heldenmoed (thema)", "Moed (thema)"]
    moed, held = Thema.objects.get(naam="Moed"), Thema.objects.get(naam="Heldenmoed")
    assert [term.term for term in moed.synoniemen.all()] == ["durf"]
    assert {thema.naam for thema in held.breder.all()} == {"Moed", "Deugd"}
    skipped = {melding.plek for melding in verslag.overgeslagen}
    assert skipped == {"Zonder definitie", "https://elders.example/engels"}
    left_out = " ".join(melding.tekst for melding in verslag.weggelaten)
    assert "taal en" in left_out
    assert "1× zoekterm" in left_out
    assert "niet op de site: https://elders.example/weg" in left_out
    again = load(VREEMD, redacteur)
    assert again.is_ongewijzigd


def test_what_is_edited_here_stays(redacteur: User) -> None:
    load(VREEMD, redacteur)
    later = VREEMD.replace("Iets durven.", "Iets durven doen.")
    load(later, redacteur)
    assert Thema.objects.get(naam="Moed").definitie == "Iets durven doen."
    Thema.objects.filter(naam="Moed").update(definitie="Van onszelf.")
    assert load(later, redacteur).is_ongewijzigd
    conflict = load(VREEMD, redacteur).conflicten
    assert [melding.plek for melding in conflict] == ["Moed"]
    assert Thema.objects.get(naam="Moed").definitie == "Van onszelf."


def test_the_same_name_gives_synonyms_and_no_other_words(redacteur: User) -> None:
    moed = ThemaFactory(naam="moed", slug="moed", definitie="Van ons.")
    SynoniemFactory(term="Durf", thema=ThemaFactory(naam="Iets anders"))
    verslag = load(VREEMD, redacteur)
    assert {melding.plek for melding in verslag.conflicten} == {"moed"}
    assert "andere definitie" in verslag.conflicten[0].tekst
    assert "‘durf’ hoort al bij ‘Iets anders’" in verslag.conflicten[1].tekst
    moed.refresh_from_db()
    assert (moed.naam, moed.definitie, moed.synoniemen.count()) == ("moed", "Van ons.", 0)
    assert load(VREEMD, redacteur).is_ongewijzigd


def test_the_name_of_a_merged_thema_is_taken(redacteur: User) -> None:
    moed, lef = ThemaFactory(naam="Moed"), ThemaFactory(naam="Lef")
    merge_thema(moed, lef, user=redacteur)
    Synoniem.objects.all().delete()
    verslag = load(':m a skos:Concept; skos:prefLabel "Moed"@nl; skos:definition "x"@nl .', redacteur)
    assert verslag.overgeslagen[0].tekst == "‘Moed’ is hier een synoniem van ‘Lef’."


def test_a_relation_that_would_close_a_circle_with_the_site_is_a_conflict(redacteur: User) -> None:
    moed, deugd = ThemaFactory(naam="Moed"), ThemaFactory(naam="Deugd")
    deugd.breder.add(moed)
    tekst = ':m a skos:Concept; skos:prefLabel "Moed"@nl; skos:definition "x"@nl; skos:broader :d .\n'
    verslag = load(tekst + ':d a skos:Concept; skos:prefLabel "Deugd"@nl; skos:definition "y"@nl.', redacteur)
    assert any("kan dus niet breder zijn" in melding.tekst for melding in verslag.conflicten)
    assert not moed.breder.exists()


def test_a_new_synonym_is_found(
    redacteur: User, client: Client, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with fresh_index(tmp_path):
        with django_capture_on_commit_callbacks(execute=True):
            ThemaFactory(naam="Moed", slug="moed", definitie="Iets durven.")
        with django_capture_on_commit_callbacks(execute=True):
            load(VREEMD, redacteur)
        assert "/themas/moed/" in client.get("/zoeken/?q=durf").content.decode()


def test_a_gespreksleider_may_not(deelnemer: User) -> None:
    with pytest.raises(PermissionDenied):
        load(VREEMD, deelnemer)


def test_the_screen_tries_out_first(client: Client, redacteur: User, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    client.force_login(redacteur)
    url = "/beheer/importeren/begrippen/"
    assert url in client.get("/beheer/").content.decode()
    bestand = SimpleUploadedFile("lijst.ttl", (PREFIXES + VREEMD).encode())
    tried: Any = client.post(url, {"bestand": bestand})
    assert "Dit zou er gebeuren: 3 toegevoegd" in tried.content.decode()
    assert not Thema.objects.exists()
    done = client.post(url, {"token": tried.context["token"]})
    assert "Ingelezen: 3 toegevoegd" in done.content.decode()
    wrong: Any = client.post(url, {"bestand": SimpleUploadedFile("x.ttl", b"<a> <b>")})
    assert wrong.status_code == 422
    assert "geen goed Turtle-bestand" in wrong.context["form"].errors["bestand"][0]
    client.force_login(User.objects.create(username="x"))
    assert client.get(url).status_code in {302, 403}
