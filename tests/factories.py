"""Factories for every app's tests. Names and texts are Dutch, and differ from one object to the next."""

from datetime import date
from typing import Any

import factory
from django.contrib.auth.models import Group
from django.utils import timezone

from bouwstenen.models import (
    Bouwsteen,
    BouwsteenSoort,
    BouwsteenStatus,
    Gesprek,
    GesprekFormat,
    Herkomst,
    Organisatie,
    OrganisatieSoort,
    Stap,
)
from kennisbank.accounts.models import User
from kennisbank.accounts.services import sync_roles
from themas.models import Leeraanbod, Synoniem, Thema, ThemaSoort

WACHTWOORD = "wachtwoord-voor-tests"


class UserFactory(factory.django.DjangoModelFactory):
    """A user; `rol="redacteur"` puts them in that role's group."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        naam = factory.Faker("name", locale="nl_NL")

    username = factory.Sequence(lambda n: f"gebruiker{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    # The apostrophe of "van 't Hof" would be written as an entity in a page; this one stays what it is.
    weergavenaam = factory.LazyAttribute(lambda user: user.naam.replace("'", "’"))
    password = factory.django.Password(WACHTWOORD)

    @factory.post_generation
    def rol(self: User, create: bool, extracted: str | None, **kwargs: Any) -> None:
        if extracted:
            if not Group.objects.filter(name=extracted).exists():
                sync_roles()
            self.groups.add(Group.objects.get(name=extracted))


class ThemaFactory(factory.django.DjangoModelFactory):
    """A thema; `soort="niveau"` and so on make one of the lenzen."""

    class Meta:
        model = Thema

    soort = ThemaSoort.THEMA
    naam = factory.Sequence(lambda n: f"Thema nummer {n}")
    slug = factory.Sequence(lambda n: f"thema-nummer-{n}")
    definitie = factory.LazyAttribute(lambda thema: f"{thema.naam} is een begrip uit de woordenlijst van de tests.")


class SynoniemFactory(factory.django.DjangoModelFactory):
    """Another word for a thema."""

    class Meta:
        model = Synoniem

    thema = factory.SubFactory(ThemaFactory)
    term = factory.Sequence(lambda n: f"ander woord {n}")


class LeeraanbodFactory(factory.django.DjangoModelFactory):
    """Something to learn; `themas=[...]` links it."""

    class Meta:
        model = Leeraanbod
        skip_postgeneration_save = True

    naam = factory.Sequence(lambda n: f"Leergang {n}")
    slug = factory.Sequence(lambda n: f"leergang-{n}")
    aanbieder = "Stichting Proef"
    vorm = "Vier bijeenkomsten"
    duur = "Twee maanden"
    omschrijving = "Een leergang over het vak, in gewone taal."
    onderdelen = "Kennismaken\nOefenen\nTerugkijken"

    @factory.post_generation
    def themas(self: Leeraanbod, create: bool, extracted: Any, **kwargs: Any) -> None:
        if extracted:
            self.themas.set(extracted)


class OrganisatieFactory(factory.django.DjangoModelFactory):
    """Where people at a gesprek work."""

    class Meta:
        model = Organisatie

    naam = factory.Sequence(lambda n: f"Dienst {n}")
    soort = OrganisatieSoort.UITVOERING


class GesprekFactory(factory.django.DjangoModelFactory):
    """A held gesprek with its record; `opgeleverd=True` makes the record final."""

    class Meta:
        model = Gesprek
        skip_postgeneration_save = True

    class Params:
        opgeleverd = factory.Trait(opgeleverd_op=factory.LazyFunction(timezone.now), stap=Stap.VERVOLG)

    titel = factory.Sequence(lambda n: f"Gesprek {n} over het vak")
    datum = date(2025, 3, 12)
    format = GesprekFormat.VRAGEN
    stap = Stap.VASTLEGGEN
    aantal_deelnemers = 8
    samenvatting = "We spraken over wat ons vak van ons vraagt."
    verslag = "Het gesprek begon met een rondje. Daarna ging het over **tijdsdruk**."

    @factory.post_generation
    def organisaties(self: Gesprek, create: bool, extracted: Any, **kwargs: Any) -> None:
        if extracted:
            self.organisaties.set(extracted)


class BouwsteenFactory(factory.django.DjangoModelFactory):
    """A published bouwsteen from a gesprek; `ingezonden=True` makes one that a deelnemer handed in and nobody read."""

    class Meta:
        model = Bouwsteen
        skip_postgeneration_save = True

    class Params:
        ingezonden = factory.Trait(
            herkomst=Herkomst.INZENDING,
            gesprek=None,
            ingebracht_door=factory.SubFactory(UserFactory, rol="deelnemer"),
            status=BouwsteenStatus.INGEDIEND,
        )

    titel = factory.Sequence(lambda n: f"Wat we leerden in geval {n}")
    tekst = factory.Sequence(lambda n: f"In geval {n} hielp het om eerst te vragen en dan pas te schrijven.")
    soort = BouwsteenSoort.INZICHT
    herkomst = Herkomst.GESPREK
    gesprek = factory.SubFactory(GesprekFactory)
    status = BouwsteenStatus.GEPUBLICEERD

    @factory.post_generation
    def themas(self: Bouwsteen, create: bool, extracted: Any, **kwargs: Any) -> None:
        if extracted:
            self.themas.set(extracted)
