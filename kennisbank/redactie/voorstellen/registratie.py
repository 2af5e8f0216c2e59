"""What is registered with the apps below when the site starts: ways to propose a change, on the page of a hoofdstuk."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kennisbank.document.freezing import Sectie
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.panelen import Paneel, Sectieactie, register_paneel, register_sectieacties
from kennisbank.redactie.voorstellen.models import LOPEND, Voorstel, VoorstelSoort


def register() -> None:
    """Register what stands below every section and below every hoofdstuk."""
    register_sectieacties(sectieacties, volgorde=20)
    register_paneel(paneel, volgorde=20)


def sectieacties(hoofdstuk: Hoofdstuk, secties: Sequence[Sectie], request: Any) -> Mapping[str, Sequence[Sectieactie]]:
    """Below each section: propose a change, and the voorstellen that nobody decided on yet."""
    counts = Voorstel.objects.count_by_sectie(hoofdstuk)
    form = f"{hoofdstuk.get_url(request)}voorstel/"
    actions = {}
    for sectie in secties:
        query = urlencode({"sectie": sectie["id"], "soort": VoorstelSoort.WIJZIGING.value})
        actions[sectie["id"]] = [Sectieactie("Stel een wijziging voor", f"{form}?{query}", "voorstel")]
        if number := counts.get(sectie["id"]):
            words = "lopend voorstel" if number == 1 else "lopende voorstellen"
            actions[sectie["id"]].append(
                Sectieactie(f"{number} {words}", list_url(sectie=sectie["id"], status=LOPEND), "oog")
            )
    return actions


def paneel(hoofdstuk: Hoofdstuk, request: Any) -> Paneel:
    """Below the hoofdstuk: propose a new section, and all voorstellen of it."""
    return Paneel(
        "voorstellen/hoofdstukpaneel.html",
        {
            "nieuw_url": f"{hoofdstuk.get_url(request)}voorstel/",
            "lijst_url": list_url(hoofdstuk=hoofdstuk.urn_id, status=LOPEND),
            "aantal": sum(Voorstel.objects.count_by_sectie(hoofdstuk).values()),
        },
        plek="onder",
    )


def list_url(**filters: Any) -> str:
    """The list of voorstellen with filters on."""
    return f"{reverse('voorstellen:lijst')}?{urlencode(filters, doseq=True)}"
