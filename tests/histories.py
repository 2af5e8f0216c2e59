"""A chapter with a past: versions, the voorstel one came from, and an edition."""

from collections.abc import Sequence

from kennisbank.accounts.models import User
from kennisbank.document.freezing import Sectie, inhoud_of
from kennisbank.document.models import Editie, EditieHoofdstuk, Hoofdstuk, HoofdstukVersie, LevendDocument
from kennisbank.document.services import newest_versie, update_hoofdstuk
from kennisbank.redactie.voorstellen.models import GebeurtenisSoort, Voorstel, VoorstelGebeurtenis, VoorstelVersie


def rewrite(
    page: Hoofdstuk, tekst: str, user: User, toelichting: str = "Herschreven.", *, soort: str = "inhoudelijk"
) -> HoofdstukVersie:
    """Publish other words in the first section."""
    secties = inhoud_of(Hoofdstuk.objects.get(pk=page.pk))["secties"]
    secties[0]["tekst"] = tekst
    return republish(page, secties, user, toelichting, soort=soort)


def republish(
    page: Hoofdstuk, secties: Sequence[Sectie], user: User, toelichting: str, *, soort: str = "inhoudelijk"
) -> HoofdstukVersie:
    """Publish other sections."""
    update_hoofdstuk(page, secties=secties, user=user, publish=True, toelichting=toelichting, wijzigingssoort=soort)
    return newest_versie(page)


def credit(versie: HoofdstukVersie, indiener: User, door: User) -> Voorstel:
    """Record that a version took over a voorstel."""
    basis = versie.hoofdstuk.versies.get(nummer=max(1, versie.nummer - 1))
    sectie = versie.inhoud["secties"][0]
    voorstel = Voorstel.objects.create(
        hoofdstuk=versie.hoofdstuk, sectie_id=sectie["id"], sectie_kop=sectie["kop"], indiener=indiener
    )
    wording = VoorstelVersie.objects.create(
        voorstel=voorstel, nummer=1, basis=basis, kop=sectie["kop"], tekst=sectie["tekst"], motivatie="Zo is het.",
        door=indiener,
    )  # fmt: skip
    VoorstelGebeurtenis.objects.create(
        voorstel=voorstel,
        soort=GebeurtenisSoort.OVERGENOMEN,
        voorstelversie=wording,
        hoofdstukversie=versie,
        door=door,
    )
    return voorstel


def make_editie(document: LevendDocument, versies: Sequence[HoofdstukVersie], user: User, nummer: int = 1) -> Editie:
    """Record an edition of these versions."""
    editie = Editie.objects.create(
        document=document, nummer=nummer, titel=f"Uitgave {nummer}", sha256="0" * 64, gepubliceerd_door=user
    )
    for place, versie in enumerate(versies, 1):
        EditieHoofdstuk.objects.create(editie=editie, versie=versie, volgorde=place)
    return editie
