import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.text.urn import ALFABET, is_urn_id, make_urn, new_urn_id, parse_urn


def test_new_ids_are_well_formed_and_differ():
    ids = {new_urn_id() for _ in range(2000)}
    assert len(ids) == 2000
    assert all(is_urn_id(urn_id) for urn_id in ids)


@pytest.mark.parametrize(
    "waarde", ["", "abc", "ABCDEFGHJK", "0123456789a", "0123456i89", "012345678o", "01234 6789", "012345678\n"]
)
def test_other_texts_are_no_ids(waarde):
    assert not is_urn_id(waarde)


@given(st.sampled_from(["bouwsteen", "gesprek", "hoofdstuk-versie"]), st.text(ALFABET, min_size=10, max_size=10))
def test_parse_undoes_make(soort, urn_id):
    assert parse_urn(make_urn(soort, urn_id)) == (soort, urn_id)


def test_the_prefix_of_a_urn_is_case_insensitive():
    assert parse_urn("URN:Kennisbank-AV:bouwsteen:0123456789") == ("bouwsteen", "0123456789")


@pytest.mark.parametrize(
    "urn",
    ["", "urn:kennisbank-av:bouwsteen", "urn:anders:bouwsteen:0123456789", "urn:kennisbank-av:Bouwsteen:0123456789",
     "urn:kennisbank-av:bouwsteen:kort", "urn:kennisbank-av:bouwsteen:0123456789:x"],
)  # fmt: skip
def test_what_is_not_ours_is_refused(urn):
    with pytest.raises(ValueError, match="Geen"):
        parse_urn(urn)


def test_a_malformed_kind_is_refused():
    with pytest.raises(ValueError, match="soort"):
        make_urn("Bouw steen", "0123456789")
