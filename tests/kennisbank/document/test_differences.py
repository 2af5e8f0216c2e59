from kennisbank.document.differences import compare_edities, compare_hoofdstukken, compare_versies, tally
from kennisbank.document.services import create_hoofdstuk, newest_versie
from kennisbank.text.diff import Status
from tests.histories import make_editie, rewrite
from tests.pages import SiteTree, inhoud, sectie


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


def test_with_the_whole_text_equal_parts_are_there_too() -> None:
    one, two = sectie(1, "Een", "Tekst."), sectie(2, "Twee", "Tekst.")
    changed = sectie(2, "Twee", "Andere tekst.")
    parts = compare_versies(inhoud("Titel", one, two), inhoud("Titel", one, changed), heel=True)
    assert [part.titel for part in parts if not part.gewijzigd] == ["Titel van het hoofdstuk", "Samenvatting", "Een"]
    assert [part.titel for part in parts if part.gewijzigd] == ["Twee"]


def test_tally_counts_paragraphs_and_words() -> None:
    old = sectie(1, "Kop", "De kat slaapt op de mat.\n\nDit blijft.")
    new = sectie(1, "Kop", "De hond slaapt lang op de mat.\n\nDit blijft.\n\nGloednieuwe woorden komen erbij.")
    counted = tally(compare_versies(inhoud("Titel", old), inhoud("Titel", new)))
    assert counted.alineas == {Status.GEWIJZIGD: 1, Status.NIEUW: 1}
    assert (counted.woorden_erbij, counted.woorden_eraf) == (2 + 4, 1)
    assert not counted.secties


def test_what_only_moved_counts_once_and_brings_no_words() -> None:
    texts = ["Eerst luisteren we goed naar elkaar.", "Daarna schrijven wij alles op.", "Tot slot beslissen zij samen."]
    old, new = sectie(1, "Kop", "\n\n".join(texts)), sectie(1, "Kop", "\n\n".join([texts[2], *texts[:2]]))
    counted = tally(compare_versies(inhoud("Titel", old), inhoud("Titel", new)))
    assert counted.alineas == {Status.VERPLAATST: 1}
    assert (counted.woorden_erbij, counted.woorden_eraf) == (0, 0)


def test_a_paragraph_that_was_split_counts_once() -> None:
    parts = ["Eerst luisteren we goed naar elkaar.", "Daarna schrijven wij alles op.", "Tot slot beslissen zij samen."]
    whole, split = sectie(1, "Kop", " ".join(parts)), sectie(1, "Kop", "\n\n".join(parts))
    counted = tally(compare_versies(inhoud("Titel", whole), inhoud("Titel", split)))
    assert (counted.alineas, counted.woorden_erbij, counted.woorden_eraf) == ({Status.GESPLITST: 1}, 0, 0)
    counted = tally(compare_versies(inhoud("Titel", split), inhoud("Titel", whole)))
    assert (counted.alineas, counted.woorden_erbij, counted.woorden_eraf) == ({Status.SAMENGEVOEGD: 1}, 0, 0)


def test_new_section_counts_as_a_section_and_its_words() -> None:
    counted = tally(compare_versies(inhoud("Titel"), inhoud("Titel", sectie(1, "Kop", "Drie nieuwe woorden."))))
    assert (counted.secties, counted.alineas, counted.woorden_erbij) == ({Status.NIEUW: 1}, {}, 4)


def test_editions_are_compared_by_hoofdstuk(site_tree: SiteTree) -> None:
    first, second = site_tree.hoofdstukken
    content = inhoud("Later weg", sectie(90, "Kop", "Tekst."))
    gone = create_hoofdstuk(site_tree.document, inhoud=content, user=site_tree.user)
    before = [newest_versie(page) for page in (first, gone, second)]
    came = create_hoofdstuk(
        site_tree.document, inhoud=inhoud("Nieuw", sectie(91, "Kop", "Tekst.")), user=site_tree.user
    )
    rewrite(first, "Wie loyaal is, zegt wat er speelt.", site_tree.user)
    after = [newest_versie(page) for page in (second, first, came)]
    old, new = (make_editie(site_tree.document, side, site_tree.user, n) for n, side in enumerate([before, after], 1))
    changes = compare_edities(old, new)
    by_title = {change.titel: change for change in changes}
    assert {titel: change.status for titel, change in by_title.items()} == {
        "De menselijke maat": Status.VERPLAATST,
        "Tegenspraak geven": Status.GEWIJZIGD,
        "Later weg": Status.VERVALLEN,
        "Nieuw": Status.NIEUW,
    }
    assert [part.titel for part in by_title["Tegenspraak geven"].onderdelen] == ["Loyaal is niet stil"]
    assert by_title["De menselijke maat"].onderdelen == []
    assert by_title["Nieuw"].telling.woorden_erbij > 0
    assert by_title["Nieuw"].telling.alineas == {}
    assert sum(change.verplaatst for change in changes) == 1


def test_an_edition_equals_itself(site_tree: SiteTree) -> None:
    versies = [newest_versie(page) for page in site_tree.hoofdstukken]
    assert {change.status for change in compare_hoofdstukken(versies, versies)} == {Status.ONGEWIJZIGD}
