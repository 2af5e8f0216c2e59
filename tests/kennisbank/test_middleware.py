"""What the middleware of the site keeps out."""

import pytest
from django.test import Client

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize(
    "path", ["/%00", "/themas/%00/", "/bouwstenen/%00/", "/leeraanbod/a%00b/", "/document/%00/versies/"]
)
def test_address_with_nul_is_not_found(db: None, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/zoeken/", "/bouwstenen/", "/gesprekken/"])
def test_nul_in_a_question_is_left_out(db: None, client: Client, path: str) -> None:
    answer = client.get(f"{path}?q=tegen%00spraak&thema=%00&gesprek=%00")
    assert answer.status_code == 200
    assert answer.wsgi_request.GET["q"] == "tegenspraak"
