"""Sample contexts for every template component: each renders alone, in a test and on the page for developers."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator

from kennisbank.ui.tekstbewerker import Tekstbewerker
from kennisbank.ui.voorbeeldconflict import VoorbeeldConflict, show_conflict
from kennisbank.ui.voorbeeldverschil import show_difference

DAG = date(2026, 11, 12)
THEMAS = [
    {"label": "Tegenspraak", "url": "/themas/tegenspraak/"},
    {"label": "Menselijke maat", "url": "/themas/menselijke-maat/"},
    {"label": "Beleid en uitvoering", "url": "/themas/beleid-en-uitvoering/"},
]
STEEN: dict[str, Any] = {
    "titel": "Wie een brief schrijft, belt eerst iemand die zo'n brief krijgt",
    "url": "/bouwstenen/0123456789/",
    "soort": "inzicht",
    "soort_label": "Inzicht",
    "tegengeluid": False,
    "stand": "in_tekst",
    "stand_label": "In de tekst",
    "themas": THEMAS[1:],
    "herkomst_label": "Gesprek over begrijpelijke brieven",
    "excerpt": "Drie telefoontjes vooraf leverden meer op dan de hele ronde langs juristen, zei de groep.",
}


def _steen(**changes: Any) -> dict[str, Any]:
    return {"item": STEEN | changes}


class VoorbeeldFormulier(forms.Form):
    """Form with every kind of field."""

    titel = forms.CharField(label="Titel", max_length=110, help_text="Een hele zin die zegt wat je vond.")
    tekst = forms.CharField(label="Tekst", widget=forms.Textarea, help_text="Schrijf geen namen van mensen op.")
    soort = forms.ChoiceField(label="Soort", choices=[("inzicht", "Inzicht"), ("dilemma", "Dilemma")])
    themas = forms.MultipleChoiceField(
        label="Thema's",
        choices=[("tegenspraak", "Tegenspraak"), ("vertrouwen", "Vertrouwen"), ("integriteit", "Integriteit")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Kies er een of meer.",
    )
    herkomst = forms.ChoiceField(
        label="Waar komt het vandaan?",
        choices=[("g", "Een gesprek"), ("i", "Eigen ervaring")],
        widget=forms.RadioSelect,
    )
    bijlage = forms.FileField(label="Bijlage", required=False)
    akkoord = forms.BooleanField(label="Ik heb geen persoonsgegevens opgeschreven")
    bron = forms.CharField(widget=forms.HiddenInput, initial="voorbeeld", required=False)


class VoorbeeldBewerker(forms.Form):
    """Form with the editor for Markdown."""

    tekst = forms.CharField(
        label="Tekst", widget=Tekstbewerker(rows=8), help_text="Opmaken mag: **vet**, *schuin* en [[Tegenspraak]]."
    )


def _filled() -> VoorbeeldFormulier:
    return VoorbeeldFormulier({"titel": "", "tekst": "Een begin", "soort": "inzicht"})


def _filters() -> dict[str, Any]:
    return {
        "q": "brief",
        "wis_url": "/bouwstenen/",
        "gekozen": [
            {"label": "Tegenspraak", "url": "?soort=inzicht"},
            {"label": "Inzicht", "url": "?thema=tegenspraak"},
        ],
        "facetten": [
            {
                "naam": "thema",
                "label": "Thema",
                "soort": "vinkjes",
                "opties": [
                    {"waarde": "tegenspraak", "label": "Tegenspraak", "aantal": 24, "gekozen": True},
                    {"waarde": "menselijke-maat", "label": "Menselijke maat", "aantal": 1208, "gekozen": False},
                    {"waarde": "verantwoordelijkheid", "label": "Verantwoordelijkheidsverdeling", "aantal": 0},
                ],
            },
            {
                "naam": "soort",
                "label": "Soort",
                "soort": "rondjes",
                "opties": [
                    {"waarde": "inzicht", "label": "Inzicht", "aantal": 12, "gekozen": True},
                    {"waarde": "dilemma", "label": "Dilemma", "aantal": 7},
                ],
            },
            {
                "naam": "jaar",
                "label": "Jaar",
                "soort": "keuze",
                "opties": [{"waarde": "2026", "label": "2026", "aantal": 9}],
            },
            {"naam": "leeg", "label": "Lichaamsdeel", "soort": "vinkjes", "opties": []},
        ],
    }


SAMPLES: dict[str, dict[str, Any] | list[dict[str, Any]]] = {
    "components/alert.html": [
        {
            "tekst": "Deze versie is niet de nieuwste.",
            "soort": "info",
            "url": "/document/",
            "url_label": "Naar de nieuwste",
        },
        {
            "tekst": "Je bouwsteen is ingediend. De redactie kijkt ernaar.",
            "soort": "ok",
            "titel": "Dank je wel",
            "melding": True,
        },
        {"tekst": "Dit hoofdstuk is al een jaar niet bijgewerkt.", "soort": "warning"},
        {"tekst": "Opslaan is niet gelukt.", "soort": "error"},
    ],
    "components/badge.html": [
        {"label": "Inzicht", "soort": "inzicht", "icoon": "inzicht"},
        {"label": "Dilemma", "soort": "dilemma", "icoon": "dilemma"},
        {"label": "Voorbeeld", "soort": "voorbeeld", "icoon": "voorbeeld"},
        {"label": "Vraag", "soort": "vraag", "icoon": "vraag"},
        {"label": "Advies", "soort": "advies", "icoon": "advies"},
        {"label": "Tegengeluid", "soort": "tegengeluid", "icoon": "tegengeluid"},
        {"label": "Tegenspraak", "url": "/themas/tegenspraak/"},
    ],
    "components/badge_lijst.html": {"items": THEMAS},
    "components/beheer_veld.html": [
        {"veld": VoorbeeldFormulier(auto_id="beheer_%s")["titel"]},
        {"veld": VoorbeeldFormulier({"titel": ""}, auto_id="beheerfout_%s")["herkomst"]},
    ],
    "components/bouwsteen_kaart.html": [
        _steen(),
        _steen(
            soort="dilemma",
            soort_label="Dilemma",
            titel="Snel helpen of eerst de regel aanpassen?",
            stand="open",
            stand_label="Nog niet verwerkt",
        ),
        _steen(
            soort="voorbeeld",
            soort_label="Voorbeeld",
            titel="Een balie die een uur langer openblijft",
            stand="later",
            stand_label="Komt later aan bod",
        ),
        _steen(
            soort="vraag",
            soort_label="Vraag",
            titel="Wie mag nee zeggen als iedereen ja knikt?",
            stand="niet_overgenomen",
            stand_label="Niet overgenomen",
        ),
        _steen(
            soort="advies",
            soort_label="Advies",
            titel="Zet de uitvoerder als eerste op de agenda",
            tegengeluid=True,
            stand="kanttekening",
            stand_label="Kanttekening in de tekst",
        ),
    ],
    "components/bronnenlijst.html": {
        "kop": "Bel voordat je schrijft",
        "open": True,
        "bronnen": [
            {**STEEN, "rol": "bron"},
            {
                **STEEN,
                "rol": "kanttekening",
                "tegengeluid": True,
                "titel": "Bellen kost tijd die er niet is",
                "soort": "dilemma",
                "soort_label": "Dilemma",
            },
        ],
    },
    "components/conflict.html": [
        show_conflict(VoorbeeldConflict(auto_id="conflict_%s")),
        show_conflict(VoorbeeldConflict({"keuze_1": "huidig"}, auto_id="gekozen_%s")),
        show_conflict(VoorbeeldConflict({"keuze_1": ""}, auto_id="conflictfout_%s")),
    ],
    "components/feitenlijst.html": {
        "feiten": [
            {"label": "Soort", "waarde": "Inzicht"},
            {"label": "Uit gesprek", "waarde": "Begrijpelijke brieven", "url": "/gesprekken/0123456789/"},
            {"label": "Leeg", "waarde": ""},
        ]
    },
    "components/filterpaneel.html": [_filters(), {"facetten": []}],
    "components/formulier.html": [
        {
            "formulier": VoorbeeldFormulier(auto_id="leeg_%s"),
            "knop": "Indienen",
            "bewaar": "voorbeeld",
            "annuleer_url": "/",
        },
        {"formulier": _filled(), "knop": "Indienen"},
    ],
    "components/foutenlijst.html": {"formulier": _filled()},
    "components/held.html": {
        "boven": "Van gesprek tot gedeelde tekst",
        "titel": "Samen werken aan ambtelijk vakmanschap",
        "intro": "Ambtenaren praten over hun vak. Wat zij vinden, wordt een bouwsteen. Van de bouwstenen maken we "
        "samen één levend document, en jij kunt elke stap volgen.",
        "acties": [{"label": "Lees het document", "url": "/document/"}, {"label": "Doe mee", "url": "/doe-mee/"}],
    },
    "components/inhoudsopgave.html": {
        "secties": [
            {"kop": "Bel voordat je schrijft", "anker": "sectie-bel-voordat-je-schrijft"},
            {"kop": "Wat je doet als de regel knelt", "anker": "sectie-wat-je-doet-als-de-regel-knelt"},
        ]
    },
    "components/kaart.html": [
        {
            "titel": "Tegenspraak",
            "url": "/themas/tegenspraak/",
            "tekst": "Zeggen wat je ziet, ook als het niet uitkomt.",
            "icoon": "thema",
            "voet": "24 bouwstenen, 2 hoofdstukken",
        },
        {"titel": "Leergang", "url": "/leeraanbod/x/", "boven": "9 bijeenkomsten", "badges": THEMAS, "niveau": 2},
    ],
    "components/kanttekening.html": {
        "tekst": "Niet elke collega kan tijd vrijmaken om te bellen.",
        "url": "/bouwstenen/0123456789/",
    },
    "components/knop.html": [
        {"label": "Lees verder", "url": "/document/", "icoon": "pijl"},
        {"label": "Opslaan", "naam": "actie", "waarde": "opslaan"},
        {"label": "Terug", "url": "/", "soort": "tweede"},
        {"label": "Wissen", "soort": "stil", "type": "reset"},
    ],
    "components/knoppen.html": {
        "knoppen": [{"label": "Doe mee", "url": "/doe-mee/"}, {"label": "Lees", "url": "/document/"}]
    },
    "components/kruimelpad.html": {
        "kruimels": [
            {"label": "Document", "url": "/document/"},
            {"label": "Tegenspraak", "url": "/document/tegenspraak/"},
        ]
    },
    "components/lege_staat.html": {
        "titel": "Geen bouwstenen gevonden",
        "tekst": "Haal een filter weg of zoek op een ander woord.",
        "acties": [{"label": "Wis alle filters", "url": "/bouwstenen/"}],
    },
    "components/metaregel.html": {
        "gewijzigd": DAG,
        "woorden": 1240,
        "eigenaar": "Redactie Vakmanschap",
        "extra": [{"icoon": "versie", "tekst": "Versie 7", "url": "/document/tegenspraak/versies/"}],
    },
    "components/paginakop.html": {
        "titel": "Tegenspraak",
        "boven": "Thema",
        "boven_url": "/themas/",
        "themas": THEMAS,
        "intro": "Zeggen wat je ziet, ook als het niet goed uitkomt.",
    },
    "components/paginering.html": [
        {"pagina": Paginator(range(2400), 20).page(6)},
        {"pagina": Paginator(range(3), 20).page(1)},
    ],
    "components/tekstbewerker.html": [
        {"veld": VoorbeeldBewerker(initial={"tekst": "Bel **voordat** je schrijft."}, auto_id="bewerker_%s")["tekst"]},
        {"veld": VoorbeeldBewerker({"tekst": ""}, auto_id="bewerkerfout_%s")["tekst"]},
    ],
    "components/veld.html": {"veld": VoorbeeldFormulier(auto_id="los_%s")["titel"]},
    "components/verschil.html": {"verschil": show_difference()},
    "components/verschil_naast.html": {"verschil": show_difference()},
    "components/versielijst.html": {
        "kies": True,
        "van": 6,
        "naar": 7,
        "versies": [
            {
                "nummer": 7,
                "url": "/document/tegenspraak/versies/7/",
                "gemaakt_op": DAG,
                "door": "Renske Redacteur",
                "voorstellen": [{"titel": "Tekst wijzigen: Bellen", "url": "/voorstellen/abc/", "indiener": "Dana"}],
                "soort_label": "Inhoudelijk",
                "huidig": True,
                "toelichting": "Twee bouwstenen over bellen verwerkt.",
                "woorden": "12 woorden erbij, 4 eraf",
                "bouwstenen_erbij": [{"titel": "Eerst bellen", "url": "/bouwstenen/abc/"}],
                "edities": [{"label": "Editie 2", "url": "/edities/abc/2/"}],
                "verschil_url": "/document/tegenspraak/versies/7/verschil/",
            },
            {"nummer": 6, "url": "/document/tegenspraak/versies/6/", "gemaakt_op": DAG, "soort_label": "Redactioneel"},
        ],
    },
    "components/voortgang.html": [
        {},
        {
            "stappen": [
                {
                    "icoon": "gesprek",
                    "label": "Gesprekken",
                    "uitleg": "Collega's praten over hun vak",
                    "aantal": 18,
                    "url": "/gesprekken/",
                }
            ]
        },
    ],
    "components/zijnav.html": {
        "zijnav": {
            "kop": "Samen werken aan Ambtelijk Vakmanschap",
            "url": "/document/",
            "links": [
                {"label": "Waarom vakmanschap?", "url": "/document/waarom-vakmanschap/"},
                {
                    "label": "Tegenspraak",
                    "url": "/document/tegenspraak/",
                    "actief": True,
                    "kinderen": [{"label": "Versies", "url": "/document/tegenspraak/versies/"}],
                },
                {"label": "Menselijke maat", "url": "/document/menselijke-maat/"},
            ],
        }
    },
    "components/sorteren.html": {
        "sorteringen": [
            {"label": "Nieuwste eerst", "url": "?volgorde=nieuw", "actief": True},
            {"label": "Titel", "url": "?volgorde=titel"},
        ]
    },
    "components/zoekveld.html": {"q": "menselijke maat"},
}


def samples_for(template: str) -> list[dict[str, Any]]:
    """Return the sample contexts of a component; KeyError when it has none."""
    sample = SAMPLES[template]
    return sample if isinstance(sample, list) else [sample]
