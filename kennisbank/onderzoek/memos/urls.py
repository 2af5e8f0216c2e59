"""Addresses of memos."""

from django.urls import path

from kennisbank.onderzoek.memos import views

app_name = "memos"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("<slug:kenmerk>/", views.memo, name="memo"),
    path("<slug:kenmerk>/bewerken/", views.bewerken, name="bewerken"),
    path("<slug:kenmerk>/verwijderen/", views.verwijderen, name="verwijderen"),
]
