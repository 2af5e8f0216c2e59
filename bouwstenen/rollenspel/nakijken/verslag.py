"""The record of a game in Markdown: what was chosen and what that did. No arguments: nobody looked those over."""

from bouwstenen.rollenspel.inhoud import CasusInhoud
from bouwstenen.rollenspel.spelen.presentation import KeuzeBeeld, RolBeeld, uitslag_of
from bouwstenen.rollenspel.spelen.resultaat import Resultaat


def write_verslag(inhoud: CasusInhoud, resultaat: Resultaat) -> str:
    """The dilemma, and for both rounds what each role chose with its effects."""
    parts = [f"We speelden de casus **{_plain(inhoud['titel'])}**. De vraag: {_plain(inhoud['dilemmavraag'])}"]
    for ronde in resultaat.get("rondes", []):
        chosen = [beeld for beeld in uitslag_of(inhoud, ronde) if beeld.gekozen]
        if not chosen:
            continue
        after = " Iedereen zat nu in een andere rol." if ronde["ronde"] == 2 else ""
        parts.append(f"## Ronde {ronde['ronde']}")
        parts.append(f"Dit koos elke rol, en dit deed het met de anderen.{after}")
        parts.extend(_rol(beeld) for beeld in chosen)
    return "\n\n".join(parts)


def _rol(beeld: RolBeeld) -> str:
    lines = [f"**{beeld.rol.label}**", ""]
    for keuze in beeld.gekozen:
        effects = " ".join(f"{effect.rol.label}: {effect.richting.label}." for effect in keuze.effecten)
        lines.extend((f"- {_plain(keuze.tekst)}{_count(keuze)}", f"    - {effects}"))
    return "\n".join(lines)


def _count(keuze: KeuzeBeeld) -> str:
    if keuze.aantal == 0:
        return " (samen gekozen)"
    return f" ({keuze.aantal} keer gekozen)" if keuze.aantal > 1 else ""


def _plain(tekst: str) -> str:
    """One line without signs that Markdown takes for something else."""
    line = " ".join(tekst.split())
    for sign in "\\`*_[]<>":
        line = line.replace(sign, f"\\{sign}")
    return line
