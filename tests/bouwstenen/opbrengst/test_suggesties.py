"""Themas suggested while typing: the names and synonyms of the vocabulary in any inflection, and mostly right."""

from pathlib import Path

import pytest
import yaml

from bouwstenen.opbrengst.suggesties import Woordenlijst, load_woordenlijst
from tests.factories import SynoniemFactory, ThemaFactory
from themas.models import Synoniem, Thema

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parents[3] / "fixtures"


def _suggest(tekst: str, **options: object) -> list[str]:
    return [thema.slug for thema in load_woordenlijst().suggest(tekst, **options)]  # type: ignore[arg-type]


def test_names_and_synonyms_are_found_in_any_inflection() -> None:
    maat = ThemaFactory(naam="Menselijke maat", slug="menselijke-maat")
    SynoniemFactory(thema=maat, term="oog voor de mens")
    ThemaFactory(naam="Vertrouwen", slug="vertrouwen")
    ThemaFactory(soort="niveau", naam="Team", slug="niveau-team")
    assert _suggest("De menselijke maten van het team") == ["menselijke-maat"]
    assert _suggest("Heb oog voor de mens, dan groeit het vertrouwen") == ["menselijke-maat", "vertrouwen"]
    assert _suggest("Heb oog voor de mens", without={maat.pk}) == []
    assert _suggest("Meet met menselijk gevoel") == []
    assert _suggest("") == []


def test_what_is_merged_away_is_not_suggested_and_three_are_enough() -> None:
    for word in ("Moed", "Geduld", "Rust", "Humor"):
        ThemaFactory(naam=word, slug=word.lower())
    ThemaFactory(naam="Durf", slug="durf", opgegaan_in=Thema.objects.get(slug="moed"))
    assert len(_suggest("Moed, geduld, rust, humor en durf")) == 3
    assert _suggest("Durf") == []


def _load_vocabulary() -> Woordenlijst:
    """The demo vocabulary, with as many queries as it takes to make it."""
    terms = [term for term in yaml.safe_load((FIXTURES / "themas.yaml").read_text()) if term["soort"] == "thema"]
    for term in terms:
        thema = ThemaFactory(naam=term["naam"], slug=term["slug"], volgorde=term["volgorde"])
        Synoniem.objects.bulk_create(Synoniem(thema=thema, term=word) for word in term.get("synoniemen", []))
    return load_woordenlijst()


def test_three_in_four_suggestions_are_what_the_redactie_chose() -> None:
    """Measured on the titles of the demo bouwstenen, which are as long as a line: 24 of 30 suggestions are right."""
    words = _load_vocabulary()
    slugs = set(Thema.objects.values_list("slug", flat=True))
    right = wrong = 0
    for bouwsteen in yaml.safe_load((FIXTURES / "bouwstenen.yaml").read_text()):
        chosen = slugs & set(bouwsteen["themas"])
        suggested = {thema.slug for thema in words.suggest(bouwsteen["titel"])}
        right += len(suggested & chosen)
        wrong += len(suggested - chosen)
    assert right >= 20
    assert right / (right + wrong) >= 0.75
