"""Addresses that let one deelnemer do one thing without an account."""

from django.core import signing

from bouwstenen.deelnemers.models import Deelnemer

_SALT = "deelnemer"


class LinkOngeldig(Exception):
    """The address was not made by us, was made for something else, or the deelnemer is gone."""

    def __str__(self) -> str:
        return "Deze link klopt niet, of je gegevens zijn inmiddels verwijderd. Kijk of je de hele link hebt gebruikt."


class LinkVerlopen(LinkOngeldig):
    """The address was good once."""

    def __str__(self) -> str:
        return "Deze link is verlopen."


def make_token(deelnemer: Deelnemer, doel: str) -> str:
    """A signed token for one deelnemer and one purpose; it names nobody."""
    return signing.TimestampSigner(salt=f"{_SALT}:{doel}").sign(deelnemer.kenmerk)


def find_deelnemer(token: str, doel: str, *, max_dagen: int | None = None) -> Deelnemer:
    """The deelnemer a token was made for. Raises LinkVerlopen after `max_dagen` days, LinkOngeldig otherwise."""
    signer = signing.TimestampSigner(salt=f"{_SALT}:{doel}")
    try:
        kenmerk = signer.unsign(token, max_age=None if max_dagen is None else max_dagen * 86_400)
    except signing.SignatureExpired:
        raise LinkVerlopen from None
    except signing.BadSignature:
        raise LinkOngeldig from None
    deelnemer = Deelnemer.objects.select_related("gesprek").filter(kenmerk=kenmerk).first()
    if deelnemer is None:
        raise LinkOngeldig
    return deelnemer
