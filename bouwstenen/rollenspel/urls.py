"""Addresses of the rollenspel."""

from django.urls import path

from bouwstenen.rollenspel import views
from bouwstenen.rollenspel.nakijken import views as nakijken
from bouwstenen.rollenspel.spelen import spelerviews
from bouwstenen.rollenspel.spelen import views as spelen

app_name = "rollenspel"
urlpatterns = [
    path("rollenspel/", views.overzicht, name="overzicht"),
    path("rollenspel/mee/", spelerviews.meedoen, name="meedoen"),
    path("rollenspel/spellen/", views.spellen, name="spellen"),
    path("rollenspel/spel/<str:kenmerk>/", spelen.scherm, name="scherm"),
    path("rollenspel/spel/<str:kenmerk>/stand/", spelen.stand, name="stand"),
    path("rollenspel/spel/<str:kenmerk>/qr.svg", spelen.qr, name="qr"),
    path("rollenspel/spel/<str:kenmerk>/verder/", spelen.verder, name="verder"),
    path("rollenspel/spel/<str:kenmerk>/samen/<str:rol>/", spelen.samen, name="samen"),
    path("rollenspel/spel/<str:kenmerk>/conclusie/", spelen.conclusie, name="conclusie"),
    path("rollenspel/spel/<str:kenmerk>/weg/", spelen.weg, name="weg"),
    path("rollenspel/spel/<str:kenmerk>/speler/", spelerviews.speler, name="speler"),
    path("rollenspel/spel/<str:kenmerk>/speler/rol/", spelerviews.rol, name="speler_rol"),
    path("rollenspel/spel/<str:kenmerk>/speler/inzet/", spelerviews.inzet, name="speler_inzet"),
    path("rollenspel/spel/<str:kenmerk>/speler/conclusie/", spelerviews.conclusie, name="speler_conclusie"),
    path("rollenspel/spel/<str:kenmerk>/speler/stem/", spelerviews.stem, name="speler_stem"),
    path("rollenspel/spel/<str:kenmerk>/speler/weg/", spelerviews.weg, name="speler_weg"),
    path("rollenspel/spel/<str:kenmerk>/resultaat/", nakijken.resultaat, name="resultaat"),
    path("rollenspel/spel/<str:kenmerk>/nakijken/", nakijken.nakijken, name="nakijken"),
    path("rollenspel/spel/<str:kenmerk>/gesprek/", nakijken.gesprek, name="gesprek"),
    path("rollenspel/spel/<str:kenmerk>/inzenden/", nakijken.inzenden, name="inzenden"),
    path("rollenspel/spel/<str:kenmerk>/verwijderen/", nakijken.verwijderen, name="verwijderen"),
    path("rollenspel/<slug:slug>/", views.casus, name="casus"),
    path("rollenspel/<slug:slug>/afdrukken/", views.afdrukken, name="afdrukken"),
    path("rollenspel/<slug:slug>/beginnen/", views.beginnen, name="beginnen"),
]
