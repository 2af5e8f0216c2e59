"""How many syllables a Dutch word has, by its spelling."""

import re
import unicodedata

_EXCEPTIONS = {
    "team": 1, "teams": 1, "mail": 1, "mails": 1, "online": 2, "deadline": 2, "deadlines": 2, "feedback": 2, "site": 1,
    "sites": 1, "website": 2, "websites": 2, "code": 2, "update": 2, "updates": 2, "software": 2, "account": 2,
}  # fmt: skip
_VOWELS_RE = re.compile(
    r"eau(?=x?s?$)"  # bureau, niveaus
    r"|aai|ooi|oei|eeuw|ieuw|eeu|ieu"
    r"|aa|ee|oo|uu|ie|oe|eu(?!m$|ms$)|ui|ij|ei|ai(?=r)|au|ou"
    r"|[äëïöü]e?"
    r"|[aeiouyáéíóúàèìòùâêîôû]"
)
_FOREIGN_J_RE = re.compile(r"^y(?=[aeou])|(?<=[aeou])y(?=[aeou])")


def count_syllables(woord: str) -> int:
    """Return the number of syllables of one word, at least 1.

    A vowel with a diaeresis starts a new syllable, diphthongs and doubled vowels count once, and a hyphen separates.
    """
    return max(
        1, sum(_part(deel) for deel in re.split(r"[-\u2010\u2011/]", unicodedata.normalize("NFC", woord).lower()))
    )


def _part(deel: str) -> int:
    if deel in _EXCEPTIONS:
        return _EXCEPTIONS[deel]
    deel = _FOREIGN_J_RE.sub("j", deel.replace("qu", "kw").replace("ĳ", "ij"))
    return len(_VOWELS_RE.findall(deel))
