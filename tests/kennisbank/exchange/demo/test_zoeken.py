"""The demo content of searching."""

from pathlib import Path

from django.test import Client

from kennisbank.accounts.zoekopdrachten.models import Zoekopdracht
from kennisbank.exchange.demo.source import read_yaml
from kennisbank.exchange.demo.zoeken import load_zoeken
from kennisbank.search.models import Aanbeveling
from kennisbank.search.vragen.queries import overviews, popular
from tests.factories import UserFactory

CONTENT = read_yaml(Path(__file__).resolve().parents[4] / "fixtures" / "zoeken.yaml")


def test_the_screens_show_something(db: None, client: Client) -> None:
    load_zoeken(CONTENT, {"redacteur": UserFactory(rol="redacteur"), "onderzoeker": UserFactory()})
    assert popular()[0] == "tegenspraak"
    assert all(list(each.rijen) for each in overviews(30)), "every list of the report"
    assert Aanbeveling.objects.count() == 2
    assert [row.zoekvraag.urlencode() for row in Zoekopdracht.objects.all()] == [
        "q=loyaliteit&bouwsteensoort=dilemma",
        "q=vertrouwen&tegengeluid=ja",
    ]
