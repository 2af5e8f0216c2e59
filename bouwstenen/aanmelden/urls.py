"""Addresses of the agenda, of signing up, of the links in mails, and of polls."""

from django.urls import path

from bouwstenen.aanmelden import organisator, persoonlijk, views
from bouwstenen.aanmelden.peilingen import views as peilingen

app_name = "aanmelden"
urlpatterns = [
    path("gesprekken/agenda/", views.agenda, name="agenda"),
    path("gesprekken/agenda.ics", views.feed, name="feed"),
    path("gesprekken/<slug:urn_id>/agenda.ics", views.ics, name="ics"),
    path("gesprekken/<slug:urn_id>/aanmelden/", views.aanmelden, name="aanmelden"),
    path("gesprekken/<slug:urn_id>/aanmelden/verstuurd/", views.verstuurd, name="verstuurd"),
    path("gesprekken/<slug:urn_id>/deelnemers/", organisator.deelnemers, name="deelnemers"),
    path("gesprekken/<slug:urn_id>/deelnemers/bericht/", organisator.bericht, name="bericht"),
    path("gesprekken/<slug:urn_id>/deelnemers/<slug:kenmerk>/", organisator.wijzig, name="wijzig"),
    path("gesprekken/<slug:urn_id>/deelnemers/<slug:kenmerk>/verwijderen/", organisator.verwijder, name="verwijder"),
    path("d/afmelden/<str:token>/", persoonlijk.afmelden, name="afmelden"),
    path("d/gegevens/<str:token>/", persoonlijk.gegevens, name="gegevens"),
    path("d/gegevens/<str:token>/mijn-gegevens.json", persoonlijk.download, name="download"),
    path("peilingen/nieuw/", peilingen.nieuw, name="peiling_maken"),
    path("peilingen/<slug:kenmerk>/", peilingen.peiling, name="peiling"),
    path("peilingen/<slug:kenmerk>/beheer/", peilingen.beheer, name="peiling_beheer"),
]
