"""What waits for the redactie: the numbers on the admin's home page and in its menu."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from bouwstenen.models import Bouwsteen, Gesprek
from bouwstenen.verhalen.models import Verhaal
from kennisbank.redactie.ankers import ingetrokken, wezen
from kennisbank.redactie.terugkoppeling.models import Herkenning
from kennisbank.redactie.voorstellen.wachtrij import count_waiting


@dataclass(frozen=True)
class Wachtend:
    """One kind of work: how many, what it is, and where to do it."""

    aantal: int
    label: str
    uitleg: str
    url: str


def count_bouwstenen() -> dict[str, int]:
    """How many bouwstenen wait to be judged, wait for a decision, and how many of the latter are dissent."""
    is_open = Q(status="gepubliceerd", stand="open")
    return Bouwsteen.objects.aggregate(
        te_beoordelen=Count("pk", filter=Q(status="ingediend")),
        open=Count("pk", filter=is_open),
        tegengeluid=Count("pk", filter=is_open & Q(tegengeluid=True)),
    )


def waiting_work(user: Any) -> list[Wachtend]:
    """What waits, as far as this user can do something about it."""
    work = []
    if user.has_perm("redactie.add_verwerking"):
        counts = count_bouwstenen()
        listing = reverse(Bouwsteen.snippet_viewset.get_url_name("list"))
        merging = reverse("redactie:verwerken")
        work += [
            Wachtend(
                counts["te_beoordelen"], "te beoordelen", "Ingezonden, nog niet gelezen", f"{listing}?status=ingediend"
            ),
            Wachtend(counts["open"], "open", "Gepubliceerd, nog geen besluit", merging),
            Wachtend(
                counts["tegengeluid"],
                "tegengeluid zonder besluit",
                "Dit mag niet blijven liggen",
                f"{merging}?tegengeluid=1",
            ),
        ]
    if user.has_perm("redactie.decide_voorstel"):
        queue = reverse("voorstellen_beheer:lijst")
        number = count_waiting(user)
        work.append(
            Wachtend(
                number,
                "voorstel wacht" if number == 1 else "voorstellen wachten",
                "Voorgesteld, nog geen besluit",
                f"{queue}?status=redactie&zonder_eigen=1",
            )
        )
    if user.has_perm("redactie.change_anker"):
        number = wezen.count_waiting()
        label = "zin zonder vaste plek" if number == 1 else "zinnen zonder vaste plek"
        work.append(Wachtend(number, label, "Gekoppeld, maar de tekst veranderde", reverse("herkomst:wezen")))
        lost = ingetrokken.count_waiting()
        label = "zin met een ingetrokken bron" if lost == 1 else "zinnen met een ingetrokken bron"
        work.append(
            Wachtend(lost, label, "Kijk of de zin kan blijven", f"{reverse('herkomst:wezen')}#bron-ingetrokken")
        )
    if user.has_perm("redactie.handle_herkenning"):
        number = Herkenning.objects.without_withdrawn().waiting().count()
        label = "antwoord van een deelnemer" if number == 1 else "antwoorden van deelnemers"
        work.append(
            Wachtend(number, label, "Op de terugkoppeling, nog niet gelezen", reverse("terugkoppeling_beheer:lijst"))
        )
    if user.has_perm("verhalen.moderate_verhaal"):
        number = Verhaal.objects.waiting().count()
        label = "verhaal te beoordelen" if number == 1 else "verhalen te beoordelen"
        work.append(Wachtend(number, label, "Ingezonden, nog niet gelezen", reverse("verhalen_beheer:lijst")))
    if user.has_perm("bouwstenen.change_gesprek"):
        held = Gesprek.objects.editable_by(user).filter(opgeleverd_op__isnull=True, datum__lte=timezone.localdate())
        url = reverse("bouwstenen_gesprek_modeladmin_index")
        work.append(Wachtend(held.count(), "gesprekken zonder oplevering", "Gehouden, verslag nog niet vast", url))
    return work


class OverviewPanel(Component):
    """The numbers on the admin's home page, each a link to the work."""

    name = "redactie_overzicht"
    template_name = "redactie/overzicht.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        return {"werk": waiting_work(request.user)}
