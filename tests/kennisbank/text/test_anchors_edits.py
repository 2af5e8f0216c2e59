"""Five hundred edited chapters: no anchor silently on the wrong words, nearly all carried, every orphan reported."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.text.anchors import Stand, carry, find_passage, make_anchor
from kennisbank.text.normalise import normalise
from kennisbank.text.sectie import Sectie
from kennisbank.text.sentences import sentence_spans
from tests.kennisbank.text.anchor_edits import SOORTEN, Redacteur
from tests.kennisbank.text.strategies import MARKDOWN, PROSE
from tests.kennisbank.text.timing import seconds


def anchors_of(secties):
    """An anchor on every sentence, with the id of its section."""
    return [
        (sectie.id, make_anchor(sectie.tekst, *span))
        for sectie in secties
        for span in sentence_spans(normalise(sectie.tekst))
    ]


def bare(tekst):
    """The words alone: without white space and marks of lists."""
    return [woord for woord in tekst.split() if woord not in "-*+>"]


def edit(seed, soorten=None):
    """A chapter before and after edits, and per sentence of before: its number and where it is now."""
    redacteur = Redacteur(seed)
    hoofdstuk = redacteur.chapter()
    oud, plekken = hoofdstuk.render()
    nummers = [next(iter(zin.bron)) for plek in plekken for _, _, zin in plek]
    for soort in soorten or redacteur.kies.choices(SOORTEN, k=redacteur.kies.randint(1, 3)):
        redacteur.edit(hoofdstuk, soort)
    nieuw, plekken = hoofdstuk.render()
    waar = {nummer: [] for nummer in nummers}
    for sectie, plek in zip(nieuw, plekken, strict=True):
        for begin, einde, zin in plek:
            for nummer in zin.bron:
                waar[nummer].append((sectie.id, begin, einde, zin.gelijk))
    return hoofdstuk, oud, nieuw, nummers, waar


def judge(plaatsing, waar, buiten_verband):
    """What became of one anchor, against what the editor did."""
    if plaatsing.stand == Stand.WEES:
        if not waar:
            return "wees"
        return "uit verband" if buiten_verband else "gemist"
    if not waar:
        return "fout"
    plek = (plaatsing.sectie_id, plaatsing.anker.begin, plaatsing.anker.einde)
    geheel = (waar[0][0], min(begin for _, begin, _, _ in waar), max(einde for _, _, einde, _ in waar))
    if plek == geheel and len({ident for ident, *_ in waar}) == 1:
        return "goed" if (plaatsing.stand == Stand.GEWIJZIGD) != waar[0][3] else "fout"
    return "deel" if plaatsing.stand == Stand.GEWIJZIGD and plek in [stuk[:3] for stuk in waar] else "fout"


def tally(seeds, soorten=None):
    """Count the judgements, apart for sentences that an edit touched."""
    alle, geraakt = Counter(), Counter()
    for seed in seeds:
        hoofdstuk, oud, nieuw, nummers, waar = edit(seed, soorten)
        for nummer, plaatsing in zip(nummers, carry(anchors_of(oud), oud, nieuw), strict=True):
            oordeel = judge(plaatsing, waar[nummer], nummer in hoofdstuk.vaag)
            alle[oordeel] += 1
            geraakt[oordeel] += nummer in hoofdstuk.geraakt
    return alle, geraakt


def test_five_hundred_edits():
    """A sentence that was put alone among strangers is an orphan: its words alone do not prove it is the same one."""
    alle, geraakt = tally(range(500))
    assert alle["fout"] == 0
    assert alle["goed"] / (alle.total() - alle["wees"]) >= 0.98
    assert geraakt["goed"] / (geraakt.total() - geraakt["wees"] - geraakt["uit verband"]) >= 0.98
    assert geraakt["wees"] > 300


@pytest.mark.parametrize("soort", SOORTEN)
def test_each_kind_of_edit_three_times_over(soort):
    alle, geraakt = tally(range(1000, 1030), [soort] * 3)
    assert alle["fout"] == 0
    if soort != "move_sentence":
        assert alle["goed"] / (alle.total() - alle["wees"]) >= 0.98
        assert geraakt["goed"] >= 0.9 * (geraakt.total() - geraakt["wees"])


SECTIES = st.lists(st.builds(Sectie, st.sampled_from("abcd"), st.just("Kop"), PROSE | MARKDOWN), max_size=5)


@settings(max_examples=60)
@given(SECTIES)
def test_nothing_happens_to_anchors_when_nothing_changes(secties):
    eerste = list({sectie.id: sectie for sectie in reversed(secties)}.values())
    ankers = anchors_of(eerste)
    for (ident, anker), plaatsing in zip(ankers, carry(ankers, eerste, list(eerste)), strict=True):
        assert (plaatsing.stand, plaatsing.sectie_id, plaatsing.anker) == (Stand.VAST, ident, anker)


@settings(max_examples=120)
@given(SECTIES, SECTIES, st.data())
def test_an_anchor_says_what_stands_at_its_place_and_an_orphan_has_none(oud, nieuw, data):
    ankers = anchors_of(oud)
    for sectie in oud:
        tekst = normalise(sectie.tekst)
        if tekst:
            begin = data.draw(st.integers(0, len(tekst) - 1))
            ankers.append((sectie.id, make_anchor(sectie.tekst, begin, data.draw(st.integers(begin + 1, len(tekst))))))
    plaatsingen = carry(ankers, oud, nieuw)
    for (ident, anker), plaatsing in zip(ankers, plaatsingen, strict=True):
        if plaatsing.stand == Stand.WEES:
            assert (plaatsing.sectie_id, plaatsing.anker) == (ident, anker)
            continue
        nu = plaatsing.anker
        tekst = next(normalise(sectie.tekst) for sectie in nieuw if sectie.id == plaatsing.sectie_id)
        assert tekst[nu.begin : nu.einde] == nu.exact
        assert tekst[: nu.begin].endswith(nu.prefix)
        assert tekst[nu.einde :].startswith(nu.suffix)
        if plaatsing.stand == Stand.VAST:
            assert (plaatsing.sectie_id, nu.begin, nu.einde) == (ident, anker.begin, anker.einde)


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.data())
def test_a_passage_keeps_its_words_or_says_that_they_changed(seed, data):
    _, oud, nieuw, _, _ = edit(seed)
    ankers = []
    for sectie in oud:
        for _ in range(5):
            begin = data.draw(st.integers(0, len(sectie.tekst) - 1))
            einde = data.draw(st.integers(begin + 1, min(len(sectie.tekst), begin + 400)))
            if sectie.tekst[begin:einde].strip():
                ankers.append((sectie.id, make_anchor(sectie.tekst, begin, einde)))
    for (_, anker), plaatsing in zip(ankers, carry(ankers, oud, nieuw), strict=True):
        if plaatsing.stand in (Stand.VAST, Stand.VERSCHOVEN):
            assert bare(plaatsing.anker.exact) == bare(anker.exact)


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.data())
def test_words_are_found_back_only_where_they_stand(seed, data):
    sectie = Redacteur(seed).chapter().render()[0][0]
    begin = data.draw(st.integers(0, len(sectie.tekst) - 1))
    anker = make_anchor(sectie.tekst, begin, data.draw(st.integers(begin + 1, len(sectie.tekst))))
    gevonden = find_passage(sectie.tekst, anker.exact, anker.prefix, anker.suffix)
    assert gevonden is None or bare(gevonden.exact) == bare(anker.exact)
    if len(anker.exact) > 60:
        assert gevonden is not None


def test_five_thousand_anchors_on_a_thousand_sentences_take_little_time():
    redacteur = Redacteur(3)
    hoofdstuk = redacteur.chapter()
    while sum(len(alinea) for _, _, alineas in hoofdstuk.secties for alinea in alineas) < 1000:
        hoofdstuk.secties += [
            (f"{ident}x{len(hoofdstuk.secties)}", kop, a) for ident, kop, a in redacteur.chapter().secties
        ]
    oud, _ = hoofdstuk.render()
    for soort in SOORTEN * 3:
        redacteur.edit(hoofdstuk, soort)
    nieuw, _ = hoofdstuk.render()
    ankers = anchors_of(oud) * 5
    assert len(ankers) >= 5000
    assert seconds(carry, ankers, oud, nieuw) < 1
