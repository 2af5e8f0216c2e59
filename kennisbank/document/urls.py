"""Addresses of documents beside those of the page tree."""

from django.urls import path

from kennisbank.document import feeds, views

app_name = "document"
urlpatterns = [
    path("<slug:document>/wijzigingen.atom", feeds.WijzigingenFeed(), name="feed"),
    path("<slug:document>/<slug:hoofdstuk>/versies/", views.versies, name="versies"),
    path("<slug:document>/<slug:hoofdstuk>/versies/<int:nummer>/", views.versie, name="versie"),
    path("<slug:document>/<slug:hoofdstuk>/versies/<int:nummer>/verschil/", views.verschil, name="verschil"),
]
