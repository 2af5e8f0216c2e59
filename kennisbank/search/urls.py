"""Addresses of the search pages."""

from django.urls import path

from kennisbank.search import views
from kennisbank.search.feeds import ZoekFeed

app_name = "search"

urlpatterns = [
    path("zoeken/", views.zoeken, name="zoeken"),
    path("zoeken/suggesties/", views.suggesties, name="suggesties"),
    path("zoeken/nuttig/", views.nuttig, name="nuttig"),
    path("zoeken/feed/", ZoekFeed(), name="feed"),
]
