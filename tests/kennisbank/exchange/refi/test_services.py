"""Themas and codings come in from our own files and from those of others, and nothing is taken away."""

import pytest
from django.core.exceptions import PermissionDenied

from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.exchange.refi.guids import guid_of
from kennisbank.exchange.refi.services import import_codering
from kennisbank.exchange.refi.views import make_file
from kennisbank.exchange.report import Importverslag
from kennisbank.onderzoek.corpus import read_corpus
from tests.factories import BouwsteenFactory, GesprekFactory, SynoniemFactory, ThemaFactory, UserFactory
from tests.kennisbank.exchange.refi.samples import NS, codebook, guid, project_xml, qdpx, selection
from themas.models import Thema

pytestmark = pytest.mark.django_db


@pytest.fixture
def tegenspraak() -> Thema:
    thema = ThemaFactory(naam="Tegenspraak", slug="tegenspraak")
    SynoniemFactory(thema=thema, term="tegengas")
    return thema


@pytest.fixture
def steen(tegenspraak: Thema) -> Bouwsteen:
    return BouwsteenFactory(titel="Zeg 🙂 het", tekst="Zeg **wat** schuurt.\n\nOok als het spannend is.")


def soorten(verslag: Importverslag) -> dict[str, list[str]]:
    return {soort: [f"{each.plek}: {each.tekst}" for each in found] for soort, found in verslag.groepen}


def coded(tekst: str, stuk: str, *codes: int, boek: str = "", extra: str = "") -> str:
    """A project of another program with one text and one coded piece of it."""
    source = (
        f'<Sources><TextSource guid="{guid(500)}" name="Bron" plainTextPath="internal://a.txt">'
        f"{selection(tekst, stuk, *codes)}</TextSource>{extra}</Sources>"
    )
    return project_xml(boek + source)


def test_our_own_file_changes_nothing(steen: Bouwsteen, tegenspraak: Thema, redacteur: User) -> None:
    steen.themas.add(tegenspraak)
    BouwsteenFactory(gesprek=steen.gesprek, canvasvak="spanning", tegengeluid=True)
    before = make_file(read_corpus(), "qdpx"), list(Bouwsteen.objects.values())
    for dry_run in (True, False):
        for formaat in ("qdpx", "qdc"):
            verslag = import_codering(
                make_file(read_corpus(), formaat), f"a.{formaat}", user=redacteur, dry_run=dry_run
            )
            assert verslag.is_ongewijzigd
            assert set(soorten(verslag)) == {"Code herkend"}
    assert (make_file(read_corpus(), "qdpx"), list(Bouwsteen.objects.values())) == before


def test_out_in_and_out_again_gives_the_same_bytes(steen: Bouwsteen, tegenspraak: Thema, redacteur: User) -> None:
    ander = BouwsteenFactory(gesprek=GesprekFactory(), themas=[tegenspraak, ThemaFactory(soort="niveau", naam="Team")])
    steen.themas.add(tegenspraak)
    inhoud = make_file(read_corpus(), "qdpx")
    for each in (steen, ander):
        each.themas.clear()
    assert make_file(read_corpus(), "qdpx") != inhoud
    verslag = import_codering(inhoud, "a.qdpx", user=redacteur)
    assert len(verslag.gewijzigd) == 2
    assert make_file(read_corpus(), "qdpx") == inhoud


def test_a_trial_run_tells_and_changes_nothing(steen: Bouwsteen, redacteur: User) -> None:
    tekst = "Vooraf.\nZeg wat schuurt. Ook als het spannend is."
    xml = coded(tekst, tekst[8:], 1, 2, boek=codebook("tegengas", "Moed"))
    proef = import_codering(qdpx(xml, {"sources/a.txt": tekst.encode()}), "a.qdpx", user=redacteur, dry_run=True)
    assert proef.toegevoegd == ["Thema ‘Moed’: Nog te omschrijven. Ingelezen uit ‘a.qdpx’."]
    assert proef.gewijzigd == ["‘Zeg 🙂 het’: Tegenspraak, Moed"]
    assert soorten(proef) == {"Code herkend": ["tegengas: ‘Tegenspraak’: herkend aan een synoniem."]}
    assert not Thema.objects.filter(naam="Moed").exists()
    echt = import_codering(qdpx(xml, {"sources/a.txt": tekst.encode()}), "a.qdpx", user=redacteur)
    assert (echt.toegevoegd, echt.gewijzigd) == (proef.toegevoegd, proef.gewijzigd)
    assert {thema.naam for thema in steen.themas.all()} == {"Tegenspraak", "Moed"}
    again = import_codering(qdpx(xml, {"sources/a.txt": tekst.encode()}), "a.qdpx", user=redacteur)
    assert again.is_ongewijzigd


@pytest.mark.parametrize("naamruimte", [NS, "urn:QDA-XML:codebook:1:0", ""])
def test_nested_codes_of_others_become_themas_below_each_other(
    tegenspraak: Thema, redacteur: User, naamruimte: str
) -> None:
    xml = (
        f'<CodeBook xmlns="{naamruimte}" origin="Ander"><Codes>'
        f'<Code guid="{guid(1)}" name="Categorie" isCodable="false" color="#FF0000">'
        f'<Code guid="{guid(2)}" name="TEGENSPRAAK" isCodable="true"><Description>Anders.</Description>'
        f'<Code guid="{guid(3)}" name="Durven  zeggen" color="rood"><Description>Het lef.</Description>'
        f'<Code guid="{guid(4)}" name="Nu" /></Code></Code></Code>'
        f'<Code guid="{guid(5)}" name="durven zeggen" isCodable="true"/><Code guid="{guid(6)}" name=""/>'
        f'<Code guid="{guid(7)}" name="{"x" * 101}"/></Codes></CodeBook>'
    )
    verslag = import_codering(xml.encode(), "boek.qdc", user=redacteur)
    assert verslag.toegevoegd == [
        "Thema ‘Durven zeggen’, onder ‘Tegenspraak’: Het lef.",
        "Thema ‘Nu’, onder ‘Durven zeggen’: Nog te omschrijven. Ingelezen uit ‘boek.qdc’.",
    ]
    nieuw = Thema.objects.get(naam="Durven zeggen")
    assert (nieuw.definitie, nieuw.slug, list(nieuw.breder.all())) == ("Het lef.", "durven-zeggen", [tegenspraak])
    assert "Nog te omschrijven" in Thema.objects.get(naam="Nu").definitie
    assert Thema.objects.get(pk=tegenspraak.pk).definitie == tegenspraak.definitie
    assert len(soorten(verslag)["Code niet overgenomen"]) == 2
    assert import_codering(xml.encode(), "boek.qdc", user=redacteur).is_ongewijzigd


def test_what_looks_like_personal_data_stays_out(redacteur: User) -> None:
    xml = (
        f'<CodeBook><Codes><Code guid="{guid(1)}" name="Lef"><Description>Vraag het na bij t.proef@example.org.'
        f'</Description></Code><Code guid="{guid(2)}" name="Mail t.proef@example.org"/></Codes></CodeBook>'
    )
    verslag = import_codering(xml.encode(), "boek.qdc", user=redacteur)
    assert list(Thema.objects.values_list("naam", "definitie")) == [
        ("Lef", "Nog te omschrijven. Ingelezen uit ‘boek.qdc’.")
    ]
    assert len(soorten(verslag)["Lijkt een persoonsgegeven"]) == 2


def test_lenzen_and_places_are_not_added_to(redacteur: User) -> None:
    ThemaFactory(naam="Team", slug="team", soort="niveau")
    ThemaFactory(naam="Hart", slug="hart", soort="lichaamsdeel")
    xml = project_xml(
        "<CodeBook><Codes>"
        f'<Code guid="{guid(1)}" name="Lens: niveau" isCodable="true"><Code guid="{guid(2)}" name="Team"/>'
        f'<Code guid="{guid(3)}" name="Straat" isCodable="true"/></Code>'
        f'<Code guid="{guid(4)}" name="Plek in het gesprek" isCodable="false"><Code guid="{guid(5)}" name="Hart"/>'
        f'<Code guid="{guid(6)}" name="Knie"/></Code></Codes></CodeBook>'
    )
    verslag = import_codering(qdpx(xml), "a.qdpx", user=redacteur)
    assert verslag.is_ongewijzigd
    told = soorten(verslag)["Code niet overgenomen"]
    assert [each.partition(":")[0] for each in told] == ["Straat", "Knie"]


def test_what_is_not_ours_is_told(steen: Bouwsteen, redacteur: User) -> None:
    BouwsteenFactory(titel="Dubbel", tekst="Twee keer hetzelfde.")
    BouwsteenFactory(titel="Ander", tekst="Twee keer hetzelfde.")
    tekst = "Onbekende woorden. Twee keer hetzelfde."
    extra = (
        f'<PDFSource guid="{guid(600)}" name="Blad"/><TextSource guid="{guid(601)}" name="Heel"><PlainTextContent>x'
        f'</PlainTextContent><Coding guid="{guid(602)}"><CodeRef targetGUID="{guid(1)}"/></Coding></TextSource>'
    )
    pieces = selection(tekst, "Onbekende woorden.", 1) + selection(tekst, "Twee keer hetzelfde.", 1, number=901)
    source = f'<TextSource guid="{guid(500)}" name="Bron" plainTextPath="internal://a.txt">{pieces}</TextSource>'
    xml = project_xml(codebook("Tegenspraak") + f"<Sources>{source}{extra}</Sources>")
    verslag = import_codering(qdpx(xml, {"sources/a.txt": tekst.encode()}), "a.qdpx", user=redacteur)
    assert verslag.is_ongewijzigd
    told = soorten(verslag)
    assert told["Bron niet gelezen"] == ["Blad: We lezen alleen tekst, geen pdf."]
    assert [each.rpartition(": ")[2] for each in told["Codering niet overgenomen"]] == [
        "dit is niet de tekst van een bouwsteen.",
        "meer dan een bouwsteen heeft deze tekst.",
        "1. Hier krijgen alleen bouwstenen een thema.",
    ]


def test_the_one_that_lives_on_is_coded(steen: Bouwsteen, redacteur: User) -> None:
    oud = BouwsteenFactory(titel="Oud", tekst=steen.tekst, status="vervangen")
    xml = coded(steen.tekst, steen.tekst, 1, boek=codebook("Tegenspraak"))
    import_codering(qdpx(xml, {"sources/a.txt": steen.tekst.encode()}), "a.qdpx", user=redacteur)
    assert [each.themas.count() for each in (steen, oud)] == [1, 0]


def test_words_that_changed_since_are_told(steen: Bouwsteen, redacteur: User) -> None:
    inhoud = make_file(read_corpus(), "qdpx")
    Bouwsteen.objects.filter(pk=steen.pk).update(tekst="Iets heel anders.")
    verslag = import_codering(inhoud, "a.qdpx", user=redacteur)
    assert "is hier anders" in soorten(verslag)["Codering niet overgenomen"][0]


def test_a_merged_thema_leads_to_the_one_it_went_into(steen: Bouwsteen, tegenspraak: Thema, redacteur: User) -> None:
    oud = ThemaFactory(naam="Tegengeluid geven", slug="tegengeluid-geven")
    steen.themas.add(oud)
    inhoud = make_file(read_corpus(), "qdpx")
    steen.themas.clear()
    Thema.objects.filter(pk=oud.pk).update(opgegaan_in=tegenspraak)
    assert guid_of(oud.urn).encode() not in make_file(read_corpus(), "qdc")
    import_codering(inhoud, "a.qdpx", user=redacteur)
    assert list(steen.themas.all()) == [tegenspraak]


def test_handed_in_and_withdrawn_words_are_never_coded(redacteur: User) -> None:
    BouwsteenFactory(ingezonden=True, titel="Wacht", tekst="Nog niet beoordeeld.")
    tekst = "Nog niet beoordeeld."
    xml = coded(tekst, tekst, 1, boek=codebook("Nieuw"))
    verslag = import_codering(qdpx(xml, {"sources/a.txt": tekst.encode()}), "a.qdpx", user=redacteur)
    assert verslag.gewijzigd == []


@pytest.mark.parametrize("rol", ["deelnemer", "onderzoeker"])
def test_others_may_not(rol: str) -> None:
    with pytest.raises(PermissionDenied):
        import_codering(b"", "a.qdc", user=UserFactory(rol=rol))
