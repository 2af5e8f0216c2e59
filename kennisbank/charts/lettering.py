"""How wide words are, and how they break into lines, without a font at hand."""

from __future__ import annotations

FONT = "Noto Sans, Verdana, DejaVu Sans, Libertinus Serif, sans-serif"

_NARROW = frozenset("iljtfrI1.,:;'’‘|!()[] -·")
_WIDE = frozenset("mwMWOQGDHNUæœ@%&—…")


def text_width(text: str, size: float) -> float:
    """About how wide a text is in pixels, on the safe side for the fonts of FONT."""
    return size * sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.38
    if letter in _WIDE or ord(letter) > 0x2E80:
        return 0.9 if ord(letter) < 0x2E80 else 1.0
    return 0.7 if letter.isupper() else 0.6


def wrap(text: str, width: float, size: float, *, most: int = 2) -> list[str]:
    """The text in at most so many lines of this width; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        lines[-1] = f"{lines[-1]} {words[0]}"
    return [fit(line, width, size, cut=bool(words) and line is lines[-1]) for line in lines]


def fit(text: str, width: float, size: float, *, cut: bool = False) -> str:
    """The text on one line of this width, ending in an ellipsis when it does not fit (or when `cut`)."""
    if not cut and text_width(text, size) <= width:
        return text
    while text and text_width(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text.rstrip(' ,.;:-')}…"
