"""What the templates of the site's pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kennisbank.document.models import Hoofdstuk, InhoudsPagina, LevendDocument, Startpagina


def startpagina(page: Startpagina) -> dict[str, Any]:
    """The home page."""
    return {}


def inhoudspagina(page: InhoudsPagina) -> dict[str, Any]:
    """A plain page of text."""
    return {}


def levend_document(page: LevendDocument) -> dict[str, Any]:
    """A document: its table of contents and latest changes."""
    return {}


def hoofdstuk(page: Hoofdstuk) -> dict[str, Any]:
    """A hoofdstuk with its rendered sections."""
    return {}
