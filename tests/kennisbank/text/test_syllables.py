import pytest

from kennisbank.text.syllables import count_syllables

_LIJST = """
huis:1 water:2 ambtelijk:3 vakmanschap:3 overheid:3 burgers:2 gemeente:3 beleid:2 organisatie:5 ministerie:4
museum:3 bureau:2 niveau:2 niveaus:2 ideeën:3 idee:2 reëel:2 reële:3 coöperatie:5 beïnvloeden:4 creëren:3
geïnteresseerd:5 officieel:4 officiële:5 financiën:4 financieel:4 sociaal:3 materiaal:4 individueel:5 situatie:4
nieuw:1 leeuw:1 mooi:1 haaien:2 koeien:2 eeuwen:2 nieuwe:2 yoghurt:2 systeem:2 baby:2 kijken:2 bijzonder:3
geautomatiseerd:6 beantwoorden:4 theater:3 geordend:3 cliënt:2 naïef:2 zoöloog:3 vacuüm:3 poëzie:3 kwaliteit:3
e-mail:2 website:2 zee-eend:2 auto:2 Europa:3 uitvoering:3 beoordeling:4 ambtenaar:3 dienst:1 actie:2 radio:3
quorum:2 café:2 ruïne:3 truien:2 keuze:2 wijziging:3 manier:2 tegenspraak:3 rechtsstaat:2 brr:1 x:1
"""
WOORDEN = _LIJST.split()


@pytest.mark.parametrize("woord", WOORDEN)
def test_syllables_of_dutch_words(woord):
    spelling, aantal = woord.split(":")
    assert count_syllables(spelling) == int(aantal)


def test_there_are_enough_examples():
    assert len(WOORDEN) >= 40
