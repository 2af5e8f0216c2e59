"""Figures as Dutch readers write them."""

from django import template

register = template.Library()


@register.filter
def getal(value: float | None) -> str:
    """Two decimals with a comma; a word for what cannot be said."""
    if value is None:
        return "niet te bepalen"
    text = f"{value:.2f}".replace(".", ",")
    return text.removeprefix("-") if text == "-0,00" else text


@register.filter
def procent(value: float | None) -> str:
    """A share as a whole percentage; empty for none."""
    return "" if value is None else f"{value:.0%}"
