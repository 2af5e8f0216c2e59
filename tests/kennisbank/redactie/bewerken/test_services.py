"""Writing directly never overwrites anybody, and everybody sees who else writes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kennisbank.accounts.models import User
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import VerouderdeVersie, newest_versie, update_hoofdstuk
from kennisbank.redactie.bewerken.aanwezigen import in_words, names_of_writers
from kennisbank.redactie.bewerken.models import Aanwezigheid
from kennisbank.redactie.bewerken.services import (
    AANWEZIG,
    BewerkPlan,
    mark_gone,
    mark_present,
    plan_bewerking,
    publish_bewerking,
)
from kennisbank.redactie.voorstellen.planning import Inbreng
from tests.factories import UserFactory
from tests.pages import SiteTree

pytestmark = pytest.mark.django_db

ZINNEN = "Eerste zin blijft. Tweede zin blijft. Derde zin blijft."


@pytest.fixture
def hoofdstuk(site_tree: SiteTree) -> Hoofdstuk:
    page = Hoofdstuk.objects.get(pk=site_tree.hoofdstukken[0].pk)
    secties = newest_versie(page).inhoud["secties"]
    secties[0]["tekst"] = ZINNEN
    update_hoofdstuk(page, secties=secties, user=site_tree.user, publish=True, toelichting="Drie zinnen")
    return Hoofdstuk.objects.get(pk=page.pk)


def _plan(hoofdstuk: Hoofdstuk, tekst: str, basis: int = 2) -> BewerkPlan:
    sectie = newest_versie(hoofdstuk).inhoud["secties"][0]
    return plan_bewerking(hoofdstuk, basis=basis, sectie_id=sectie["id"], inbreng=Inbreng(sectie["kop"], tekst))


def _publish(hoofdstuk: Hoofdstuk, plan: BewerkPlan, user: User) -> str:
    versie = publish_bewerking(hoofdstuk, plan=plan, inhoud=plan.samenvoeging.resolve(), toelichting="Beter", user=user)
    return str(versie.inhoud["secties"][0]["tekst"])


def test_two_editors_on_different_sentences_both_get_their_words_in(hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    first = _plan(hoofdstuk, ZINNEN.replace("Eerste zin blijft", "De eerste is anders"))
    _publish(hoofdstuk, first, redacteur)
    second = _plan(hoofdstuk, ZINNEN.replace("Derde zin blijft", "De derde is anders"))
    assert second.is_samengevoegd
    assert _publish(hoofdstuk, second, redacteur) == "De eerste is anders. Tweede zin blijft. De derde is anders."


def test_the_same_sentence_is_a_conflict_that_names_all_three(hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    _publish(hoofdstuk, _plan(hoofdstuk, ZINNEN.replace("Tweede zin blijft", "Nummer twee zegt dit")), redacteur)
    plan = _plan(hoofdstuk, ZINNEN.replace("Tweede zin blijft", "De tweede luidt zo"))
    (conflict,) = plan.samenvoeging.conflicten
    assert (conflict.basis.strip(), conflict.ons.strip(), conflict.hun.strip()) == (
        "Tweede zin blijft.",
        "Nummer twee zegt dit.",
        "De tweede luidt zo.",
    )


def test_a_plan_made_before_yet_another_version_is_refused(hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    stale = _plan(hoofdstuk, ZINNEN.replace("Derde", "Laatste"))
    _publish(hoofdstuk, _plan(hoofdstuk, ZINNEN.replace("Eerste", "Voorste")), redacteur)
    with pytest.raises(VerouderdeVersie):
        _publish(hoofdstuk, stale, redacteur)


def test_a_draft_of_somebody_else_is_kept_and_not_published(hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    other = UserFactory(rol="redacteur")
    secties = newest_versie(hoofdstuk).inhoud["secties"]
    secties[1]["tekst"] = "Dit is nog maar een concept."
    update_hoofdstuk(hoofdstuk, secties=secties, user=other, publish=False, toelichting="")
    _publish(hoofdstuk, _plan(hoofdstuk, ZINNEN.replace("Eerste", "Voorste")), redacteur)
    page = Hoofdstuk.objects.get(pk=hoofdstuk.pk)
    assert "concept" not in str(newest_versie(page).inhoud)
    draft = page.get_latest_revision_as_object()
    assert draft.body[1].value["tekst"] == "Dit is nog maar een concept."
    assert draft.body[0].value["tekst"].startswith("Voorste zin")
    assert page.latest_revision.user == other


def test_a_draft_that_conflicts_keeps_the_words_of_both(hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    secties = newest_versie(hoofdstuk).inhoud["secties"]
    secties[0]["tekst"] = ZINNEN.replace("Tweede zin blijft", "In het concept staat dit")
    update_hoofdstuk(hoofdstuk, secties=secties, user=redacteur, publish=False, toelichting="")
    _publish(hoofdstuk, _plan(hoofdstuk, ZINNEN.replace("Tweede zin blijft", "Gepubliceerd is dat")), redacteur)
    draft = Hoofdstuk.objects.get(pk=hoofdstuk.pk).get_latest_revision_as_object().body[0].value["tekst"]
    assert "In het concept staat dit." in draft
    assert "Gepubliceerd is dat." in draft


@pytest.mark.parametrize(
    ("inbreng", "field"),
    [(Inbreng("", "Tekst."), "kop"), (Inbreng("Kop", " "), "tekst"), (Inbreng("x" * 151, "T."), "kop")],
)
def test_what_can_not_be_is_refused_at_its_field(hoofdstuk: Hoofdstuk, inbreng: Inbreng, field: str) -> None:
    sectie_id = newest_versie(hoofdstuk).inhoud["secties"][0]["id"]
    with pytest.raises(ValidationError) as refused:
        plan_bewerking(hoofdstuk, basis=2, sectie_id=sectie_id, inbreng=inbreng)
    assert set(refused.value.message_dict) == {field}


def test_nothing_changed_is_said(hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    with pytest.raises(ValidationError):
        _publish(hoofdstuk, _plan(hoofdstuk, ZINNEN), redacteur)


def test_a_deelnemer_can_not_publish(hoofdstuk: Hoofdstuk) -> None:
    plan = _plan(hoofdstuk, ZINNEN.replace("Eerste", "Voorste"))
    with pytest.raises(PermissionDenied):
        _publish(hoofdstuk, plan, UserFactory(rol="deelnemer"))
    assert newest_versie(hoofdstuk).nummer == 2


def test_others_are_named_and_oneself_is_not(hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    anna = UserFactory(rol="redacteur", weergavenaam="Anna")
    mark_present(hoofdstuk, user=anna)
    mark_present(hoofdstuk, user=redacteur)
    assert names_of_writers(hoofdstuk, besides=redacteur) == ["Anna"]
    mark_gone(hoofdstuk, user=anna)
    assert names_of_writers(hoofdstuk, besides=redacteur) == []


def test_who_gave_no_sign_of_life_is_gone_and_forgotten(hoofdstuk: Hoofdstuk, redacteur: User) -> None:
    mark_present(hoofdstuk, user=UserFactory())
    Aanwezigheid.objects.update(gezien_op=timezone.now() - AANWEZIG - timedelta(seconds=1))
    assert names_of_writers(hoofdstuk, besides=redacteur) == []
    mark_present(hoofdstuk, user=redacteur)
    assert Aanwezigheid.objects.count() == 1


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ([], ""),
        (["Anna"], "Anna schrijft nu ook in dit hoofdstuk."),
        (["Anna", "Bas", "Cor"], "Anna, Bas en Cor schrijven nu ook in dit hoofdstuk."),
    ],
)
def test_names_in_words(names: list[str], sentence: str) -> None:
    assert in_words(names) == sentence
