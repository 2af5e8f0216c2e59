"""A small book that has everything a book may hold."""

from datetime import date

from kennisbank.exchange.boek.model import Boek, BoekHoofdstuk, BoekSectie, Bronvermelding
from kennisbank.text.markdown import Doel

BASIS = "https://kennisbank.example"

INZICHT = Bronvermelding(
    "Tegenspraak begint bij de vraag", "Inzicht", "Gesprek van 3 maart 2026, responscanvas", "/bouwstenen/7h3k9m2p4q/"
)
TEGENGELUID = Bronvermelding(
    "Niet elk overleg hoeft een tegenspreker",
    "Dilemma",
    "Gesprek van 12 maart 2026, lichaamsdeel hart",
    "/bouwstenen/8j4m0n3q5r/",
    tegengeluid=True,
)

OPMAAK = """\
Een alinea met **vet**, *schuin*, ***allebei***, `code`, H<sub>2</sub>O, m<sup>2</sup>, <del>weg</del>,
<ins>erbij</ins>, <mark>gemarkeerd</mark> en een [link naar **buiten**](https://www.voorbeeld.nl/gids?a=1&b=2).[^wet]\\
Een nieuwe regel, en nog eens dezelfde noot.[^wet] Zie ook [[Luisteren]] en [[Luisteren#Wat helpt|wat helpt]], of
[[Onbekend]].

## Een tussenkop

- eerst luisteren
- dan samenvatten
    - in je eigen woorden
    - zonder oordeel

3. Vraag toestemming.
4. Schrijf op wat je hoort.

    Een tweede alinea bij het vierde punt.

### Dieper

> Ik schreef op wat ik dacht dat mijn baas wilde horen.
>
> En daarna schaamde ik mij.

| Vorm | Aantal mensen |
|------|--------------:|
| gesprek | 8 |
| werkplaats \\| oefening | 20 |

```
Hier  verandert niets,
    ook [[dit]] niet.
```

---

![Een schets van de tafel](/media/schets.png)

[^wet]: Artikel 3, *tweede* lid.

    Een noot met een tweede alinea.
"""


def make_boek(**anders: object) -> Boek:
    """The sample, with some of its fields changed."""
    velden: dict[str, object] = {
        "titel": "Samen werken aan Ambtelijk Vakmanschap",
        "subtitel": "Een levend document",
        "editie": "Editie 3",
        "datum": date(2026, 3, 9),
        "inleiding": "Dit boek gaat over **het vak**. Lees eerst [[Tegenspraak]].[^1]\n\n[^1]: Of begin achteraan.",
        "hoofdstukken": (
            BoekHoofdstuk(
                titel="Tegenspraak geven en krijgen",
                samenvatting="Over durven zeggen wat je ziet, en over wie dat mogelijk maakt.",
                themas=("Tegenspraak", "Moed"),
                versie=7,
                versie_datum=date(2026, 3, 2),
                url="/document/tegenspraak/versies/7/",
                secties=(
                    BoekSectie("Wat iedereen ziet", OPMAAK, (INZICHT,), (TEGENGELUID,)),
                    BoekSectie("En dan?", "Gewoon beginnen.[^a]\n\n[^a]: Morgen dus.", (INZICHT, TEGENGELUID), ()),
                ),
            ),
            BoekHoofdstuk(
                titel="Luisteren",
                samenvatting="",
                themas=(),
                versie=1,
                versie_datum=date(2025, 12, 31),
                url="/document/luisteren/",
                secties=(BoekSectie("Wat helpt", "Stil zijn helpt."),),
            ),
        ),
        "uitgever": "Redactie van de kennisbank",
        "urn": "urn:kennisbank-av:editie:7h3k9m2p4q",
        "url": f"{BASIS}/edities/3/",
        "links": {
            "Tegenspraak": Doel("/document/tegenspraak/", "Tegenspraak geven en krijgen", "hoofdstuk"),
            "Luisteren": Doel("/document/luisteren/", "Luisteren", "hoofdstuk"),
            "Luisteren#Wat helpt": Doel("/document/luisteren/#sectie-wat-helpt", "Luisteren", "hoofdstuk"),
        },
    }
    return Boek(**{**velden, **anders})  # type: ignore[arg-type]


def book_of(*teksten: str, kop: str = "Kop") -> Boek:
    """A book with one hoofdstuk that has these texts for sections."""
    hoofdstuk = BoekHoofdstuk(
        "Proef", "", (), 1, date(2026, 1, 1), "/document/proef/", tuple(BoekSectie(kop, tekst) for tekst in teksten)
    )
    return make_boek(hoofdstukken=(hoofdstuk,), inleiding="", links={})


ZIN = "Een zin met genoeg woorden om een regel mee te vullen. "

HOSTILE = {
    "typst": "#let x = 1 \\ $ a $ @ref <label> `raw` #panic() *a* _b_ = Kop // c /* d */ #include \"/etc/passwd\" ~ --",
    "xml": "]]> <!-- <w:p> &amp; &#1; &#0; &#xD800; \x00\x01\x1b \ufffe \ud800 einde",
    "emoji": "Een 😀 en 👩‍👩‍👧, 漢字, prive \ue000\U000f0000, vlag 🇳🇱, e⃝ en x̸̧̛ einde",
    "rechts naar links": "العربية en שלום עולם gemengd \u202eomgekeerd\u202c einde",
    "leeg": "",
    "diep": "".join("    " * diepte + "- a\n" for diepte in range(200)) + "\n" + ">" * 500 + " q",
    "tags": "<b>" * 1900 + "x" + "</sup>" * 50,
    "brede tabel": "|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n|" + "bb|" * 300,
    "lege tabel": "| | |\n|-|-|\n| | |\n\n|a|\n|-|",
    "scheve tabel": "|a|b|\n|-|-|\n|1|2|3|4|\n|1|\n",
    "noten": "\n".join([*(f"woord[^{n}] " for n in range(60)), "", *(f"[^{n}]: zie [^{n + 1}]" for n in range(60))]),
    "noot overal": "## Kop[^a]\n\n|k[^a]|\n|-|\n|c[^b]|\n\n- [^b]\n\n[^a]: een\n[^b]: > twee\n[^c]: los [^a] en [^c]",
    "noot met lijst": "Zie.[^a]\n\n[^a]: - een\n    - twee\n\n    | x |\n    |---|\n    | y |",
    "links": (
        "[a](http://[bad) [b](http://x.nl/ spatie) [c](mailto:a@b.nl) [d](//x.nl) [e](#kop) [](http://x.nl) "
        "[f](http://x.nl/%zz%20é?q=<>#a#b) [g](/x/\"y) [h](http://a_b.nl:99999/) [**i**](http://x.nl) "
        "[j](http://x.nl/'('))[k](http://ünï.nl/[x]) [l](javascript:alert(1))"
    ),
    "koppen": "###### zes\n\n# een\n\n#### vier\n\n## twee\n\n#\n\n## <br>\n\ntekst",
    "code": "```\n\n```\n\n```\na\tb\n  \n```\n\n`` ` `` en ` `",
}  # fmt: skip
