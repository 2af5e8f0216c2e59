"""Addresses of the search pages."""

from django.urls import path

from kennisbank.search import views

app_name = "search"

urlpatterns = [
    path("zoeken/", views.zoeken, name="zoeken"),
    path("zoeken/suggesties/", views.suggesties, name="suggesties"),
]
