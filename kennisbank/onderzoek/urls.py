"""Addresses of the workbench."""

from django.urls import path

from kennisbank.onderzoek import aannemen, views
from kennisbank.onderzoek.analyses import views as analyses
from kennisbank.onderzoek.analyses.alle import ANALYSES

app_name = "onderzoek"
urlpatterns = [
    path("", views.start, name="start"),
    path("selecties/", views.selecties, name="selecties"),
    path("selecties/nieuw/", views.nieuw, name="nieuw"),
    path("selecties/<slug:kenmerk>/", views.selectie, name="selectie"),
    path("selecties/<slug:kenmerk>/wijzigen/", views.wijzigen, name="wijzigen"),
    path("selecties/<slug:kenmerk>/verwijderen/", views.verwijderen, name="verwijderen"),
    path("themavoorstellen/aannemen/", aannemen.aannemen, name="aannemen"),
    path("themavoorstellen/terugnemen/", aannemen.terugnemen, name="terugnemen"),
    *(path(f"{key}/", analyses.pagina, {"key": key}, name=key) for key in ANALYSES),
    path("<slug:key>/bestand/<slug:sleutel>.<str:soort>", analyses.bestand, name="bestand"),
]
