"""Where a link inside a source leads: to which of its documents, and to which heading there."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kennisbank.exchange.formats.markdown_folder import INDEX_NAMES
from kennisbank.exchange.formats.source import Brondocument
from kennisbank.text.folding import fold

_EXTENSION_RE = re.compile(r"\.(?:mdx?|markdown|html?)$")
_NUMBER_RE = re.compile(r"^\d+[-_.]+(?=\D)")


@dataclass(frozen=True)
class Adres:
    """A link taken apart: `is_extern` when it names a server or another scheme than a web page has."""

    schema: str
    pad: str
    fragment: str
    is_extern: bool


def split_address(href: str) -> Adres | None:
    """Take an address apart; None when it cannot be one."""
    try:
        delen = urlsplit(href.strip())
    except ValueError:
        return None
    schema = delen.scheme.lower()
    return Adres(schema, unquote(delen.path), unquote(delen.fragment), bool(schema or delen.netloc))


def _key(pad: str) -> tuple[str, ...]:
    """The path as its segments: lower case, without extension and without an index file at the end."""
    delen = [deel for deel in pad.casefold().split("/") if deel not in {"", "."}]
    if delen:
        delen[-1] = _EXTENSION_RE.sub("", delen[-1])
        if delen[-1] in INDEX_NAMES:
            delen.pop()
    return tuple(delen)


def _joined(key: tuple[str, ...]) -> tuple[str, ...]:
    """The key with numbers before names left out and hyphens as slashes, as static site generators write addresses."""
    kaal = [_NUMBER_RE.sub("", deel) for deel in key]
    return tuple("/".join(kaal).replace("-", "/").split("/"))


class Linkkaart:
    """The documents of a source, found by path, by id and by what the source says about its own links."""

    def __init__(self, documenten: Iterable[Brondocument]) -> None:
        self._keys: dict[tuple[str, ...], str] = {}
        self._ids: dict[str, str] = {}
        self._ends: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._stated: dict[str, dict[str, set[str]]] = {}
        self._joined: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._own: dict[str, tuple[str, ...]] = {}
        for document in documenten:
            self._add(document)

    def _add(self, document: Brondocument) -> None:
        key = _key(document.pad)
        self._own[document.bron_id] = key
        self._keys.setdefault(key, document.bron_id)
        self._ids[document.bron_id] = document.bron_id
        self._joined[_joined(key)].add(document.bron_id)
        for begin in range(max(len(key) - 1, 1)):
            self._ends[key[begin:]].add(document.bron_id)
        stated: dict[str, set[str]] = defaultdict(set)
        for link in document.verwijzingen:
            stated[fold(link.tekst)].add(link.doel)
        self._stated[document.bron_id] = stated

    def find(self, van: Brondocument, adres: Adres, woorden: str) -> str | None:
        """The id of the document that a link in `van` leads to; None when it leads out of the source."""
        if adres.is_extern:
            return self._stated_target(van, adres, woorden) if adres.schema in {"http", "https", ""} else None
        if not adres.pad:
            return van.bron_id
        found = self._ids.get(adres.pad)
        for pad in () if found else self._candidates(van.pad, adres.pad):
            found = found or self._by_path(_key(pad))
        return found or self._stated_target(van, adres, woorden) or self._by_end(_key(adres.pad))

    def _candidates(self, van: str, pad: str) -> list[str]:
        """The paths that a link may mean: from the root, from its file, or from its page as a folder."""
        if pad.startswith("/"):
            return [pad]
        folder, bestand = posixpath.split(van)
        as_folder = posixpath.join(folder, _EXTENSION_RE.sub("", bestand))
        return [posixpath.normpath(posixpath.join(start, pad)) for start in (folder, as_folder)]

    def _by_path(self, key: tuple[str, ...]) -> str | None:
        key = tuple(deel for deel in key if deel != "..")
        if not key:
            return self._keys.get(())
        found = self._keys.get(key)
        return found or _only(self._joined.get(_joined(key), set()))

    def _by_end(self, key: tuple[str, ...]) -> str | None:
        """The only document whose path ends like this address, with at least two segments the same."""
        key = tuple(deel for deel in key if deel != "..")
        for begin in range(len(key) - 1):
            if found := _only(self._ends.get(key[begin:], set())):
                return found
        return None

    def _stated_target(self, van: Brondocument, adres: Adres, woorden: str) -> str | None:
        """What the source says about a link with these words; an address elsewhere must end like the document's."""
        doel = _only(self._stated[van.bron_id].get(fold(woorden), set()))
        if doel is None or doel not in self._own:
            return None
        own, key = self._own[doel], _key(adres.pad)
        return doel if not adres.is_extern or (own and key and _joined(own)[-1:] == _joined(key)[-1:]) else None


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None
