"""The discussion below a voorstel or bouwsteen, for templates of any app."""

from typing import Any

from django import template
from django.template import Context

from kennisbank.redactie.discussie.presentation import fetch_draden, over_url

register = template.Library()


@register.inclusion_tag("discussies/over_onderwerp.html", takes_context=True)
def discussies_over(context: Context, onderwerp: Any) -> dict[str, Any]:
    """The threads on `onderwerp` (a Voorstel or Bouwsteen), and where to start one."""
    request = context["request"]
    return {
        "draden": fetch_draden(onderwerp.discussies.order_by("gestart_op", "pk"), request.user),
        "over_url": over_url(onderwerp),
        "request": request,
    }
