from kennisbank.document.differences import compare_versies
from tests.pages import inhoud, sectie


def labels(oud: tuple, nieuw: tuple) -> list[tuple[str, str]]:
    changes = compare_versies(inhoud("Titel", *oud), inhoud("Titel", *nieuw))
    return [("".join(deel.tekst for deel in change.kop), change.label) for change in changes]


def test_equal_versions_have_no_differences() -> None:
    one = sectie(1, "Kop", "Tekst.")
    assert labels((one,), (one,)) == []


def test_new_and_gone_sections_are_named() -> None:
    one, two = sectie(1, "Een", "Tekst."), sectie(2, "Twee", "Tekst.")
    assert labels((one,), (one, two)) == [("Twee", "Nieuwe sectie")]
    assert labels((one, two), (two,)) == [("Een", "Sectie vervallen")]


def test_moved_section_is_not_called_changed() -> None:
    one, two = sectie(1, "Een", "Tekst."), sectie(2, "Twee", "Tekst.")
    assert [label for _, label in labels((one, two), (two, one))] == ["Sectie verplaatst"]


def test_changed_section_is_known_by_its_id() -> None:
    assert labels((sectie(1, "Kop", "De kat slaapt."),), (sectie(1, "Kop", "De hond slaapt."),)) == [("Kop", "")]


def test_title_and_summary_count() -> None:
    changes = compare_versies(inhoud("Oud", samenvatting="Zo."), inhoud("Nieuw", samenvatting="Anders."))
    assert [change.kop[0].tekst for change in changes] == ["Titel van het hoofdstuk", "Samenvatting"]
