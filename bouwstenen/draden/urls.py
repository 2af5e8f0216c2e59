"""Addresses of rode draden and de plaat."""

from django.urls import path

from bouwstenen.draden import views
from bouwstenen.draden.plaat import views as plaat

app_name = "draden"
urlpatterns = [
    path("rode-draden/", views.lijst, name="lijst"),
    path("rode-draden/nieuw/", views.nieuw, name="nieuw"),
    path("rode-draden/<slug:slug>/", views.draad, name="draad"),
    path("rode-draden/<slug:slug>/versies/", views.versies, name="versies"),
    path("rode-draden/<slug:slug>/bewerken/", views.bewerken, name="bewerken"),
    path("rode-draden/<slug:slug>/bouwstenen/", views.samenstellen, name="samenstellen"),
    path("rode-draden/<slug:slug>/zichtbaarheid/", views.zichtbaarheid, name="zichtbaarheid"),
    path("plaat/", plaat.plaat, name="plaat"),
    path("plaat/plaat.<str:soort>", plaat.bestand, name="plaatbestand"),
]
