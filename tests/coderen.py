"""Rounds of coding for tests: made through the services, in any phase."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bouwstenen.models import Bouwsteen
from bouwstenen.services import freeze_bouwsteen
from kennisbank.accounts.models import User
from kennisbank.onderzoek.codering.coderen.services import Bewaard, save_antwoord
from kennisbank.onderzoek.codering.models import Codeerronde, Codeur, Oordeel
from kennisbank.onderzoek.codering.services import add_codeurs, close_ronde, open_ronde, save_ronde, settle_ronde
from kennisbank.onderzoek.corpus import read_corpus
from kennisbank.onderzoek.models import Selectie
from kennisbank.onderzoek.services import create_selectie
from tests.factories import BouwsteenFactory, GesprekFactory, ThemaFactory, UserFactory

Antwoord = str
"""Numbers of codes such as "12"; "-" for none of them, "?" for no idea."""


def make_stenen(number: int) -> list[Bouwsteen]:
    """Published bouwstenen with their first wording."""
    stenen = BouwsteenFactory.create_batch(number, gesprek=GesprekFactory())
    for steen in stenen:
        freeze_bouwsteen(steen, user=None)
    return stenen


def make_selectie(user: User, number: int = 4) -> Selectie:
    """A selectie of so many new bouwstenen."""
    new = {steen.pk for steen in make_stenen(number)}
    corpus = read_corpus()
    chosen = replace(corpus, bouwstenen=[steen for steen in corpus.bouwstenen if steen.pk in new])
    return create_selectie(chosen, naam="Proefselectie", user=user)


def onderzoekers(number: int) -> list[User]:
    """People with the workbench."""
    return UserFactory.create_batch(number, rol="onderzoeker")


def make_concept(*, stenen: int = 4, codeurs: int = 2, codes: int = 3) -> Codeerronde:
    """A draft with everything that is needed to begin."""
    leider, *others = onderzoekers(codeurs + 1)
    themas = ThemaFactory.create_batch(codes)
    ronde = save_ronde(
        None, naam="Proefronde", selectie=make_selectie(leider, stenen), themas=themas, instructie="Kies.", user=leider
    )
    add_codeurs(ronde, others, user=leider)
    return ronde


def make_open(**options: int) -> Codeerronde:
    """A round in which coding goes on."""
    ronde = make_concept(**options)
    return open_ronde(ronde, user=ronde.leider)


def answer(codeur: Codeur, nummer: int, antwoord: Antwoord, opmerking: str = "") -> Bewaard:
    """Let a coder answer about the bouwsteen with this number."""
    oordeel = {"-": Oordeel.GEEN, "?": Oordeel.WEET_NIET}.get(antwoord, Oordeel.NOG_NIET)
    numbers = [] if oordeel else [int(each) for each in antwoord]
    return save_antwoord(
        codeur,
        codeur.ronde.eenheden.get(nummer=nummer),
        codes=list(codeur.ronde.codes.filter(nummer__in=numbers)),
        oordeel=oordeel,
        opmerking=opmerking,
        user=codeur.user,
    )


def make_closed(antwoorden: Mapping[int, Sequence[Antwoord]] | None = None, *, codes: int = 3) -> Codeerronde:
    """A closed round; `antwoorden` by number of the coder, one for each bouwsteen.

    Without them two coders differ about code 2 of the first and about code 1 and 3 of the last of four bouwstenen.
    """
    antwoorden = antwoorden or {1: ["12", "-", "3", "1"], 2: ["1", "-", "3", "3"]}
    stenen = max(len(row) for row in antwoorden.values())
    ronde = make_open(stenen=stenen, codeurs=len(antwoorden), codes=codes)
    for nummer, row in antwoorden.items():
        codeur = ronde.codeurs.get(nummer=nummer)
        for place, antwoord in enumerate(row, start=1):
            if antwoord:
                answer(codeur, place, antwoord)
    return close_ronde(ronde, user=ronde.leider)


def make_settled() -> Codeerronde:
    """A round whose coders agreed on everything: codes 1, 2, none and 1 with 2."""
    ronde = make_closed({1: ["1", "2", "-", "12"], 2: ["1", "2", "-", "12"]})
    return settle_ronde(ronde, user=ronde.leider)
