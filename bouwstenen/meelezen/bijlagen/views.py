"""Pages for files and accounts: forms to fill in offline, visual reports, reporters' accounts."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bouwstenen.deelnemers.rechten import may_organise
from bouwstenen.meelezen.bijlagen import services, weergave
from bouwstenen.meelezen.bijlagen.forms import BeeldverslagForm, ConceptForm, InvulbladForm, PassageForm, VerslagForm
from bouwstenen.meelezen.bijlagen.inlezen import read_account
from bouwstenen.meelezen.presentation import GetoondeRegel, group_lines
from bouwstenen.meelezen.toegang import find_own_gesprek
from bouwstenen.meelezen.views import way_back
from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.models import Bijlage, BijlageSoort
from bouwstenen.opbrengst.plekken import canvasvakken, lichaamsdelen, uses_model
from bouwstenen.opbrengst.services import RegelGewijzigd, remove_regel
from bouwstenen.presentation import short
from bouwstenen.startkit.materiaal import datum_tekst
from kennisbank.accounts.models import User
from kennisbank.drukwerk import Invulblad, Vak, invulblad_pdf

PER_PAGINA = 20
BLADEN = {"responscanvas": "Responscanvas", "model": "Model van ‘de’ ambtenaar"}


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def add_errors(form: forms.Form, error: ValidationError) -> None:
    """Show what a service refuses at its field."""
    if hasattr(form, "add_errors"):
        form.add_errors(error)
        return
    fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in fields.items():
        form.add_error(name if name in form.fields else None, texts)


# Forms to fill in


@login_required
@require_safe
def invulblad(request: HttpRequest, urn_id: str, soort: str) -> HttpResponse:
    """The responscanvas or the model of this gesprek, to fill in offline."""
    gesprek = get_object_or_404(Gesprek, urn_id=urn_id)
    if soort not in BLADEN or not (gesprek.zichtbaar or may_organise(gesprek, _user(request))):
        raise Http404("Dit formulier bestaat niet.")
    plekken = lichaamsdelen() if soort == "model" else canvasvakken()
    try:
        blad = Invulblad(
            soort=soort,
            kenmerk=gesprek.urn_id,
            titel=f"{BLADEN[soort]}: {gesprek.titel}",
            datum_tekst=f"Gesprek op {datum_tekst(gesprek.datum)}",
            vakken=tuple(Vak(plek.sleutel, plek.naam, plek.uitleg) for plek in plekken),
        )
    except ValueError:
        raise Http404("Dit formulier kan niet worden gemaakt.") from None
    response = HttpResponse(invulblad_pdf(blad), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{soort}-{gesprek.urn_id}.pdf"'
    return response


# Overview


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bijlagen(request: HttpRequest, urn_id: str) -> HttpResponse:
    """What belongs to the record besides the lines, and the forms that add to it."""
    gesprek = find_own_gesprek(request, urn_id)
    formulieren: dict[str, Any] = {
        "invulblad": InvulbladForm(prefix="invulblad"),
        "beeldverslag": BeeldverslagForm(prefix="beeldverslag"),
        "verslag": VerslagForm(prefix="verslag"),
    }
    status = 200
    actie = request.POST.get("actie", "")
    if request.method == "POST" and actie in formulieren:
        form = type(formulieren[actie])(request.POST, request.FILES, prefix=actie)
        formulieren[actie] = form
        if form.is_valid():
            try:
                return _ADDERS[actie](request, gesprek, form)
            except ValidationError as error:
                add_errors(form, error)
        status = 422
    context = {
        **way_back(gesprek, "Bijlagen"),
        "formulieren": formulieren,
        "fouten": formulieren.get(actie) if status == 422 else None,
        "concepten": _concepten(gesprek).count(),
        "bladen": _bladen(gesprek),
        "beelden": [weergave.beeld(gesprek, item) for item in _present(gesprek, BijlageSoort.BEELDVERSLAG)],
        "verslagen": [(item, short(item.tekst)) for item in _present(gesprek, BijlageSoort.REPORTER)],
    }
    return render(request, "meelezen/bijlagen.html", context, status=status)


def _present(gesprek: Gesprek, soort: str) -> list[Bijlage]:
    return list(gesprek.bijlagen.present().filter(soort=soort))


def _bladen(gesprek: Gesprek) -> list[dict[str, str]]:
    """The form that fits the gesprek first."""
    order = ["model", "responscanvas"] if uses_model(gesprek) else ["responscanvas", "model"]
    return [
        {"label": BLADEN[soort], "url": reverse("meelezen:invulblad", args=[gesprek.urn_id, soort])} for soort in order
    ]


def _add_invulblad(request: HttpRequest, gesprek: Gesprek, form: InvulbladForm) -> HttpResponse:
    read = services.import_invulblad(gesprek, bestand=form.cleaned_data["bestand"], user=_user(request))
    new = len(read.regels)
    if not new:
        messages.info(request, "Alles uit deze pdf stond er al. Er is niets bij gekomen.")
        return redirect("meelezen:bijlagen", gesprek.urn_id)
    known = f" {read.bekend} stonden er al." if read.bekend else ""
    number = "Eén regel is ingelezen." if new == 1 else f"{new} regels zijn ingelezen."
    messages.success(request, f"{number}{known} Kijk ze na voordat ze meedoen.")
    return redirect("meelezen:concepten", gesprek.urn_id)


def _add_beeldverslag(request: HttpRequest, gesprek: Gesprek, form: BeeldverslagForm) -> HttpResponse:
    services.add_beeldverslag(gesprek, **form.cleaned_data, user=_user(request))
    messages.success(request, "Het beeldverslag is toegevoegd.")
    return redirect("meelezen:bijlagen", gesprek.urn_id)


def _add_verslag(request: HttpRequest, gesprek: Gesprek, form: VerslagForm) -> HttpResponse:
    words = read_account(form.cleaned_data["tekst"], form.cleaned_data["bestand"])
    form.put_words(words)
    bijlage = services.add_verslag(
        gesprek,
        tekst=words,
        openbaar=form.cleaned_data["openbaar"],
        bevestigd=form.accepted(gesprek, [words]),
        user=_user(request),
    )
    messages.success(request, "Het verslag is toegevoegd. Kies nu welke passages een bouwsteen worden.")
    return redirect("meelezen:verslag", gesprek.urn_id, bijlage.kenmerk)


_ADDERS: dict[str, Callable[[HttpRequest, Gesprek, Any], HttpResponse]] = {
    "invulblad": _add_invulblad,
    "beeldverslag": _add_beeldverslag,
    "verslag": _add_verslag,
}


# Drafts


def _concepten(gesprek: Gesprek) -> Any:
    return gesprek.opbrengst.present().filter(nagekeken=False).in_order().select_related("lichaamsdeel", "gesprek")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def concepten(request: HttpRequest, urn_id: str) -> HttpResponse:
    """Draft lines in their boxes: take each up, change it, or throw it away."""
    gesprek = find_own_gesprek(request, urn_id)
    pagina = Paginator(_concepten(gesprek), PER_PAGINA).get_page(request.GET.get("pagina"))
    formulieren = {regel.pk: ConceptForm(regel, request.POST or None) for regel in pagina.object_list}
    status = 200
    if request.method == "POST":
        done = _handle_concepten(request, gesprek, formulieren)
        if not any(form.errors for form in formulieren.values()):
            return redirect(request.get_full_path())
        status = 422
        formulieren = {pk: form for pk, form in formulieren.items() if pk not in done}
    lines = [GetoondeRegel(form.regel, formulier=form) for form in formulieren.values()]
    context = {
        **way_back(gesprek, "Concepten nakijken"),
        "pagina": pagina,
        "groepen": group_lines(gesprek, lines),
        "fout": status == 422,
    }
    return render(request, "meelezen/concepten.html", context, status=status)


def _handle_concepten(request: HttpRequest, gesprek: Gesprek, formulieren: dict[int, ConceptForm]) -> set[int]:
    """Do what the button says, and keep what was typed at other lines; which lines are no drafts any more."""
    actie, _, which = request.POST.get("actie", "").partition("-")
    done: set[int] = set()
    for pk, form in formulieren.items():
        if f"c{pk}-tekst" not in request.POST:
            # It came in since the page was opened.
            form.is_bound = False
        elif which in {"alles", str(pk)} and actie == "weg":
            done.update([pk] if services.remove_concepten([form.regel], user=_user(request)) else [])
        elif _save_concept(request, gesprek, form, accept=which in {"alles", str(pk)} and actie == "op"):
            done.add(pk)
    if done:
        subject = "De regel" if len(done) == 1 else f"{len(done)} regels"
        verb = (
            ("is weggehaald" if len(done) == 1 else "zijn weggehaald")
            if actie == "weg"
            else ("doet mee in de opbrengst" if len(done) == 1 else "doen mee in de opbrengst")
        )
        messages.success(request, f"{subject} {verb}.")
    return done


def _save_concept(request: HttpRequest, gesprek: Gesprek, form: ConceptForm, *, accept: bool) -> bool:
    """Take a draft up, or keep what was typed; whether it was taken up."""
    if not form.is_valid():
        return False
    words = {"tekst": form.cleaned_data["tekst"], "soort": form.cleaned_data["soort"]}
    try:
        if accept:
            accepted = form.accepted(gesprek, [words["tekst"]])
            services.accept_concept(form.regel, **words, bevestigd=accepted, user=_user(request))
        elif form.has_changed():
            services.save_concept(form.regel, **words, user=_user(request))
    except ValidationError as error:
        form.add_errors(error)
    except RegelGewijzigd as error:
        form.add_error(
            "tekst", f"Iemand anders heeft deze regel intussen gewijzigd. Nu staat er: ‘{error.regel.tekst}’."
        )
    else:
        return accept
    return False


# Accounts


def _find_verslag(gesprek: Gesprek, kenmerk: str) -> Bijlage:
    rows = gesprek.bijlagen.present().select_related("gesprek")
    item = rows.filter(kenmerk=kenmerk, soort=BijlageSoort.REPORTER).first()
    if item is None:
        raise Http404("Dit verslag is er niet (meer).")
    return item


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def verslag(request: HttpRequest, urn_id: str, kenmerk: str) -> HttpResponse:
    """One account: its passages marked, and the form that turns sentences into bouwstenen."""
    gesprek = find_own_gesprek(request, urn_id)
    bijlage = _find_verslag(gesprek, kenmerk)
    form = PassageForm(bijlage, gesprek, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.mark_passages(
                bijlage,
                spans=form.cleaned_data["spans"],
                plek=form.gekozen_plek,
                soort=form.cleaned_data["soort"],
                tegengeluid=form.cleaned_data["tegengeluid"],
                citaat_van=form.spreker,
                user=_user(request),
            )
        except ValidationError as error:
            form.add_error("zinnen", error.messages)
        else:
            number = "De passage staat" if len(made) == 1 else f"{len(made)} passages staan"
            messages.success(request, f"{number} in de opbrengst.")
            return redirect(f"{reverse('meelezen:verslag', args=[urn_id, kenmerk])}#passages")
    regels = weergave.passages_of(bijlage)
    context = {
        **way_back(gesprek, "Verslag"),
        "bijlage": bijlage,
        "html": weergave.show_whole(bijlage, regels),
        "regels": regels,
        "formulier": form,
    }
    return render(request, "meelezen/verslag.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def passage_weghalen(request: HttpRequest, urn_id: str, kenmerk: str) -> HttpResponse:
    """Take a marked passage out of the yield; the account stays as it is."""
    gesprek = find_own_gesprek(request, urn_id)
    bijlage = _find_verslag(gesprek, kenmerk)
    regel = next((row for row in weergave.passages_of(bijlage) if str(row.pk) == request.POST.get("regel")), None)
    if regel is None:
        raise Http404("Deze passage is er niet (meer).")
    try:
        remove_regel(regel, user=_user(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "De passage is uit de opbrengst gehaald.")
    return redirect("meelezen:verslag", urn_id, kenmerk)


# Files


def _find_bijlage(gesprek: Gesprek, kenmerk: str) -> Bijlage:
    soorten = (BijlageSoort.BEELDVERSLAG, BijlageSoort.REPORTER, BijlageSoort.INVULBLAD)
    item = gesprek.bijlagen.present().filter(kenmerk=kenmerk, soort__in=soorten).select_related("gesprek").first()
    if item is None:
        raise Http404("Deze bijlage is er niet (meer).")
    return item


@login_required
@require_POST
def wijzig(request: HttpRequest, urn_id: str, kenmerk: str) -> HttpResponse:
    """Show a file to readers, hide it, or take it out."""
    gesprek = find_own_gesprek(request, urn_id)
    item = _find_bijlage(gesprek, kenmerk)
    actie = request.POST.get("actie")
    try:
        if actie == "weghalen":
            services.remove_verslag(item, user=_user(request))
            messages.success(request, "De bijlage is weggehaald.")
        else:
            services.set_openbaar(item, openbaar=actie == "tonen", user=_user(request))
            messages.success(request, "Opgeslagen.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("meelezen:bijlagen", urn_id)


@never_cache
@require_safe
def bestand(request: HttpRequest, urn_id: str, kenmerk: str) -> HttpResponseBase:
    """The file itself: for who organises, and for everybody once it was shared and the gesprek is delivered."""
    gesprek = get_object_or_404(Gesprek, urn_id=urn_id)
    item = _find_bijlage(gesprek, kenmerk)
    shown = item.openbaar and gesprek.zichtbaar and gesprek.is_opgeleverd and item.soort == BijlageSoort.BEELDVERSLAG
    if not item.bestand or (not shown and not may_organise(gesprek, _user(request))):
        raise Http404("Deze bijlage is er niet (meer).")
    try:
        source = item.bestand.open("rb")
    except FileNotFoundError:
        raise Http404("Deze bijlage is er niet (meer).") from None
    is_picture = item.mime.startswith("image/")
    disposition = "inline" if is_picture else f'attachment; filename="{item.soort}-{item.kenmerk}.pdf"'
    headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": disposition}
    return FileResponse(source, content_type=item.mime, headers=headers)
