"""Template tags and filters of the public site: icons, Dutch dates, menus and form fields."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.http import QueryDict
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone

from kennisbank.ui.formulieren import ERROR_SUFFIX, HELP_SUFFIX, describe, widget_kind, with_classes
from kennisbank.ui.iconen import ICONEN, icon_svg
from kennisbank.ui.navigatie import HOOFDMENU, STAPPEN, VOETMENU, MenuItem, active_key, contains_active

register = template.Library()

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
MAANDEN_KORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WOORDEN_PER_MINUUT = 220
BERICHT_SOORTEN = {"debug": "info", "info": "info", "success": "ok", "warning": "warning", "error": "error"}
ALERT_ICONEN = {"info": "info", "ok": "gelukt", "warning": "waarschuwing", "error": "fout"}
SOORT_ICONEN = {"inzicht", "dilemma", "voorbeeld", "vraag", "advies"}


@register.simple_tag
def icoon(naam: str, klasse: str = "") -> str:
    """Draw an icon; an unknown name falls back to `info`, so that data can choose the name."""
    return icon_svg(naam if naam in ICONEN else "info", klasse)


def _local(waarde: date | datetime) -> date | datetime:
    if isinstance(waarde, datetime) and timezone.is_aware(waarde):
        return timezone.localtime(waarde)
    return waarde


@register.filter
def datum(waarde: date | datetime | None) -> str:
    """Write a date in full: 12 november 2026."""
    if not isinstance(waarde, date):
        return ""
    dag = _local(waarde)
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


@register.filter
def datum_kort(waarde: date | datetime | None) -> str:
    """Write a date with the month shortened: 12 nov 2026."""
    if not isinstance(waarde, date):
        return ""
    dag = _local(waarde)
    return f"{dag.day} {MAANDEN_KORT[dag.month - 1]} {dag.year}"


@register.filter
def datum_tijd(waarde: datetime | None) -> str:
    """Write date and time: 12 november 2026, 14.05 uur."""
    if not isinstance(waarde, datetime):
        return ""
    lokaal = timezone.localtime(waarde) if timezone.is_aware(waarde) else waarde
    return f"{datum(lokaal)}, {lokaal:%H.%M} uur"


@register.filter
def datum_iso(waarde: date | datetime | None) -> str:
    """Write the calendar day for the datetime attribute of <time>: 2026-11-12."""
    return f"{_local(waarde):%Y-%m-%d}" if isinstance(waarde, date) else ""


@register.filter
def leestijd(woorden: int | str | None) -> str:
    """Write how long reading takes, from a number of words or from the text itself."""
    aantal = len(woorden.split()) if isinstance(woorden, str) else int(woorden or 0)
    minuten = max(1, round(aantal / WOORDEN_PER_MINUUT))
    return "1 minuut" if minuten == 1 else f"{minuten} minuten"


@register.filter
def soort_icoon(soort: str) -> str:
    """Return the icon name that belongs to a soort of bouwsteen."""
    return soort if soort in SOORT_ICONEN else "bouwsteen"


@register.filter
def alert_icoon(soort: str) -> str:
    """Return the icon name that belongs to a kind of alert."""
    return ALERT_ICONEN.get(soort, "info")


@register.filter
def bericht_soort(niveau: str) -> str:
    """Translate a level of the messages framework into a kind of alert."""
    return BERICHT_SOORTEN.get(niveau, "info")


@register.filter
def bevat_actief(item: Mapping[str, Any], pad: str) -> bool:
    """Say whether a side navigation item, or anything below it, is the page at `pad`."""
    return contains_active(item, pad)


@register.filter
def elementen_over(paginator_page: Any) -> Iterable[int | str]:
    """Return the page numbers to show for a Page, with an ellipsis where some are left out."""
    page: Iterable[int | str] = paginator_page.paginator.get_elided_page_range(
        paginator_page.number, on_each_side=1, on_ends=1
    )
    return page


@register.simple_tag(takes_context=True)
def hoofdmenu(context: Context) -> list[dict[str, Any]]:
    """Return the main menu, with the current part marked."""
    return _menu(context, HOOFDMENU)


@register.simple_tag(takes_context=True)
def voetmenu(context: Context) -> list[dict[str, Any]]:
    """Return the links of the footer, with the current page marked."""
    return _menu(context, VOETMENU)


def _menu(context: Context, items: tuple[MenuItem, ...]) -> list[dict[str, Any]]:
    path = getattr(context.get("request"), "path", "")
    active = context.get("hoofdmenu_actief") or active_key(path, items)
    return [
        {"label": item.label, "url": item.url, "sleutel": item.sleutel, "actief": item.sleutel == active,
         "hier": item.url == path}
        for item in items
    ]  # fmt: skip


@register.simple_tag(takes_context=True)
def pagina_query(context: Context, nummer: int, parameter: str = "pagina") -> str:
    """Return the query string of this page with another page number; the first page gets none."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query.pop(parameter, None)
    if nummer > 1:
        query[parameter] = str(nummer)
    return f"?{query.urlencode()}"


@register.simple_tag
def voortgang_stappen() -> list[dict[str, str]]:
    """Return the fixed steps from conversation to edition, without numbers."""
    return [{"icoon": icon, "label": label, "uitleg": text, "url": url} for icon, label, text, url in STAPPEN]


@register.simple_tag
def static_of_kaal(pad: str) -> str:
    """Return the address of a static file, also when the manifest does not know it: for the page of a 500."""
    try:
        return static(pad)
    except ValueError:
        return f"{settings.STATIC_URL}{pad}"


@register.simple_tag
def thema_css(*, zeker: bool = False) -> str:
    """Return the address of the style sheet of the theme in use (setting KENNISBANK_THEMA).

    A theme that was not built is a fault, unless `zeker` asks for an address at any cost.
    """
    pad = f"kennisbank/css/thema-{getattr(settings, 'KENNISBANK_THEMA', 'neutraal')}.css"
    return static_of_kaal(pad) if zeker else static(pad)


@register.simple_tag(takes_context=True)
def canonical(context: Context) -> str:
    """Return the absolute address of this page without its query string; empty without a request."""
    request = context.get("request")
    return request.build_absolute_uri(request.path) if request else ""


@register.simple_tag(takes_context=True)
def deelplaatje(context: Context) -> str:
    """Return the absolute address of the picture that goes with a shared link; empty without a request."""
    request = context.get("request")
    return request.build_absolute_uri(static("kennisbank/img/delen.png")) if request else ""


@register.filter
def widget_soort(veld: BoundField) -> str:
    """Return how a form field must be laid out: tekst, lang, keuze, vinkje, groep, bestand or verborgen."""
    return widget_kind(veld)


@register.simple_tag
def invoer(veld: BoundField) -> str:
    """Draw the input of a form field with our classes, tied to its help text and errors."""
    return veld.as_widget(attrs=with_classes(veld) | describe(veld))


@register.filter
def beschreven_door(veld: BoundField) -> str:
    """Return the ids of the help text and errors of a field, for a group's aria-describedby."""
    return str(describe(veld).get("aria-describedby", ""))


@register.filter
def uitleg_id(veld: BoundField) -> str:
    """Return the id of the help text of a field."""
    return f"{veld.auto_id}{HELP_SUFFIX}"


@register.filter
def fout_id(veld: BoundField) -> str:
    """Return the id of the error message of a field."""
    return f"{veld.auto_id}{ERROR_SUFFIX}"


class OnthoudNode(template.Node):
    """Renders its content once and keeps it in the context, so that a block can be shown in two places."""

    def __init__(self, naam: str, nodelist: NodeList) -> None:
        self.naam = naam
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        output = self.nodelist.render(context)
        context[self.naam] = output if output.strip() else ""
        return ""


@register.tag
def onthoud(parser: Parser, token: Token) -> OnthoudNode:
    """{% onthoud naam %}...{% endonthoud %}: keep the rendered content as variable `naam`."""
    bits = token.split_contents()
    if len(bits) != 2:
        raise template.TemplateSyntaxError("onthoud wants exactly one name")
    nodelist = parser.parse(("endonthoud",))
    parser.delete_first_token()
    return OnthoudNode(bits[1], nodelist)
