"""What a page of the workbench works on, as its address says: everything, a search or a Selectie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse

from kennisbank.onderzoek.corpus import ALLES, KIND, Corpus, read_corpus, read_selectie, simplify
from kennisbank.onderzoek.models import Selectie
from kennisbank.onderzoek.services import may_use_werkbank
from kennisbank.search.zoekvraag import Zoekvraag

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
SELECTIE = "selectie"
"""The parameter that names a Selectie; it goes before a search."""


@dataclass(frozen=True)
class Bereik:
    """What a page works on, before anything is read: a Selectie, a search, or everything."""

    selectie: Selectie | None
    zoekvraag: Zoekvraag | None

    @property
    def titel(self) -> str:
        """What it is, in words."""
        if self.selectie is not None:
            return f"Selectie ‘{self.selectie.naam}’"
        return f"Zoekvraag: {self.zoekvraag.describe()}" if self.zoekvraag else ALLES

    def as_query(self) -> QueryDict:
        """The part of the address that says so."""
        if self.selectie is not None:
            query = QueryDict(mutable=True)
            query[SELECTIE] = self.selectie.kenmerk
            return query
        return self.zoekvraag.as_query() if self.zoekvraag else QueryDict(mutable=True)

    @property
    def query(self) -> str:
        """The same as text, with the question mark; empty for everything."""
        words = self.as_query().urlencode()
        return f"?{words}" if words else ""

    @property
    def velden(self) -> Sequence[tuple[str, str]]:
        """The same as hidden fields of a form."""
        return [(name, str(value)) for name, values in self.as_query().lists() for value in values]

    @property
    def herkomst_url(self) -> str:
        """Where it comes from: the page of the Selectie, or the search page."""
        if self.selectie is not None:
            return self.selectie.get_absolute_url()
        return search_url(self.zoekvraag) if self.zoekvraag else ""

    def read(self) -> Corpus:
        """The bouwstenen."""
        return read_selectie(self.selectie) if self.selectie is not None else read_corpus(self.zoekvraag)


def search_url(zoekvraag: Zoekvraag) -> str:
    """The search page with the bouwstenen that a search finds."""
    return f"{reverse('search:zoeken')}?{zoekvraag.only(KIND).urlencode()}"


def read_bereik(data: QueryDict) -> Bereik:
    """Read an address. Raises Http404 for a Selectie that is not there."""
    kenmerk = data.get(SELECTIE, "")
    if kenmerk:
        return Bereik(find_selectie(kenmerk), None)
    return Bereik(None, simplify(Zoekvraag.from_query(data)))


def find_selectie(kenmerk: str) -> Selectie:
    """The Selectie with this kenmerk: everybody with the workbench who knows its address sees it."""
    found = Selectie.objects.select_related("maker", "editie__document").filter(kenmerk=kenmerk).first()
    if found is None:
        raise Http404("Deze selectie bestaat niet.")
    return found


def for_werkbank(view: View[P]) -> View[P]:
    """A page for who may use the workbench; others log in, or are told that it is not for them."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not may_use_werkbank(request.user):
            raise PermissionDenied("De werkbank is voor onderzoekers en redactie.")
        return view(request, *args, **kwargs)

    return login_required(guarded)
