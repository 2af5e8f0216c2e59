import json
from collections import OrderedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisbank.text.hashing import canonical_json, sha256_hex

_TEKST = st.text(st.characters(exclude_categories=["Cs"]))
_WAARDEN = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEKST,
    lambda kind: st.lists(kind) | st.dictionaries(_TEKST, kind),
    max_leaves=20,
)


def test_the_spelling_is_fixed():
    assert canonical_json({"b": [1, True, None], "a": "één €"}) == '{"a":"één €","b":[1,true,null]}'.encode()
    assert sha256_hex({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@given(_WAARDEN)
def test_nothing_is_lost_and_order_does_not_matter(waarde):
    assert json.loads(canonical_json(waarde)) == waarde
    if isinstance(waarde, dict):
        assert sha256_hex(OrderedDict(reversed(waarde.items()))) == sha256_hex(waarde)


@pytest.mark.parametrize("waarde", [1.0, {"a": [0.5]}, float("nan"), {1: "a"}, {"a": {1, 2}}, b"x", object()])
def test_what_has_no_single_spelling_is_refused(waarde):
    with pytest.raises(TypeError):
        canonical_json(waarde)
