"""REFI-QDA files in the shapes that other programs write, small and made up here; and any project, for hypothesis."""

import zipfile
from io import BytesIO
from uuid import UUID

from hypothesis import strategies as st

from kennisbank.exchange.refi.model import (
    Casus,
    Code,
    Codering,
    Gebruiker,
    Koppeling,
    Notitie,
    Project,
    Selectie,
    Tekstbron,
    Variabele,
    Verzameling,
    Waarde,
)
from kennisbank.exchange.refi.writer import xml_text

NS = "urn:QDA-XML:project:1.0"


def guid(number: int) -> str:
    """A GUID by number."""
    return str(UUID(int=number))


def qdpx(project: str, files: dict[str, bytes] | None = None, naam: str = "project.qde") -> bytes:
    """A package with this XML and these files."""
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr(naam, project)
        for pad, inhoud in (files or {}).items():
            archief.writestr(pad, inhoud)
    return uit.getvalue()


def project_xml(inhoud: str, extra: str = "") -> str:
    """A project around some XML."""
    return f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{NS}" name="Proef" {extra}>{inhoud}</Project>'


def selection(tekst: str, stuk: str, *codes: int, number: int = 900) -> str:
    """A selection of a piece of a text, coded with the codes with these numbers."""
    start = tekst.index(stuk)
    codings = "".join(
        f'<Coding guid="{guid(number * 100 + code)}"><CodeRef targetGUID="{guid(code)}"/></Coding>' for code in codes
    )
    return (
        f'<PlainTextSelection guid="{guid(number)}" startPosition="{start}" endPosition="{start + len(stuk)}">'
        f"{codings}</PlainTextSelection>"
    )


def codebook(*namen: str, first: int = 1) -> str:
    """A flat codebook with these names, numbered from `first`."""
    codes = "".join(
        f'<Code guid="{guid(n)}" name="{naam}" isCodable="true"/>' for n, naam in enumerate(namen, start=first)
    )
    return f"<CodeBook><Codes>{codes}</Codes></CodeBook>"


_TEKST = "Vraag het 🙂 eerst.\nSchrijf dan pas.\n"
SAMPLE = Project(
    naam="Proef",
    herkomst="Tests",
    gemaakt_door=guid(1),
    gemaakt_op="2026-03-01T10:00:00Z",
    omschrijving="Een project met van alles een.",
    gebruikers=(Gebruiker(guid(1), "Uitvoer"),),
    codes=(Code(guid(99), "Thema’s", False, "#154273", codes=(Code(guid(10), "Tegenspraak", notities=(guid(2),)),)),),
    variabelen=(Variabele(guid(3), "Datum", "Date"), Variabele(guid(11), "Aantal", "Integer")),
    casussen=(Casus(guid(7), "Gesprek", "", (Waarde(guid(3), "Date", "2026-03-01"),), (guid(4),)),),
    bronnen=(
        Tekstbron(
            guid(4),
            "Gesprek",
            _TEKST,
            f"internal://{guid(4)}.txt",
            gebruiker=guid(1),
            selecties=(Selectie(guid(12), 0, 18, "Vraag", coderingen=(Codering(guid(13), guid(10), guid(1)),)),),
        ),
        Tekstbron(guid(5), "Los", "Tekst in het project.", coderingen=(Codering(guid(6), guid(10)),)),
    ),
    notities=(Notitie(guid(2), "Tegenspraak", "Zeggen wat schuurt."),),
    koppelingen=(Koppeling(guid(8), "In de tekst", guid(12), guid(2)),),
    verzamelingen=(Verzameling(guid(9), "Alles", "", (guid(10),), (guid(4),), (guid(2),)),),
)
"""A project with one of everything."""

words = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("\r\n\té́🙂👩\u200d👧\ufeff\u2028<&>\"'\x00\x0b")),
    max_size=30,
).map(xml_text)
_names = words.filter(bool)


def _selections(tekst: str, codes: list[str], users: list[str]) -> st.SearchStrategy[tuple[Selectie, ...]]:
    def build(drawn: list[tuple[int, int, str, list[str]]]) -> tuple[Selectie, ...]:
        return tuple(
            Selectie(
                guid=guid(10_000 + n),
                start=min(a, b),
                eind=max(a, b),
                naam=naam,
                gebruiker=users[0],
                coderingen=tuple(Codering(guid(20_000 + n * 50 + k), code) for k, code in enumerate(chosen)),
            )
            for n, (a, b, naam, chosen) in enumerate(drawn)
        )

    place = st.integers(0, len(tekst))
    one = st.tuples(place, place, _names, st.lists(st.sampled_from(codes), max_size=3, unique=True))
    return st.lists(one, max_size=4).map(build)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Any project as the writer is given them: texts in one spelling, references that lead somewhere."""
    user = Gebruiker(guid(1), draw(_names))
    names = draw(st.lists(_names, min_size=1, max_size=4))
    note = Notitie(guid(2), draw(_names), draw(_names))
    leaves = tuple(
        Code(guid(100 + n), naam, omschrijving=draw(words), notities=(note.guid,)) for n, naam in enumerate(names)
    )
    folder = Code(guid(99), draw(_names), codeerbaar=False, kleur="#0fA", codes=leaves)
    codes = [code.guid for code in leaves]
    variable = Variabele(guid(3), draw(_names), omschrijving=draw(words))
    tekst = draw(words)
    with_path = Tekstbron(
        guid(4), draw(_names), tekst, f"internal://{guid(4)}.txt", selecties=draw(_selections(tekst, codes, [guid(1)]))
    )
    inside = Tekstbron(guid(5), draw(words), draw(_names), coderingen=(Codering(guid(6), codes[0]),))
    return Project(
        naam=draw(words),
        herkomst=draw(words),
        gemaakt_door=user.guid,
        gemaakt_op="2026-03-01T10:00:00Z",
        omschrijving=draw(words),
        gebruikers=(user,),
        codes=(folder,),
        variabelen=(variable,),
        casussen=(Casus(guid(7), draw(words), draw(words), (Waarde(guid(3), "Text", draw(words)),), (guid(4),)),),
        bronnen=(with_path, inside),
        notities=(note,),
        koppelingen=(Koppeling(guid(8), draw(words), guid(4), guid(2)),),
        verzamelingen=(Verzameling(guid(9), draw(words), draw(words), tuple(codes), (guid(4),), (guid(2),)),),
    )
