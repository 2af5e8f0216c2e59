"""The pages for files and accounts, from upload to the page of the gesprek."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from bouwstenen.meelezen.bijlagen.services import add_beeldverslag, add_verslag, mark_passages
from bouwstenen.meelezen.services import deliver_opbrengst, set_toestemming
from bouwstenen.opbrengst.models import Bijlage, Opbrengstregel
from bouwstenen.opbrengst.plekken import lichaamsdelen
from bouwstenen.opbrengst.services import save_regel
from bouwstenen.services import publish_bouwstenen
from kennisbank.drukwerk import read_invulblad
from tests.factories import ThemaFactory, UserFactory
from tests.kennisbank.drukwerk.invullers import fill_with_pikepdf

pytestmark = pytest.mark.django_db

VERSLAG = "Het begon stil. Iemand zei: ik lag er weken wakker van. Daarna praatte iedereen."
CITAAT = "Iemand zei: ik lag er weken wakker van."


@pytest.fixture
def als_leider(client, leider):
    client.force_login(leider)
    return client


@pytest.fixture
def url(gesprek):
    return reverse("meelezen:bijlagen", args=[gesprek.urn_id])


def fetch(client, url):
    """The status of a file, which is read to its end."""
    response = client.get(url)
    if response.streaming:
        # Reading to the end closes it; closing once more would close the connection to PostgreSQL as well.
        assert b"".join(response.streaming_content)
    return response.status_code


def beeld():
    target = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(target, "PNG")
    return SimpleUploadedFile("beeld.png", target.getvalue(), "image/png")


class TestInvulblad:
    def test_round_trip_through_a_reader_that_is_not_ours(self, als_leider, gesprek, url):
        pdf = als_leider.get(reverse("meelezen:invulblad", args=[gesprek.urn_id, "responscanvas"])).content
        assert read_invulblad(pdf).kenmerk == gesprek.urn_id
        filled = fill_with_pikepdf(pdf, {"vak.kenmerk.1": "Luisteren\nDoorvragen", "vak.spanning.1": "Haast"})
        upload = {"actie": "invulblad", "invulblad-bestand": SimpleUploadedFile("a.pdf", filled)}
        page = als_leider.post(url, upload, follow=True)
        html = page.content.decode()
        assert all(word in html for word in ("Luisteren", "Doorvragen", "Haast", "Waar het schuurt"))
        als_leider.post(page.request["PATH_INFO"], self.typed({"actie": "op-alles"}))
        assert gesprek.opbrengst.usable().count() == 3

    def typed(self, extra):
        lines = Opbrengstregel.objects.present().filter(nagekeken=False)
        return {f"c{r.pk}-tekst": r.tekst for r in lines} | {f"c{r.pk}-soort": r.soort for r in lines} | extra

    def test_what_was_typed_at_another_line_is_kept(self, als_leider, gesprek, schrijf):
        een, twee, drie = (schrijf(tekst, nagekeken=False) for tekst in ("Een.", "Twee.", "Drie."))
        data = self.typed({f"c{een.pk}-tekst": "Eén.", f"c{twee.pk}-tekst": "Anders.", "actie": f"op-{een.pk}"})
        page = reverse("meelezen:concepten", args=[gesprek.urn_id])
        assert als_leider.post(page, data).status_code == 302
        als_leider.post(page, self.typed({"actie": f"weg-{drie.pk}"}))
        rows = gesprek.opbrengst.present().order_by("pk").values_list("tekst", "nagekeken")
        assert list(rows) == [("Eén.", True), ("Anders.", False)]

    def test_a_name_in_a_draft_is_asked_about(self, als_leider, gesprek, schrijf, joost):
        regel = schrijf("Joost Kiekendief luistert.", nagekeken=False)
        page = reverse("meelezen:concepten", args=[gesprek.urn_id])
        refused = als_leider.post(page, self.typed({"actie": "op-alles"}))
        assert refused.status_code == 422
        assert f'name="c{regel.pk}-laten"' in refused.content.decode()
        als_leider.post(page, self.typed({"actie": "op-alles", f"c{regel.pk}-laten": "on"}))
        assert gesprek.opbrengst.usable().exists()

    def test_the_model_needs_its_five_parts(self, als_leider, gesprek):
        page = reverse("meelezen:invulblad", args=[gesprek.urn_id, "model"])
        assert als_leider.get(page).status_code == 404
        for naam in ("hoofd", "hart", "handen", "buik", "voeten"):
            ThemaFactory(soort="lichaamsdeel", naam=naam, slug=naam)
        assert len(read_invulblad(als_leider.get(page).content).regels) == len(lichaamsdelen())
        assert als_leider.get(reverse("meelezen:invulblad", args=[gesprek.urn_id, "iets"])).status_code == 404

    def test_a_wrong_file_is_said_at_the_field(self, als_leider, url):
        upload = {"actie": "invulblad", "invulblad-bestand": SimpleUploadedFile("a.pdf", b"geen pdf")}
        refused = als_leider.post(url, upload)
        assert (refused.status_code, "Dit is geen pdf." in refused.content.decode()) == (422, True)
        assert als_leider.post(url, {"actie": "invulblad"}).status_code == 422


class TestVerslag:
    def test_from_typed_account_to_a_passage_on_the_page_of_the_gesprek(
        self, als_leider, gesprek, url, redacteur, client
    ):
        als_leider.post(url, {"actie": "verslag", "verslag-tekst": VERSLAG, "verslag-openbaar": "on"})
        bijlage = Bijlage.objects.get()
        page = reverse("meelezen:verslag", args=[gesprek.urn_id, bijlage.kenmerk])
        assert als_leider.post(page, {"plek": "overig", "soort": "inzicht"}).status_code == 422
        chosen = {"zinnen": ["0-15"], "plek": "kenmerk", "soort": "voorbeeld"}
        assert als_leider.post(page, chosen).status_code == 302
        assert Opbrengstregel.objects.get().tekst == "Het begon stil."
        assert "kb-zin--bron" in als_leider.get(page).content.decode()
        (steen,) = publish_bouwstenen(deliver_opbrengst(gesprek, user=gesprek.gespreksleider), user=redacteur)
        client.logout()
        place = f"verslag-{bijlage.kenmerk}-zin-{Opbrengstregel.objects.get().pk}"
        assert f'id="{place}"' in client.get(gesprek.get_absolute_url()).content.decode()
        assert f"{gesprek.get_absolute_url()}#{place}" in client.get(steen.get_absolute_url()).content.decode()

    def test_a_selection_finds_its_place(self, als_leider, gesprek, leider):
        bijlage = add_verslag(gesprek, tekst="Ja. Stil. **Heel** stil. Ja.", user=leider)
        page = reverse("meelezen:verslag", args=[gesprek.urn_id, bijlage.kenmerk])
        data = {"citaat": "Heel stil", "voor": "Stil. ", "na": ". Ja.", "plek": "overig", "soort": "inzicht"}
        als_leider.post(page, data)
        regel = Opbrengstregel.objects.get()
        assert bijlage.tekst[regel.bron_begin : regel.bron_einde] == regel.tekst
        assert "Heel" in regel.tekst
        refused = als_leider.post(page, data | {"citaat": "Dit staat er niet"})
        assert refused.status_code == 422

    def test_names_in_an_account_are_asked_about_and_nothing_typed_is_lost(self, als_leider, url, joost):
        bestand = SimpleUploadedFile("v.md", b"Joost Kiekendief begon.")
        refused = als_leider.post(url, {"actie": "verslag", "verslag-bestand": bestand})
        html = refused.content.decode()
        assert refused.status_code == 422
        assert "Joost Kiekendief begon.</textarea>" in html
        assert 'name="verslag-laten"' in html

    def test_a_quote_without_consent_is_left_out_for_readers(self, gesprek, leider, iris, client):
        bijlage = add_verslag(gesprek, tekst=VERSLAG, openbaar=True, user=leider)
        begin = VERSLAG.index(CITAAT)
        span = (begin, begin + len(CITAAT))
        (regel,) = mark_passages(bijlage, spans=[span], citaat_van=iris, user=leider)
        set_toestemming(regel, deelnemer=iris, gegeven=True)
        deliver_opbrengst(gesprek, user=leider)
        assert "weken wakker" in client.get(gesprek.get_absolute_url()).content.decode()
        set_toestemming(regel, deelnemer=iris, gegeven=False)
        html = client.get(gesprek.get_absolute_url()).content.decode()
        assert "weken wakker" not in html
        assert "[…]" in html


class TestBeeldverslag:
    def test_only_after_delivery_and_when_chosen_readers_see_it(self, als_leider, gesprek, url, leider, client):
        data = {"actie": "beeldverslag", "beeldverslag-bestand": beeld(), "beeldverslag-tekstalternatief": "Blauw."}
        assert als_leider.post(url, data).status_code == 302
        bijlage = Bijlage.objects.get()
        bestand = reverse("meelezen:bestand", args=[gesprek.urn_id, bijlage.kenmerk])
        assert fetch(als_leider, bestand) == 200
        wijzig = reverse("meelezen:wijzig", args=[gesprek.urn_id, bijlage.kenmerk])
        als_leider.post(wijzig, {"actie": "tonen"})
        save_regel(gesprek, sleutel="een-regel-01", tekst="Luister.", user=leider)
        als_leider.logout()
        assert fetch(client, bestand) == 404
        deliver_opbrengst(gesprek, user=leider)
        assert fetch(client, bestand) == 200
        assert bestand in client.get(gesprek.get_absolute_url()).content.decode()
        client.force_login(leider)
        client.post(wijzig, {"actie": "verbergen"})
        client.logout()
        assert fetch(client, bestand) == 404

    def test_what_was_typed_stays_when_the_file_is_missing(self, als_leider, url):
        refused = als_leider.post(url, {"actie": "beeldverslag", "beeldverslag-tekstalternatief": "Een blauw vlak."})
        assert refused.status_code == 422
        assert "Een blauw vlak." in refused.content.decode()


@pytest.mark.parametrize(("rol", "status"), [("gespreksleider", 403), ("deelnemer", 403), ("redacteur", 200)])
def test_who_may_open_these_pages(client, gesprek, leider, rol, status):
    account = add_verslag(gesprek, tekst=VERSLAG, user=leider)
    picture = add_beeldverslag(gesprek, bestand=beeld(), tekstalternatief="Blauw.", openbaar=False, user=leider)
    client.force_login(UserFactory(rol=rol))
    pages = [("bijlagen", []), ("concepten", []), ("verslag", [account.kenmerk])]
    for name, more in pages:
        assert client.get(reverse(f"meelezen:{name}", args=[gesprek.urn_id, *more])).status_code == status
    changes = [("wijzig", picture.kenmerk), ("passage_weghalen", account.kenmerk)]
    if status == 403:
        for name, kenmerk in changes:
            assert client.post(reverse(f"meelezen:{name}", args=[gesprek.urn_id, kenmerk])).status_code == 403
        assert client.get(reverse("meelezen:bestand", args=[gesprek.urn_id, picture.kenmerk])).status_code == 404


def test_as_many_queries_for_many_drafts(als_leider, gesprek, schrijf, django_assert_max_num_queries):
    for number in range(15):
        schrijf(f"Regel {number}.", nagekeken=False)
    with django_assert_max_num_queries(12):
        als_leider.get(reverse("meelezen:concepten", args=[gesprek.urn_id]))
