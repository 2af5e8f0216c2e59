"""Rows of a table as bouwstenen: read, looked up and checked with the form of the admin. Writes nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import timezone

from bouwstenen.beheer import BouwsteenViewSet
from bouwstenen.models import Bouwsteen, BouwsteenSoort, BouwsteenStatus, BouwsteenVersie, Canvasvak
from bouwstenen.services import MAX_TEKST
from kennisbank.exchange.formats.tables import Kolom, Rij, Tabel
from kennisbank.exchange.lookup import Gesprekken, Rijwaarde, look_up_choice, read_flag
from kennisbank.exchange.metadata import at_noon, parse_date
from kennisbank.exchange.plan import Actie
from kennisbank.exchange.report import Rijfout
from kennisbank.exchange.vocabulary import Woordenlijst
from kennisbank.text.normalise import normalise, normalise_line
from themas.models import Thema, ThemaSoort

KOLOMMEN = (
    Kolom("titel", "De bouwsteen in één zin, hoogstens 120 tekens.", verplicht=True),
    Kolom("tekst", f"De tekst, in Markdown, hoogstens {MAX_TEKST} tekens. Noem geen namen.", verplicht=True),
    Kolom("soort", "inzicht, dilemma, voorbeeld, vraag of advies.", verplicht=True),
    Kolom("tegengeluid", "ja of nee; leeg is nee."),
    Kolom("gesprek", "Titel of kenmerk van het gesprek waar dit is gezegd. Leeg: een inzending."),
    Kolom("canvasvak", "Vak van het responscanvas, bijvoorbeeld ‘Waar het schuurt’. Niet samen met lichaamsdeel."),
    Kolom("lichaamsdeel", "Hoofd, hart, handen, buik of voeten. Niet samen met canvasvak."),
    Kolom("themas", "Namen van thema’s of synoniemen, met een puntkomma ertussen."),
    Kolom("datum", "Wanneer het is gezegd: 2025-03-12 of 12-03-2025. Leeg: de dag van het gesprek, of vandaag."),
    Kolom("bron_id", "Je eigen kenmerk. Een volgende import werkt hiermee deze bouwsteen bij."),
)  # fmt: skip
INGELEZEN = "Ingelezen uit een tabel"
MAX_BRON_ID = 100

Progress = Callable[[Iterable[Any], str], Iterable[Any]]


@dataclass
class Rijplan:
    """What happens to one row: the bouwsteen with its fields filled in, its themas, and the faults of the row."""

    rij: Rij
    bouwsteen: Bouwsteen = field(default_factory=Bouwsteen)
    themas: list[Thema] = field(default_factory=list)
    fouten: list[Rijfout] = field(default_factory=list)
    actie: Actie = Actie.TOEVOEGEN
    reden: str = ""

    def fault(self, kolom: str, reden: str) -> None:
        """Note a fault."""
        self.fouten.append(Rijfout(self.rij.nummer, kolom, reden))


def plan_rows(tabel: Tabel, *, progress: Progress) -> list[Rijplan]:
    """Read and check every row of a table."""
    planner = _Planner()
    return [planner.plan(rij) for rij in progress(tabel.rijen, "Rijen nakijken")]


class _Planner:
    """Looks up what rows refer to, each list read once."""

    def __init__(self) -> None:
        self.form_class = BouwsteenViewSet.edit_handler.bind_to_model(Bouwsteen).get_form_class()
        self.woordenlijst = Woordenlijst()
        self.gesprekken = Gesprekken()
        self.bron_ids: dict[str, int] = {}
        self.teksten: dict[tuple[str, str], int] = {}

    def plan(self, rij: Rij) -> Rijplan:
        plan = Rijplan(rij)
        if rij.fout:
            plan.fault("", rij.fout)
            return plan
        bron_id = self._bron_id(plan)
        existing = self._existing(plan, bron_id)
        plan.bouwsteen = existing or Bouwsteen(bron_id=bron_id or None, status=BouwsteenStatus.GEPUBLICEERD)
        before = _state(existing) if existing else None
        self._fill(plan)
        if not plan.fouten:
            self._decide(plan, before)
        return plan

    def _bron_id(self, plan: Rijplan) -> str:
        bron_id = normalise_line(plan.rij.cellen.get("bron_id", ""))
        if len(bron_id) > MAX_BRON_ID:
            plan.fault("bron_id", f"Dit kenmerk is te lang: hoogstens {MAX_BRON_ID} tekens.")
        elif bron_id in self.bron_ids:
            plan.fault("bron_id", f"Dit kenmerk staat ook op rij {self.bron_ids[bron_id]}.")
        elif bron_id:
            self.bron_ids[bron_id] = plan.rij.nummer
        return bron_id

    def _existing(self, plan: Rijplan, bron_id: str) -> Bouwsteen | None:
        """The bouwsteen that a row is about: by its bron_id, else one with the very same words."""
        known = Bouwsteen.objects.select_related("gesprek", "lichaamsdeel")
        if bron_id:
            return known.filter(bron_id=bron_id).first()
        titel, tekst = (normalise_line(plan.rij.cellen.get("titel", "")), normalise(plan.rij.cellen.get("tekst", "")))
        if (titel, tekst) in self.teksten:
            plan.fault("titel", f"Rij {self.teksten[titel, tekst]} heeft dezelfde titel en tekst.")
        elif titel:
            self.teksten[titel, tekst] = plan.rij.nummer
        return known.filter(titel=titel, tekst=tekst).first() if titel else None

    def _fill(self, plan: Rijplan) -> None:
        """Fill in the bouwsteen from the row, by way of the form of the admin."""
        cellen = plan.rij.cellen
        data: dict[str, Any] = {
            "titel": normalise_line(cellen.get("titel", "")),
            "tekst": normalise(cellen.get("tekst", "")),
        }
        looked_up = {
            "soort": look_up_choice(cellen.get("soort", ""), BouwsteenSoort),
            "canvasvak": look_up_choice(cellen.get("canvasvak", ""), Canvasvak),
            "tegengeluid": read_flag(cellen.get("tegengeluid", "")),
            "gesprek": self.gesprekken.find(cellen.get("gesprek", "")),
            "lichaamsdeel": self._lichaamsdeel(cellen.get("lichaamsdeel", "")),
            "themas": self._themas(cellen.get("themas", "")),
        }
        for kolom, waarde in looked_up.items():
            data[kolom] = waarde.waarde
            if waarde.fout:
                plan.fault(kolom, waarde.fout)
        if len(data["tekst"]) > MAX_TEKST:
            plan.fault("tekst", f"Deze tekst is te lang: {len(data['tekst'])} tekens. Hoogstens {MAX_TEKST} kan.")
            data["tekst"] = data["tekst"][:MAX_TEKST]
        self._fill_date(plan, cellen.get("datum", ""))
        self._check(plan, data)

    def _check(self, plan: Rijplan, data: dict[str, Any]) -> None:
        form = self.form_class(data, instance=plan.bouwsteen)
        form.is_valid()
        known = {fout.kolom for fout in plan.fouten}
        for kolom, errors in form.errors.items():
            if kolom not in known:
                plan.fault("" if kolom == NON_FIELD_ERRORS else kolom, " ".join(errors))
        plan.themas = list(form.cleaned_data.get("themas") or [])

    def _fill_date(self, plan: Rijplan, cel: str) -> None:
        if not cel.strip():
            return
        dag = parse_date(cel.strip())
        if dag is None:
            plan.fault("datum", f"‘{cel.strip()[:40]}’ is geen datum. Schrijf 2025-03-12 of 12-03-2025.")
        elif dag > timezone.localdate():
            plan.fault("datum", "Deze datum ligt in de toekomst.")
        elif dag != timezone.localdate(plan.bouwsteen.aangemaakt_op):
            plan.bouwsteen.aangemaakt_op = plan.bouwsteen.gewijzigd_op = at_noon(dag)

    def _lichaamsdeel(self, cel: str) -> Rijwaarde:
        woord = normalise_line(cel)
        found = self.woordenlijst.find(woord, ThemaSoort.LICHAAMSDEEL) if woord else []
        fout = f"‘{woord[:80]}’ is geen lichaamsdeel." if woord and not found else ""
        return Rijwaarde(found[0].pk if found else "", fout)

    def _themas(self, cel: str) -> Rijwaarde:
        found: list[Thema] = []
        fouten = []
        for woord in filter(None, (normalise_line(deel) for deel in cel.split(";"))):
            known = self.woordenlijst.find(woord)
            if len(known) != 1:
                soorten = ", ".join(f"‘{thema.slug}’ ({thema.get_soort_display().lower()})" for thema in known)
                reden = f"kan meer betekenen; schrijf {soorten}" if known else "is geen thema"
                fouten.append(f"‘{woord[:80]}’ {reden}.")
            elif known[0].soort == ThemaSoort.LICHAAMSDEEL:
                fouten.append(f"‘{woord[:80]}’ is een lichaamsdeel; zet het in die kolom.")
            else:
                found += known
        return Rijwaarde([thema.pk for thema in found], " ".join(fouten))

    def _decide(self, plan: Rijplan, before: tuple[Any, ...] | None) -> None:
        bouwsteen = plan.bouwsteen
        if before is None:
            if bouwsteen.gesprek and not plan.rij.cellen.get("datum", "").strip():
                bouwsteen.aangemaakt_op = bouwsteen.gewijzigd_op = at_noon(bouwsteen.gesprek.datum)
            return
        if _state(bouwsteen, plan.themas) == before:
            plan.actie = Actie.ONGEWIJZIGD
        elif bouwsteen.status in {BouwsteenStatus.INGETROKKEN, BouwsteenStatus.VERVANGEN}:
            plan.actie, plan.reden = Actie.OVERSLAAN, f"Deze bouwsteen is {bouwsteen.get_status_display().lower()}."
        elif _edited_here(bouwsteen, before):
            plan.actie, plan.reden = Actie.OVERSLAAN, "Op de site bewerkt sinds de vorige import."
        else:
            plan.actie = Actie.WIJZIGEN


def _state(bouwsteen: Bouwsteen, themas: Iterable[Thema] | None = None) -> tuple[Any, ...]:
    """Everything of a bouwsteen that a row can set."""
    return (
        bouwsteen.titel,
        bouwsteen.tekst,
        bouwsteen.soort,
        bouwsteen.tegengeluid,
        bouwsteen.gesprek_id,
        bouwsteen.canvasvak,
        bouwsteen.lichaamsdeel_id,
        timezone.localdate(bouwsteen.aangemaakt_op),
        frozenset(thema.pk for thema in (bouwsteen.themas.all() if themas is None else themas)),
    )


def _edited_here(bouwsteen: Bouwsteen, before: tuple[Any, ...]) -> bool:
    """Whether the wording on the site differs from the one that was last imported."""
    versies = BouwsteenVersie.objects.filter(bouwsteen=bouwsteen, reden=INGELEZEN).order_by("-nummer")
    imported = versies.values_list("titel", "tekst").first()
    return imported is not None and imported != before[:2]
