"""Addresses of documents beside those of the page tree."""

from django.urls import path

from kennisbank.document import feeds, views
from kennisbank.document.versies import geschiedenis, herstellen, vergelijken, wie_schreef

HOOFDSTUK = "<slug:document>/<slug:hoofdstuk>"

app_name = "document"
urlpatterns = [
    path("<slug:document>/wijzigingen.atom", feeds.WijzigingenFeed(), name="feed"),
    path("<slug:document>/geschiedenis/", geschiedenis.geschiedenis, name="geschiedenis"),
    path(f"{HOOFDSTUK}/versies/", views.versies, name="versies"),
    path(f"{HOOFDSTUK}/versies/vergelijken/", vergelijken.vergelijken, name="vergelijken"),
    path(f"{HOOFDSTUK}/versies/<int:nummer>/", views.versie, name="versie"),
    path(f"{HOOFDSTUK}/versies/<int:nummer>/verschil/", vergelijken.verschil, name="verschil"),
    path(f"{HOOFDSTUK}/versies/<int:nummer>/herstellen/", herstellen.herstellen, name="herstellen"),
    path(f"{HOOFDSTUK}/wie-schreef-dit/", wie_schreef.wie_schreef, name="wie_schreef"),
]
