"""Writing, handing in, judging and withdrawing a verhaal."""

from io import BytesIO

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from bouwstenen.deelnemers.services import send_due_berichten
from bouwstenen.verhalen.models import Verhaal, VerhaalStatus
from bouwstenen.verhalen.services import (
    Inhoud,
    decline_verhaal,
    newest_nummer,
    publish_verhaal,
    save_verhaal,
    submit_verhaal,
    withdraw_verhaal,
)
from kennisbank.accounts.models import User
from tests.factories import GesprekFactory, ThemaFactory, UserFactory

TEKST = "Ik belde een mevrouw terug over haar **bezwaar**."


def _write(user: User, titel: str = "Een telefoontje", **fields: object) -> Verhaal:
    return save_verhaal(None, inhoud=Inhoud(titel, TEKST, **fields), user=user)  # type: ignore[arg-type]


def _publish(user: User, redacteur: User, titel: str = "Een telefoontje", **fields: object) -> Verhaal:
    verhaal = submit_verhaal(_write(user, titel, **fields), user=user)
    return publish_verhaal(verhaal, versie=newest_nummer(verhaal), user=redacteur)


def _photo() -> SimpleUploadedFile:
    picture = Image.new("RGB", (40, 30), "green")
    exif = picture.getexif()
    exif[0x010E] = "Gemaakt bij Noor thuis"
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("noor.jpg", out.getvalue(), "image/jpeg")


def test_from_draft_to_site_and_back(deelnemer: User, redacteur: User) -> None:
    verhaal = _write(deelnemer)
    assert (verhaal.status, verhaal.slug) == (VerhaalStatus.CONCEPT, "een-telefoontje")
    assert not Verhaal.objects.published().exists()
    submit_verhaal(verhaal, user=deelnemer)
    submit_verhaal(verhaal, user=deelnemer)
    assert newest_nummer(verhaal) == 1
    published = publish_verhaal(verhaal, versie=1, user=redacteur)
    assert list(Verhaal.objects.published()) == [published]
    send_due_berichten()
    (message,) = mail.outbox
    assert "staat op de site" in message.subject
    assert "/verhalen/een-telefoontje/" in message.body
    assert withdraw_verhaal(published, user=deelnemer).status == VerhaalStatus.CONCEPT
    assert not Verhaal.objects.published().exists()


def test_declined_with_a_reason_and_better_the_second_time(deelnemer: User, redacteur: User) -> None:
    verhaal = submit_verhaal(_write(deelnemer), user=deelnemer)
    with pytest.raises(ValidationError):
        decline_verhaal(verhaal, reden=" ", user=redacteur)
    decline_verhaal(verhaal, reden="De mevrouw is te herkennen.", user=redacteur)
    send_due_berichten()
    assert "De mevrouw is te herkennen." in mail.outbox[0].body
    verhaal.refresh_from_db()
    save_verhaal(verhaal, inhoud=Inhoud("Een telefoontje", "Ik belde iemand terug."), user=deelnemer)
    submit_verhaal(verhaal, user=deelnemer)
    with pytest.raises(ValidationError):
        publish_verhaal(verhaal, versie=1, user=redacteur)
    publish_verhaal(verhaal, versie=2, user=redacteur)
    assert [versie.tekst for versie in verhaal.versies.all()] == [TEKST, "Ik belde iemand terug."]


def test_what_was_handed_in_is_not_changed_under_the_redactie(deelnemer: User) -> None:
    verhaal = submit_verhaal(_write(deelnemer), user=deelnemer)
    with pytest.raises(ValidationError):
        save_verhaal(verhaal, inhoud=Inhoud("Anders", "Anders."), user=deelnemer)


def test_taken_off_the_site_by_the_redactie(deelnemer: User, redacteur: User) -> None:
    verhaal = _publish(deelnemer, redacteur)
    decline_verhaal(verhaal, reden="Op verzoek van iemand die erin voorkomt.", user=redacteur)
    assert not Verhaal.objects.published().exists()


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"titel": " ", "tekst": TEKST}, "titel"),
        ({"titel": "Titel", "tekst": " "}, "tekst"),
        ({"titel": "Titel", "tekst": TEKST, "video_url": "https://video.example/1"}, "video_tekst"),
        ({"titel": "Titel", "tekst": TEKST, "video_url": "http://video.example/1", "video_tekst": "x"}, "video_url"),
    ],
)
def test_mistakes_are_told_at_their_field(deelnemer: User, fields: dict[str, str], name: str) -> None:
    with pytest.raises(ValidationError) as error:
        save_verhaal(None, inhoud=Inhoud(**fields), user=deelnemer)  # type: ignore[arg-type]
    assert name in error.value.message_dict


def test_same_titles_get_other_addresses(deelnemer: User) -> None:
    assert [_write(deelnemer, "Schrijven").slug for _ in range(2)] == ["schrijven-2", "schrijven-3"]


def test_pictures_are_drawn_anew_and_need_a_description(deelnemer: User, settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]
    with pytest.raises(ValidationError) as error:
        _write(deelnemer, afbeelding=_photo())
    assert "afbeelding_alt" in error.value.message_dict
    verhaal = _write(deelnemer, afbeelding=_photo(), afbeelding_alt="Een telefoon op een bureau")
    with verhaal.afbeelding.open() as stored:
        data = stored.read()
    assert b"Noor" not in data
    assert "noor" not in verhaal.afbeelding.name
    assert Image.open(BytesIO(data)).getexif() == {}
    with pytest.raises(ValidationError) as error:
        _write(deelnemer, afbeelding=SimpleUploadedFile("x.jpg", b"geen foto"), afbeelding_alt="x")
    assert "afbeelding" in error.value.message_dict
    gone = save_verhaal(verhaal, inhoud=Inhoud("Titel", TEKST, zonder_afbeelding=True), user=deelnemer)
    assert not gone.afbeelding


def test_who_may_do_what(deelnemer: User, redacteur: User) -> None:
    verhaal = submit_verhaal(_write(deelnemer), user=deelnemer)
    own = submit_verhaal(_write(redacteur, "Van mij"), user=redacteur)
    stranger = UserFactory(rol="deelnemer")
    for act in (
        lambda: save_verhaal(verhaal, inhoud=Inhoud("Titel", TEKST), user=stranger),
        lambda: submit_verhaal(verhaal, user=stranger),
        lambda: withdraw_verhaal(verhaal, user=redacteur),
        lambda: publish_verhaal(verhaal, versie=1, user=deelnemer),
        lambda: decline_verhaal(verhaal, reden="Nee.", user=UserFactory(rol="gespreksleider")),
        lambda: publish_verhaal(own, versie=1, user=redacteur),
        lambda: _write(UserFactory()),
    ):
        with pytest.raises(PermissionDenied):
            act()


# Pages


def test_drafts_are_seen_by_their_author_alone(client: Client, deelnemer: User, redacteur: User) -> None:
    verhaal = _write(deelnemer)
    for user, status in ((None, 404), (redacteur, 404), (UserFactory(rol="deelnemer"), 404), (deelnemer, 200)):
        client.logout()
        if user:
            client.force_login(user)
        assert client.get(verhaal.get_absolute_url()).status_code == status
    submit_verhaal(verhaal, user=deelnemer)
    client.force_login(redacteur)
    assert client.get(verhaal.get_absolute_url()).status_code == 200
    client.logout()
    assert client.get(verhaal.get_absolute_url()).status_code == 404


def test_published_one_is_in_the_list_the_feed_and_on_other_pages(
    client: Client, deelnemer: User, redacteur: User
) -> None:
    gesprek, thema = GesprekFactory(), ThemaFactory()
    verhaal = _publish(deelnemer, redacteur, gesprek=gesprek, themas=[thema], inleiding="Over terugbellen.")
    _publish(deelnemer, redacteur, "Zonder gesprek")
    for path in (gesprek.get_absolute_url(), thema.get_absolute_url()):
        page = client.get(path).content.decode()
        assert verhaal.get_absolute_url() in page
        assert "Zonder gesprek" not in page
    assert verhaal.urn in client.get("/verhalen/verhalen.atom").content.decode()
    page = client.get("/verhalen/").content.decode()
    assert "Over terugbellen." in page
    assert deelnemer.openbare_naam in page
    assert deelnemer.username not in page


def test_list_has_pages_and_few_queries(
    client: Client, deelnemer: User, redacteur: User, django_assert_max_num_queries: object
) -> None:
    for number in range(14):
        _publish(deelnemer, redacteur, f"Verhaal {number}")
    client.get("/verhalen/")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert len(client.get("/verhalen/").context["kaarten"]) == 12
    assert len(client.get("/verhalen/?pagina=2").context["kaarten"]) == 2


def _form(**fields: str) -> dict[str, str]:
    return {"titel": "Een telefoontje", "tekst": TEKST, "actie": "indienen"} | fields


def test_written_and_handed_in_on_the_site(client: Client, deelnemer: User) -> None:
    url = reverse("verhalen:schrijven")
    assert client.get(url).status_code == 302
    client.force_login(deelnemer)
    preview = client.post(url, _form(actie="voorbeeld"))
    assert "<strong>bezwaar</strong>" in preview.content.decode()
    kept = client.post(url, _form(actie="bewaar"))
    verhaal = Verhaal.objects.get()
    assert kept["Location"] == reverse("verhalen:bewerken", args=[verhaal.urn_id])
    assert "Een telefoontje" in client.get(kept["Location"]).content.decode()
    assert client.post(kept["Location"], _form()).status_code == 302
    assert Verhaal.objects.get().status == VerhaalStatus.INGEZONDEN
    assert "Mijn verhalen" in client.get("/profiel/").content.decode()
    assert client.post(reverse("verhalen:intrekken", args=[verhaal.urn_id])).status_code == 302
    assert Verhaal.objects.get().status == VerhaalStatus.CONCEPT
    assert client.get(reverse("verhalen:intrekken", args=[verhaal.urn_id])).status_code == 405


def test_faults_keep_what_was_typed(client: Client, deelnemer: User) -> None:
    client.force_login(deelnemer)
    response = client.post(reverse("verhalen:schrijven"), _form(titel="", video_url="javascript:alert(1)"))
    assert response.status_code == 422
    page = response.content.decode()
    assert "Geef je verhaal een titel." in page
    assert "Vul een link in die met https:// begint." in page
    assert "**bezwaar**" in page


def test_personal_data_are_asked_about_when_handing_in(client: Client, deelnemer: User) -> None:
    client.force_login(deelnemer)
    url, tekst = reverse("verhalen:schrijven"), "Mail mij op noor@voorbeeld.nl."
    response = client.post(url, _form(tekst=tekst))
    assert response.status_code == 422
    assert "een e-mailadres" in response.content.decode()
    assert "mag zo blijven staan" in response.content.decode()
    assert client.post(url, _form(tekst=tekst, toch="on")).status_code == 302


def test_redactie_judges_in_the_admin(client: Client, deelnemer: User, redacteur: User) -> None:
    verhaal = submit_verhaal(_write(deelnemer), user=deelnemer)
    client.force_login(redacteur)
    assert verhaal.titel in client.get("/beheer/verhalen/").content.decode()
    assert "verhaal te beoordelen" in client.get("/beheer/").content.decode()
    url = reverse("verhalen_beheer:beslissen", args=[verhaal.urn_id])
    assert "Plaats op de site" in client.get(url).content.decode()
    assert client.post(url, {"actie": "afwijzen", "reden": ""}).status_code == 422
    assert client.post(url, {"actie": "plaatsen", "versie": "9"}).status_code == 422
    assert client.post(url, {"actie": "plaatsen", "versie": "1"}).status_code == 302
    assert Verhaal.objects.published().count() == 1


@pytest.mark.parametrize("rol", ["deelnemer", "gespreksleider", "onderzoeker"])
def test_others_do_not_see_the_queue(client: Client, deelnemer: User, rol: str) -> None:
    client.force_login(UserFactory(rol=rol))
    assert client.get("/beheer/verhalen/").status_code in {302, 403}
