"""Bringing the demo content in, through the same services that people use."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from bouwstenen.models import Bouwsteen, BouwsteenStatus, Gesprek, Herkomst, Organisatie
from bouwstenen.services import create_bouwsteen, save_gesprek
from kennisbank.accounts.models import User
from kennisbank.accounts.services import sync_roles
from kennisbank.document.freezing import Bron, Inhoud, Sectie
from kennisbank.document.models import Hoofdstuk, LevendDocument
from kennisbank.document.services import (
    create_hoofdstuk,
    create_inhoudspagina,
    create_levend_document,
    ensure_startpagina,
    newest_versie,
)
from kennisbank.exchange.demo.aanmelden import Aanmeldingen
from kennisbank.exchange.demo.codering import Coderen
from kennisbank.exchange.demo.meelezen import Meelezen
from kennisbank.exchange.demo.nazorg import load_herkenningen, load_verhalen
from kennisbank.exchange.demo.onderzoek import load_selecties
from kennisbank.exchange.demo.opbrengst import load_opbrengst
from kennisbank.exchange.demo.organiseren import Organiseren
from kennisbank.exchange.demo.rode_draden import load_rode_draden
from kennisbank.exchange.demo.rollenspel import load_casussen
from kennisbank.exchange.demo.samen_schrijven import SamenSchrijven
from kennisbank.exchange.demo.source import DemoContent, Row
from kennisbank.exchange.demo.users import create_demo_users
from kennisbank.exchange.demo.zoeken import load_zoeken
from kennisbank.redactie.ankers.services import anchor_existing, attach_sentences
from kennisbank.redactie.edities.services import bring_in_editie
from kennisbank.redactie.services import record_verwerking
from kennisbank.text.normalise import normalise
from kennisbank.text.statements import statements
from kennisbank.text.urn import ALFABET
from themas.models import Leeraanbod, Thema
from themas.services import save_leeraanbod, save_thema, set_relaties, set_synoniemen

T = TypeVar("T")
Progress = Callable[[Iterable[T], str], Iterable[T]]


def demo_urn_id(key: str) -> str:
    """The same ten characters for the same entry on every installation, so that the texts can point at it."""
    number = int.from_bytes(hashlib.sha256(f"demo:{key}".encode()).digest()[:8], "big")
    return "".join(ALFABET[(number >> (5 * place)) & 31] for place in range(10))


def demo_block_id(hoofdstuk: str, sectie: str) -> str:
    """The block id of a section in the demo document."""
    return str(uuid5(NAMESPACE_URL, f"kennisbank:{hoofdstuk}:{sectie}"))


def moment(day: date | str, hour: int = 10) -> datetime:
    """A day in the files as a moment in Amsterdam."""
    parsed = day if isinstance(day, date) else date.fromisoformat(day)
    return timezone.make_aware(datetime.combine(parsed, time(hour)))


class DemoLoader:
    """Loads DemoContent into an empty site, in the order of the pipeline."""

    def __init__(self, content: DemoContent, progress: Progress[Any]) -> None:
        self.content = content
        self.progress = progress
        self.themas: dict[str, Thema] = {}
        self.gesprekken: dict[str, Gesprek] = {}
        self.bouwstenen: dict[str, Bouwsteen] = {}
        self.hoofdstukken: dict[str, Hoofdstuk] = {}

    @transaction.atomic
    def load(self) -> None:
        """All or nothing."""
        sync_roles()
        self.users = users = create_demo_users()
        self.redacteur, self.deelnemer = users["redacteur"], users["deelnemer"]
        self.gespreksleider = users["gespreksleider"]
        self._load_themas()
        self._load_leeraanbod()
        self._load_gesprekken()
        self._load_bouwstenen()
        self._load_pages()
        self._load_verwerkingen()
        self._load_ankers()
        self._load_edities()
        self._load_samen_schrijven()
        load_rode_draden(
            self.content.rode_draden,
            self.bouwstenen,
            self.themas,
            urn_id=demo_urn_id,
            moment=moment,
            user=self.redacteur,
        )
        load_casussen(self.content.rollenspel, self.themas, user=self.redacteur)
        Aanmeldingen(self.gespreksleider, self.gesprekken).load(self.content.aanmeldingen)
        Organiseren(self.users, demo_urn_id).load(self.content.organiseren)
        Meelezen(self.gespreksleider, self.themas, demo_urn_id).load(self.content.meelezen)
        load_opbrengst(self.content.opbrengst, self.themas, urn_id=demo_urn_id, user=self.gespreksleider)
        load_herkenningen(self.content.herkenningen, self.gesprekken, self.bouwstenen, user=self.redacteur)
        load_verhalen(self.content.verhalen, self.gesprekken, self.themas, users, urn_id=demo_urn_id, moment=moment)
        selecties = load_selecties(self.content.selecties, users, urn_id=demo_urn_id)
        Coderen(users, self.bouwstenen, self.themas, selecties, demo_urn_id).load(
            self.content.codering, self.content.memos
        )
        load_zoeken(self.content.zoeken, users)

    def _load_themas(self) -> None:
        for row in self.progress(self.content.themas, "Thema's en lenzen"):
            fields = {name: row.get(name) or "" for name in ("soort", "naam", "slug", "definitie", "toelichting")}
            thema = Thema(
                **{name: str(value).strip() for name, value in fields.items()},
                volgorde=row.get("volgorde") or 0,
                urn_id=demo_urn_id(f"thema:{row['slug']}"),
            )
            self.themas[row["slug"]] = save_thema(thema, user=self.redacteur)
        for row in self.content.themas:
            thema = self.themas[row["slug"]]
            set_synoniemen(thema, termen=row.get("synoniemen") or [], user=self.redacteur)
            verwant = {*self._themas(row.get("verwant") or []), *thema.verwant.all()}
            breder = self._themas(row.get("breder") or [])
            set_relaties(thema, breder=breder, verwant=list(verwant), user=self.redacteur)

    def _load_leeraanbod(self) -> None:
        for row in self.content.leeraanbod:
            entry = Leeraanbod(
                **{name: row.get(name) or "" for name in ("naam", "slug", "aanbieder", "vorm", "duur", "omschrijving")},
                onderdelen="\n".join(row.get("onderdelen") or []),
                url=row.get("url") or "",
                urn_id=demo_urn_id(f"leeraanbod:{row['slug']}"),
            )
            save_leeraanbod(entry, themas=self._themas(row["themas"]), user=self.redacteur)

    def _load_gesprekken(self) -> None:
        organisaties = {
            row["naam"]: Organisatie.objects.create(naam=row["naam"], soort=row["soort"])
            for row in self.content.organisaties
        }
        for row in self.progress(self.content.gesprekken, "Gesprekken"):
            names = ("titel", "format", "werkvorm", "opgave", "verslagvorm", "samenvatting", "verslag")
            gesprek = Gesprek(
                **{name: row.get(name) or "" for name in names},
                datum=row["datum"],
                stap=row["stap"],
                aantal_deelnemers=row.get("aantal_deelnemers"),
                gespreksleider=self.gespreksleider,
                urn_id=demo_urn_id(f"gesprek:{row['id']}"),
                opgeleverd_op=moment(row["datum"]) + timedelta(weeks=3) if row.get("opgeleverd") else None,
            )
            present = [organisaties[name] for name in row["organisaties"]]
            save_gesprek(gesprek, organisaties=present, user=self.redacteur)
            self.gesprekken[row["id"]] = gesprek

    def _load_bouwstenen(self) -> None:
        for row in self.progress(self.content.bouwstenen, "Bouwstenen"):
            gesprek = self.gesprekken.get(row["gesprek"] or "")
            bouwsteen = Bouwsteen(
                titel=row["titel"],
                tekst=row["tekst"],
                soort=row["soort"],
                tegengeluid=bool(row.get("tegengeluid")),
                herkomst=Herkomst.GESPREK if gesprek else Herkomst.INZENDING,
                gesprek=gesprek,
                ingebracht_door=None if gesprek else self.deelnemer,
                canvasvak=row.get("canvasvak") or "",
                lichaamsdeel=self.themas[row["lichaamsdeel"]] if row.get("lichaamsdeel") else None,
                status=BouwsteenStatus.GEPUBLICEERD,
                aangemaakt_op=moment(gesprek.datum, 15) if gesprek else moment(row["datum"]),
                urn_id=demo_urn_id(f"bouwsteen:{row['id']}"),
            )
            bouwsteen.gewijzigd_op = bouwsteen.aangemaakt_op
            reden = "Vastgelegd bij het gesprek" if gesprek else "Ingezonden"
            themas = self._themas(row["themas"])
            self.bouwstenen[row["id"]] = create_bouwsteen(bouwsteen, themas=themas, reden=reden, user=self.redacteur)

    def _load_pages(self) -> None:
        document = self.content.document
        home = ensure_startpagina(titel="Kennisbank Ambtelijk Vakmanschap", inleiding="", user=self.redacteur)
        for row in self.content.paginas:
            create_inhoudspagina(
                home,
                titel=row["titel"],
                slug=row["slug"],
                inhoud=row["inhoud"],
                omschrijving=row.get("omschrijving", ""),
                user=self.redacteur,
            )
        levend = create_levend_document(
            home,
            titel=document["titel"],
            slug="document",
            subtitel=document["subtitel"],
            inleiding=document["inleiding"],
            user=self.redacteur,
        )
        bronnen = self._bronnen()
        for row in self.progress(self.content.hoofdstukken, "Hoofdstukken met hun versies"):
            self.hoofdstukken[row["slug"]] = self._load_hoofdstuk(levend, row, bronnen)

    def _load_hoofdstuk(
        self, document: LevendDocument, row: Row, bronnen: dict[tuple[str, str], list[Row]]
    ) -> Hoofdstuk:
        versions = [
            (
                self._inhoud(row, versie, number, bronnen),
                versie["soort"],
                " ".join(versie["toelichting"].split())[:300],
                moment(versie["datum"], 14),
            )
            for number, versie in enumerate(row["versies"], start=1)
        ]
        inhoud, _, toelichting, op = versions[-1]
        return create_hoofdstuk(
            document,
            inhoud=inhoud,
            themas=self._themas(row["themas"]),
            slug=row["slug"],
            verantwoordelijk=row["verantwoordelijk"],
            toelichting=toelichting,
            wijzigingssoort=versions[-1][1],
            earlier=versions[:-1],
            op=op,
            user=self.redacteur,
        )

    def _inhoud(self, row: Row, versie: Row, number: int, bronnen: dict[tuple[str, str], list[Row]]) -> Inhoud:
        return Inhoud(
            titel=row["titel"],
            samenvatting=versie["samenvatting"].strip(),
            themas=sorted(row["themas"]),
            secties=[
                Sectie(
                    id=demo_block_id(row["slug"], sectie["id"]),
                    kop=sectie["kop"],
                    tekst=sectie["tekst"].strip(),
                    bronnen=[
                        Bron(
                            bouwsteen=demo_urn_id(f"bouwsteen:{line['bouwsteen']}"),
                            rol="kanttekening" if line["besluit"] == "kanttekening" else "bron",
                        )
                        for line in bronnen[row["slug"], sectie["id"]]
                        if line["versie"] <= number
                    ],
                )
                for sectie in versie["secties"]
            ],
        )

    def _bronnen(self) -> dict[tuple[str, str], list[Row]]:
        """The ledger lines that put a bouwsteen into a section, by (hoofdstuk, sectie)."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for line in self.content.verwerkingen:
            if line["besluit"] in {"in_tekst", "kanttekening"}:
                found[line["hoofdstuk"], line["sectie"]].append(line)
        return found

    def _load_verwerkingen(self) -> None:
        lines = sorted(self.content.verwerkingen, key=lambda line: str(line["datum"]))
        for line in self.progress(lines, "Besluiten over bouwstenen"):
            hoofdstuk = self.hoofdstukken.get(line.get("hoofdstuk") or "")
            has_place = hoofdstuk is not None and line.get("sectie")
            record_verwerking(
                self.bouwstenen[line["bouwsteen"]],
                besluit=line["besluit"],
                reden=line.get("reden") or "",
                hoofdstuk=hoofdstuk,
                sectie_id=demo_block_id(line["hoofdstuk"], line["sectie"]) if has_place else "",
                sectie_kop=self._kop(line) if has_place else "",
                op=moment(line["datum"], 14),
                user=self.redacteur,
            )

    def _load_edities(self) -> None:
        """Editions that came out before: of every hoofdstuk the version that was the newest on that day."""
        document = LevendDocument.objects.get(slug="document")
        for row in self.content.edities:
            op = moment(row["datum"], 16)
            newest = [
                hoofdstuk.versies.filter(gemaakt_op__lte=op).order_by("-nummer").first()
                for hoofdstuk in self.hoofdstukken.values()
            ]
            bring_in_editie(
                document,
                titel=row["titel"],
                inleiding=row["inleiding"].strip(),
                versies=[versie for versie in newest if versie is not None],
                op=op,
                user=self.redacteur,
            )

    def _load_samen_schrijven(self) -> None:
        """Voorstellen and discussies, on the document as it stands now."""
        together = SamenSchrijven(self.users, self.hoofdstukken, self.bouwstenen, demo_block_id)
        together.load(self.content.voorstellen, self.content.discussies)

    def _load_ankers(self) -> None:
        for hoofdstuk in self.progress(list(self.hoofdstukken.values()), "Zinnen en hun bouwstenen"):
            anchor_existing(hoofdstuk, user=self.redacteur)
            self._mark_redactioneel(hoofdstuk)

    def _mark_redactioneel(self, hoofdstuk: Hoofdstuk) -> None:
        """Sentences that point to another place are the redactie's own, unless they rest on a bouwsteen."""
        versie = newest_versie(hoofdstuk)
        for sectie in versie.inhoud["secties"]:
            text = normalise(sectie["tekst"])
            attach_sentences(
                hoofdstuk,
                sectie_id=sectie["id"],
                tekst=text,
                zinnen=[span for span in statements(text) if "[[" in text[slice(*span)]],
                nummer=versie.nummer,
                bouwstenen=[],
                user=self.redacteur,
            )

    def _kop(self, line: Row) -> str:
        row = next(row for row in self.content.hoofdstukken if row["slug"] == line["hoofdstuk"])
        secties = row["versies"][(line.get("versie") or 0) - 1]["secties"]
        return str(next(sectie["kop"] for sectie in secties if sectie["id"] == line["sectie"]))

    def _themas(self, slugs: Sequence[str]) -> list[Thema]:
        return [self.themas[slug] for slug in slugs]


def is_empty() -> bool:
    """Whether the site holds no content of anybody yet."""
    return not (Thema.objects.exists() or Bouwsteen.objects.exists() or User.objects.exists())
