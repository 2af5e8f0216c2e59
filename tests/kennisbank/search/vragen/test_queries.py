"""What others search for, and the lists of the report."""

from datetime import timedelta

from django.utils import timezone

from kennisbank.search.vragen.models import GesteldeVraag
from kennisbank.search.vragen.queries import overviews, popular


def ask(vraag: str, *days: int, aantal: int = 2, **fields: object) -> None:
    """Have a question asked `aantal` times on each of these days ago."""
    for day in days:
        values = {"gevonden": 4, "aantal": aantal, **fields}
        GesteldeVraag.objects.create(vraag=vraag, dag=timezone.localdate() - timedelta(days=day), **values)


def test_others_see_only_what_several_days_asked_and_our_texts_answer(db):
    ask("morele moed", 1, 2, 3)
    ask("eén dag heel vaak", 1, aantal=500)
    ask("te zelden", 1, 2, 3, aantal=1)
    ask("jan jansen", 1, 2, 3, alle_woorden=False)
    ask("niets gevonden", 1, 2, 3, gevonden=0)
    ask("lang geleden", 100, 101, 102)
    ask("vaker", 1, 2, 3, aantal=9)
    assert popular() == ["vaker", "morele moed"]


def test_the_report(db, django_assert_num_queries):
    ask("moed", 1, 2, nuttig=1)
    ask("kwartel", 1, gevonden=0, aantal=7)
    ask("stad en land", 1, alle_woorden=False)
    ask("regels", 1, niet_nuttig=3, nuttig=1)
    ask("nu wel gevonden", 20, gevonden=0)
    ask("nu wel gevonden", 1)
    ask("te oud", 40)
    with django_assert_num_queries(4):
        lists = {each.sleutel: [(row["vraag"], row["keer"]) for row in each.rijen] for each in overviews(30)}
    assert lists["meest"][:2] == [("kwartel", 7), ("moed", 4)]
    assert lists["niets"] == [("kwartel", 7)], "what is found by now is no longer in it"
    assert lists["deels"] == [("stad en land", 2)]
    assert lists["onnuttig"] == [("regels", 2)]
    assert "te oud" not in dict(lists["meest"])
