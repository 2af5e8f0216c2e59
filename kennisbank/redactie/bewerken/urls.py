"""Addresses for writing on the site itself."""

from django.urls import path

from kennisbank.redactie.bewerken import views

app_name = "bewerken"
urlpatterns = [
    path("<slug:document>/<slug:hoofdstuk>/bewerken/", views.bewerk, name="sectie"),
    path("<slug:document>/<slug:hoofdstuk>/aanwezig/", views.aanwezig, name="aanwezig"),
]
