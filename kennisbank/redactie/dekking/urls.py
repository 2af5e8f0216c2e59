"""Addresses of the coverage page and what its numbers lead to."""

from django.urls import path

from kennisbank.redactie.dekking import views

app_name = "dekking"
urlpatterns = [
    path("dekking/", views.overzicht, name="overzicht"),
    path("dekking/bouwstenen/", views.bouwstenen, name="bouwstenen"),
    path("dekking/warmtekaart.svg", views.svg, name="svg"),
    path("dekking/<slug:tabel>.csv", views.csv, name="csv"),
]
