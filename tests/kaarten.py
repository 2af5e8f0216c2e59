"""What the tests of pages share."""

import re


def titles(page: str) -> list[str]:
    """The titles of the cards on a page, in order."""
    return re.findall(r'<a class="kb-kaart__link" href="[^"]+">([^<]+)</a>', page)
