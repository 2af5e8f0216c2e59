"""How accounts and visual reports are shown: to the organiser whole, to others without what may not be used."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.meelezen.bijlagen.passages import anchor_prefix, is_withheld, withhold
from bouwstenen.models import Bouwsteen, Gesprek
from bouwstenen.opbrengst.models import Bijlage, BijlageSoort, Opbrengstregel, RegelBron
from kennisbank.text.marks import Markering
from kennisbank.ui.tekst import show_tekst

PDF = "application/pdf"


@dataclass(frozen=True)
class GetoondVerslag:
    """An account as HTML with its passages marked."""

    kenmerk: str
    html: SafeString


def passages_of(bijlage: Bijlage) -> list[Opbrengstregel]:
    """The lines that were marked in an account, in the order of its text."""
    rows = bijlage.regels.present().filter(bron=RegelBron.VERSLAG)
    return list(rows.select_related("lichaamsdeel").order_by("bron_begin", "pk"))


def show_whole(bijlage: Bijlage, regels: Sequence[Opbrengstregel]) -> SafeString:
    """The account for who works on it."""
    marks = [
        Markering(regel.bron_begin, regel.bron_einde, regel.pk, "kb-zin--bron")
        for regel in regels
        if regel.bron_begin is not None and regel.bron_einde is not None
    ]
    return show_tekst(bijlage.tekst, prefix=anchor_prefix(bijlage), basis_kopniveau=3, marks=marks).html


def accounts_for(
    gesprek: Gesprek, accounts: Sequence[Bijlage], reader: Deelnemer | None = None
) -> list[GetoondVerslag]:
    """The accounts for readers, in a fixed number of queries; a participant sees their own quotes."""
    if not accounts:
        return []
    # What was taken out of the yield may still stand in the account.
    lines = list(gesprek.opbrengst.order_by("pk"))
    withheld = [line for line in lines if is_withheld(line) and (reader is None or line.citaat_van_id != reader.pk)]
    marked = [line for line in lines if line.bron == RegelBron.VERSLAG and line.verwijderd_op is None]
    shown = []
    for bijlage in accounts:
        leesbaar = withhold(bijlage, [line for line in marked if line.bijlage_id == bijlage.pk], withheld)
        html = show_tekst(leesbaar.tekst, prefix=anchor_prefix(bijlage), basis_kopniveau=3, marks=leesbaar.marks).html
        shown.append(GetoondVerslag(bijlage.kenmerk, html))
    return shown


def panel_for_gesprek(gesprek: Gesprek, user: Any) -> dict[str, Any]:
    """What the page of a delivered gesprek shows: visual reports and accounts that were chosen to be seen."""
    if not gesprek.is_opgeleverd:
        return {}
    soorten = (BijlageSoort.BEELDVERSLAG, BijlageSoort.REPORTER)
    bijlagen = list(gesprek.bijlagen.present().filter(openbaar=True, soort__in=soorten))
    if not bijlagen:
        return {}
    return {
        "verslagen": accounts_for(gesprek, [item for item in bijlagen if item.soort == BijlageSoort.REPORTER]),
        "beelden": [beeld(gesprek, item) for item in bijlagen if item.soort == BijlageSoort.BEELDVERSLAG],
    }


def beeld(gesprek: Gesprek, bijlage: Bijlage) -> dict[str, Any]:
    """A visual report as a template shows it."""
    return {
        "bijlage": bijlage,
        "url": reverse("meelezen:bestand", args=[gesprek.urn_id, bijlage.kenmerk]),
        "is_pdf": bijlage.mime == PDF,
        "tekst": bijlage.tekstalternatief,
    }


def panel_for_bouwsteen(bouwsteen: Bouwsteen, user: Any) -> dict[str, Any]:
    """The way from a bouwsteen to its place in the account that it was taken from, when readers may see that."""
    gesprek = bouwsteen.gesprek
    if gesprek is None or not gesprek.zichtbaar or not gesprek.is_opgeleverd:
        return {}
    rows = Opbrengstregel.objects.present().filter(bouwsteen=bouwsteen, bron=RegelBron.VERSLAG)
    regel = rows.select_related("bijlage").filter(bijlage__openbaar=True, bijlage__verwijderd_op__isnull=True).first()
    if regel is None or regel.bijlage is None or is_withheld(regel):
        return {}
    anchor = f"{anchor_prefix(regel.bijlage)}zin-{regel.pk}"
    return {"url": f"{gesprek.get_absolute_url()}#{anchor}"}
