"""The page on which a participant without an account reads the record along."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bouwstenen.deelnemers.decorators import persoonlijke_link
from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.meelezen import services
from bouwstenen.meelezen.bijlagen.weergave import accounts_for
from bouwstenen.meelezen.forms import OntbreektForm, VerbeteringForm
from bouwstenen.meelezen.models import Meelezing, VerbeteringSoort
from bouwstenen.meelezen.presentation import lines_for_reader, read_leespagina
from bouwstenen.meelezen.toegang import find_reader
from bouwstenen.opbrengst.models import BijlageSoort, Opbrengstregel
from bouwstenen.opbrengst.plekken import plekken

GONE = "Deze regel staat niet meer in het verslag."


@require_http_methods(["GET", "HEAD", "POST"])
@persoonlijke_link
def meelezen(request: HttpRequest, token: str) -> HttpResponse:
    """Read the record, propose corrections, and decide about one's own quotes."""
    deelnemer = find_reader(token)
    if request.method != "POST":
        return _show(request, deelnemer)
    actie = request.POST.get("actie", "")
    if actie == "toevoegen":
        return _add(request, deelnemer, token)
    regel = _find_line(deelnemer, request.POST.get("regel", ""))
    if regel is None:
        messages.warning(request, GONE)
        return redirect("meelezen:meelezen", token)
    if actie in {"ja", "nee"} and regel.citaat_van_id == deelnemer.pk:
        services.set_toestemming(regel, deelnemer=deelnemer, gegeven=actie == "ja")
        messages.success(request, _consent_message(actie == "ja"))
        return _back(token, "citaten")
    return _correct(request, deelnemer, token, regel, actie)


def _find_line(deelnemer: Deelnemer, value: str) -> Opbrengstregel | None:
    """The line with this key, when this participant may read it."""
    return next((line for line in lines_for_reader(deelnemer) if str(line.pk) == value), None)


def _consent_message(gegeven: bool) -> str:
    if gegeven:
        return "Dank je. Je citaat mag gebruikt worden. Je kunt dat altijd weer intrekken."
    return "Je citaat wordt niet gebruikt. Het is meteen overal weggehaald."


def _back(token: str, anchor: str) -> HttpResponse:
    return redirect(f"{reverse('meelezen:meelezen', args=[token])}#{anchor}")


def _correct(request: HttpRequest, deelnemer: Deelnemer, token: str, regel: Opbrengstregel, actie: str) -> HttpResponse:
    soort = VerbeteringSoort.WEGLATEN if actie == "weglaten" else VerbeteringSoort.WIJZIGEN
    form = VerbeteringForm(request.POST, prefix=f"r{regel.pk}")
    if form.is_valid():
        data = form.cleaned_data
        texts = {"tekst": data["tekst"], "toelichting": data["toelichting"]}
        try:
            services.propose_verbetering(
                deelnemer,
                soort=soort,
                regel=regel,
                bevestigd=form.accepted(deelnemer.gesprek, texts.values()),
                **texts,
            )
        except ValidationError as error:
            form.add_errors(error)
        else:
            messages.success(request, "Je verbetering is doorgegeven. Het besluit lees je op deze pagina.")
            return _back(token, "verbeteringen")
    return _show(request, deelnemer, bound={regel.pk: form}, status=422)


def _add(request: HttpRequest, deelnemer: Deelnemer, token: str) -> HttpResponse:
    form = OntbreektForm(plekken(deelnemer.gesprek), request.POST, prefix="nieuw")
    if form.is_valid():
        tekst = form.cleaned_data["tekst"]
        try:
            services.propose_verbetering(
                deelnemer,
                soort=VerbeteringSoort.TOEVOEGEN,
                plek=form.gekozen_plek,
                tekst=tekst,
                bevestigd=form.accepted(deelnemer.gesprek, [tekst]),
            )
        except ValidationError as error:
            form.add_errors(error)
        else:
            messages.success(request, "Je aanvulling is doorgegeven. Het besluit lees je op deze pagina.")
            return _back(token, "verbeteringen")
    return _show(request, deelnemer, ontbreekt=form, status=422)


def _show(
    request: HttpRequest,
    deelnemer: Deelnemer,
    *,
    bound: dict[int, VerbeteringForm] | None = None,
    ontbreekt: OntbreektForm | None = None,
    status: int = 200,
) -> HttpResponse:
    gesprek = deelnemer.gesprek
    meelezing = Meelezing.objects.filter(gesprek=gesprek).first()
    open_now = meelezing is not None and meelezing.is_open and not gesprek.is_opgeleverd
    accounts = list(gesprek.bijlagen.present().filter(soort=BijlageSoort.REPORTER)) if meelezing else []
    pagina = read_leespagina(deelnemer, open_now=open_now, bound=bound or {})
    context = {
        "gesprek": gesprek,
        "meelezing": meelezing,
        "pagina": pagina,
        "verslagen": accounts_for(gesprek, accounts, deelnemer),
        "ontbreekt": ontbreekt or (OntbreektForm(pagina.plekken, prefix="nieuw") if open_now else None),
        "fouten": next(iter((bound or {}).values()), ontbreekt),
    }
    return render(request, "meelezen/meelezen.html", context, status=status)
