"""The texts of the letters: our own words around what the organiser tells."""

import re
from collections.abc import Callable

from bouwstenen.startkit.gegevens import Gegevens
from bouwstenen.startkit.inhoud import formats, openingen, stellingen

STANDAARD_STELLINGEN = ("regel-of-mens", "nee-zeggen", "balie-dag", "fout-melden", "trots-vertellen")
"""What a poll asks when nobody chose: five themas, from everyday work."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~!+\-.])")
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


def literal(tekst: str) -> str:
    """What somebody typed, so that Markdown shows it as it was typed; an address stays one that can be followed."""
    tekst = " ".join(tekst.split())
    if _ADDRESS.fullmatch(tekst) or _MAIL.fullmatch(tekst):
        return f"<{tekst}>"
    return _SPECIAL.sub(r"\\\1", tekst)


def of_leeg(tekst: str, naam: str) -> str:
    """The text, or a blank with the name of what is to be filled in."""
    return literal(tekst) if tekst.strip() else f"\\[{naam}\\]"


def stelling_teksten(gegevens: Gegevens) -> list[str]:
    """The chosen stellingen as sentences; those of one's own as they were typed."""
    known = {stelling.sleutel: stelling.tekst for stelling in stellingen()}
    return [known.get(chosen, chosen) for chosen in gegevens.stellingen or STANDAARD_STELLINGEN]


def duur_tekst(minuten: int) -> str:
    """How long it takes, as one says it."""
    return {60: "een uur", 90: "anderhalf uur", 120: "twee uur"}.get(minuten, f"{minuten} minuten")


_VORMZIN = {
    "vragen": "Op tafel liggen een paar vragen. We beginnen bij de vraag die ons het meest raakt.",
    "verhalen": "Neem één ding mee dat iets over je werk vertelt: een foto, een voorwerp of een stukje uit de krant. "
    "Je krijgt vijf minuten om erover te vertellen. Zorg dat er niemand op te herkennen is.",
    "model": "We tekenen samen ‘de’ ambtenaar: met een hoofd, een hart, handen, een buik en voeten. "
    "Je hoeft niet te kunnen tekenen.",
    "rollenspel": "We spelen een dilemma uit het werk van de overheid. Ieder speelt een rol, en halverwege wisselen we."
    " Neem je telefoon mee.",
    "eigen": "",
}


def _opgave(gegevens: Gegevens) -> str:
    if not gegevens.opgave.strip():
        return ""
    return f"Ons gesprek gaat in het bijzonder over deze opgave: {literal(gegevens.opgave)}."


def _meedoen(gegevens: Gegevens) -> str:
    if gegevens.aanmelden.strip():
        return f"Meld je aan via {literal(gegevens.aanmelden)}."
    return f"Laat het weten aan {of_leeg(gegevens.contact, 'naam of mailadres')}."


def _alineas(*alineas: str) -> str:
    return "\n\n".join(alinea for alinea in alineas if alinea)


def write_mail(gegevens: Gegevens) -> str:
    """The invitation to send to people one by one."""
    return _alineas(
        "Beste collega,",
        "Wat maakt iemand goed in werken bij de overheid? En voor wie doe je het? Daarover praten we met een kleine "
        "groep collega's. De een maakt beleid, de ander voert het uit of ziet erop toe. Ik zou het fijn vinden als jij "
        "er ook bij bent.",
        _opgave(gegevens),
        _VORMZIN.get(gegevens.format, ""),
        "Verder hoef je niets voor te bereiden.",
        "## Wat er met je woorden gebeurt",
        "Van wat we zeggen maken we bouwstenen: korte stukjes tekst, zonder namen. Daarmee groeit het document "
        "*Samen werken aan Ambtelijk Vakmanschap*. Je leest mee voordat er iets verdergaat. Daarna zie je van elke "
        "bouwsteen wat ermee is gedaan, en waarom.",
        "## Doe je mee?",
        f"{_meedoen(gegevens)} Kun je niet? Geef deze uitnodiging dan door aan een collega die heel ander werk doet "
        "dan jij.",
        "Heb je iets nodig om goed mee te kunnen doen, zoals een ruimte zonder trap of een tolk? Zeg het me, dan regel "
        "ik het.",
        "Hartelijke groet,",
        of_leeg(gegevens.organisator, "jouw naam"),
    )


def write_intranet(gegevens: Gegevens) -> str:
    """The announcement to put on an intranet."""
    return _alineas(
        f"**{literal(openingen().centrale_vraag)}**",
        f"Die vraag leggen we op tafel tijdens een gesprek van {duur_tekst(gegevens.duur)}. Met een kleine groep en "
        "met heel verschillend werk. Zonder presentatie, en met tijd om te vertellen en door te vragen.",
        _opgave(gegevens),
        "## Iets voor jou?",
        "Je hoeft geen expert te zijn. Juist als je denkt dat jouw werk er weinig mee te maken heeft, horen we je "
        "graag. We zoeken mensen van beleid, uitvoering en toezicht. Nieuw of ervaren, dagdienst of nachtdienst.",
        _VORMZIN.get(gegevens.format, ""),
        "## Wat levert het op?",
        "Jullie woorden worden bouwstenen voor een document waar alle ambtenaren aan meeschrijven. Je naam staat er "
        "niet bij. Op de site kun je volgen wat er met elke bouwsteen gebeurt.",
        "## Aanmelden",
        f"{_meedoen(gegevens)} Er zijn {gegevens.plaatsen} plaatsen.",
        f"Dit gesprek wordt georganiseerd door {of_leeg(gegevens.organisator, 'naam of team')}.",
    )


def write_peiling(gegevens: Gegevens) -> str:
    """The poll: stellingen with three answers each."""
    rows = [
        f"{nummer}. {literal(tekst)}\n\n   Mee eens / Niet mee eens / Daar wil ik het over hebben"
        for nummer, tekst in enumerate(stelling_teksten(gegevens), 1)
    ]
    return _alineas(
        "Straks praten we over ons vak. Om op gang te komen leggen we je een paar stellingen voor. Ga af op je eerste "
        "gevoel. Het kost je nog geen twee minuten.",
        *rows,
        "## Wat doen we ermee?",
        "Je antwoord is anoniem. We tellen alleen de uitkomsten, en beginnen het gesprek bij de stelling waar we het "
        "meest over verschillen.",
        f"Wil je meepraten? {_meedoen(gegevens)}",
    )


def write_dankbericht(gegevens: Gegevens) -> str:
    """The word of thanks, with what came out and what happens to it."""
    opbrengst = [f"- {literal(titel)}" for titel in gegevens.bouwstenen]
    return _alineas(
        "Beste collega,",
        "Dank je wel dat je erbij was. Je gaf je tijd, en je vertelde eerlijk over je werk. Dat maakte het een goed "
        "gesprek.",
        f"Wat mij bijblijft: {of_leeg('', 'één gedachte uit het gesprek')}.",
        "## Dit hebben we samen gemaakt" if opbrengst else "",
        "\n".join(opbrengst),
        "## Wat er nu gebeurt",
        "De bouwstenen liggen bij de redactie van de kennisbank. Die beslist per bouwsteen. Hij komt in de tekst, hij "
        "komt als kanttekening naast de tekst, hij komt later aan bod, of hij komt er niet in. Bij elk besluit staat "
        "de reden.",
        f"Je kunt het volgen op de pagina van het gesprek: {literal(gegevens.pagina)}." if gegevens.pagina else "",
        "## Nog iets?",
        "Klopt er iets niet, of wil je dat een uitspraak van jou wordt weggehaald? Laat het weten aan "
        f"{of_leeg(gegevens.contact, 'naam of mailadres')}. Je hoeft niet te zeggen waarom.",
        "Ken je iemand die zo'n gesprek ook eens zou willen voeren? In de startkit van de kennisbank staat alles "
        "klaar.",
        "Hartelijke groet,",
        of_leeg(gegevens.organisator, "jouw naam"),
    )


SCHRIJVERS: dict[str, tuple[str, Callable[[Gegevens], str]]] = {
    "uitnodiging_mail": ("Praat je mee over ons vak?", write_mail),
    "uitnodiging_intranet": ("Kom praten over ons vak", write_intranet),
    "peiling": ("Waar sta jij? Stellingen over ons vak", write_peiling),
    "dankbericht": ("Bedankt voor je woorden", write_dankbericht),
}


def vormnaam(gegevens: Gegevens) -> str:
    """The name of the format, or nothing."""
    return formats()[gegevens.format].naam if gegevens.format in formats() else ""
