"""Addresses of files to take along."""

from django.urls import include, path, re_path

from kennisbank.exchange import downloads

DOWNLOADS = [
    re_path(
        r"^edities/(?P<urn_id>[^/]+)/(?P<nummer>[0-9]{1,9})/(?P<formaat>pdf|docx|epub|md)$",
        downloads.editie,
        name="editie",
    ),
]
urlpatterns = [
    path("", include((DOWNLOADS, "downloads"))),
    path("", include("kennisbank.exchange.begrippen.urls")),
    path("", include("kennisbank.exchange.uitvoer.urls")),
]
