"""An edition as a book, and the files made of it."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from kennisbank.document.edities.references import Verwijzingen, load_versies, look_up
from kennisbank.document.freezing import Sectie
from kennisbank.document.models import Editie, HoofdstukVersie
from kennisbank.exchange.boek.docx import make_docx
from kennisbank.exchange.boek.epub import make_epub
from kennisbank.exchange.boek.markdown import make_markdown
from kennisbank.exchange.boek.model import Boek, BoekHoofdstuk, BoekSectie, Bronvermelding
from kennisbank.exchange.boek.pdf import make_pdf
from kennisbank.text.hashing import sha256_hex
from kennisbank.text.slugs import anchor
from kennisbank.ui.bronnen import Bron
from themas.models import Thema

logger = logging.getLogger(__name__)

UITGEVER = "Redactie van de kennisbank"
# Raise it when the formats look different: files that are there are then made again.
VORM = 1
FOLDER = "edities"
PART = ".deel"
LEFT_OVER_SECONDS = 3600


@dataclass(frozen=True)
class Formaat:
    """A format: what makes it, what browsers call it."""

    make: Callable[[Boek], bytes]
    content_type: str


def _make_markdown(boek: Boek) -> bytes:
    return make_markdown(boek).encode("utf-8")


FORMATEN: Mapping[str, Formaat] = {
    "pdf": Formaat(make_pdf, "application/pdf"),
    "docx": Formaat(make_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "epub": Formaat(make_epub, "application/epub+zip"),
    "md": Formaat(_make_markdown, "text/markdown; charset=utf-8"),
}


@dataclass(frozen=True)
class Bestand:
    """A file of an edition: where it is, how it is offered, and a name for exactly this content."""

    path: Path
    filename: str
    content_type: str
    etag: str


class BestandMislukt(Exception):
    """A file could not be made; the reason is in the log."""


def base_url() -> str:
    """The address of the site as readers see it, without a slash at the end."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def build_boek(editie: Editie) -> Boek:
    """The whole edition as a book: frozen words, with sources and links as readers may see them today."""
    versies = load_versies(editie)
    return _compose(editie, versies, look_up(editie, versies))


def _compose(editie: Editie, versies: Sequence[HoofdstukVersie], verwijzingen: Verwijzingen) -> Boek:
    slugs = {slug for versie in versies for slug in versie.inhoud["themas"]}
    themas = dict(Thema.objects.filter(slug__in=slugs).values_list("slug", "naam"))
    document = editie.document
    return Boek(
        titel=document.title,
        subtitel=editie.titel,
        editie=f"Editie {editie.nummer}",
        datum=timezone.localdate(editie.gepubliceerd_op),
        inleiding=editie.inleiding,
        hoofdstukken=tuple(
            _chapter(versie, adres, themas, verwijzingen.bronnen)
            for versie, adres in zip(versies, verwijzingen.adressen, strict=True)
        ),
        uitgever=UITGEVER,
        urn=editie.urn,
        url=f"{base_url()}{reverse('edities:editie', args=[document.urn_id, editie.nummer])}",
        links=verwijzingen.links,
    )


def _chapter(
    versie: HoofdstukVersie, adres: str, themas: Mapping[str, str], bronnen: Mapping[str, Bron]
) -> BoekHoofdstuk:
    return BoekHoofdstuk(
        titel=versie.titel,
        samenvatting=versie.inhoud["samenvatting"],
        themas=tuple(themas[slug] for slug in versie.inhoud["themas"] if slug in themas),
        versie=versie.nummer,
        versie_datum=timezone.localdate(versie.gemaakt_op),
        url=f"{adres}versies/{versie.nummer}/" if adres else "",
        secties=tuple(_section(sectie, bronnen) for sectie in versie.inhoud["secties"]),
    )


def _section(sectie: Sectie, bronnen: Mapping[str, Bron]) -> BoekSectie:
    beside: dict[str, list[Bronvermelding]] = {"bron": [], "kanttekening": []}
    for bron in sectie["bronnen"]:
        found = bronnen.get(bron["bouwsteen"])
        if found is not None:
            vermelding = Bronvermelding(
                found.titel, found.soort_label, found.herkomst_label, found.url, tegengeluid=found.tegengeluid
            )
            beside.setdefault(bron["rol"], []).append(vermelding)
    return BoekSectie(sectie["kop"], sectie["tekst"], tuple(beside["bron"]), tuple(beside["kanttekening"]))


_making = threading.Lock()


def provide_file(editie: Editie, formaat: str) -> Bestand:
    """The file of an edition in a format, made when it is not there yet.

    The words never change, but a source may be withdrawn or a link lead elsewhere: then there is another file, and the
    old one goes. Raises BestandMislukt.
    """
    return _provide(editie, formaat, _look_up(editie))


def _look_up(editie: Editie) -> Verwijzingen:
    return look_up(editie, [regel.versie for regel in editie.hoofdstukken.in_order().without_inhoud()])


def _provide(editie: Editie, formaat: str, verwijzingen: Verwijzingen) -> Bestand:
    bestand = _describe(editie, formaat, verwijzingen)
    if not bestand.path.exists():
        with _making:
            if not bestand.path.exists():
                _make(editie, formaat, verwijzingen, bestand.path)
    return bestand


def _describe(editie: Editie, formaat: str, verwijzingen: Verwijzingen) -> Bestand:
    document = editie.document
    titles = [document.title, editie.urn, base_url()]
    etag = sha256_hex([VORM, formaat, verwijzingen.fingerprint, *titles])
    name = f"{FOLDER}/{document.urn_id}/editie-{editie.nummer}-{etag[:32]}.{formaat}"
    return Bestand(
        path=Path(default_storage.path(name)),
        filename=f"{anchor(document.title)}-editie-{editie.nummer}.{formaat}",
        content_type=FORMATEN[formaat].content_type,
        etag=etag,
    )


def _make(editie: Editie, formaat: str, verwijzingen: Verwijzingen, path: Path) -> None:
    try:
        content = FORMATEN[formaat].make(_compose(editie, load_versies(editie), verwijzingen))
        _write(path, content)
    except Exception as error:
        logger.exception("The %s of %s cannot be made", formaat, editie.urn)
        raise BestandMislukt(formaat) from error
    _tidy(path, f"editie-{editie.nummer}-*.{formaat}")


def _tidy(path: Path, pattern: str) -> None:
    """Remove files that were replaced, and what a process that was killed left half written."""
    old = time.time() - LEFT_OVER_SECONDS
    left_over = [part for part in path.parent.glob(f".*{PART}") if part.stat().st_mtime < old]
    for other in [*path.parent.glob(pattern), *left_over]:
        if other != path:
            other.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    """Put a file in its place at once: whoever reads it meanwhile sees all of it, or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=PART, delete=False) as part:
        part.write(content)
        part.flush()
        os.fsync(part.fileno())
    made = Path(part.name)
    made.chmod(0o644)
    made.replace(path)


def prepare_files(editie: Editie) -> int:
    """Make what is not there yet, so that no reader waits for it; returns how many files could not be made."""
    verwijzingen = _look_up(editie)
    failures = 0
    for formaat in FORMATEN:
        try:
            _provide(editie, formaat, verwijzingen)
        except BestandMislukt:
            failures += 1
    return failures
