"""Write a text as XHTML, element by element."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeAlias

from lxml import etree

from kennisbank.drukwerk.tekst.notes import Noten
from kennisbank.drukwerk.tekst.tree import (
    Alinea,
    Blok,
    Blokken,
    Cel,
    Citaat,
    Code,
    Kop,
    Lijn,
    Lijst,
    Run,
    Runs,
    Stijl,
    Tabel,
)

Element: TypeAlias = etree._Element
Kind: TypeAlias = "Element | str | None"

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
TAAL = "nl-NL"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TAGS = {
    Stijl.VET: "strong", Stijl.SCHUIN: "em", Stijl.CODE: "code", Stijl.SUB: "sub", Stijl.SUP: "sup", Stijl.DOOR: "s",
    Stijl.ONDER: "u", Stijl.MERK: "mark", Stijl.KLEIN: "small",
}  # fmt: skip


def h(tag: str, *kinderen: Kind, soort: str = "", **attrs: str) -> Element:
    """An element of XHTML; `soort` is its epub:type, `class_` its class, `aria_x` is aria-x. None is left out."""
    element = etree.Element(f"{{{XHTML}}}{tag}", nsmap={None: XHTML, "epub": EPUB})
    if soort:
        element.set(f"{{{EPUB}}}type", soort)
    for naam, waarde in attrs.items():
        element.set(naam.rstrip("_").replace("_", "-"), waarde)
    for kind in kinderen:
        _append(element, kind)
    return element


def _append(element: Element, kind: Kind) -> None:
    if isinstance(kind, str):
        if len(element):
            element[-1].tail = (element[-1].tail or "") + kind
        else:
            element.text = (element.text or "") + kind
    elif kind is not None:
        element.append(kind)


def page(titel: str, *inhoud: Element) -> bytes:
    """A whole file with these elements in its body."""
    wortel = h(
        "html",
        h("head", h("title", titel), h("link", rel="stylesheet", type="text/css", href="boek.css")),
        h("body", *inhoud),
        lang=TAAL,
    )
    wortel.set(_XML_LANG, TAAL)
    etree.cleanup_namespaces(wortel, keep_ns_prefixes=["epub"])
    return etree.tostring(wortel, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")


class XhtmlTekst:
    """Writes the texts of one file; `href` says where an anchor of the book is, seen from that file."""

    def __init__(self, noten: Noten, href: Callable[[str], str]) -> None:
        self.noten = noten
        self.href = href
        self.gezien: set[int] = set()

    def blocks(self, blokken: Iterable[Blok]) -> list[Element]:
        return [self._block(blok) for blok in blokken]

    def runs(self, runs: Runs) -> list[Kind]:
        stukken: list[Kind] = []
        for (url, noot), groep in groupby(runs, key=lambda run: (run.url, run.noot)):
            if noot:
                stukken += [self._mark(noot) for _ in groep]
            elif url:
                stukken.append(self.link(url, *(deel for run in groep for deel in _styled(run))))
            else:
                stukken += [deel for run in groep for deel in _styled(run)]
        return stukken

    def link(self, url: str, *inhoud: Kind) -> Element:
        return h("a", *inhoud, href=self.href(url[1:]) if url.startswith("#") else url)

    def notes(self) -> Element | None:
        """The footnotes of the file, each with a way back to its mark."""
        if not self.noten.noten:
            return None
        noten = [self._note(nummer, noot) for nummer, noot in self.noten.noten.items()]
        return h("section", h("h2", "Noten"), *noten, soort="footnotes", class_="noten")

    def _block(self, blok: Blok) -> Element:
        match blok:
            case Alinea(runs):
                return h("p", *self.runs(runs))
            case Kop(niveau, runs):
                return h(f"h{niveau}", *self.runs(runs))
            case Lijst():
                return self._list(blok)
            case Citaat(binnen):
                return h("blockquote", *self.blocks(binnen))
            case Code(tekst):
                return h("pre", h("code", tekst))
            case Tabel():
                return self._table(blok)
            case Lijn():
                return h("hr")

    def _list(self, lijst: Lijst) -> Element:
        items = (h("li", *self._item(item)) for item in lijst.items)
        if not lijst.geordend:
            return h("ul", *items)
        return h("ol", *items, **({} if lijst.start == 1 else {"start": str(lijst.start)}))

    def _item(self, item: Blokken) -> list[Kind]:
        """A single paragraph needs no element of its own in a list."""
        if item and isinstance(item[0], Alinea) and not any(isinstance(blok, Alinea) for blok in item[1:]):
            return [*self.runs(item[0].runs), *self.blocks(item[1:])]
        return list(self.blocks(item))

    def _table(self, tabel: Tabel) -> Element:
        kop = h("thead", h("tr", *(self._cell("th", cel, scope="col") for cel in tabel.kop)))
        rijen = [h("tr", *(self._cell("td", cel) for cel in rij)) for rij in tabel.rijen]
        return h("table", kop, h("tbody", *rijen) if rijen else None)

    def _cell(self, tag: str, cel: Cel, **attrs: str) -> Element:
        if cel.rechts:
            attrs["class_"] = "rechts"
        return h(tag, *self.runs(cel.runs), **attrs)

    def _mark(self, nummer: int) -> Element:
        attrs = {"href": f"#noot-{nummer}", "role": "doc-noteref", "aria_label": f"Noot {nummer}"}
        if nummer not in self.gezien:
            self.gezien.add(nummer)
            attrs["id"] = f"verwijzing-{nummer}"
        return h("sup", h("a", str(nummer), soort="noteref", **attrs))

    def _note(self, nummer: int, noot: Blokken) -> Element:
        terug = h(
            "a", f"{nummer}.", href=f"#verwijzing-{nummer}", role="doc-backlink",
            aria_label=f"Noot {nummer}, terug naar de tekst",
        )  # fmt: skip
        eerste, *rest = noot or (Alinea(()),)
        if isinstance(eerste, Alinea):
            blokken = [h("p", terug, " ", *self.runs(eerste.runs)), *self.blocks(rest)]
        else:
            blokken = [h("p", terug), *self.blocks(noot)]
        return h("aside", *blokken, soort="footnote", role="doc-footnote", id=f"noot-{nummer}")


def _styled(run: Run) -> list[Kind]:
    """The text of a run in its elements; with line breaks when it has any."""
    regels = run.tekst.split("\n")
    stukken: list[Kind] = [regels[0]]
    for regel in regels[1:]:
        stukken += [h("br"), regel]
    for stijl in run.stijlen:
        stukken = [h(_TAGS[stijl], *stukken)]
    return stukken
