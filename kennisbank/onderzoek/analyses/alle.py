"""All analyses, in order."""

from kennisbank.onderzoek.analyses import (
    gelijkenis,
    kernwoord,
    kruistabel,
    samenhang,
    themavoorstellen,
    verloop,
    verzadiging,
)
from kennisbank.onderzoek.analyses.basis import Analyse

ANALYSES: dict[str, Analyse] = {
    module.ANALYSE.key: module.ANALYSE
    for module in (kernwoord, samenhang, kruistabel, verloop, verzadiging, gelijkenis, themavoorstellen)
}
