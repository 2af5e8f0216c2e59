"""The paragraphs of a Markdown text: what stands between empty lines, with a fenced block of code as one."""

from kennisbank.text.code_spans import fenced_ranges


def paragraphs(tekst: str) -> list[str]:
    """Return the paragraphs of a normalised text, without the empty lines between them."""
    gevonden: list[str] = []
    plek = 0
    for begin, einde in [*fenced_ranges(tekst), (len(tekst), len(tekst))]:
        gevonden += _split(tekst[plek:begin])
        if einde > begin:
            gevonden.append(tekst[begin:einde])
        plek = einde
    return gevonden


def _split(tekst: str) -> list[str]:
    alineas: list[list[str]] = [[]]
    for regel in tekst.split("\n"):
        if regel.strip():
            alineas[-1].append(regel)
        elif alineas[-1]:
            alineas.append([])
    return ["\n".join(regels) for regels in alineas if regels]
