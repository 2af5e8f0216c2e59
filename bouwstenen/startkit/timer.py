"""The timer page for any agenda; also for that of a plan, by who keeps plans."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bouwstenen.startkit.agenda import clock_times
from bouwstenen.startkit.forms import AgendaForm
from bouwstenen.startkit.inhoud import Onderdeel
from bouwstenen.startkit.paden import GESPREKKEN, STARTKIT


def show_timer(
    request: HttpRequest,
    *,
    titel: str,
    onderdelen: Sequence[Onderdeel],
    sleutel: str,
    terug: Mapping[str, str],
    verborgen: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The timer of these parts. The browser keeps its state under `sleutel`; `terug` is {label, url}.

    The start and other minutes may be in the address (begin, m0, m1, …); `verborgen` goes along with that form.
    """
    form = AgendaForm(request.GET, onderdelen)
    valid = form.is_valid()
    regels = clock_times(onderdelen, form.minuten, form.begin_tijd)
    context = {
        "titel": titel,
        "sleutel": sleutel,
        "formulier": form,
        "rijen": [(regel, form[f"m{nummer}"]) for nummer, regel in enumerate(regels)],
        "totaal": sum(form.minuten),
        "einde": regels[-1].einde if regels else "",
        "terug": terug,
        "verborgen": (verborgen or {}).items(),
        "hoofdmenu_actief": "gesprekken",
        "kruimels": [GESPREKKEN, STARTKIT, terug, {"label": "Timer"}],
    }
    return render(request, "startkit/timer.html", context, status=200 if valid else 422)
