import pytest

from kennisbank.text.merge import ConflictSoort, OnopgelosteConflicten, Sectie, merge_sections


def sections(ids, **texts):
    return [Sectie(name, f"Kop {name}", texts.get(name, f"Tekst van {name}.")) for name in ids]


def order(base, ours, theirs):
    """The ids in the merged order, which must not depend on who is who, and the conflicts of place."""
    merged, other = (merge_sections(sections(base), *map(sections, pair)) for pair in ((ours, theirs), (theirs, ours)))
    ids = "".join(section.id for section in merged.secties)
    assert ids == "".join(section.id for section in other.secties)
    return ids, [(each.sectie_id, each.basis, each.ons, each.hun) for each in merged.conflicten]


def test_changes_in_different_sections_are_put_together():
    merged = merge_sections(sections("abc"), sections("abc", a="Anders."), sections("abc", c="Ook anders."))
    assert merged.schoon
    assert merged.resolve() == tuple(sections("abc", a="Anders.", c="Ook anders."))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abcd", "abxcd", "abcdy", "abxcdy"),
        ("abcd", "acd", "abcyd", "acyd"),
        ("abcd", "acd", "acd", "acd"),
        ("abcd", "dabc", "abxcd", "dabxc"),
        ("abcd", "dabc", "dabc", "dabc"),
        ("abcde", "eabcd", "bcade", "ebcad"),
        ("abc", "abxyc", "abwc", "abwxyc"),
        ("", "xy", "ab", "abxy"),
        ("abc", "abxc", "abxyc", "abxyc"),
        ("abc", "abxmc", "abymc", "abxymc"),
    ],
)
def test_order(base, ours, theirs, merged):
    assert order(base, ours, theirs) == (merged, [])


def test_a_section_moved_to_two_places_is_a_conflict_until_somebody_chooses():
    ids, conflicts = order("abcdef", "bcadef", "bcdeaf")
    assert (ids, conflicts) == ("abcdef", [("a", "", "c", "e")])
    merged = merge_sections(sections("abcdef"), sections("bcadef"), sections("bcdeaf"))
    for after, result in (("c", "bcadef"), ("e", "bcdeaf"), ("", "abcdef"), ("f", "bcdefa")):
        assert "".join(section.id for section in merged.resolve({"a:plaats": after})) == result
    for nowhere in ("a", "z"):
        with pytest.raises(OnopgelosteConflicten) as caught:
            merged.resolve({"a:plaats": nowhere})
        assert caught.value.sleutels == ("a:plaats",)


def test_a_section_added_by_both_in_two_places_is_a_conflict_of_place():
    assert order("abc", "xabc", "abcx")[1] == [("x", "", "", "c")]


def test_a_section_added_by_both_is_merged_from_nothing():
    merged = merge_sections([], sections("x", x="Samen. Ons."), sections("x", x="Samen. Hun."))
    (conflict,) = merged.conflicten
    assert (conflict.soort, conflict.basis, conflict.ons, conflict.hun) == (ConflictSoort.TEKST, "", "Ons.", "Hun.")
    assert merged.resolve({"x:tekst:1": "Beide."}) == (Sectie("x", "Kop x", "Samen. Beide."),)


def test_headings_are_one_piece():
    base, ours, theirs = ([Sectie("a", kop, "Tekst.")] for kop in ("Oud", "Ons", "Hun"))
    merged = merge_sections(base, ours, theirs)
    (conflict,) = merged.conflicten
    assert (conflict.sleutel, conflict.soort) == ("a:kop", ConflictSoort.KOP)
    assert (conflict.basis, conflict.ons, conflict.hun) == ("Oud", "Ons", "Hun")
    assert merged.resolve({"a:kop": "Nieuw"}) == (Sectie("a", "Nieuw", "Tekst."),)
    assert merge_sections(base, ours, base).resolve() == tuple(ours)


def test_a_section_removed_by_one_and_changed_by_the_other_is_a_conflict():
    merged = merge_sections(sections("ab"), sections("a"), sections("ab", b="Veel beter."))
    (conflict,) = merged.conflicten
    assert (conflict.sleutel, conflict.soort, conflict.sectie_id) == ("b:sectie", ConflictSoort.SECTIE, "b")
    assert (conflict.basis, conflict.ons, conflict.hun) == ("Tekst van b.", "", "Veel beter.")
    assert merged.resolve({"b:sectie": ""}) == tuple(sections("a"))
    assert merged.resolve({"b:sectie": "Toch maar."}) == tuple(sections("ab", b="Toch maar."))


def test_a_heading_changed_of_a_section_without_text_that_the_other_removed():
    merged = merge_sections([Sectie("a", "Oud", "")], [Sectie("a", "Nieuw", "")], [])
    (conflict,) = merged.conflicten
    assert (conflict.soort, conflict.basis, conflict.ons, conflict.hun) == (ConflictSoort.SECTIE, "Oud", "Nieuw", "")
    assert merged.resolve({"a:sectie": "Nieuw"}) == (Sectie("a", "Nieuw", ""),)
    assert merged.resolve({"a:sectie": ""}) == ()


def test_a_section_emptied_by_one_and_removed_by_the_other_goes():
    assert merge_sections(sections("a"), sections("a", a=""), []).secties == ()


def test_an_id_that_occurs_twice_counts_as_two():
    base = [Sectie("a", "Een", "Een."), Sectie("a", "Twee", "Twee.")]
    ours = [base[0], Sectie("a", "Twee", "Twee nu.")]
    theirs = [base[0], Sectie("a", "Twee", "Twee straks.")]
    merged = merge_sections(base, ours, theirs)
    assert [conflict.sleutel for conflict in merged.conflicten] == ["a~1:tekst:1"]


def test_sections_that_share_an_id_are_never_lost_for_want_of_a_place():
    base = [Sectie(name, f"Kop {number}", "") for number, name in enumerate("aabcdef")]
    ours, theirs = ([base[place] for place in places] for places in ((0, 2, 3, 1, 4, 5, 6), (0, 2, 3, 4, 5, 1, 6)))
    merged = merge_sections(base, ours, theirs)
    assert sorted(section.kop for section in merged.resolve()) == sorted(section.kop for section in base)


def test_every_open_conflict_is_named():
    merged = merge_sections(sections("ab"), sections("ab", a="X.", b="Y."), sections("ab", a="Z.", b="W."))
    with pytest.raises(OnopgelosteConflicten) as caught:
        merged.resolve({"a:tekst:1": "Q."})
    assert caught.value.sleutels == ("b:tekst:1",)
