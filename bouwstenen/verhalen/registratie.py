"""What this app adds to search, to the pages of gesprekken and themas, and to the mails."""

from bouwstenen.deelnemers.berichten import Inhoud, register_berichtsoort
from bouwstenen.deelnemers.models import Bericht
from bouwstenen.gesprekpanelen import register_gesprekspaneel
from bouwstenen.verhalen.models import Verhaal
from bouwstenen.verhalen.presentation import panel_for_gesprek, panel_for_thema
from kennisbank.post import absolute
from kennisbank.search.kinds import SearchKind, register
from themas.panelen import register_paneel
from themas.presentation import plain


def build(bericht: Bericht) -> Inhoud | None:
    """To the author: what the redactie decided; None when that is no longer so."""
    row = Verhaal.objects.filter(pk=bericht.gegevens.get("verhaal"), status=bericht.gegevens.get("status")).first()
    if row is None:
        return None
    geplaatst = row.status == "gepubliceerd"
    return Inhoud(
        f"Je verhaal ‘{row.titel}’ {'staat op de site' if geplaatst else 'is niet geplaatst'}",
        {"verhaal": row, "geplaatst": geplaatst, "url": absolute(row.get_absolute_url())},
    )


def _register_kind() -> None:
    register(
        SearchKind(
            key="verhaal",
            icoon="citaat",
            label="verhaal",
            label_plural="verhalen",
            model=Verhaal,
            get_queryset=lambda: Verhaal.objects.published(),
            title=lambda verhaal: verhaal.titel,
            url=lambda verhaal: verhaal.get_absolute_url(),
            text=lambda verhaal: f"{verhaal.inleiding}\n{plain(verhaal.tekst)}",
            facets={"thema": "thema_slugs", "lens": "thema_slugs", "jaar": "gepubliceerd_op"},
            datum=lambda verhaal: verhaal.gepubliceerd_op.date(),
            titelveld="titel",
        )
    )


def register_all() -> None:
    """Put everything in the registries."""
    register_berichtsoort("verhaal_besluit", build)
    register_gesprekspaneel("verhalen", 90, "verhalen/paneel.html", panel_for_gesprek)
    register_paneel("verhalen", 45, "verhalen/paneel.html", panel_for_thema)
    _register_kind()
