"""Making and sending one mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

Bijlage = tuple[str, bytes, str]
"""File name, content and MIME type."""

HEADERS = {
    # RFC 3834: nobody's holiday answer comes back.
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
}


@dataclass(frozen=True)
class Mail:
    """A mail to one person: `sjabloon` names templates/mail/<sjabloon>.txt and .html."""

    aan: str = field(repr=False)
    onderwerp: str
    sjabloon: str
    context: Mapping[str, Any] = field(default_factory=dict, repr=False)
    bijlagen: Sequence[Bijlage] = field(default=(), repr=False)


def absolute(path: str) -> str:
    """The whole address of a page, for who reads it outside the site."""
    return urljoin(settings.BASE_URL, path)


def send(mail: Mail) -> None:
    """Send a mail as text with the same in HTML. Raises what the mail backend raises when it can not."""
    context = {**mail.context, "site_naam": settings.WAGTAIL_SITE_NAME, "site_url": absolute("/")}
    message = EmailMultiAlternatives(
        subject=" ".join(mail.onderwerp.split()),
        body=render_to_string(f"mail/{mail.sjabloon}.txt", context).strip() + "\n",
        to=[mail.aan],
        headers=HEADERS,
    )
    message.attach_alternative(render_to_string(f"mail/{mail.sjabloon}.html", context), "text/html")
    for bijlage in mail.bijlagen:
        message.attach(*bijlage)
    message.send()
