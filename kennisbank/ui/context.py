"""What every page of the site may count on in its context."""

from django.conf import settings
from django.http import HttpRequest

SITE_NAAM = "Kennisbank Ambtelijk Vakmanschap"


def site(request: HttpRequest) -> dict[str, str]:
    """Return the name of the site and where its source code is."""
    return {"site_naam": SITE_NAAM, "broncode_url": getattr(settings, "BRONCODE_URL", "") or "/over/#broncode"}
