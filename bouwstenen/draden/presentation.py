"""Words about rode draden."""


def carried_by(bouwstenen: int, gesprekken: int) -> str:
    """How many bouwstenen carry a draad and from how many gesprekken they come."""
    stenen = f"{bouwstenen} bouwste{'en' if bouwstenen == 1 else 'nen'}"
    return f"{stenen} uit {gesprekken} gesprek{'' if gesprekken == 1 else 'ken'}" if gesprekken else stenen
