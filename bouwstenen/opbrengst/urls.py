"""Addresses of recording."""

from django.urls import path

from bouwstenen.opbrengst import api, views
from bouwstenen.opbrengst.nakijken import nakijken

app_name = "opbrengst"
urlpatterns = [
    path("gesprekken/<str:urn_id>/opbrengst/", views.vastleggen, name="vastleggen"),
    path("gesprekken/<str:urn_id>/opbrengst/regels/", api.regels, name="regels"),
    path("gesprekken/<str:urn_id>/opbrengst/suggesties/", api.suggesties, name="suggesties"),
    path("gesprekken/<str:urn_id>/opbrengst/nakijken/", nakijken, name="nakijken"),
    path("gesprekken/<str:urn_id>/opbrengst/fotos/", views.fotos, name="fotos"),
    path("gesprekken/<str:urn_id>/opbrengst/fotos/<str:kenmerk>/", views.foto, name="foto"),
    path("gesprekken/<str:urn_id>/opbrengst/fotos/<str:kenmerk>/weghalen/", views.foto_weghalen, name="foto_weghalen"),
    path("gesprekken/<str:urn_id>/opbrengst/fotos/<str:kenmerk>.jpg", views.fotobestand, name="fotobestand"),
]
