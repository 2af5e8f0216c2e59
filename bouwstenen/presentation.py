"""What the pages about bouwstenen show. Who handed something in is never among it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from bouwstenen.models import Bouwsteen, BouwsteenVersie, Gesprek
from kennisbank.text.diff import AlineaVerschil, Status, diff_texts
from kennisbank.text.markdown import TekstFout
from kennisbank.text.plain import excerpt
from themas.models import Thema, ThemaSoort

WOORDEN_OP_KAART = 28


@dataclass(frozen=True)
class Kaart:
    """A bouwsteen in a list, with the names that components/bouwsteen_kaart.html reads."""

    titel: str
    url: str
    soort: str
    soort_label: str
    tegengeluid: bool
    stand: str
    stand_label: str
    themas: Sequence[dict[str, str]]
    herkomst_label: str
    excerpt: str


def kaart(bouwsteen: Bouwsteen, *, met_themas: bool = True, met_herkomst: bool = True) -> Kaart:
    """The card of a bouwsteen that was fetched with `for_cards()`."""
    return Kaart(
        titel=bouwsteen.titel,
        url=bouwsteen.get_absolute_url(),
        soort=bouwsteen.soort,
        soort_label=bouwsteen.get_soort_display(),
        tegengeluid=bouwsteen.tegengeluid,
        stand=bouwsteen.stand,
        stand_label=bouwsteen.get_stand_display(),
        themas=thema_badges(bouwsteen.themas.all(), only=ThemaSoort.THEMA) if met_themas else [],
        herkomst_label=herkomst(bouwsteen)[0] if met_herkomst else "",
        excerpt=short(bouwsteen.tekst),
    )


def kaarten(bouwstenen: Iterable[Bouwsteen], **options: Any) -> list[Kaart]:
    """The cards of bouwstenen that were fetched with `for_cards()`."""
    return [kaart(bouwsteen, **options) for bouwsteen in bouwstenen]


def short(tekst: str, woorden: int = WOORDEN_OP_KAART) -> str:
    """The first words of a Markdown text; of one that is too long to read, its first characters."""
    try:
        return excerpt(tekst, woorden)
    except TekstFout:
        return f"{tekst[:200]}…"


def thema_badges(themas: Iterable[Thema], *, only: str = "") -> list[dict[str, str]]:
    """Terms as labels with links; those that went up in another are left out."""
    return [
        {"label": thema.naam, "url": thema.get_absolute_url()}
        for thema in themas
        if thema.opgegaan_in_id is None and (not only or thema.soort == only)
    ]


def herkomst(bouwsteen: Bouwsteen) -> tuple[str, str]:
    """Where a bouwsteen comes from, as (label, address); the address may be empty.

    Needs `with_origin()`. A merge of several that share no gesprek was not handed in by anyone as such.
    """
    if bouwsteen.gesprek is not None:
        if bouwsteen.gesprek.zichtbaar:
            return f"Gesprek: {bouwsteen.gesprek.titel}", bouwsteen.gesprek.get_absolute_url()
        return "Uit een gesprek", ""
    if (getattr(bouwsteen, "aantal_originelen", None) or 0) > 1:
        return "Samengevoegd uit andere bouwstenen", ""
    return "Ingezonden", ""


@dataclass(frozen=True)
class Wijziging:
    """One wording of a bouwsteen and how it differs from the one before."""

    versie: BouwsteenVersie
    titel: Sequence[AlineaVerschil]
    tekst: Sequence[AlineaVerschil]


def visible_versies(bouwsteen: Bouwsteen, user: Any) -> list[BouwsteenVersie]:
    """The wordings that this user may read, oldest first.

    Readers see those since it was last published: what the redactie took out before, such as a name, stays unseen.
    """
    versies = list(bouwsteen.versies.order_by("nummer"))
    is_own = user.is_authenticated and bouwsteen.ingebracht_door_id == user.pk
    if is_own or user.has_perm("bouwstenen.publish_bouwsteen"):
        return versies
    if bouwsteen.gepubliceerd_op is None:
        return versies[-1:]
    before = [number for number, versie in enumerate(versies) if versie.op <= bouwsteen.gepubliceerd_op]
    return versies[before[-1] if before else 0 :]


def wording_history(versies: Sequence[BouwsteenVersie]) -> list[Wijziging]:
    """The wordings, newest first; `versies` oldest first. What did not change is left out."""
    before = [*versies[:1], *versies]
    history = [
        Wijziging(versie, _changed(old.titel, versie.titel), _changed(old.tekst, versie.tekst))
        for old, versie in zip(before, versies, strict=False)
    ]
    return history[::-1]


def _changed(old: str, new: str) -> list[AlineaVerschil]:
    return [alinea for alinea in diff_texts(old, new) if alinea.status != Status.ONGEWIJZIGD]


def plek(bouwsteen: Bouwsteen) -> tuple[str, str, str]:
    """Where in the gesprek it was said: the kind of place, its name and its address; empty when handed in."""
    if bouwsteen.gesprek is None:
        return "", "", ""
    if bouwsteen.lichaamsdeel is not None:
        return "Lichaamsdeel", bouwsteen.lichaamsdeel.naam, bouwsteen.lichaamsdeel.get_absolute_url()
    return "Vak op het canvas", bouwsteen.plek, ""


def gesprek_kaart(gesprek: Gesprek) -> dict[str, Any]:
    """A gesprek in a list; needs `with_counts()`."""
    number = gesprek.aantal_bouwstenen
    parts = [gesprek.get_werkvorm_display()]
    if number:
        parts.append("1 bouwsteen" if number == 1 else f"{number} bouwstenen")
    return {
        "titel": gesprek.titel,
        "url": gesprek.get_absolute_url(),
        "datum": gesprek.datum,
        "vorm": gesprek.get_format_display(),
        "stap": gesprek.get_stap_display(),
        "tekst": gesprek.samenvatting,
        "voet": " · ".join(parts),
    }


def list_url(**filters: str) -> str:
    """The list of bouwstenen with filters on."""
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"{reverse('bouwstenen:lijst')}{'?' if query else ''}{query}"


def bars(
    titel: str,
    keuzes: Iterable[tuple[str, str]],
    aantallen: Mapping[str, int],
    *,
    naam: str,
    filters: Mapping[str, str],
) -> dict[str, Any]:
    """A small table with bars: each choice with its number, as a share of the largest, and a link to that list.

    `naam` is the filter that a choice sets, beside the `filters` that hold for all.
    """
    largest = max(aantallen.values(), default=0) or 1
    return {
        "id": f"verdeling-{naam}",
        "titel": titel,
        "rijen": [
            {
                "label": label,
                "aantal": aantallen[waarde],
                "breedte": round(100 * aantallen[waarde] / largest),
                "url": list_url(**filters, **{naam: waarde}),
            }
            for waarde, label in keuzes
            if aantallen.get(waarde)
        ],
    }
