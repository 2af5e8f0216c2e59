"""Cases: saved role by role, published only when nothing is missing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bouwstenen.rollenspel.inhoud import freeze_casus, missing_parts
from bouwstenen.rollenspel.models import Casus
from bouwstenen.rollenspel.rollen import Rol
from bouwstenen.rollenspel.services import save_casus, save_rolkaart
from kennisbank.accounts.models import User
from tests.bouwstenen.rollenspel.making import make_casus, rolinhoud
from tests.factories import ThemaFactory, UserFactory

pytestmark = pytest.mark.django_db


def draft(**changes: object) -> Casus:
    fields = {"slug": "nieuw", "titel": "Nieuw", "inleiding": "x", "tekst": "y", "dilemmavraag": "Wat nu?"}
    return Casus(**fields | changes)


def test_a_case_is_complete_with_four_roles_that_each_affect_the_other_three() -> None:
    casus = make_casus()
    inhoud = freeze_casus(casus)
    assert [card["rol"] for card in inhoud["rollen"]] == Rol.values
    assert all(len(keuze["effecten"]) == 3 for card in inhoud["rollen"] for keuze in card["keuzes"])
    assert missing_parts(inhoud["rollen"]) == []


def test_a_case_without_roles_cannot_be_published(redacteur: User) -> None:
    with pytest.raises(ValidationError) as refused:
        save_casus(draft(gepubliceerd=True), user=redacteur)
    assert "gepubliceerd" in refused.value.message_dict


@pytest.mark.parametrize(
    ("card", "said"),
    [
        (rolinhoud("rechtmatig", aantal=1), "2 of 3 keuzes"),
        (rolinhoud("rechtmatig", vraag=" "), "stel een vraag"),
        (rolinhoud("rechtmatig", keuzes=[{**rolinhoud("rechtmatig")["keuzes"][0], "effecten": []}] * 2), "vertel wat"),
    ],
)
def test_a_published_case_cannot_lose_what_it_needs(redacteur: User, card: dict, said: str) -> None:
    casus = make_casus()
    with pytest.raises(ValidationError, match=said):
        save_rolkaart(casus, card, user=redacteur)
    assert missing_parts(freeze_casus(casus)["rollen"]) == []


def test_a_draft_may_be_half_done(redacteur: User) -> None:
    casus = save_casus(draft(), user=redacteur)
    empty = rolinhoud("netwerkend", aantal=1)
    save_rolkaart(casus, empty, user=redacteur)
    assert len(missing_parts(freeze_casus(casus)["rollen"])) == 4


def test_every_change_is_a_new_version(redacteur: User) -> None:
    casus = make_casus()
    before = casus.versie
    save_rolkaart(casus, rolinhoud("rechtmatig", aantal=3), user=redacteur)
    casus.refresh_from_db()
    assert casus.versie == before + 1


def test_choices_without_text_are_left_out(redacteur: User) -> None:
    casus = make_casus()
    card = rolinhoud("responsief", aantal=3)
    card["keuzes"][1]["tekst"] = "  "
    save_rolkaart(casus, card, user=redacteur)
    kept = freeze_casus(casus)["rollen"][3]["keuzes"]
    assert [(keuze["nummer"], keuze["tekst"]) for keuze in kept] == [
        (1, "responsief kiest 1"),
        (2, "responsief kiest 3"),
    ]


@pytest.mark.parametrize("slug", ["mee", "spel", "spellen"])
def test_a_case_cannot_take_an_address_of_the_game_itself(redacteur: User, slug: str) -> None:
    with pytest.raises(ValidationError, match="al in gebruik"):
        save_casus(draft(slug=slug), user=redacteur)


def test_a_body_part_is_no_thema_of_a_case(redacteur: User) -> None:
    with pytest.raises(ValidationError, match="geen thema"):
        save_casus(draft(), themas=[ThemaFactory(soort="lichaamsdeel")], user=redacteur)


@pytest.mark.parametrize("rol", ["deelnemer", "gespreksleider"])
def test_only_the_redactie_changes_cases(rol: str) -> None:
    casus, user = make_casus(), UserFactory(rol=rol)
    with pytest.raises(PermissionDenied):
        save_casus(draft(), user=user)
    with pytest.raises(PermissionDenied):
        save_rolkaart(casus, rolinhoud("rechtmatig"), user=user)
