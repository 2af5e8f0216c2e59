"""Addresses of voorstellen, and of what helps while writing."""

from django.urls import path

from kennisbank.redactie.voorstellen import schrijven, views

app_name = "voorstellen"
urlpatterns = [
    path("schrijven/ingelogd/", schrijven.ingelogd, name="ingelogd"),
    path("schrijven/voorbeeld/", schrijven.voorbeeld, name="voorbeeld"),
    path("schrijven/verwijzingen/", schrijven.verwijzingen, name="verwijzingen"),
    path("voorstellen/", views.lijst, name="lijst"),
    path("voorstellen/<str:urn_id>/", views.voorstel, name="voorstel"),
    path("voorstellen/<str:urn_id>/herzien/", views.herzien, name="herzien"),
    path("voorstellen/<str:urn_id>/intrekken/", views.intrekken, name="intrekken"),
    path("voorstellen/<str:urn_id>/steun/", views.steun, name="steun"),
    path("<slug:document>/<slug:hoofdstuk>/voorstel/", views.nieuw, name="nieuw"),
]
