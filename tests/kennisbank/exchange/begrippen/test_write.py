"""Our own vocabulary as SKOS: by the rules of NL-SBB, the same every time, and open to who asks."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from kennisbank.accounts.models import User
from kennisbank.exchange.begrippen.check import check_graph
from kennisbank.exchange.begrippen.model import Begrip, Begrippenlijst, Kader
from kennisbank.exchange.begrippen.rdf import TYPES, read_graph
from kennisbank.exchange.begrippen.vocabulaire import begrip_uri, kader_uri, read_vocabulary
from kennisbank.exchange.begrippen.write import write_begrippen
from kennisbank.exchange.models import Begripbron
from tests.architecture.tree import ROOT
from tests.factories import SynoniemFactory, ThemaFactory
from themas.models import Thema
from themas.services import merge_thema

KADER = Kader("https://x.example/id/begrippenkader/thema", "Thema’s", "Waar het over gaat.")


def begrip(naam: str, **fields: Any) -> Begrip:
    """A begrip with an address after its name."""
    return Begrip(f"https://x.example/id/begrip/{naam.lower()}", KADER.uri, naam, f"Dat is {naam}.", **fields)


LIJST = Begrippenlijst(
    [KADER],
    [
        begrip("Boven", synoniemen=("hoger", "<b>&\x0b\ud7ff\uffff"), toelichting="Regel 1\n\n*regel* 2"),
        begrip("Onder", breder=("https://x.example/id/begrip/boven",), gelijk=("https://elders.example/onder",)),
        begrip("Naast", verwant=("https://x.example/id/begrip/boven",)),
    ],
    "https://x.example/themas/",
    "Proef",
)


@pytest.mark.parametrize("soort", TYPES)
def test_every_spelling_says_the_same_and_keeps_the_rules(soort: str) -> None:
    graph = read_graph(write_begrippen(LIJST, soort), f"x.{soort}")
    assert set(graph) == set(read_graph(write_begrippen(LIJST, "ttl"), "x.ttl"))
    assert check_graph(graph) == []
    boven, onder = (URIRef(begrip.uri) for begrip in LIJST.begrippen[:2])
    assert Literal("Regel 1\n\n*regel* 2", lang="nl") in set(graph.objects(boven, SKOS.scopeNote))
    assert Literal("<b>&\ud7ff", lang="nl") in set(graph.objects(boven, SKOS.altLabel))
    assert (boven, SKOS.topConceptOf, URIRef(KADER.uri)) in graph
    assert (onder, SKOS.topConceptOf, None) not in graph
    assert (boven, SKOS.narrower, onder) in graph


SCRIPT = """
from tests.kennisbank.exchange.begrippen.test_write import LIJST
from kennisbank.exchange.begrippen.write import write_begrippen
import hashlib
print([hashlib.sha256(write_begrippen(LIJST, soort)).hexdigest() for soort in ("ttl", "rdf", "jsonld")])
"""


def test_another_process_writes_the_same_bytes() -> None:
    command = [sys.executable, "-c", f"import django; django.setup(){SCRIPT}"]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "kennisbank.settings.test"}
    seeds = ("1", "2")
    answers = {subprocess.check_output(command, cwd=ROOT, env={**env, "PYTHONHASHSEED": seed}) for seed in seeds}
    assert len(answers) == 1


def test_what_hangs_between_two_kaders_is_a_harmonisation_relation() -> None:
    ander = Kader("https://x.example/id/begrippenkader/niveau", "Niveau")
    team = Begrip("https://x.example/id/begrip/team", ander.uri, "Team", "Een groep.", verwant=(begrip("Boven").uri,))
    lijst = Begrippenlijst([KADER, ander], [begrip("Boven", breder=(team.uri,)), team])
    graph = read_graph(write_begrippen(lijst, "ttl"), "x.ttl")
    assert (URIRef(begrip("Boven").uri), SKOS.broadMatch, URIRef(team.uri)) in graph
    assert not list(graph.subject_objects(SKOS.relatedMatch)), "what is broader is not also related"
    assert {str(bevinding.ernst) for bevinding in check_graph(graph)} <= {"tip"}


@pytest.fixture
def vocabulary(redacteur: User) -> dict[str, Thema]:
    """Three themas, one merged into another, and a lens."""
    moed, durf, vak = (ThemaFactory(naam=naam, slug=naam.lower()) for naam in ("Moed", "Durf", "Vak"))
    team = ThemaFactory(naam="Team", slug="team", soort="niveau")
    moed.breder.add(vak)
    moed.verwant.add(team)
    SynoniemFactory(thema=moed, term="lef")
    Begripbron.objects.create(thema=moed, uri="https://elders.example/moed")
    merge_thema(durf, moed, user=redacteur)
    return {"moed": moed, "durf": durf, "vak": vak, "team": team}


@pytest.mark.django_db
def test_the_file_of_the_site(client: Client, vocabulary: dict[str, Thema], django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(8):
        response = client.get("/themas/begrippen.ttl")
    assert response["Content-Type"] == "text/turtle; charset=utf-8"
    graph = Graph().parse(data=response.content, format="turtle")
    assert check_graph(graph) == []
    moed, durf = (URIRef(begrip_uri(vocabulary[naam].urn_id)) for naam in ("moed", "durf"))
    assert {str(label) for label in graph.objects(moed, SKOS.altLabel)} == {"Durf", "lef"}
    assert (durf, DCTERMS.isReplacedBy, moed) in graph
    assert (durf, OWL.deprecated, Literal(True)) in graph
    assert (moed, SKOS.exactMatch, URIRef("https://elders.example/moed")) in graph
    assert (moed, SKOS.relatedMatch, URIRef(begrip_uri(vocabulary["team"].urn_id))) in graph
    assert len(list(graph.subjects(RDF.type, SKOS.ConceptScheme))) == 6
    assert client.get("/themas/begrippen.ttl", headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.django_db
def test_uris_lead_somewhere(client: Client, vocabulary: dict[str, Thema]) -> None:
    moed = vocabulary["moed"]
    uri = begrip_uri(moed.urn_id)
    answer = client.get(f"/id/begrip/{moed.urn_id}")
    assert uri.endswith(f"/id/begrip/{moed.urn_id}")
    assert (answer.status_code, answer["Location"]) == (303, "/themas/moed/")
    machine = client.get(f"/id/begrip/{moed.urn_id}", headers={"Accept": "application/ld+json"})
    assert machine["Location"] == "/themas/begrippen.jsonld"
    assert json.loads(client.get(machine["Location"]).content)["@context"]["skos"] == str(SKOS)
    assert client.get("/id/begrippenkader/niveau")["Location"] == "/themas/#niveau"
    assert [client.get(f"/id/{path}").status_code for path in ("begrip/bestaatniet", "begrippenkader/x")] == [404, 404]
    assert kader_uri("niveau").endswith("/id/begrippenkader/niveau")
    assert uri in {begrip.uri for begrip in read_vocabulary().begrippen}
