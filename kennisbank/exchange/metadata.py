"""Metadata of a source document: what this site has a place for, and what it has not."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from kennisbank.exchange.formats.markdown_folder import ORDER_KEYS
from kennisbank.exchange.vocabulary import Woordenlijst
from kennisbank.text.normalise import normalise_line
from themas.models import Thema

SUMMARY_KEYS = {"samenvatting", "summary", "description", "omschrijving"}
THEMA_KEYS = {"themas", "thema", "tags", "keywords", "categories", "trefwoorden", "topics"}
DATE_KEYS = {"date", "datum"}
OWNER_KEYS = {"verantwoordelijk"}
SILENT_KEYS = {*ORDER_KEYS, "draft", "concept"}
MAX_SAMENVATTING = 1_000
MAX_VERANTWOORDELIJK = 150
_DATE_RE = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")


@dataclass
class Gegevens:
    """What of the metadata has a place here, and remarks on the rest."""

    samenvatting: str = ""
    verantwoordelijk: str = ""
    datum: datetime.datetime | None = None
    themas: list[Thema] = field(default_factory=list)
    weggelaten: list[str] = field(default_factory=list)


def read_metadata(meta: Mapping[str, object], woordenlijst: Woordenlijst) -> Gegevens:
    """Read the metadata of one document."""
    gegevens = Gegevens()
    for naam, waarde in meta.items():
        key = naam.casefold()
        if key in SUMMARY_KEYS and isinstance(waarde, str):
            gegevens.samenvatting = gegevens.samenvatting or normalise_line(waarde)[:MAX_SAMENVATTING]
        elif key in OWNER_KEYS and isinstance(waarde, str):
            gegevens.verantwoordelijk = normalise_line(waarde)[:MAX_VERANTWOORDELIJK]
        elif key in THEMA_KEYS:
            _read_themas(naam, waarde, woordenlijst, gegevens)
        elif key in DATE_KEYS:
            _read_date(naam, waarde, gegevens)
        elif key not in SILENT_KEYS:
            gegevens.weggelaten.append(f"{naam}: {shown(waarde)}")
    return gegevens


def _read_themas(naam: str, waarde: object, woordenlijst: Woordenlijst, gegevens: Gegevens) -> None:
    onbekend = []
    for woord in _words(waarde):
        found = woordenlijst.find(woord)
        if len(found) == 1:
            gegevens.themas += [thema for thema in found if thema not in gegevens.themas]
        else:
            onbekend.append(woord if not found else f"{woord} (niet duidelijk welk thema)")
    if onbekend:
        gegevens.weggelaten.append(f"{naam}: geen thema heet {', '.join(onbekend)[:300]}")


def _words(waarde: object) -> Iterator[str]:
    waarden: Iterable[object] = waarde if isinstance(waarde, (list, tuple)) else re.split(r"[,;]", str(waarde or ""))
    for deel in waarden:
        if isinstance(deel, (str, int, float)) and (woord := normalise_line(str(deel))):
            yield woord[:100]


def _read_date(naam: str, waarde: object, gegevens: Gegevens) -> None:
    dag = parse_date(waarde)
    if dag is None:
        gegevens.weggelaten.append(f"{naam}: {shown(waarde)} is geen datum")
    elif dag > timezone.localdate():
        gegevens.weggelaten.append(f"{naam}: {shown(waarde)} ligt in de toekomst")
    else:
        gegevens.datum = at_noon(dag)


def parse_date(waarde: object) -> datetime.date | None:
    """A day written as 2025-03-12, 12-03-2025 or as a date already; None when it is not one."""
    if isinstance(waarde, datetime.datetime):
        return waarde.date()
    if isinstance(waarde, datetime.date):
        return waarde
    tekst = str(waarde or "").strip()
    try:
        if found := _DATE_RE.match(tekst):
            return datetime.date(int(found[3]), int(found[2]), int(found[1]))
        return datetime.datetime.fromisoformat(tekst).date()
    except ValueError:
        return None


def at_noon(dag: datetime.date) -> datetime.datetime:
    """A day as a moment, in the middle of it."""
    return timezone.make_aware(datetime.datetime.combine(dag, datetime.time(12)))


def shown(waarde: object) -> str:
    """A value on one short line. Never expands what a document repeats by reference."""
    if isinstance(waarde, (list, tuple)):
        delen = (shown(deel) if isinstance(deel, (str, int, float)) else "…" for deel in waarde[:10])
        return ", ".join(delen)[:200]
    if isinstance(waarde, dict):
        return ", ".join(str(naam)[:50] for naam in list(waarde)[:10])[:200]
    return normalise_line(str(waarde)[:1_000])[:200]
