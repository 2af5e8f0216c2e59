"""Discussions move with the text and never jump; moderation leaves a trace; nothing anyone said is lost."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kennisbank.accounts.models import User
from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import newest_versie, publish_inhoud
from kennisbank.redactie.discussie.models import Discussie, Reactie
from kennisbank.redactie.discussie.services import (
    add_reactie,
    hide_reactie,
    reopen_discussie,
    resolve_discussie,
    show_reactie,
    start_discussie,
    start_discussie_on_passage,
)
from kennisbank.redactie.models import Voorstel
from tests.factories import BouwsteenFactory, UserFactory
from tests.pages import SiteTree

pytestmark = pytest.mark.django_db

ZIN = "Wie loyaal is, zegt wat er speelt."


@pytest.fixture
def lezer() -> User:
    return UserFactory(rol="deelnemer")


@pytest.fixture
def hoofdstuk(site_tree: SiteTree) -> Hoofdstuk:
    return Hoofdstuk.objects.get(pk=site_tree.hoofdstukken[0].pk)


def _start(hoofdstuk: Hoofdstuk, user: User, citaat: str = ZIN, **extra: str) -> Discussie:
    versie = newest_versie(hoofdstuk)
    sectie_id = versie.inhoud["secties"][0]["id"]
    return start_discussie_on_passage(
        hoofdstuk, versie=versie.nummer, sectie_id=sectie_id, citaat=citaat, tekst="Klopt dit?", user=user, **extra
    )


def _publish(hoofdstuk: Hoofdstuk, tekst: str, user: User) -> None:
    inhoud = inhoud_of(Hoofdstuk.objects.get(pk=hoofdstuk.pk))
    inhoud["secties"][0]["tekst"] = tekst
    publish_inhoud(
        hoofdstuk, inhoud=inhoud, basis=newest_versie(hoofdstuk).nummer, toelichting="Beter gezegd", user=user
    )


def test_thread_moves_along_with_its_words(hoofdstuk: Hoofdstuk, lezer: User, redacteur: User) -> None:
    discussie = _start(hoofdstuk, lezer)
    old = newest_versie(hoofdstuk).inhoud["secties"][0]["tekst"]
    _publish(hoofdstuk, f"Eerst een andere zin vooraan. {old}", redacteur)
    discussie.refresh_from_db()
    assert discussie.stand == "verschoven"
    new = newest_versie(hoofdstuk).inhoud["secties"][0]["tekst"]
    assert new[discussie.begin : discussie.einde] == ZIN


def test_thread_on_words_that_went_becomes_an_orphan_and_keeps_them(
    hoofdstuk: Hoofdstuk, lezer: User, redacteur: User
) -> None:
    discussie = _start(hoofdstuk, lezer)
    _publish(hoofdstuk, "Er staat nu iets heel anders over boten en bruggen.", redacteur)
    discussie.refresh_from_db()
    assert (discussie.stand, discussie.citaat) == ("wees", ZIN)


def test_thread_started_on_an_older_version_lands_on_the_newest(
    hoofdstuk: Hoofdstuk, lezer: User, redacteur: User
) -> None:
    versie = newest_versie(hoofdstuk)
    sectie = versie.inhoud["secties"][0]
    _publish(hoofdstuk, f"Een nieuwe zin vooraf. {sectie['tekst']}", redacteur)
    discussie = start_discussie_on_passage(
        hoofdstuk, versie=versie.nummer, sectie_id=sectie["id"], citaat=ZIN, tekst="Hm.", user=lezer
    )
    new = newest_versie(hoofdstuk).inhoud["secties"][0]["tekst"]
    assert new[discussie.begin : discussie.einde] == ZIN


def test_words_that_are_not_there_are_refused_at_their_field(hoofdstuk: Hoofdstuk, lezer: User) -> None:
    with pytest.raises(ValidationError) as refused:
        _start(hoofdstuk, lezer, citaat="Deze woorden staan er niet.")
    assert set(refused.value.message_dict) == {"citaat"}
    assert not Discussie.objects.exists()


def test_thread_on_a_whole_section_needs_no_words(hoofdstuk: Hoofdstuk, lezer: User, redacteur: User) -> None:
    discussie = _start(hoofdstuk, lezer, citaat="")
    _publish(hoofdstuk, "Heel iets anders.", redacteur)
    discussie.refresh_from_db()
    assert (discussie.stand, discussie.begin) == ("vast", None)


def test_only_who_is_logged_in_as_deelnemer_talks_along(hoofdstuk: Hoofdstuk) -> None:
    with pytest.raises(PermissionDenied):
        _start(hoofdstuk, UserFactory())


def test_on_voorstel_and_bouwsteen(hoofdstuk: Hoofdstuk, lezer: User) -> None:
    voorstel = Voorstel.objects.create(hoofdstuk=hoofdstuk, sectie_kop="Kop", indiener=lezer)
    assert start_discussie(voorstel, tekst="Goed idee.", user=lezer).voorstel == voorstel
    bouwsteen = BouwsteenFactory()
    assert start_discussie(bouwsteen, tekst="Herkenbaar.", user=lezer).bouwsteen == bouwsteen
    with pytest.raises(ValidationError):
        start_discussie(BouwsteenFactory(ingezonden=True), tekst="Nog niet.", user=lezer)


def test_a_form_sent_twice_counts_once(lezer: User) -> None:
    discussie = start_discussie(BouwsteenFactory(), tekst="Eerst.", user=lezer)
    first = add_reactie(discussie, tekst="Ja.", user=lezer)
    assert add_reactie(discussie, tekst="Ja.", user=lezer) == first
    assert discussie.reacties.count() == 2


@pytest.mark.parametrize("tekst", ["", "  \n ", "x" * 5001])
def test_empty_or_endless_is_refused_at_its_field(lezer: User, tekst: str) -> None:
    with pytest.raises(ValidationError) as refused:
        start_discussie(BouwsteenFactory(), tekst=tekst, user=lezer)
    assert set(refused.value.message_dict) == {"tekst"}


def test_resolving_is_for_the_starter_and_the_redactie(lezer: User, redacteur: User) -> None:
    discussie = start_discussie(BouwsteenFactory(), tekst="Eerst.", user=lezer)
    with pytest.raises(PermissionDenied):
        resolve_discussie(discussie, user=UserFactory(rol="deelnemer"))
    resolve_discussie(discussie, user=lezer)
    assert not Discussie.objects.open().exists()
    reopen_discussie(discussie, user=redacteur)
    assert Discussie.objects.open().get() == discussie


def test_reacting_opens_a_resolved_thread_again(lezer: User) -> None:
    discussie = start_discussie(BouwsteenFactory(), tekst="Eerst.", user=lezer)
    resolve_discussie(discussie, user=lezer)
    add_reactie(discussie, tekst="Toch nog iets.", user=lezer)
    assert Discussie.objects.open().get() == discussie


def test_moderation_hides_with_a_trace_and_loses_no_word(lezer: User, redacteur: User) -> None:
    reactie = start_discussie(BouwsteenFactory(), tekst="Een scherp woord.", user=lezer).reacties.get()
    with pytest.raises(PermissionDenied):
        hide_reactie(reactie, reden="Mag niet.", user=lezer)
    with pytest.raises(ValidationError):
        hide_reactie(reactie, reden=" ", user=redacteur)
    hide_reactie(reactie, reden="Gaat over een persoon.", user=redacteur)
    assert Reactie.objects.get(pk=reactie.pk).verborgen
    show_reactie(Reactie.objects.get(pk=reactie.pk), reden="Vergissing.", user=redacteur)
    kept = Reactie.objects.get(pk=reactie.pk)
    assert (kept.verborgen, kept.tekst) == (False, "Een scherp woord.")
    assert [(act.soort, act.door) for act in kept.moderaties.all()] == [
        ("verborgen", redacteur),
        ("teruggezet", redacteur),
    ]
