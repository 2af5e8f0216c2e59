"""What the templates of the site's pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.safestring import SafeString

from kennisbank.document.freezing import Inhoud, Sectie, sectie_of_block
from kennisbank.document.herkomst import HoofdstukHerkomst, find_herkomst, render_paneel
from kennisbank.document.panelen import Sectieactie, panelen, sectieacties
from kennisbank.text.folding import fold
from kennisbank.text.markdown import Doel
from kennisbank.text.slugs import unique_anchors
from kennisbank.ui.blokken import startblokken, tellingen
from kennisbank.ui.bronnen import Bron, resolve
from kennisbank.ui.navigatie import STAPPEN
from kennisbank.ui.tekst import find_links, render_tekst, show_tekst
from themas.models import Thema, ThemaSoort

if TYPE_CHECKING:
    from kennisbank.document.models import Hoofdstuk, InhoudsPagina, LevendDocument, Startpagina

MAX_VERWIJZERS = 50
HELD_ACTIES = (
    {"label": "Lees het document", "url": "/document/"},
    {"label": "Breng een bouwsteen in", "url": "/bouwstenen/inzenden/"},
)


@dataclass(frozen=True)
class GetoondeSectie:
    """A section as readers see it: heading, anchor, safe HTML, and the bouwstenen that carry it or stand beside it.

    With a `paneel` its sentences are marked, and the panel (safe HTML) says where they come from.
    """

    id: str
    kop: str
    anker: str
    html: SafeString
    bronnen: Sequence[Bron]
    kanttekeningen: Sequence[Bron]
    acties: Sequence[Sectieactie] = ()
    paneel: str = ""


def startpagina(page: Startpagina, request: Any) -> dict[str, Any]:
    """The home page: introduction, pipeline with numbers, and the bands that apps registered."""
    numbers = tellingen()
    stappen = [
        {"icoon": icon, "label": label, "uitleg": text, "url": url, "aantal": numbers.get(icon)}
        for icon, label, text, url in STAPPEN
    ]
    return {
        "inleiding": render_tekst(page.inleiding) if page.inleiding else "",
        "stappen": stappen,
        "blokken": startblokken(request),
        "acties": HELD_ACTIES,
    }


def inhoudspagina(page: InhoudsPagina, request: Any) -> dict[str, Any]:
    """A plain page of text."""
    tekst = show_tekst(page.inhoud, basis_kopniveau=2)
    return {
        "tekst": tekst.html,
        "secties": [{"kop": kop.tekst, "anker": kop.id} for kop in tekst.koppen if kop.niveau == 2],
        "kruimels": [{"label": page.title, "url": page.get_url(request)}],
    }


def levend_document(page: LevendDocument, request: Any) -> dict[str, Any]:
    """A document: introduction, table of contents, latest changes."""
    newest = page.versies().filter(hoofdstuk=OuterRef("pk")).order_by("-nummer")
    hoofdstukken = page.hoofdstukken().annotate(gewijzigd=Subquery(newest.values("gemaakt_op")[:1]))
    url = page.get_url(request)
    return {
        "inleiding": render_tekst(page.inleiding, basis_kopniveau=2) if page.inleiding else "",
        "hoofdstukken": [
            {
                "nummer": number,
                "titel": hoofdstuk.title,
                "url": hoofdstuk.get_url(request),
                "samenvatting": hoofdstuk.samenvatting,
                "woorden": count_words(block["value"].get("tekst", "") for block in hoofdstuk.body.raw_data),
                "gewijzigd": hoofdstuk.gewijzigd,
            }
            for number, hoofdstuk in enumerate(hoofdstukken, 1)
        ],
        "wijzigingen": page.versies().recent(5),
        "editie": page.edities.order_by("-nummer").first() if page.pk else None,
        "feed_url": f"{url}wijzigingen.atom",
        "kruimels": [{"label": page.title, "url": url}],
    }


def hoofdstuk(page: Hoofdstuk, request: Any) -> dict[str, Any]:
    """A hoofdstuk with its rendered sections, and the way to everything around it."""
    url = page.get_url(request)
    secties = [sectie_of_block(block) for block in page.body]
    document = page.get_parent()
    keys = own_names(page, document.slug)
    links = find_links((sectie["tekst"] for sectie in secties), ook=keys)
    versie = page.versies.without_inhoud().order_by("-nummer").first() if page.pk else None  # a preview has no pk yet
    herkomst = asked_herkomst(page, versie.nummer if versie else None, request)
    acties = sectieacties(page, secties, request) if page.pk else {}
    return {
        "secties": show_secties(secties, links=links, acties=acties, herkomst=herkomst),
        "herkomst": herkomst,
        "panelen": panelen(page, request) if page.pk else {},
        "woorden": count_words(sectie["tekst"] for sectie in secties),
        **group_themas(page.themas.all()),
        "versie": versie,
        "extra": [{"icoon": "versie", "tekst": f"Versie {versie.nummer}", "url": f"{url}versies/"}] if versie else [],
        "versies_url": f"{url}versies/",
        "verwijzers": verwijzers(page, [key for key in keys if key in links and links[key].url == url]),
        "kruimels": [
            {"label": document.title, "url": document.get_url(request)},
            {"label": page.title, "url": url},
        ],
        **navigation(page, document, request),
    }


def group_themas(themas: Iterable[Thema]) -> dict[str, Any]:
    """The themas proper, and the lenzen by their soort: two lenzen may have a term of the same name."""
    current = [thema for thema in themas if thema.opgegaan_in_id is None]
    lenzen: dict[str, list[Thema]] = {}
    for thema in current:
        if thema.soort != ThemaSoort.THEMA:
            lenzen.setdefault(thema.get_soort_display(), []).append(thema)
    return {"themas": [thema for thema in current if thema.soort == ThemaSoort.THEMA], "lenzen": list(lenzen.items())}


def navigation(page: Hoofdstuk, document: Any, request: Any) -> dict[str, Any]:
    """Side navigation over all hoofdstukken of the document, and the ones before and after this one."""
    siblings = list(page.medehoofdstukken().defer("body", "samenvatting"))
    place = next((index for index, sibling in enumerate(siblings) if sibling.pk == page.pk), None)
    links = [
        {
            "label": f"{number}. {sibling.title}",
            "url": sibling.get_url(request),
            "actief": sibling.pk == page.pk and request.path == sibling.get_url(request),
        }
        for number, sibling in enumerate(siblings, 1)
    ]
    return {
        "zijnav": {
            "kop": document.title,
            "url": document.get_url(request),
            "url_label": "Inhoudsopgave",
            "links": links,
        },
        "boven": "" if place is None else f"Hoofdstuk {place + 1}",
        "vorige": siblings[place - 1] if place else None,
        "volgende": siblings[place + 1] if place is not None and place + 1 < len(siblings) else None,
    }


def asked_herkomst(page: Hoofdstuk, nummer: int | None, request: Any) -> HoofdstukHerkomst | None:
    """Where the sentences of a version come from, when the reader asked for that with ?herkomst=aan."""
    if nummer is None or request is None or request.GET.get("herkomst") != "aan":
        return None
    return HoofdstukHerkomst(find_herkomst(page, nummer))


def show_secties(
    secties: Sequence[Sectie],
    *,
    links: Mapping[str, Doel] | None = None,
    acties: Mapping[str, Sequence[Sectieactie]] | None = None,
    herkomst: HoofdstukHerkomst | None = None,
) -> list[GetoondeSectie]:
    """Sections made ready for a page: anchors unique, Markdown rendered, sources looked up in one batch."""
    known = find_links(sectie["tekst"] for sectie in secties) if links is None else links
    named = [bron["bouwsteen"] for sectie in secties for bron in sectie["bronnen"]]
    found = resolve([*named, *(herkomst.urn_ids() if herkomst else ())])
    if herkomst:
        herkomst.bronnen = found
    anchors = [f"sectie-{anchor}" for anchor in unique_anchors(sectie["kop"] for sectie in secties)]
    return [
        _show_sectie(sectie, anchor, found, known, (acties or {}).get(sectie["id"], ()), herkomst)
        for sectie, anchor in zip(secties, anchors, strict=True)
    ]


def _show_sectie(
    sectie: Sectie,
    anchor: str,
    found: Mapping[str, Bron],
    links: Mapping[str, Doel],
    acties: Sequence[Sectieactie],
    herkomst: HoofdstukHerkomst | None,
) -> GetoondeSectie:
    prefix = f"{anchor}--"
    origin = herkomst.show(sectie["id"], sectie["tekst"], prefix) if herkomst else None
    text = show_tekst(sectie["tekst"], links=links, prefix=prefix, marks=origin.marks if origin else ())
    return GetoondeSectie(
        id=sectie["id"],
        acties=acties,
        kop=sectie["kop"],
        anker=anchor,
        html=text.html,
        bronnen=_with_rol(sectie, "bron", found),
        kanttekeningen=_with_rol(sectie, "kanttekening", found),
        paneel=render_paneel(anchor, sectie["kop"], replace(origin, geplaatst=text.geplaatst)) if origin else "",
    )


def _with_rol(sectie: Sectie, rol: str, found: Mapping[str, Bron]) -> list[Bron]:
    return [found[bron["bouwsteen"]] for bron in sectie["bronnen"] if bron["rol"] == rol and bron["bouwsteen"] in found]


def count_words(teksten: Iterable[str]) -> int:
    """About how many words there are to read; markup is counted along, which is near enough for a reading time."""
    return sum(len(tekst.split()) for tekst in teksten)


def own_names(page: Hoofdstuk, document_slug: str) -> list[str]:
    """Every name under which wiki links may point at this hoofdstuk: titles now and before, and its address."""
    former = page.versies.order_by().values_list("titel", flat=True).distinct() if page.pk else ()
    return list(dict.fromkeys([page.title, *former, page.slug, f"{document_slug}/{page.slug}"]))


def verwijzers(page: Hoofdstuk, names: Sequence[str]) -> dict[str, Any]:
    """The hoofdstukken and themas whose text links to one of `names`."""
    if not names or not page.pk:
        return {}
    keys = [fold(name) for name in names]
    pages, themas = Q(wikilinks__sleutel__in=keys), Q()
    for name, key in zip(names, keys, strict=True):
        pages |= Q(wikilinks__sleutel__startswith=f"{key}#")
        themas |= Q(toelichting__icontains=f"[[{name}]]") | Q(toelichting__icontains=f"[[{name}|")
    linking = type(page).objects.live().public().filter(pages).exclude(pk=page.pk).distinct()
    return {
        "hoofdstukken": linking.defer("body", "samenvatting").order_by("path")[:MAX_VERWIJZERS],
        "themas": Thema.objects.current().filter(themas)[:MAX_VERWIJZERS],
    }


def versie_inhoud(inhoud: Inhoud, herkomst: HoofdstukHerkomst | None = None) -> dict[str, Any]:
    """A frozen version, rendered as it was; its wiki links and sources lead to where they lead now."""
    themas = Thema.objects.filter(slug__in=inhoud["themas"])
    return {
        "secties": show_secties(inhoud["secties"], herkomst=herkomst),
        "herkomst": herkomst,
        "woorden": count_words(sectie["tekst"] for sectie in inhoud["secties"]),
        **group_themas(themas),
        "samenvatting": inhoud["samenvatting"],
    }
