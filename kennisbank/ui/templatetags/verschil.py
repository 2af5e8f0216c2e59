"""Template tags for differences: the words of a part by how they look, and rows for two columns."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kennisbank.text.diff import AlineaVerschil, Deel, Rij, Stuk, side_by_side

register = template.Library()

ELEMENTEN = (
    ("cursief", '<em class="kb-stuk">{}</em>'),
    ("vet", '<strong class="kb-stuk">{}</strong>'),
    ("code", '<code class="kb-stuk">{}</code>'),
    ("link", '<span class="kb-stuk kb-stuk--link">{}</span>'),
)


@register.simple_tag
def woorden(deel: Deel | Mapping[str, str]) -> SafeString:
    """The words of a part, bold where they are bold and so on; links lead nowhere, for they may be gone."""
    if isinstance(deel, Deel) and deel.stukken:
        return format_html_join("", "{}", ((_dress(stuk),) for stuk in deel.stukken))
    return format_html("{}", deel.tekst if isinstance(deel, Deel) else deel["tekst"])


def _dress(stuk: Stuk) -> SafeString:
    html = format_html("{}", stuk.tekst)
    for vorm, element in ELEMENTEN:
        if vorm in stuk.vorm:
            html = format_html(element, html)
    return html


@register.filter
def naast_elkaar(verschil: Iterable[AlineaVerschil]) -> list[Rij]:
    """The rows of a difference: each paragraph as it was and as it became."""
    return side_by_side(list(verschil))
