"""What stands in the way of an edition: everything that should is found, and nothing else."""

from typing import Any

import pytest

from kennisbank.document.models import EditieConcept, HoofdstukVersie
from kennisbank.document.services import create_hoofdstuk
from kennisbank.redactie.ankers.models import Anker
from kennisbank.redactie.edities.belemmeringen import BelemmeringSoort, list_belemmeringen
from kennisbank.redactie.edities.services import create_concept, read_keuze
from kennisbank.redactie.voorstellen.models import Voorstel
from tests.edities import change, publish, write
from tests.factories import BouwsteenFactory
from tests.pages import SiteTree, inhoud, sectie


@pytest.fixture
def concept(site: SiteTree) -> EditieConcept:
    """An edition in preparation, ready to come out."""
    return create_concept(site.document, user=site.user)


def kinds(concept: EditieConcept) -> list[str]:
    """The kinds of things that block."""
    return [found.soort for found in list_belemmeringen(read_keuze(concept)) if found.blokkeert]


def notices(concept: EditieConcept) -> list[str]:
    """The kinds of things that are only worth knowing."""
    return [found.soort for found in list_belemmeringen(read_keuze(concept)) if not found.blokkeert]


def lose(versie: HoofdstukVersie, site: SiteTree, **changes: Any) -> Anker:
    """An anchor that lost its sentence in this version."""
    values = {"vanaf": versie.nummer, "stand": "wees", "bouwsteen": BouwsteenFactory()}
    return Anker.objects.create(
        hoofdstuk=versie.hoofdstuk,
        sectie_id=versie.inhoud["secties"][0]["id"],
        exact="Wat er stond.",
        begin=0,
        einde=13,
        door=site.user,
        **(values | changes),
    )


def test_nothing_stands_in_the_way_of_a_whole_choice(concept: EditieConcept) -> None:
    assert list_belemmeringen(read_keuze(concept)) == []


@pytest.mark.parametrize(
    ("bouwsteen", "expected"),
    [
        ({"tegengeluid": True}, ["tegengeluid"]),
        ({"tegengeluid": True, "stand": "later"}, []),
        ({"tegengeluid": True, "stand": "niet_overgenomen"}, []),
        ({"tegengeluid": True, "ingezonden": True}, []),
        ({"tegengeluid": False}, []),
    ],
)
def test_published_dissent_needs_a_decision(
    concept: EditieConcept, bouwsteen: dict[str, Any], expected: list[str]
) -> None:
    BouwsteenFactory(**bouwsteen)
    assert kinds(concept) == expected


def test_dissent_is_named_with_the_bouwsteen_to_decide_on(concept: EditieConcept) -> None:
    steen = BouwsteenFactory(titel="Het kan ook anders", tegengeluid=True)
    (found,) = list_belemmeringen(read_keuze(concept))
    assert found.kenmerk == steen.urn_id
    assert "Het kan ook anders" in found.tekst


def test_a_source_that_lost_its_sentence_blocks_the_versions_in_which_it_did(
    site: SiteTree, concept: EditieConcept
) -> None:
    page = site.hoofdstukken[0]
    lose(page.versies.get(nummer=2), site)
    assert kinds(concept) == ["wees"]
    older = change(concept, site.user, versies=[page.versies.get(nummer=1), site.hoofdstukken[1].versies.get()])
    assert "wees" not in kinds(older)


def test_only_sources_of_the_chosen_hoofdstukken_count_and_only_lost_ones(
    site: SiteTree, concept: EditieConcept
) -> None:
    first, second = (page.versies.order_by("-nummer")[0] for page in site.hoofdstukken)
    lose(first, site, stand="vast")
    lose(first, site, tot=first.nummer, losgelaten=True, reden="Niet meer nodig.")
    assert kinds(concept) == []
    lose(second, site)
    assert kinds(concept) == ["wees"]
    assert kinds(change(concept, site.user, versies=[first], weggelaten=[second.hoofdstuk_id])) == []


def test_links_that_lead_nowhere_are_named_with_their_place(site: SiteTree, concept: EditieConcept) -> None:
    write(site.hoofdstukken[1], "Zie [[Bestaat niet]] en [[Tegenspraak geven]].", site.user)
    newest = [page.versies.order_by("-nummer")[0] for page in site.hoofdstukken]
    changed = change(concept, site.user, versies=newest, inleiding="Lees [[Ook niet]].")
    texts = [found.tekst for found in list_belemmeringen(read_keuze(changed))]
    assert texts == [
        "In de inleiding leidt [[Ook niet]] nergens heen.",
        "In ‘De menselijke maat’, sectie ‘Wie staat er voor je’ leidt [[Bestaat niet]] nergens heen.",
    ]


def test_a_hoofdstuk_that_came_later_needs_a_choice(site: SiteTree, concept: EditieConcept) -> None:
    create_hoofdstuk(site.document, inhoud=inhoud("Later erbij", sectie(9, "Kop", "Tekst.")), user=site.user)
    (found,) = list_belemmeringen(read_keuze(concept))
    assert found.soort == BelemmeringSoort.ZONDER_VERSIE
    assert "Later erbij" in found.tekst
    keuze = read_keuze(concept)
    assert kinds(change(concept, site.user, versies=keuze.versies, weggelaten=[found.hoofdstuk.pk])) == []


def test_an_edition_of_nothing_does_not_come_out(site: SiteTree, concept: EditieConcept) -> None:
    every = [page.pk for page in site.hoofdstukken]
    assert kinds(change(concept, site.user, versies=[], weggelaten=every)) == ["leeg"]


@pytest.mark.parametrize("way", ["unpublish", "restrict"])
def test_a_hoofdstuk_that_not_everybody_may_read_does_not_come_out(
    site: SiteTree, concept: EditieConcept, way: str
) -> None:
    page = site.hoofdstukken[0]
    if way == "unpublish":
        page.unpublish()
    else:
        page.view_restrictions.create(restriction_type="login")
    assert kinds(concept) == ["niet_openbaar"]


def test_a_newer_version_and_open_voorstellen_are_only_worth_knowing(site: SiteTree, concept: EditieConcept) -> None:
    write(site.hoofdstukken[0], "Nieuwer.", site.user)
    Voorstel.objects.create(hoofdstuk=site.hoofdstukken[0], sectie_kop="Kop", indiener=site.user)
    Voorstel.objects.create(hoofdstuk=site.hoofdstukken[0], sectie_kop="Kop", indiener=site.user, status="overgenomen")
    assert kinds(concept) == []
    assert notices(concept) == ["nieuwere_versie", "open_voorstel"]
    assert "1 voorstel" in list_belemmeringen(read_keuze(concept))[1].tekst


def test_nothing_new_since_the_last_edition_is_said(site: SiteTree) -> None:
    publish(site)
    concept = create_concept(site.document, user=site.user)
    assert notices(concept) == ["onveranderd"]
    write(site.hoofdstukken[0], "Nieuwer.", site.user)
    newest = [page.versies.order_by("-nummer")[0] for page in site.hoofdstukken]
    assert notices(change(concept, site.user, versies=newest)) == []


def test_looking_costs_the_same_however_much_there_is(
    site: SiteTree, concept: EditieConcept, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        text = "Zie [[De menselijke maat]], [[Nergens]] en [[Ook nergens]]."
        create_hoofdstuk(
            site.document, inhoud=inhoud(f"Hoofdstuk {number}", sectie(50 + number, "Kop", text)), user=site.user
        )
        BouwsteenFactory(tegengeluid=True)
    newest = [page.versies.order_by("-nummer")[0] for page in site.document.hoofdstukken()]
    changed = change(concept, site.user, versies=newest)
    with django_assert_max_num_queries(20):
        found = list_belemmeringen(read_keuze(changed))
    assert len(found) == 8 + 16
