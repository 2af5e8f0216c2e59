"""Asking about personal data: nothing slips in unseen, nobody is asked twice, and no message repeats the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bouwstenen.persoonsgegevens import (
    PersoonsgegevensGevonden,
    accepted_keuzes,
    apply_keuzes,
    check_persoonsgegevens,
    find_unconfirmed,
    make_vragen,
    vondst_sleutel,
)

TEKST = "Bel Dana op 06 12345678 of mail dana@example.org."
NAMEN = ["Dana de Wit"]


def _keys(tekst: str = TEKST) -> dict[str, str]:
    return {vondst.tekst: vondst_sleutel(vondst) for vondst in find_unconfirmed(tekst, namen=NAMEN)}


def test_what_is_found_is_named_by_kind_and_never_by_its_words() -> None:
    with pytest.raises(PersoonsgegevensGevonden) as caught:
        check_persoonsgegevens(TEKST, namen=NAMEN)
    [message] = caught.value.message_dict["tekst"]
    assert message.startswith("In deze tekst lijkt de naam van een deelnemer, een telefoonnummer en een e-mailadres te")
    assert not any(words in message for words in ("Dana", "06", "@"))


def test_what_was_accepted_is_not_asked_again_and_forgotten_when_it_is_gone() -> None:
    keys = _keys()
    assert set(check_persoonsgegevens(TEKST, namen=NAMEN, bevestigd=keys.values())) == set(keys.values())
    assert check_persoonsgegevens("Bel iemand.", namen=NAMEN, bevestigd=keys.values()) == []
    with pytest.raises(PersoonsgegevensGevonden):
        check_persoonsgegevens(TEKST + " En jan@example.org", namen=NAMEN, bevestigd=keys.values())


def test_the_fingerprint_cannot_be_guessed_without_the_key(settings: object) -> None:
    [key] = _keys("Dana").values()
    settings.ENCRYPTION_KEYS = ["YW5kZXJlLXNsZXV0ZWwtdm9vci1kZS10ZXN0ZW4hISE="]  # type: ignore[attr-defined]
    assert list(_keys("Dana").values()) != [key]


def test_choices_are_carried_out() -> None:
    keys = _keys()
    choices = {keys["Dana"]: "vervangen", keys["06 12345678"]: "weghalen", keys["dana@example.org"]: "laten"}
    changed = apply_keuzes(TEKST, choices, namen=NAMEN)
    assert changed == "Bel [naam] op of mail dana@example.org."
    assert accepted_keuzes(choices) == {keys["dana@example.org"]}
    assert check_persoonsgegevens(changed, namen=NAMEN, bevestigd=accepted_keuzes(choices))


def test_the_same_words_are_asked_about_once() -> None:
    vragen = make_vragen(find_unconfirmed("Dana en Dana", namen=NAMEN), {})
    assert [(vraag.tekst, len(vraag.keuzes)) for vraag in vragen] == [("Dana", 3)]


@given(st.text(alphabet="ab Dan.0612345678@nl\n", max_size=60), st.sampled_from(["vervangen", "weghalen"]))
def test_replacing_everything_leaves_nothing_to_ask(tekst: str, keuze: str) -> None:
    changed = tekst
    for _ in range(len(tekst) + 1):
        found = find_unconfirmed(changed, namen=NAMEN)
        if not found:
            break
        changed = apply_keuzes(changed, {vondst_sleutel(vondst): keuze for vondst in found}, namen=NAMEN)
    assert find_unconfirmed(changed, namen=NAMEN) == []
