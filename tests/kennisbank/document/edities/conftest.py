"""A site of which an edition can come out."""

import pytest

from tests.edities import mend_links
from tests.pages import SiteTree


@pytest.fixture
def site(site_tree: SiteTree) -> SiteTree:
    """The small site, without wiki links that lead nowhere."""
    mend_links(site_tree)
    return site_tree
