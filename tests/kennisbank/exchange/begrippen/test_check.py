"""The rules of NL-SBB, each seen to fail on a planted fault."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kennisbank.exchange.begrippen.check import check_graph
from kennisbank.exchange.begrippen.rdf import read_graph

PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix iso: <http://purl.org/iso25964/skos-thes#> .
@prefix : <https://x.example/> .
:k a skos:ConceptScheme ; dct:title "Kader"@nl .
:bron a foaf:Document ; dct:title "Wet"@nl .
:a a skos:Concept ; skos:inScheme :k ; skos:topConceptOf :k ; skos:prefLabel "A"@nl ; skos:definition "De a."@nl ;
   dct:source :bron .
"""
GOED = PREFIXES + ':b a skos:Concept ; skos:inScheme :k ; skos:prefLabel "B"@nl ; skos:definition "De b."@nl ; '
GOED += "dct:source :bron ; skos:broader :a ."


def findings(tekst: str) -> list[str]:
    return [str(each) for each in check_graph(read_graph(tekst.encode(), "x.ttl"))]


def test_a_good_list_has_no_findings() -> None:
    assert findings(GOED) == []


@pytest.mark.parametrize(
    ("extra", "melding"),
    [
        (':c a skos:Concept ; skos:inScheme :k ; skos:definition "De c."@nl .', "fout: geen voorkeursterm"),
        (':a skos:prefLabel "A" .', "fout: niet in welke taal"),
        (':a skos:prefLabel "Aa"@nl .', "fout: meer dan één voorkeursterm"),
        (':c a skos:Concept ; skos:inScheme :k ; skos:prefLabel "C"@nl .', "fout: geen definitie"),
        (':a skos:definition "De a" .', "fout: Bij de definitie staat niet"),
        (':c a skos:Concept ; skos:prefLabel "C"@nl ; skos:definition "De c."@nl .', "fout: geen begrippenkader"),
        (":a skos:inScheme :b .", "fout: iets wat geen begrippenkader is"),
        (":b skos:topConceptOf :k .", "fout: topbegrip mag geen bovenliggend"),
        (":k skos:hasTopConcept :c . :c iso:broaderGeneric :a ; a skos:Concept .", "fout: topbegrip mag geen"),
        (":a a skos:ConceptScheme .", "fout: niet ook een begrippenkader"),
        (":a a skos:Collection .", "fout: niet ook een collectie"),
        (":k a skos:Collection .", "fout: begrippenkader kan niet ook een collectie"),
        (":a skos:closeMatch :b .", "fout: hetzelfde begrippenkader"),
        (":a skos:related :k .", "fout: van een begrip naar een begrip"),
        (':a skos:notation "1" . :b skos:notation "1" .', "fout: dezelfde code"),
        (':c a skos:Concept ; skos:prefLabel "C"@en .', "waarschuwing: geen Nederlandse voorkeursterm"),
        (':a skos:altLabel "Aa" .', "waarschuwing: skos:altLabel staat niet"),
        (':a skos:altLabel "A"@nl .', "waarschuwing: skos:prefLabel en skos:altLabel"),
        (":b skos:related :a .", "waarschuwing: skos:related en skos:broader"),
        (":a skos:exactMatch :x ; skos:closeMatch :x .", "waarschuwing: tegelijk"),
        (':b skos:prefLabel "A"@nl .', "waarschuwing: dezelfde voorkeursterm"),
        (':b skos:definition "De a."@nl .', "waarschuwing: dezelfde definitie"),
        (":a skos:broader [] .", "waarschuwing: verwijst niet naar een adres"),
        (':a dct:source "een boek" .', "waarschuwing: hoort een document te zijn"),
        (":bron foaf:page 'x' .", "waarschuwing: vindplaats"),
        (":k2 a skos:ConceptScheme .", "waarschuwing: geen naam (dct:title)"),
        (":c a skos:Collection ; skos:member :bron .", "waarschuwing: Een lid"),
        (":a skos:broader :b .", "waarschuwing: valt onder zichzelf"),
        (':c a skos:Concept ; skos:inScheme :k ; skos:prefLabel "C"@nl .', "tip: hangt met geen ander begrip"),
        (":a dct:source [] .", "tip: Deze bron heeft geen naam"),
    ],
)
def test_each_rule_sees_its_fault(extra: str, melding: str) -> None:
    ernst, _, tekst = melding.partition(": ")
    assert [each for each in findings(GOED + extra) if each.startswith(ernst) and tekst in each]


def test_the_command(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "lijst.ttl"
    path.write_text(GOED)
    call_command("check_skos", str(path))
    assert "Fouten: 0, waarschuwingen: 0, tips: 0." in capsys.readouterr().out
    path.write_text(PREFIXES + ":a a skos:ConceptScheme .")
    with pytest.raises(CommandError, match="NL-SBB"):
        call_command("check_skos", str(path))
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        call_command("check_skos", str(tmp_path / "weg.ttl"))
