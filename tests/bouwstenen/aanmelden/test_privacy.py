"""Names, addresses and messages stand nowhere in the database where they can be read, and on no page but their own."""

import logging

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from bouwstenen.aanmelden.models import Rondbericht
from bouwstenen.aanmelden.peilingen.services import cast_stem, create_peiling
from bouwstenen.aanmelden.services import invite_deelnemer, send_rondbericht, sign_off
from bouwstenen.deelnemers.services import rotate_encryption, send_due_berichten
from kennisbank.encryption import make_key
from tests.bouwstenen.aanmelden.making import NAMEN, adres, gesprek_of, join, leider_of, make_plan

pytestmark = pytest.mark.django_db
BOODSCHAP = "Neem-je-badge-mee"
GEHEIMEN = [*(naam.split()[-1] for naam in NAMEN[:3]), *map(adres, NAMEN[:3]), BOODSCHAP, "Gastnaam", "gast@x.example"]


@pytest.fixture
def plan():
    """A gesprek at which everything happens once."""
    plan = make_plan(plaatsen=1)
    people = [join(plan, number) for number in range(3)]
    invite_deelnemer(gesprek_of(plan), naam="Gastnaam", email="gast@x.example", user=leider_of(plan))
    send_rondbericht(gesprek_of(plan), onderwerp=BOODSCHAP, tekst=BOODSCHAP, user=leider_of(plan))
    sign_off(people[0], user=leider_of(plan))
    return plan


def everything_stored() -> str:
    """Every cell of every table."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows.append(str(cursor.fetchall()))
    return "\n".join(rows)


def test_the_database_and_the_log_hold_nothing_readable(plan, caplog):
    caplog.set_level(logging.DEBUG)
    send_due_berichten()
    assert len(mail.outbox) >= 4
    stored = everything_stored() + caplog.text
    assert gesprek_of(plan).titel in stored, "the search itself works"
    assert [secret for secret in GEHEIMEN if secret in stored] == []


def test_readers_find_it_on_no_page(plan, client):
    peiling = create_peiling(titel="P", stellingen=["S."], open_tot=plan.dag, plan=plan, user=leider_of(plan))
    key = peiling.stellingen.get().pk
    for number in range(5):
        cast_stem(peiling, antwoorden={key: 1}, kiezer=f"account:{number}")
    gesprek = gesprek_of(plan)
    pages = ["/gesprekken/", "/gesprekken/agenda/", gesprek.get_absolute_url(), peiling.get_absolute_url()]
    pages += [reverse("aanmelden:aanmelden", args=[gesprek.urn_id]), f"/zoeken/?q={NAMEN[0].split()[0]}"]
    for address in pages:
        html = client.get(address).content.decode().replace(f"q={NAMEN[0].split()[0]}", "")
        assert [secret for secret in GEHEIMEN if secret in html] == [], address


def test_another_key_takes_the_messages_along(plan, settings):
    old = list(settings.ENCRYPTION_KEYS)
    fresh = make_key()
    settings.ENCRYPTION_KEYS = [fresh, *old]
    assert rotate_encryption() == 4
    settings.ENCRYPTION_KEYS = [fresh]
    assert Rondbericht.objects.get().tekst == BOODSCHAP
