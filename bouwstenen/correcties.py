"""What counts as a correction of a gesprek's record."""

from collections.abc import Iterable

from bouwstenen.models import Gesprek, Organisatie

_TRACED = (
    "titel",
    "datum",
    "format",
    "werkvorm",
    "opgave",
    "verslagvorm",
    "aantal_deelnemers",
    "samenvatting",
    "verslag",
)


def changes(stored: Gesprek, gesprek: Gesprek, organisaties: list[Organisatie] | None) -> dict[str, tuple[str, str]]:
    """Old and new value, as text, of everything in the record that differs."""
    pairs = {name: (getattr(stored, name), getattr(gesprek, name)) for name in _TRACED}
    if organisaties is not None:
        pairs["organisaties"] = (_names(stored.organisaties.all()), _names(organisaties))
    return {
        name: ("" if old is None else str(old), "" if new is None else str(new))
        for name, (old, new) in pairs.items()
        if old != new
    }


def _names(organisaties: Iterable[Organisatie]) -> str:
    return "; ".join(sorted(organisatie.naam for organisatie in organisaties))
