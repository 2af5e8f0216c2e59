"""How words look: which are bold, a link and so on, and how to say what changed in that."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, groupby

from kennisbank.text.inline import CODE, CURSIEF, GEWOON, LINK, VET, Stijl, Zicht, plain, see
from kennisbank.text.units import AlineaSoort, Eenheid
from kennisbank.text.word_diff import Deel, Soort, Stuk, WoordRij

_KINDS = {
    AlineaSoort.ALINEA: "gewone tekst",
    AlineaSoort.LIJSTITEM: "een punt in een lijst",
    AlineaSoort.KOP: "een kop",
    AlineaSoort.CITAAT: "een citaat",
    AlineaSoort.CODE: "code",
    AlineaSoort.TABELRIJ: "een rij van een tabel",
}
_MADE = {VET: "vet gemaakt", CURSIEF: "cursief gemaakt", CODE: "als code gezet"}
_UNDONE = {VET: "niet meer vet", CURSIEF: "niet meer cursief", CODE: "niet meer als code"}

TokenStijl = tuple[tuple[int, Stijl], ...]
"""How a token looks: from which of its letters on it has which style."""

_PLAIN: TokenStijl = ((0, GEWOON),)


class AlineaRij(WoordRij):
    """The visible words of paragraphs in a row, how they look, and with which word each paragraph begins."""

    def __init__(self, eenheden: Sequence[Eenheid]) -> None:
        zichten = [
            plain(eenheid.bron) if eenheid.soort == AlineaSoort.CODE else see(eenheid.bron) for eenheid in eenheden
        ]
        super().__init__("\n\n".join(zicht.tekst for zicht in zichten))
        grenzen = [0, *accumulate(len(zicht.tekst) + 2 for zicht in zichten)][:-1]
        self.beginnen: list[int] = [bisect_right(self.einden, grens) for grens in grenzen]
        self.starts: set[int] = set(self.beginnen)
        for plek in self.starts:
            self.tokens.wit[plek : plek + 1] = [""] * (plek < len(self.woorden))
        self._stijlen: list[TokenStijl] | None = None
        if any(len(zicht.lopen) > 1 or zicht.lopen[0][1] != GEWOON for zicht in zichten):
            self._stijlen = list(self._styles(zichten, grenzen))

    def number(self, plek: int) -> int:
        """Return the number of the paragraph that a word is in."""
        return max(0, bisect_right(self.beginnen, plek) - 1)

    def cuts(self, van: int, tot: int) -> list[int]:
        """Return where between two words a paragraph begins."""
        return [plek for plek in self.beginnen if van < plek < tot]

    def runs(self, van: int, tot: int, los: Collection[int]) -> Iterator[tuple[int, int, bool]]:
        """Cut a run of words in stretches that are in a moved sentence and stretches that are not."""
        if not los:
            if van < tot:
                yield van, tot, False
            return
        for is_los, groep in groupby(range(van, tot), key=lambda plek: self.zin_van[plek] in los):
            plekken = list(groep)
            yield plekken[0], plekken[-1] + 1, is_los

    def part(self, soort: Soort, van: int, tot: int, *, breuk: bool = False) -> Deel:
        return Deel(soort, self.tokens.text(van, tot), self._pieces(van, tot), breuk=breuk)

    def equal_part(self, oud: "AlineaRij", i: int, j: int, aantal: int, breuk: bool) -> Deel:
        """Return words that stayed, of which all changed their looks in the same way or none did."""
        deel = self.part(Soort.GELIJK, j, j + aantal, breuk=breuk)
        opmaak = describe_looks(oud.style(i), self.style(j))
        if not opmaak:
            return deel
        was = oud.part(Soort.GELIJK, i, i + aantal)
        return Deel(deel.soort, deel.tekst, deel.stukken, opmaak, was.stukken or (Stuk(was.tekst),), breuk)

    def changes_of_looks(self, oud: "AlineaRij", i: int, j: int, aantal: int) -> Iterator[int]:
        """Yield after how many words the change of looks becomes another one."""
        if self._stijlen is None and oud._stijlen is None:
            return
        vorige = ""
        for nummer in range(aantal):
            nu = describe_looks(oud.style(i + nummer), self.style(j + nummer))
            if nu != vorige:
                yield nummer
            vorige = nu

    def style(self, plek: int) -> TokenStijl:
        return self._stijlen[plek] if self._stijlen is not None else _PLAIN

    def _styles(self, zichten: Sequence[Zicht], grenzen: Sequence[int]) -> Iterator[TokenStijl]:
        lopen = [
            (grens + begin, stijl)
            for zicht, grens in zip(zichten, grenzen, strict=True)
            for begin, stijl in zicht.lopen
        ]
        plek = 0
        for woord, einde in zip(self.woorden, self.einden, strict=True):
            begin = einde - len(woord)
            while plek + 1 < len(lopen) and lopen[plek + 1][0] <= begin:
                plek += 1
            binnen = [(0, lopen[plek][1])]
            volgende = plek + 1
            while volgende < len(lopen) and lopen[volgende][0] < einde:
                binnen.append((lopen[volgende][0] - begin, lopen[volgende][1]))
                volgende += 1
            yield tuple(binnen)

    def _pieces(self, van: int, tot: int) -> tuple[Stuk, ...]:
        """Return the words by how they look; nothing when all is plain."""
        if self._stijlen is None or all(stijl == _PLAIN for stijl in self._stijlen[van:tot]):
            return ()
        letters: list[tuple[str, Stijl]] = []
        for plek in range(van, tot):
            letters += self._letters(plek, letters[-1][1] if letters else GEWOON)
        return tuple(
            Stuk("".join(tekst for tekst, _ in groep), stijl.vorm, stijl.doel)
            for stijl, groep in ((stijl, list(groep)) for stijl, groep in groupby(letters, key=lambda deel: deel[1]))
        )

    def _letters(self, plek: int, vorige: Stijl) -> Iterator[tuple[str, Stijl]]:
        """Yield a token as pieces of one style; white space looks like what it stands between."""
        woord, stijl = self.woorden[plek], self.style(plek)
        if wit := self.tokens.wit[plek]:
            yield wit, vorige if vorige == stijl[0][1] else GEWOON
        for nummer, (begin, hoe) in enumerate(stijl):
            yield woord[begin : stijl[nummer + 1][0] if nummer + 1 < len(stijl) else None], hoe


def whole_part(eenheid: Eenheid, soort: Soort) -> Deel:
    """Return a paragraph of which all words share one fate."""
    zicht = _see(eenheid)
    if len(zicht.lopen) == 1 and zicht.lopen[0][1] == GEWOON:
        return Deel(soort, zicht.tekst)
    punten = [begin for begin, _ in zicht.lopen] + [len(zicht.tekst)]
    stukken = tuple(
        Stuk(zicht.tekst[begin:einde], stijl.vorm, stijl.doel)
        for (begin, stijl), einde in zip(zicht.lopen, punten[1:], strict=True)
    )
    return Deel(soort, zicht.tekst, stukken)


def describe_looks(oud: TokenStijl, nieuw: TokenStijl) -> str:
    """Say in words how the looks of a word changed; empty when they did not."""
    if oud == nieuw:
        return ""
    was, nu = (frozenset(vorm for _, stijl in deel for vorm in stijl.vorm) for deel in (oud, nieuw))
    gezegd = [_MADE[vorm] for vorm in _MADE if vorm in nu - was] + [
        _UNDONE[vorm] for vorm in _UNDONE if vorm in was - nu
    ]
    doel_oud, doel_nieuw = _target(oud), _target(nieuw)
    if LINK in nu - was:
        gezegd.append(f"link gemaakt naar {doel_nieuw}")
    elif LINK in was - nu:
        gezegd.append(f"geen link meer naar {doel_oud}")
    elif doel_oud != doel_nieuw:
        gezegd.append(f"link gaat nu naar {doel_nieuw}, eerst naar {doel_oud}")
    return ", ".join(gezegd) or "opmaak van een deel van het woord gewijzigd"


def describe_kind(oud: Eenheid, nieuw: Eenheid) -> str:
    """Say in words that a paragraph became another kind of thing; empty when it did not."""
    if oud.soort != nieuw.soort:
        return f"was {_KINDS[oud.soort]}, is nu {_KINDS[nieuw.soort]}"
    if oud.niveau != nieuw.niveau:
        return "kop van een ander niveau" if nieuw.soort == AlineaSoort.KOP else "ander niveau in de lijst"
    if oud.sleutel[2] == nieuw.sleutel[2]:
        return ""
    if nieuw.soort == AlineaSoort.LIJSTITEM:
        return "nummers in plaats van punten" if nieuw.merk[0].isdigit() else "punten in plaats van nummers"
    if nieuw.soort == AlineaSoort.CODE:
        return f"code in {nieuw.merk}" if nieuw.merk else "code zonder taal"
    return "kolommen anders uitgelijnd"


def _see(eenheid: Eenheid) -> Zicht:
    return plain(eenheid.bron) if eenheid.soort == AlineaSoort.CODE else see(eenheid.bron)


def _target(stijl: TokenStijl) -> str:
    return next((deel.doel for _, deel in stijl if deel.doel), "")
