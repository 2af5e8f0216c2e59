"""From sign-up to "u zei, wij deden": the whole way of a gesprek, and nobody's name anywhere but where it belongs.

The people, their addresses and their numbers are invented.
"""

import csv
import io
import logging
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from bouwstenen.deelnemers.links import make_token
from bouwstenen.deelnemers.models import Deelnemer
from bouwstenen.deelnemers.services import delete_expired_deelnemers, send_due_berichten
from bouwstenen.meelezen.services import (
    accept_verbetering,
    deliver_opbrengst,
    open_meelezen,
    propose_verbetering,
    set_toestemming,
)
from bouwstenen.models import Bouwsteen, Gesprek
from bouwstenen.opbrengst.services import save_regel
from bouwstenen.organiseren.models import Gespreksplan
from bouwstenen.persoonsgegevens import PersoonsgegevensGevonden
from bouwstenen.services import publish_bouwstenen
from kennisbank.accounts.models import User
from kennisbank.exchange.scheduler import run_jobs
from kennisbank.redactie.models import Besluit
from kennisbank.redactie.services import (
    Invoeging,
    decide_bouwstenen,
    fingerprint_draft,
    merge_bouwstenen_into_hoofdstuk,
)
from kennisbank.search.testing import fresh_index
from tests.bouwstenen.aanmelden.making import gesprek_of, make_plan
from tests.edities import mend_links, publish
from tests.factories import UserFactory
from tests.pages import SiteTree
from tests.postbus import Postbus, open_postbus, text_of

MENSEN = [
    ("Wubbolina Snoeijenbos", "wubbolina@geheimadres.example"),
    ("Eelko Terpstramolen", "eelko@geheimadres.example"),
    ("Djamila Quakkelstein", "djamila@geheimadres.example"),
]
BSN = "111222333"
GEHEIM = ("Wubbolina", "Snoeijenbos", "Eelko", "Terpstramolen", "Djamila", "Quakkelstein", "geheimadres", BSN)
REGELS = {
    "tekst": "Wie de regel schrijft, moet een dag meelopen met wie hem uitvoert.",
    "kanttekening": "Soms is een tweede paar ogen vooral een tweede handtekening.",
    "afgewezen": "Schaf alle formulieren af.",
    "citaat": "Mijn chef zei dat ik moest kiezen tussen gelijk hebben en gelijk krijgen.",
    "later": "Er is geen plek om een fout te melden zonder dossier.",
}


@pytest.fixture
def postbus(settings: Any) -> Iterator[Postbus]:
    with open_postbus() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        yield box


class Keten:
    """One gesprek on its way."""

    def __init__(self, site: SiteTree, postbus: Postbus) -> None:
        self.site, self.postbus = site, postbus
        self.redacteur: User = site.user
        self.leider: User = UserFactory(rol="gespreksleider")
        self.plan: Gespreksplan = make_plan(plaatsen=2, leider=self.leider)
        self.gesprek: Gesprek = gesprek_of(self.plan)

    def sign_up(self) -> None:
        """Three people sign up for two places; the first signs off again, so that the third moves up."""
        for naam, email in MENSEN:
            page = Client().post(
                f"/gesprekken/{self.gesprek.urn_id}/aanmelden/",
                {"naam": naam, "email": email, "werkveld": "uitvoering", "akkoord": "on"},
            )
            assert page.status_code == 302, page.content.decode()
        send_due_berichten()
        assert [deelnemer.status for deelnemer in self.people()] == ["aangemeld", "aangemeld", "wachtlijst"]
        token = make_token(self.people()[0], "afmelden")
        assert Client().post(f"/d/afmelden/{token}/", {"actie": "afmelden"}).status_code == 302
        send_due_berichten()
        assert [deelnemer.status for deelnemer in self.people()] == ["afgemeld", "aangemeld", "aangemeld"]

    def people(self) -> list[Deelnemer]:
        """In the order in which they signed up."""
        found = {deelnemer.naam: deelnemer for deelnemer in self.gesprek.deelnemers.all()}
        return [found[naam] for naam, _ in MENSEN]

    def hold(self) -> None:
        """The day has come."""
        Gesprek.objects.filter(pk=self.gesprek.pk).update(datum=timezone.localdate() - timedelta(days=2))
        self.gesprek.refresh_from_db()

    def record(self) -> None:
        """Every line in its box; a name or number is refused until somebody says what to do with it."""
        for wrong in (f"Bel me op, mijn nummer is {BSN}.", "Djamila zei dat het beter kan."):
            with pytest.raises(PersoonsgegevensGevonden):
                self.write("fout", wrong)
        for sleutel, tekst in REGELS.items():
            quoted = self.people()[1] if sleutel == "citaat" else None
            self.write(sleutel, tekst, tegengeluid=sleutel == "kanttekening", citaat_van=quoted)

    def write(self, sleutel: str, tekst: str, **fields: Any) -> None:
        """One line by the gespreksleider."""
        sleutel = f"00000000-0000-4000-8000-{sleutel.encode().hex()[:12]:0>12}"
        save_regel(self.gesprek, sleutel=sleutel, tekst=tekst, canvasvak="spanning", user=self.leider, **fields)

    def read_along(self) -> None:
        """One corrects a line, the other lets their quote be used."""
        open_meelezen(self.gesprek, user=self.leider)
        send_due_berichten()
        eelko, djamila = self.people()[1:]
        line = self.gesprek.opbrengst.get(tekst=REGELS["afgewezen"])
        proposed = propose_verbetering(djamila, soort="wijzigen", regel=line, tekst="Schaf dubbele formulieren af.")
        accept_verbetering(proposed, user=self.leider)
        set_toestemming(self.gesprek.opbrengst.get(citaat_van=eelko), deelnemer=eelko, gegeven=True)

    def deliver(self) -> None:
        """The lines become bouwstenen; the redactie shows them to readers."""
        made = deliver_opbrengst(self.gesprek, user=self.leider)
        assert len(made) == len(REGELS)
        publish_bouwstenen(made, user=self.redacteur)

    def steen(self, words: str) -> Bouwsteen:
        """The bouwsteen that says this."""
        return Bouwsteen.objects.get(gesprek=self.gesprek, tekst__contains=words)

    def decide(self) -> None:
        """All four things that can become of a bouwsteen, and then an edition."""
        mend_links(self.site)
        hoofdstuk = self.site.hoofdstukken[0]
        sectie = hoofdstuk.body[0].id
        for words, besluit in (("meelopen", Besluit.IN_TEKST), ("handtekening", Besluit.KANTTEKENING)):
            hoofdstuk.refresh_from_db()
            merge_bouwstenen_into_hoofdstuk(
                hoofdstuk,
                [self.steen(words)],
                invoeging=Invoeging(sectie, besluit, "Loop daarom een dag mee." if besluit == "in_tekst" else ""),
                toelichting=f"Omdat het klopt: {words}.",
                publish=True,
                basis=fingerprint_draft(hoofdstuk),
                koppel=True,
                user=self.redacteur,
            )
        decide_bouwstenen(
            [self.steen("dubbele formulieren")],
            besluit=Besluit.NIET_OVERGENOMEN,
            reden="Dat gaat over de bedrijfsvoering.",
            user=self.redacteur,
        )
        decide_bouwstenen(
            [self.steen("zonder dossier")], besluit=Besluit.LATER, reden="Eerst meer horen.", user=self.redacteur
        )
        publish(self.site)
        run_jobs()


@pytest.fixture
def keten(site_tree: SiteTree, postbus: Postbus, tmp_path: Path) -> Iterator[Keten]:
    with fresh_index(tmp_path):
        yield Keten(site_tree, postbus)


def _stored() -> str:
    """Everything that the database holds, as it holds it."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # our own tables
            rows += [repr(row) for row in cursor.fetchall()]
    return "\n".join(rows)


def _files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _pages(keten: Keten) -> Iterator[tuple[str, str]]:
    """What readers, and colleagues who have nothing to do with this gesprek, can open."""
    stenen = [steen.get_absolute_url() for steen in keten.gesprek.bouwstenen.all()]
    base = keten.gesprek.get_absolute_url()
    paths = ["/", "/gesprekken/", "/gesprekken/agenda/", "/gesprekken/agenda.ics", base, f"{base}agenda.ics", *stenen]
    paths += [f"{base}terugkoppeling/", f"{base}aanmelden/", "/bouwstenen/", "/document/", "/dekking/", "/sitemap.xml"]
    paths += [f"/zoeken/?q={word}" for word in ("Wubbolina", "formulieren")]
    paths += [f"{base}deelnemers/", f"{base}opbrengst/", f"{base}meelezen/", "/d/gegevens/onzin/", "/bestaat-niet/"]
    stranger, colleague = Client(), Client()
    colleague.force_login(UserFactory(rol="gespreksleider"))
    redacteur = Client()
    redacteur.force_login(keten.redacteur)
    for path in paths:
        for client in (stranger, colleague):
            yield path, client.get(path).content.decode()
    for path in ("/beheer/", "/beheer/bouwstenen/gesprek/", "/beheer/reports/site-history/", "/beheer/terugkoppeling/"):
        yield path, redacteur.get(path).content.decode()
    export = redacteur.get("/beheer/bouwstenen/gesprek/?export=csv")
    yield "export", b"".join(export.streaming_content if export.streaming else [export.content]).decode()


def _without_question(path: str, page: str) -> str:
    """A page that repeats what was asked does not tell anything."""
    return page.replace("Wubbolina", "") if "q=Wubbolina" in path else page


def test_the_whole_way(keten: Keten, tmp_path: Path, caplog: Any, django_capture_on_commit_callbacks: Any) -> None:
    caplog.set_level(logging.DEBUG)
    # The mail server of this test tells all it hears; that is not our log.
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    with django_capture_on_commit_callbacks(execute=True):
        keten.sign_up()
        keten.hold()
        keten.record()
        keten.read_along()
        keten.deliver()
        keten.decide()
    _check_mails(keten)
    _check_page(keten)
    _check_silence(keten, tmp_path, caplog.text)
    _check_withdrawal(keten)
    _check_retention(keten)


def _check_mails(keten: Keten) -> None:
    """Everybody got what was theirs, with nobody else in it."""
    for naam, email in MENSEN:
        others = [word for word in GEHEIM[:6] if word not in naam]
        mine = keten.postbus.to(email)
        assert mine
        assert not [word for brief in mine for word in others if word in brief.as_string()]
    moved_up = [str(brief["subject"]) for brief in keten.postbus.to(MENSEN[2][1])]
    assert len(moved_up) == len(set(moved_up))
    last = keten.postbus.to(MENSEN[2][1])[-1]
    assert last.get_body(("html",)) is not None
    told = text_of(last)
    assert "/d/terugkoppeling/" in told
    assert "Dat gaat over de bedrijfsvoering." in told


def _check_page(keten: Keten) -> None:
    """The page tells what became of each, from the ledger."""
    page = Client().get(f"{keten.gesprek.get_absolute_url()}terugkoppeling/").content.decode()
    for words in (
        "Loop daarom een dag mee.",
        "Dat gaat over de bedrijfsvoering.",
        "Eerst meer horen.",
        "tweede handtekening",
        "gelijk krijgen",
        "editie 1",
    ):
        assert words.casefold() in page.casefold(), words


def _check_silence(keten: Keten, folder: Path, log: str) -> None:
    """No name, address or number outside the encrypted columns."""
    stored = _stored()
    index = _files(folder)
    assert index
    exported = io.StringIO()
    csv.writer(exported).writerows(Bouwsteen.objects.values_list())
    for word in GEHEIM:
        assert word not in stored, f"{word} in the database"
        assert word.encode() not in index, f"{word} in the search index"
        assert word.casefold().encode() not in index.lower(), f"{word} in the search index"
        assert word not in log, f"{word} in the log"
        assert word not in exported.getvalue()
    for path, page in _pages(keten):
        found = [word for word in GEHEIM if word in _without_question(path, page)]
        assert not found, (path, found)


def _check_withdrawal(keten: Keten) -> None:
    """A quote that is taken back is nowhere to be read any more."""
    eelko = keten.people()[1]
    steen = keten.steen("gelijk krijgen")
    set_toestemming(keten.gesprek.opbrengst.get(citaat_van=eelko), deelnemer=eelko, gegeven=False)
    base = keten.gesprek.get_absolute_url()
    for path in ("/bouwstenen/", base, f"{base}terugkoppeling/", "/document/tegenspraak/?herkomst=aan", "/"):
        assert "gelijk krijgen" not in Client().get(path).content.decode(), path
    assert Client().get(steen.get_absolute_url()).status_code == 404


def _check_retention(keten: Keten) -> None:
    """A year later they are gone, and what they said stays."""
    later = date.today() + timedelta(days=400)  # noqa: DTZ011  # any day long after
    assert delete_expired_deelnemers(vandaag=later) == len(MENSEN)
    assert not Deelnemer.objects.exists()
    assert keten.gesprek.wisbewijzen.get().aantal == len(MENSEN)
    assert Bouwsteen.objects.filter(gesprek=keten.gesprek).count() == len(REGELS)


def test_no_other_table_has_a_column_for_a_person() -> None:
    """Who adds a name or an address somewhere must come by here."""
    personal = {"naam", "email", "e_mail", "telefoon", "adres", "bsn"}
    known = {
        "deelnemers.Deelnemer.naam",
        "deelnemers.Deelnemer.email",
        "accounts.User.email",
        "bouwstenen.Organisatie.naam",
        "themas.Thema.naam",
        "themas.Leeraanbod.naam",
        "onderzoek.Selectie.naam",
        "codering.Codeerronde.naam",
        "codering.RondeCode.naam",
        "zoekopdrachten.Zoekopdracht.naam",
        "search.Aanbeveling.adres",
    }
    ours = [
        model for model in apps.get_models() if model.__module__.split(".")[0] in {"kennisbank", "bouwstenen", "themas"}
    ]
    found = {
        f"{model._meta.label}.{field.name}"
        for model in ours
        for field in model._meta.get_fields()
        if field.name in personal
    }
    assert found == known
