"""The demo accounts: one per role, all with the same password, never outside a trial installation."""

from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group

from kennisbank.accounts.models import User

PASSWORD = "samen-aan-het-vak"  # noqa: S105 - printed by `make start`; load_demo refuses to run in production


@dataclass(frozen=True)
class DemoUser:
    """One demo account."""

    username: str
    weergavenaam: str
    organisatie: str
    functie: str
    rol: str


DEMO_USERS = (
    DemoUser("deelnemer", "Demo-deelnemer", "Uitvoeringsdienst Noord", "Behandelaar", "deelnemer"),
    DemoUser("gespreksleider", "Demo-gespreksleider", "Kennisbank", "Gespreksleider", "gespreksleider"),
    DemoUser("redacteur", "Demo-redacteur", "Kennisbank", "Redacteur", "redacteur"),
    DemoUser("onderzoeker", "Demo-onderzoeker", "Kennisbank", "Onderzoeker", "onderzoeker"),
    DemoUser("beheerder", "Demo-beheerder", "Kennisbank", "Beheerder", "beheerder"),
)


def create_demo_users() -> dict[str, User]:
    """The demo accounts by username, made where they are missing."""
    users = {}
    encoded = make_password(PASSWORD)
    for demo in DEMO_USERS:
        user, is_new = User.objects.get_or_create(
            username=demo.username,
            defaults={
                "weergavenaam": demo.weergavenaam,
                "organisatie": demo.organisatie,
                "functie": demo.functie,
                "email": f"{demo.username}@example.org",
                "password": encoded,
            },
        )
        if is_new:
            user.groups.add(Group.objects.get(name=demo.rol))
        users[demo.username] = user
    return users


def present_demo_logins() -> list[tuple[str, str]]:
    """(role, username) of the demo accounts that still have the demo password.

    They were made with one hash, so that a start checks one hash and not five: each takes a third of a second.
    """
    is_demo_password = cache(lambda encoded: check_password(PASSWORD, encoded))
    present = User.objects.in_bulk([demo.username for demo in DEMO_USERS], field_name="username")
    return [
        (demo.rol, demo.username)
        for demo in DEMO_USERS
        if demo.username in present and is_demo_password(present[demo.username].password)
    ]
