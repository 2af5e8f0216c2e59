"""Addresses around the record of a gesprek."""

from django.urls import path

from bouwstenen.meelezen import leesviews, views
from bouwstenen.meelezen.bijlagen import views as bijlagen

app_name = "meelezen"
urlpatterns = [
    path("gesprekken/<str:urn_id>/meelezen/", views.beheer, name="beheer"),
    path("gesprekken/<str:urn_id>/meelezen/<str:kenmerk>/", views.besluit, name="besluit"),
    path("gesprekken/<str:urn_id>/opleveren/", views.opleveren, name="opleveren"),
    path("gesprekken/<str:urn_id>/invulblad/<str:soort>.pdf", bijlagen.invulblad, name="invulblad"),
    path("gesprekken/<str:urn_id>/bijlagen/", bijlagen.bijlagen, name="bijlagen"),
    path("gesprekken/<str:urn_id>/bijlagen/concepten/", bijlagen.concepten, name="concepten"),
    path("gesprekken/<str:urn_id>/bijlagen/<str:kenmerk>/", bijlagen.verslag, name="verslag"),
    path("gesprekken/<str:urn_id>/bijlagen/<str:kenmerk>/passage/", bijlagen.passage_weghalen, name="passage_weghalen"),
    path("gesprekken/<str:urn_id>/bijlagen/<str:kenmerk>/wijzig/", bijlagen.wijzig, name="wijzig"),
    path("gesprekken/<str:urn_id>/bijlagen/<str:kenmerk>/bestand/", bijlagen.bestand, name="bestand"),
    path("d/meelezen/<str:token>/", leesviews.meelezen, name="meelezen"),
]
