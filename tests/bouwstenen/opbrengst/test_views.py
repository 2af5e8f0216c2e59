"""The pages of recording, without JavaScript: all of it can be done, and nothing typed is lost."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bouwstenen.models import Gesprek, GesprekFormat
from bouwstenen.opbrengst.models import Bijlage
from bouwstenen.opbrengst.services import change_regel
from tests.bouwstenen.opbrengst.making import add_regel, leider, make_deelnemer, make_gesprek, picture, texts
from tests.factories import ThemaFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gesprek(client: Client) -> Gesprek:
    made = make_gesprek()
    client.force_login(leider(made))
    return made


def _address(gesprek: Gesprek, rest: str = "") -> str:
    return f"/gesprekken/{gesprek.urn_id}/opbrengst/{rest}"


def _mark(page: str) -> str:
    found = re.search(r'name="formulier" value="([^"]+)"', page)
    assert found
    return found.group(1)


def test_only_who_organises_comes_in(client: Client, gesprek: Gesprek) -> None:
    assert client.get(_address(gesprek))["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    for path in ("", "nakijken/", "fotos/"):
        client.logout()
        assert client.get(_address(gesprek, path)).status_code == 302
        client.force_login(UserFactory(rol="deelnemer"))
        assert client.get(_address(gesprek, path)).status_code == 403
    assert client.get("/gesprekken/0000000000/opbrengst/").status_code == 404


def test_each_format_has_its_own_boxes(client: Client, gesprek: Gesprek) -> None:
    ThemaFactory(soort="lichaamsdeel", naam="Buik", slug="buik", volgorde=4)
    assert "Mee te geven aan de schrijvers" in client.get(_address(gesprek)).content.decode()
    model = make_gesprek(format=GesprekFormat.MODEL, gespreksleider=gesprek.gespreksleider)
    page = client.get(_address(model)).content.decode()
    assert "Waar krijg je buikpijn van" in page
    assert "Mee te geven aan de schrijvers" not in page
    add_regel(model, "Van voor de wissel", canvasvak="verhaal")
    assert "Verhaal of beeld" in client.get(_address(model)).content.decode()


def test_every_line_of_a_box_is_saved_once_however_often_it_is_sent(client: Client, gesprek: Gesprek) -> None:
    mark = _mark(client.get(_address(gesprek)).content.decode())
    data = {"formulier": mark, "plek-kenmerk": "Eerste\r\n\r\n- Tweede\r\nTweede\r\n", "plek-spanning": "Derde"}
    for _ in range(3):
        assert client.post(_address(gesprek), data).status_code == 302
    assert sorted(texts(gesprek)) == ["Derde", "Eerste", "Tweede", "Tweede"]
    assert "4 regels" in client.get(_address(gesprek)).content.decode()
    data["plek-kenmerk"] = "Nulde\r\nEerste"
    client.post(_address(gesprek), data)
    assert sorted(texts(gesprek)) == ["Derde", "Eerste", "Nulde", "Tweede", "Tweede"]


def test_an_empty_form_is_told_so(client: Client, gesprek: Gesprek) -> None:
    response = client.post(_address(gesprek), {"plek-kenmerk": " \r\n "})
    assert response.status_code == 422
    assert "Schrijf ten minste één regel op" in response.content.decode()


def test_personal_data_are_asked_about_and_nothing_is_saved_or_lost_meanwhile(client: Client, gesprek: Gesprek) -> None:
    make_deelnemer(gesprek, "Dana de Wit")
    data = {"formulier": "00000000-0000-4000-8000-000000000000", "plek-kenmerk": "Goed\r\nDana belde 06 12345678"}
    response = client.post(_address(gesprek), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert texts(gesprek) == []
    assert "Goed\nDana belde 06 12345678" in page.replace("\r", "")
    assert "‘Dana’ lijkt de naam van een deelnemer" in page
    dana, phone = dict.fromkeys(re.findall(r'name="(vondst-[0-9a-f]+)"', page))
    half = client.post(_address(gesprek), data | {dana: "vervangen"})
    assert (half.status_code, texts(gesprek)) == (422, [])
    client.post(_address(gesprek), data | {dana: "vervangen", phone: "laten"})
    assert texts(gesprek) == ["Goed", "[naam] belde 06 12345678"]


def test_after_delivery_it_shows_and_takes_nothing(client: Client, gesprek: Gesprek) -> None:
    add_regel(gesprek, "Klaar")
    gesprek.opgeleverd_op = timezone.now()
    gesprek.save()
    page = client.get(_address(gesprek)).content.decode()
    assert "Klaar" in page
    assert "textarea" not in page
    response = client.post(_address(gesprek), {"plek-kenmerk": "Te laat"})
    assert response.status_code == 422
    assert "opgeleverd" in response.content.decode()


def _row(regel: Any, **changes: Any) -> dict[str, Any]:
    """The fields of one line as its form sends them, with what they began with."""
    began = {"tekst": regel.tekst, "soort": "inzicht", "citaat_van": "", "plek": "kenmerk", "plaats": "1"}
    fields = {f"{regel.sleutel}-{name}": value for name, value in (began | changes).items()}
    initial = {f"initial-{regel.sleutel}-{name}": value for name, value in began.items()}
    unticked = {f"initial-{regel.sleutel}-{name}": "False" for name in ("tegengeluid", "weg")}
    return fields | initial | unticked | {f"{regel.sleutel}-versie": str(regel.versie)}


def test_everything_about_a_line_can_be_set(client: Client, gesprek: Gesprek) -> None:
    thema, dana = ThemaFactory(slug="tegenspraak"), make_deelnemer(gesprek, "Dana de Wit")
    first, second = (add_regel(gesprek, tekst, canvasvak="kenmerk") for tekst in ("Eerste", "Tweede"))
    page = client.get(_address(gesprek, "nakijken/")).content.decode()
    assert "Dana de Wit" in page
    changes = {"soort": "vraag", "tegengeluid": "on", "themas": ["tegenspraak"], "citaat_van": dana.kenmerk}
    data = _row(first) | _row(second, **changes)
    assert client.post(_address(gesprek, "nakijken/"), data).status_code == 302
    second.refresh_from_db()
    assert (second.soort, second.tegengeluid, second.citaat_van) == ("vraag", True, dana)
    assert list(second.themas.all()) == [thema]
    first.refresh_from_db()
    assert first.versie == 1, "what was not touched is not saved"
    moved = _row(first, plaats="2")
    client.post(_address(gesprek, "nakijken/"), moved)
    assert texts(gesprek) == ["Tweede", "Eerste"]
    first.refresh_from_db()
    client.post(_address(gesprek, "nakijken/"), _row(first, weg="on"))
    assert texts(gesprek) == ["Tweede"]


def test_a_line_out_of_a_file_counts_once_it_was_looked_over(client: Client, gesprek: Gesprek) -> None:
    draft = add_regel(gesprek, "Uit de pdf", canvasvak="kenmerk", nagekeken=False)
    assert "Ik heb deze regel nagekeken" in client.get(_address(gesprek, "nakijken/")).content.decode()
    client.post(_address(gesprek, "nakijken/"), _row(draft, tekst="Uit de pdf, beter"))
    draft.refresh_from_db()
    assert (draft.tekst, draft.nagekeken) == ("Uit de pdf, beter", False)
    client.post(_address(gesprek, "nakijken/"), _row(draft, nagekeken="on"))
    draft.refresh_from_db()
    assert draft.nagekeken


def test_a_conflict_is_shown_and_the_next_time_saved(client: Client, gesprek: Gesprek) -> None:
    regel = add_regel(gesprek, "Begin", canvasvak="kenmerk")
    data = _row(regel, tekst="Van mij")
    fields: dict[str, Any] = {"velden": {"tekst": "Van de ander"}, "verwacht": {}}
    change_regel(regel, **fields, user=leider(gesprek))
    response = client.post(_address(gesprek, "nakijken/"), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Er staat nu: ‘Van de ander’" in page
    assert ">\nVan mij</textarea>" in page
    assert texts(gesprek) == ["Van de ander"]
    assert f'name="{regel.sleutel}-versie" value="2"' in page
    client.post(_address(gesprek, "nakijken/"), data | {f"{regel.sleutel}-versie": "2"})
    assert texts(gesprek) == ["Van mij"]


def test_personal_data_in_one_line_do_not_stop_the_others(client: Client, gesprek: Gesprek) -> None:
    first, second = (add_regel(gesprek, tekst, canvasvak="kenmerk") for tekst in ("Eerste", "Tweede"))
    data = _row(first, tekst="Eerste beter") | _row(second, tekst="Mail jan@example.org")
    response = client.post(_address(gesprek, "nakijken/"), data)
    assert response.status_code == 422
    assert "Eerste beter" in texts(gesprek)
    [mail] = dict.fromkeys(re.findall(r'name="(vondst-[0-9a-f]+)"', response.content.decode()))
    client.post(_address(gesprek, "nakijken/"), _row(second, tekst="Mail jan@example.org") | {mail: "vervangen"})
    assert "Mail [e-mailadres]" in texts(gesprek)


def test_many_lines_come_in_pages_and_cost_a_fixed_number_of_queries(
    client: Client, gesprek: Gesprek, django_assert_max_num_queries: Any
) -> None:
    assert "Er zijn nog geen regels" in client.get(_address(gesprek, "nakijken/")).content.decode()
    for number in range(20):
        add_regel(gesprek, f"Regel {number}", themas=[ThemaFactory()])
    with django_assert_max_num_queries(20):
        page = client.get(_address(gesprek, "nakijken/?pagina=2")).content.decode()
    assert page.count("Haal deze regel weg") == 8
    with django_assert_max_num_queries(28):
        client.get(_address(gesprek))


def _upload(client: Client, gesprek: Gesprek, data: bytes, name: str = "IMG_Dana.jpg") -> Any:
    return client.post(_address(gesprek, "fotos/"), {"bestand": SimpleUploadedFile(name, data, "image/jpeg")})


def test_a_photo_is_only_seen_by_who_records_until_it_is_shared_and_delivered(client: Client, gesprek: Gesprek) -> None:
    assert _upload(client, gesprek, picture()).status_code == 302
    foto = Bijlage.objects.get()
    assert "Dana" not in foto.bestand.name
    address = _address(gesprek, f"fotos/{foto.kenmerk}.jpg")
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]
    stranger = Client()
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"/media/{foto.bestand.name}").status_code == 404
    refused = client.post(_address(gesprek, f"fotos/{foto.kenmerk}/"), {"openbaar": "on"})
    assert (refused.status_code, "Beschrijf eerst" in refused.content.decode()) == (422, True)
    shared = {"openbaar": "on", "tekstalternatief": "Een canvas vol briefjes"}
    assert client.post(_address(gesprek, f"fotos/{foto.kenmerk}/"), shared).status_code == 302
    assert stranger.get(address).status_code == 404
    gesprek.opgeleverd_op = timezone.now()
    gesprek.save()
    seen = stranger.get(address)
    assert seen.status_code == 200
    assert b"".join(seen.streaming_content)  # type: ignore[attr-defined]
    assert "Een canvas vol briefjes" in stranger.get(gesprek.get_absolute_url()).content.decode()


def test_a_bad_photo_is_refused_at_its_field_and_a_good_one_can_go(client: Client, gesprek: Gesprek) -> None:
    for data in (b"geen foto", b""):
        assert _upload(client, gesprek, data).status_code == 422
    assert "Kies eerst een foto" in client.post(_address(gesprek, "fotos/")).content.decode()
    _upload(client, gesprek, picture())
    foto = Bijlage.objects.get()
    assert client.get(_address(gesprek, f"fotos/{foto.kenmerk}/")).status_code == 200
    away = _address(gesprek, f"fotos/{foto.kenmerk}/weghalen/")
    assert client.get(away).status_code == 405
    assert client.post(away).status_code == 302
    assert client.get(_address(gesprek, f"fotos/{foto.kenmerk}.jpg")).status_code == 404


def test_the_page_of_the_gesprek_leads_who_organises_to_recording(client: Client, gesprek: Gesprek) -> None:
    assert _address(gesprek) in client.get(gesprek.get_absolute_url()).content.decode()
    assert _address(gesprek) not in Client().get(gesprek.get_absolute_url()).content.decode()
