"""How much text the engine takes on, and what it says when that is exceeded."""

MAX_TEKENS = 200_000
"""Longest text of one section, in characters (about 30,000 words: no reader wants more under one heading)."""

MAX_BLOK = 20_000
"""Longest paragraph, list or quotation that is read as Markdown; a longer one is shown as plain text."""

MAX_TABEL = 100_000
"""Longest table that is read as a table."""

MAX_BLOKKEN = 5_000
"""Most paragraphs, lists, headings and so on that are read as Markdown; what comes after is shown as plain text."""

MAX_NESTING = 8
"""Deepest nesting of quotations and lists; deeper marks are shown as typed."""

MAX_LINK = 2_000
"""Longest link text or link address, in characters."""

MAX_VOETNOTEN = 500
"""Most footnotes in one section; with more of them, none is read as a footnote."""

MAX_RUWE_TAGS = 2_000
"""Most HTML tags in one section that are kept (`<br>`, `<sub>` and the like); with more of them, none is."""


class TekstFout(ValueError):
    """A text that the engine refuses; the message is Dutch and fit for the writer."""


class TekstTeLang(TekstFout):
    """The text is longer than MAX_TEKENS."""

    def __init__(self, lengte: int, maximum: int = MAX_TEKENS) -> None:
        self.lengte = lengte
        self.maximum = maximum
        super().__init__(
            f"Deze tekst is te lang: {_dotted(lengte)} tekens. Maak er meer secties van; "
            f"een sectie heeft hoogstens {_dotted(maximum)} tekens."
        )


def check_length(tekst: str) -> None:
    """Raise TekstTeLang when the text is too long for one section."""
    if len(tekst) > MAX_TEKENS:
        raise TekstTeLang(len(tekst))


def _dotted(getal: int) -> str:
    return f"{getal:,}".replace(",", ".")
