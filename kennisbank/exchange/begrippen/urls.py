"""Addresses of the vocabulary for machines."""

from django.urls import path, re_path

from kennisbank.exchange.begrippen import views

app_name = "begrippen"
urlpatterns = [
    re_path(r"^themas/begrippen\.(?P<soort>ttl|rdf|jsonld)$", views.bestand, name="bestand"),
    path("id/begrip/<slug:urn_id>", views.begrip, name="begrip"),
    path("id/begrippenkader/<slug:soort>", views.kader, name="kader"),
]
