"""The content of the startkit: complete, without doubles, and within its time."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from bouwstenen.models import GesprekFormat, Verslagvorm
from bouwstenen.models import Stap as StapVanGesprek
from bouwstenen.startkit import inhoud

THEMAS = yaml.safe_load((Path(__file__).parents[3] / "fixtures" / "themas.yaml").read_text(encoding="utf-8"))


def slugs(soort: str) -> list[str]:
    return [row["slug"] for row in THEMAS if row["soort"] == soort]


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


ALL_TEXTS = [text for path in inhoud.MAP.glob("*.yaml") for text in texts(yaml.safe_load(path.read_text("utf-8")))]


def test_every_way_to_hold_a_gesprek_has_an_agenda_of_at_most_ninety_minutes() -> None:
    assert list(inhoud.formats()) == GesprekFormat.values
    for made in inhoud.formats().values():
        assert made.minuten <= 90
        assert all(part.minuten >= 5 and part.uitleg for part in made.agenda)
        assert made.verslagvorm in Verslagvorm.values
        assert made.naam == GesprekFormat(made.sleutel).label


@pytest.mark.parametrize(
    ("sleutel", "minuten"),
    [("vragen", [5, 10, 35, 15, 10]), ("verhalen", [5, 5, 40, 15, 10]), ("model", [5, 10, 40, 15, 10])],
)
def test_the_three_formats_keep_the_minutes_of_the_programme(sleutel: str, minuten: list[int]) -> None:
    assert [part.minuten for part in inhoud.formats()[sleutel].agenda] == minuten


def test_the_four_steps_are_those_of_a_gesprek_and_each_has_tasks() -> None:
    assert [stap.nummer for stap in inhoud.stappen()] == StapVanGesprek.values
    assert all(stap.taken for stap in inhoud.stappen())
    assert {taak.stap for taak in inhoud.taken()} == set(StapVanGesprek.values)


@pytest.mark.parametrize("dag", range(7))
def test_tasks_fall_where_the_planning_says(dag: int) -> None:
    gespreksdag = date(2026, 12, 7) + timedelta(days=dag)
    op = {taak.sleutel: taak.valt_op(gespreksdag) for taak in inhoud.taken()}
    maandag = date(2026, 12, 7)
    assert op["gesprek-voeren"] == gespreksdag
    assert op["spullen-klaarleggen"] == gespreksdag - timedelta(days=1)
    assert op["uitnodigen"] == maandag - timedelta(weeks=2) + timedelta(days=3)
    assert op["bedanken"] == maandag + timedelta(weeks=2, days=1)
    assert op["bouwstenen-opleveren"] == maandag + timedelta(weeks=3, days=2)
    assert all(op[earlier.sleutel] <= gespreksdag for earlier in inhoud.taken() if earlier.stap <= 2)
    assert all(op[later.sleutel] >= gespreksdag for later in inhoud.taken() if later.stap >= 3)


def test_there_are_ten_clusters_with_six_questions_or_more_and_no_question_twice() -> None:
    clusters = inhoud.vragen()
    assert len(clusters) == 10
    assert all(len(cluster.vragen) >= 6 for cluster in clusters)
    all_questions = [vraag for cluster in clusters for vraag in cluster.vragen]
    assert len({vraag.tekst for vraag in all_questions}) == len({vraag.sleutel for vraag in all_questions})
    assert all(vraag.tekst.endswith("?") for vraag in all_questions)
    assert list(inhoud.vraag_op_sleutel()) == [vraag.sleutel for vraag in all_questions]


def test_body_parts_are_the_themas_of_that_lens_from_head_to_feet() -> None:
    assert [deel.sleutel for deel in inhoud.lichaamsdelen()] == ["hoofd", "hart", "handen", "buik", "voeten"]
    assert [deel.sleutel for deel in inhoud.lichaamsdelen()] == slugs("lichaamsdeel")


def test_there_are_stellingen_to_choose_from_about_themas_that_exist() -> None:
    assert len(inhoud.stellingen()) >= 15
    assert {stelling.thema for stelling in inhoud.stellingen()} <= set(slugs("thema"))
    assert len({stelling.tekst for stelling in inhoud.stellingen()}) == len(inhoud.stellingen())


def test_there_are_prompts_and_opening_sentences() -> None:
    assert len(inhoud.verhalen().verhaal) >= 6
    assert len(inhoud.verhalen().beeld) >= 6
    assert inhoud.openingen().centrale_vraag.endswith("?")
    assert len(inhoud.openingen().zin_afmaken) >= 5


def test_sentences_are_short_enough_to_read_in_one_go() -> None:
    sentences = [sentence for text in ALL_TEXTS for sentence in re.split(r"(?<=[.?!])\s+", text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > 26] == []


def test_no_text_has_white_space_around_it() -> None:
    made = [stap.uitleg for stap in inhoud.stappen()] + [part.uitleg for part in inhoud.formats()["model"].agenda]
    assert all(text == text.strip() and "\n" not in text for text in made)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"sleutel": "a"}, {"sleutel": "a"}], "no key of its own"),
        ([{"naam": "zonder sleutel"}], "no key of its own"),
        ([{"sleutel": "a", "onbekend": 1}], "x.yaml: 'a'"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(rows: list[dict[str, object]], message: str) -> None:
    with pytest.raises(inhoud.InhoudFout, match=message):
        inhoud._build("x", lambda row: inhoud.Stelling(**{"tekst": "", "thema": "", **row}), rows)
