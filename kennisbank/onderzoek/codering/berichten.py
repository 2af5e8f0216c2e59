"""The mail that asks somebody to code, as soon as there is something to code."""

import logging
from collections.abc import Iterable, Mapping

from django.urls import reverse

from kennisbank.onderzoek.codering.models import Codeerronde, Codeur
from kennisbank.post import Mail, absolute, send

logger = logging.getLogger(__name__)


def ask_to_code(ronde: Codeerronde, codeurs: Iterable[Codeur]) -> int:
    """Mail codeurs that the round is open; how many mails were sent. A mail that fails stops nothing and nobody.

    The leider, who opened the round, and who has no address get none.
    """
    size = {"aantal": ronde.eenheden.count(), "codes": ronde.codes.count()}
    sent = 0
    for codeur in codeurs:
        if codeur.user_id == ronde.leider_id or not codeur.user.is_active or not codeur.user.email:
            continue
        try:
            send(write_mail(ronde, codeur, size))
            sent += 1
        except Exception as error:  # noqa: BLE001  # one that fails must not keep the mail from others
            # Its number and the kind of error: what the server said may have the address in it.
            logger.error("The mail to codeur %s failed: %s", codeur.pk, type(error).__name__)
    return sent


def write_mail(ronde: Codeerronde, codeur: Codeur, size: Mapping[str, int]) -> Mail:
    """The mail to one codeur: what is asked, how much it is (`aantal` bouwstenen, `codes`), and where to begin."""
    subject = f"Wil je meecoderen: {ronde.naam}"
    context = {
        "onderwerp": subject,
        "aanhef_naam": codeur.user.openbare_naam if codeur.user.weergavenaam else "",
        "ronde": ronde,
        **size,
        "url": absolute(reverse("codering:coderen", args=[ronde.kenmerk])),
        "ronde_url": absolute(ronde.get_absolute_url()),
    }
    return Mail(codeur.user.email, subject, "codeerronde", context)
