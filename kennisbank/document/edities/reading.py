"""A whole edition on one page, made of the frozen texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.cache import cache
from django.utils.safestring import SafeString

from kennisbank.document.edities.references import KEEP_SECONDS, VORM, Verwijzingen, load_versies, look_up
from kennisbank.document.freezing import Sectie
from kennisbank.document.models import Editie, HoofdstukVersie
from kennisbank.document.presentation import GetoondeSectie, count_words
from kennisbank.text.markdown import Doel
from kennisbank.text.slugs import unique_anchors
from kennisbank.ui.bronnen import Bron
from kennisbank.ui.tekst import render_tekst


@dataclass(frozen=True)
class Leeshoofdstuk:
    """One hoofdstuk as it stands in an edition. `url` is the page of this version, when readers can open it."""

    nummer: int
    anker: str
    titel: str
    samenvatting: str
    versie: int
    gemaakt_op: datetime
    url: str
    secties: Sequence[GetoondeSectie]


@dataclass(frozen=True)
class Leestekst:
    """Everything there is to read in an edition."""

    inleiding: SafeString
    hoofdstukken: Sequence[Leeshoofdstuk]
    woorden: int


def chapter_anchor(nummer: int) -> str:
    """The id of a hoofdstuk on the page; stays, for the order of an edition never changes."""
    return f"hoofdstuk-{nummer}"


def read_editie(editie: Editie) -> Leestekst:
    """The whole text of an edition, rendered once for as long as all that it refers to stays as it is."""
    versies = [regel.versie for regel in editie.hoofdstukken.in_order().without_inhoud()]
    verwijzingen = look_up(editie, versies)
    key = f"editie-tekst:{VORM}:{verwijzingen.fingerprint}"
    tekst = cache.get(key)
    if tekst is None:
        tekst = compose_text(editie.inleiding, load_versies(editie), verwijzingen)
        cache.set(key, tekst, KEEP_SECONDS)
    return tekst


def compose_text(inleiding: str, versies: Sequence[HoofdstukVersie], verwijzingen: Verwijzingen) -> Leestekst:
    """The text of these versions on one page; links between them stay on the page."""
    links = _links_within(verwijzingen)
    hoofdstukken = [
        _chapter(number, versie, adres, links, verwijzingen.bronnen)
        for number, (versie, adres) in enumerate(zip(versies, verwijzingen.adressen, strict=True), 1)
    ]
    teksten = [sectie["tekst"] for versie in versies for sectie in versie.inhoud["secties"]]
    return Leestekst(
        inleiding=render_tekst(inleiding, links=links, prefix="inleiding--"),
        hoofdstukken=hoofdstukken,
        woorden=count_words([inleiding, *teksten]),
    )


def _links_within(verwijzingen: Verwijzingen) -> dict[str, Doel]:
    """Links that lead to a hoofdstuk of the edition lead to its place on the page instead."""
    places = {adres: chapter_anchor(number) for number, adres in enumerate(verwijzingen.adressen, 1) if adres}
    within = {}
    for target, doel in verwijzingen.links.items():
        page, _, part = doel.url.partition("#")
        place = places.get(page)
        within[target] = replace(doel, url=f"#{place}-{part}" if part else f"#{place}") if place else doel
    return within


def _chapter(
    number: int, versie: HoofdstukVersie, adres: str, links: Mapping[str, Doel], bronnen: Mapping[str, Bron]
) -> Leeshoofdstuk:
    anker, secties = chapter_anchor(number), versie.inhoud["secties"]
    ankers = unique_anchors(sectie["kop"] for sectie in secties)
    return Leeshoofdstuk(
        nummer=number,
        anker=anker,
        titel=versie.titel,
        samenvatting=versie.inhoud["samenvatting"],
        versie=versie.nummer,
        gemaakt_op=versie.gemaakt_op,
        url=f"{adres}versies/{versie.nummer}/" if adres else "",
        secties=[
            _section(sectie, f"{anker}-sectie-{place}", links, bronnen)
            for sectie, place in zip(secties, ankers, strict=True)
        ],
    )


def _section(sectie: Sectie, anker: str, links: Mapping[str, Doel], bronnen: Mapping[str, Bron]) -> GetoondeSectie:
    beside: dict[str, list[Bron]] = {"bron": [], "kanttekening": []}
    for bron in sectie["bronnen"]:
        if bron["bouwsteen"] in bronnen:
            beside.setdefault(bron["rol"], []).append(bronnen[bron["bouwsteen"]])
    return GetoondeSectie(
        id=sectie["id"],
        kop=sectie["kop"],
        anker=anker,
        html=render_tekst(sectie["tekst"], links=links, prefix=f"{anker}--", basis_kopniveau=4),
        bronnen=beside["bron"],
        kanttekeningen=beside["kanttekening"],
    )
