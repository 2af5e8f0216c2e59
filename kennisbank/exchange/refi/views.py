"""A search or a Selectie as REFI-QDA, to take along to a program for qualitative research."""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from kennisbank.exchange.refi.compose import compose_codebook, compose_project
from kennisbank.exchange.refi.package import write_package
from kennisbank.exchange.refi.writer import write_codebook
from kennisbank.onderzoek.bereik import find_selectie, for_werkbank
from kennisbank.onderzoek.corpus import Corpus, read_corpus, read_selectie
from kennisbank.search.zoekvraag import Zoekvraag

QDPX, QDC = "qdpx", "qdc"
CONTENT_TYPES = {QDPX: "application/zip", QDC: "application/xml"}
_MAKERS: dict[str, Callable[[Corpus], bytes]] = {
    QDPX: lambda corpus: write_package(compose_project(corpus)),
    QDC: lambda corpus: write_codebook(compose_codebook(corpus)),
}


def make_file(corpus: Corpus, formaat: str) -> bytes:
    """The bytes of a `qdpx` or `qdc`: the same for the same state of the site."""
    return _MAKERS[formaat](corpus)


@require_safe
def zoekvraag(request: HttpRequest, formaat: str) -> HttpResponseBase:
    """What a search finds among the bouwstenen; without a search all of them."""
    return _answer(request, read_corpus(Zoekvraag.from_query(request.GET)), formaat)


@for_werkbank
@require_safe
def selectie(request: HttpRequest, kenmerk: str, formaat: str) -> HttpResponseBase:
    """A Selectie, with the words and themas that it froze."""
    return _answer(request, read_selectie(find_selectie(kenmerk)), formaat)


def _answer(request: HttpRequest, corpus: Corpus, formaat: str) -> HttpResponseBase:
    content = make_file(corpus, formaat)
    response = HttpResponse(content, content_type=CONTENT_TYPES[formaat])
    naam = slugify(corpus.titel)[:60].strip("-") or "bouwstenen"
    response["Content-Disposition"] = f'attachment; filename="{naam}.{formaat}"'
    response["ETag"] = f'"{sha256(content).hexdigest()}"'
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
