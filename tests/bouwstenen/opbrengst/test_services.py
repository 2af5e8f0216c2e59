"""Recording: nothing lost, nothing doubled, nobody overwritten unseen, no personal data by accident."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from bouwstenen.models import BouwsteenSoort, Canvasvak
from bouwstenen.opbrengst.models import BijlageSoort, CitaatStand, Opbrengstregel
from bouwstenen.opbrengst.plekken import plekken
from bouwstenen.opbrengst.services import (
    MAX_REGELS,
    RegelGewijzigd,
    add_bijlage,
    change_regel,
    may_record,
    move_regel,
    remove_bijlage,
    remove_regel,
    restore_regel,
    save_regel,
    share_bijlage,
)
from bouwstenen.persoonsgegevens import PersoonsgegevensGevonden, vondst_sleutel
from kennisbank.accounts.models import User
from tests.bouwstenen.opbrengst.making import add_regel, leider, make_deelnemer, make_gesprek, picture, texts
from tests.factories import ThemaFactory, UserFactory

pytestmark = pytest.mark.django_db
VAK = Canvasvak.KENMERK


def _rewrite(regel: Opbrengstregel, old: str, new: str, bewerking: str = "") -> Opbrengstregel:
    fields = {"velden": {"tekst": new}, "verwacht": {"tekst": old}}
    return change_regel(regel, **fields, bewerking=bewerking, user=leider(regel.gesprek))


def test_who_organises_records_until_delivery(deelnemer: User, redacteur: User) -> None:
    gesprek = make_gesprek()
    assert may_record(gesprek, leider(gesprek))
    assert may_record(gesprek, redacteur)
    assert not may_record(gesprek, deelnemer)
    assert not may_record(gesprek, UserFactory(rol="gespreksleider"))
    gesprek.opgeleverd_op = timezone.now()
    assert not may_record(gesprek, leider(gesprek))


def test_others_are_refused_by_every_service(deelnemer: User) -> None:
    gesprek = make_gesprek()
    regel = add_regel(gesprek)
    bijlage = add_bijlage(gesprek, soort="foto", bestand=ContentFile(picture()), user=leider(gesprek))
    for attempt in (
        lambda: add_regel(gesprek, user=deelnemer),
        lambda: change_regel(regel, velden={"tekst": "Anders"}, verwacht={}, user=deelnemer),
        lambda: remove_regel(regel, user=deelnemer),
        lambda: restore_regel(regel, user=deelnemer),
        lambda: move_regel(regel, user=deelnemer),
        lambda: add_bijlage(gesprek, soort="foto", bestand=ContentFile(picture()), user=deelnemer),
        lambda: remove_bijlage(bijlage, user=deelnemer),
        lambda: share_bijlage(bijlage, openbaar=True, tekstalternatief="Een canvas", user=deelnemer),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_nothing_is_added_after_delivery() -> None:
    gesprek = make_gesprek()
    gesprek.opgeleverd_op = timezone.now()
    gesprek.save()
    with pytest.raises(ValidationError, match="opgeleverd"):
        add_regel(gesprek)


def test_a_line_is_saved_with_everything_about_it() -> None:
    gesprek = make_gesprek()
    thema, dana = ThemaFactory(), make_deelnemer(gesprek, "Dana de Wit")
    regel = add_regel(
        gesprek,
        " Eerst luisteren.\r\n",
        canvasvak=VAK,
        soort=BouwsteenSoort.ADVIES,
        tegengeluid=True,
        themas=[thema],
        citaat_van=dana,
    )
    regel.refresh_from_db()
    assert (regel.tekst, regel.canvasvak, regel.soort, regel.tegengeluid) == ("Eerst luisteren.", VAK, "advies", True)
    assert list(regel.themas.all()) == [thema]
    assert (regel.citaat_van, regel.citaat_stand, regel.versie) == (dana, CitaatStand.GEVRAAGD, 1)
    assert [bewerking.soort for bewerking in regel.bewerkingen.all()] == ["nieuw"]


def test_the_same_key_never_gives_two_lines() -> None:
    gesprek = make_gesprek()
    first = add_regel(gesprek, "Eén keer", sleutel="sleutel-een", basisversie=0)
    again = add_regel(gesprek, "Eén keer", sleutel="sleutel-een", basisversie=0)
    assert (again.pk, again.versie) == (first.pk, 1)
    assert texts(gesprek) == ["Eén keer"]


def test_a_replayed_operation_does_not_undo_what_came_after() -> None:
    gesprek = make_gesprek()
    regel = add_regel(gesprek, "Eerste", sleutel="sleutel-een", basisversie=0, bewerking="a")
    _rewrite(regel, "Eerste", "Tweede", bewerking="b")
    add_regel(gesprek, "Eerste", sleutel="sleutel-een", basisversie=0, bewerking="a")
    _rewrite(regel, "Eerste", "Tweede", bewerking="b")
    assert texts(gesprek) == ["Tweede"]
    remove_regel(regel, bewerking="c", user=leider(gesprek))
    restore_regel(regel, bewerking="d", user=leider(gesprek))
    remove_regel(regel, bewerking="c", user=leider(gesprek))
    assert texts(gesprek) == ["Tweede"]


def test_a_mark_or_key_of_another_gesprek_is_refused() -> None:
    gesprek, other = make_gesprek(), make_gesprek()
    add_regel(other, sleutel="sleutel-een", bewerking="a")
    with pytest.raises(PermissionDenied):
        add_regel(gesprek, sleutel="sleutel-een")
    with pytest.raises(PermissionDenied):
        add_regel(gesprek, sleutel="sleutel-twee", bewerking="a")


def test_saving_on_an_older_version_is_refused_with_the_line_as_it_is() -> None:
    gesprek = make_gesprek()
    regel = add_regel(gesprek, "Begin", sleutel="sleutel-een")
    save_regel(gesprek, sleutel="sleutel-een", tekst="Van Ans", basisversie=1, user=leider(gesprek))
    with pytest.raises(RegelGewijzigd) as caught:
        save_regel(gesprek, sleutel="sleutel-een", tekst="Van Bo", basisversie=1, user=leider(gesprek))
    assert caught.value.regel.tekst == "Van Ans"
    assert save_regel(gesprek, sleutel="sleutel-een", tekst="Van Bo", user=leider(gesprek)).versie == 3
    assert regel.pk == Opbrengstregel.objects.get().pk


def test_two_people_change_different_fields_of_one_line() -> None:
    gesprek = make_gesprek()
    regel = add_regel(gesprek, "Begin")
    change_regel(regel, velden={"tegengeluid": True}, verwacht={"tegengeluid": False}, user=leider(gesprek))
    changed = _rewrite(regel, "Begin", "Beter gezegd")
    assert (changed.tekst, changed.tegengeluid) == ("Beter gezegd", True)
    with pytest.raises(RegelGewijzigd):
        _rewrite(regel, "Begin", "Nog anders")
    assert _rewrite(regel, "Begin", "Beter gezegd").versie == 3


def test_a_removed_line_is_told_to_who_was_still_writing_and_can_come_back() -> None:
    gesprek = make_gesprek()
    regel = add_regel(gesprek, "Weg")
    removed = remove_regel(regel, user=leider(gesprek))
    assert texts(gesprek) == []
    with pytest.raises(RegelGewijzigd):
        _rewrite(regel, "Weg", "Toch niet")
    assert remove_regel(regel, user=leider(gesprek)).versie == removed.versie
    restore_regel(regel, user=leider(gesprek))
    assert texts(gesprek) == ["Weg"]


def test_a_line_of_which_the_words_changed_is_not_removed_unseen() -> None:
    gesprek = make_gesprek()
    regel = add_regel(gesprek, "Begin")
    _rewrite(regel, "Begin", "Aangevuld")
    with pytest.raises(RegelGewijzigd):
        remove_regel(regel, verwacht="Begin", user=leider(gesprek))
    assert texts(gesprek) == ["Aangevuld"]


def test_lines_are_moved_within_and_between_places() -> None:
    gesprek = make_gesprek()
    a, b, c = (add_regel(gesprek, naam, canvasvak=VAK) for naam in "abc")
    user = leider(gesprek)
    move_regel(c, na="", user=user)
    assert texts(gesprek) == ["c", "a", "b"]
    move_regel(a, na=b.sleutel, user=user)
    assert texts(gesprek) == ["c", "b", "a"]
    spanning = next(plek for plek in plekken(gesprek) if plek.canvasvak == Canvasvak.SPANNING)
    move_regel(b, plek=spanning, na="", user=user)
    b.refresh_from_db()
    assert b.canvasvak == Canvasvak.SPANNING
    move_regel(c, na="bestaat-niet", user=user)
    assert [regel.tekst for regel in gesprek.opbrengst.at(canvasvak=VAK).order_by("volgorde")] == ["a", "c"]


def test_the_order_is_that_of_the_paper_form() -> None:
    gesprek = make_gesprek()
    for place in ("meegeven", "", "spanning", "kenmerk"):
        add_regel(gesprek, place or "zonder plek", canvasvak=place)
    assert texts(gesprek) == ["kenmerk", "spanning", "meegeven", "zonder plek"]


def test_there_is_always_room_between_two_lines() -> None:
    gesprek = make_gesprek()
    lines = [add_regel(gesprek, str(number)) for number in range(3)]
    for turn in range(60):
        move_regel(lines[1 + turn % 2], na=lines[0].sleutel, user=leider(gesprek))
    assert texts(gesprek) == ["0", "2", "1"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"tekst": " \u200b "}, "tekst"),
        ({"tekst": "x" * 5_001}, "tekst"),
        ({"tekst": "Goed", "soort": "roddel"}, "soort"),
        ({"tekst": "Goed", "sleutel": "a b"}, "sleutel"),
        ({"tekst": "Goed", "sleutel": "x" * 40}, "sleutel"),
        ({"tekst": "Goed", "canvasvak": "bestaat-niet"}, "canvasvak"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(fields: dict[str, str], field: str) -> None:
    gesprek = make_gesprek()
    with pytest.raises(ValidationError) as caught:
        save_regel(gesprek, **({"sleutel": str(uuid4())} | fields), user=leider(gesprek))  # type: ignore[arg-type]
    assert list(caught.value.message_dict) == [field]
    assert texts(gesprek) == []


def test_a_quote_is_of_somebody_who_was_there_and_a_thema_is_no_body_part() -> None:
    gesprek = make_gesprek()
    with pytest.raises(ValidationError, match="bij dit gesprek"):
        add_regel(gesprek, citaat_van=make_deelnemer(make_gesprek(), "Vreemde Eend"))
    with pytest.raises(ValidationError, match="plek in het model"):
        add_regel(gesprek, themas=[ThemaFactory(soort="lichaamsdeel")])
    with pytest.raises(ValidationError, match="opgegaan"):
        add_regel(gesprek, themas=[ThemaFactory(opgegaan_in=ThemaFactory())])


def test_a_gesprek_has_a_largest_number_of_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bouwstenen.opbrengst.services.MAX_REGELS", 2)
    assert MAX_REGELS == 500
    gesprek = make_gesprek()
    add_regel(gesprek)
    last = add_regel(gesprek)
    with pytest.raises(ValidationError):
        add_regel(gesprek)
    remove_regel(last, user=leider(gesprek))
    add_regel(gesprek)


def test_other_words_of_a_quote_need_consent_anew() -> None:
    gesprek = make_gesprek()
    dana = make_deelnemer(gesprek, "Dana de Wit")
    regel = add_regel(gesprek, "Ik zei het drie keer", citaat_van=dana)
    Opbrengstregel.objects.update(citaat_stand=CitaatStand.GEGEVEN)
    kept = change_regel(regel, velden={"tegengeluid": True}, verwacht={}, user=leider(gesprek))
    assert kept.citaat_stand == CitaatStand.GEGEVEN
    asked = _rewrite(regel, "Ik zei het drie keer", "Ik zei het tien keer")
    assert asked.citaat_stand == CitaatStand.GEVRAAGD
    freed = change_regel(regel, velden={"citaat_van": None}, verwacht={"citaat_van": dana}, user=leider(gesprek))
    assert (freed.citaat_stand, freed.citaat_stand_op) == (CitaatStand.GEEN, None)


def test_a_withdrawn_quote_cannot_be_written_around() -> None:
    gesprek = make_gesprek()
    regel = add_regel(gesprek, "Ik zei het", citaat_van=make_deelnemer(gesprek, "Dana de Wit"))
    Opbrengstregel.objects.update(citaat_stand=CitaatStand.INGETROKKEN)
    with pytest.raises(ValidationError, match="ingetrokken"):
        change_regel(regel, velden={"citaat_van": None}, verwacht={}, user=leider(gesprek))
    remove_regel(regel, user=leider(gesprek))
    assert texts(gesprek) == []


def test_personal_data_are_asked_about_and_accepted_finds_are_remembered() -> None:
    gesprek = make_gesprek()
    make_deelnemer(gesprek, "Dana de Wit")
    tekst = "Dana belde 06 12345678 over De Wit."
    with pytest.raises(PersoonsgegevensGevonden) as caught:
        add_regel(gesprek, tekst)
    assert [vondst.tekst for vondst in caught.value.vondsten] == ["Dana", "06 12345678", "Wit"]
    assert "06" not in str(caught.value.message_dict)
    assert texts(gesprek) == []
    accepted = {vondst_sleutel(vondst) for vondst in caught.value.vondsten}
    regel = add_regel(gesprek, tekst, bevestigd=accepted)
    changed = _rewrite(regel, tekst, "Dana belde over De Wit.")
    assert len(changed.bevestigd) == 2
    with pytest.raises(PersoonsgegevensGevonden):
        _rewrite(regel, "Dana belde over De Wit.", tekst)


def test_a_draft_is_checked_when_it_is_looked_over() -> None:
    gesprek = make_gesprek()
    draft = add_regel(gesprek, "Mail naar jan@example.org", nagekeken=False)
    with pytest.raises(PersoonsgegevensGevonden):
        change_regel(draft, velden={"nagekeken": True}, verwacht={}, user=leider(gesprek))
    fields = {"nagekeken": True, "tekst": "Mail naar een collega"}
    assert change_regel(draft, velden=fields, verwacht={}, user=leider(gesprek)).nagekeken


def test_a_photo_is_kept_once_and_shared_only_with_words() -> None:
    gesprek = make_gesprek()
    data = picture()
    first = add_bijlage(gesprek, soort=BijlageSoort.FOTO, bestand=ContentFile(data), user=leider(gesprek))
    again = add_bijlage(gesprek, soort=BijlageSoort.FOTO, bestand=ContentFile(data), user=leider(gesprek))
    assert (first.pk, first.mime, first.openbaar) == (again.pk, "image/jpeg", False)
    with pytest.raises(ValueError, match="openbaar adres"):
        _ = first.bestand.url
    with pytest.raises(ValidationError, match="Beschrijf"):
        share_bijlage(first, openbaar=True, tekstalternatief=" ", user=leider(gesprek))
    shared = share_bijlage(first, openbaar=True, tekstalternatief="Een vol canvas", user=leider(gesprek))
    assert shared.openbaar
    gesprek.opgeleverd_op = timezone.now()
    gesprek.save()
    assert not share_bijlage(shared, openbaar=False, tekstalternatief="Een vol canvas", user=leider(gesprek)).openbaar
    assert not remove_bijlage(shared, user=leider(gesprek)).openbaar
    assert not gesprek.bijlagen.present().exists()


def test_an_account_needs_a_file_or_words() -> None:
    gesprek = make_gesprek()
    with pytest.raises(ValidationError, match="Kies een bestand"):
        add_bijlage(gesprek, soort=BijlageSoort.REPORTER, user=leider(gesprek))
    bijlage = add_bijlage(gesprek, soort=BijlageSoort.REPORTER, tekst="Het was stil.", user=leider(gesprek))
    assert (bijlage.tekst, bijlage.bestand.name) == ("Het was stil.", "")
    with pytest.raises(ValidationError, match="soort"):
        add_bijlage(gesprek, soort="film", tekst="Het was stil.", user=leider(gesprek))
