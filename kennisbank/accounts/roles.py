"""Roles as data: which permissions each group of users has.

Codenames are strings, so that this lowest app needs to import none of the others.
"""

from dataclasses import dataclass

_ADMIN = ("wagtailadmin.access_admin",)
_GESPREKSLEIDER = (
    *_ADMIN,
    "bouwstenen.view_gesprek",
    "bouwstenen.add_gesprek",
    "bouwstenen.change_gesprek",
    "bouwstenen.view_bouwsteen",
)
_WERKBANK = ("onderzoek.use_werkbank",)
_REDACTEUR = (
    *_GESPREKSLEIDER,
    *_WERKBANK,
    "bouwstenen.view_organisatie",
    "bouwstenen.add_organisatie",
    "bouwstenen.change_organisatie",
    "bouwstenen.correct_gesprek",
    "bouwstenen.add_bouwsteen",
    "bouwstenen.change_bouwsteen",
    "bouwstenen.publish_bouwsteen",
    "themas.view_thema",
    "themas.add_thema",
    "themas.change_thema",
    "themas.merge_thema",
    "themas.view_leeraanbod",
    "themas.add_leeraanbod",
    "themas.change_leeraanbod",
    "themas.delete_leeraanbod",
    "redactie.view_verwerking",
    "redactie.add_verwerking",
    "redactie.decide_voorstel",
    "redactie.change_anker",
    "redactie.moderate_reactie",
    "redactie.handle_herkenning",
    "verhalen.moderate_verhaal",
    "document.prepare_editie",
    "draden.add_rodedraad",
    "draden.change_rodedraad",
    "rollenspel.view_casus",
    "rollenspel.add_casus",
    "rollenspel.change_casus",
    "search.view_zoekrapport",
    "search.hide_vraag",
    "search.view_synoniemgroep",
    "search.add_synoniemgroep",
    "search.change_synoniemgroep",
    "search.delete_synoniemgroep",
    "search.view_aanbeveling",
    "search.add_aanbeveling",
    "search.change_aanbeveling",
    "search.delete_aanbeveling",
    "exchange.import_document",
    "exchange.import_bouwstenen",
    "exchange.import_codering",
    "exchange.import_begrippen",
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
)


@dataclass(frozen=True)
class Rol:
    """One role: the name of its group, what it is for, and its permissions as "app.codename"."""

    naam: str
    omschrijving: str
    permissions: tuple[str, ...] = ()
    page_permissions: tuple[str, ...] = ()  # on the root of the page tree: add, change, publish, lock, unlock


DEELNEMER = Rol(
    "deelnemer",
    "Dient bouwstenen in, stelt wijzigingen voor en praat mee.",
    (
        "bouwstenen.submit_bouwsteen",
        "redactie.add_voorstel",
        "redactie.add_reactie",
        "verhalen.add_verhaal",
        "rollenspel.start_spel",
    ),
)
GESPREKSLEIDER = Rol(
    "gespreksleider", "Beheert eigen gesprekken en legt de opbrengst vast.", (*DEELNEMER.permissions, *_GESPREKSLEIDER)
)
REDACTEUR = Rol(
    "redacteur",
    "Bewerkt, verwerkt bouwstenen, beslist en publiceert.",
    (*DEELNEMER.permissions, *_REDACTEUR),
    ("add", "change", "publish", "lock", "unlock"),
)
ONDERZOEKER = Rol("onderzoeker", "Doorzoekt en analyseert.", (*DEELNEMER.permissions, *_WERKBANK))
BEHEERDER = Rol(
    "beheerder",
    "Beheert alles, ook gebruikers en instellingen.",
    (
        *REDACTEUR.permissions,
        "accounts.view_user",
        "accounts.add_user",
        "accounts.change_user",
        "wagtailcore.view_site",
        "wagtailcore.change_site",
        "wagtailredirects.view_redirect",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
        "auth.view_group",
        "onderzoek.change_selectie",
        "onderzoek.delete_selectie",
    ),
    ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
)

ROLLEN = (DEELNEMER, GESPREKSLEIDER, REDACTEUR, ONDERZOEKER, BEHEERDER)
