"""Addresses of rounds of coding."""

from django.urls import path

from kennisbank.onderzoek.codering import views
from kennisbank.onderzoek.codering.afstemmen import views as afstemmen
from kennisbank.onderzoek.codering.coderen import views as coderen
from kennisbank.onderzoek.codering.overeenstemming import views as overeenstemming
from kennisbank.onderzoek.codering.overnemen import views as overnemen

app_name = "codering"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("<slug:kenmerk>/", views.ronde, name="ronde"),
    path("<slug:kenmerk>/bewerken/", views.bewerken, name="bewerken"),
    path("<slug:kenmerk>/verwijderen/", views.verwijderen, name="verwijderen"),
    path("<slug:kenmerk>/codeurs/", views.codeurs, name="codeurs"),
    path("<slug:kenmerk>/stap/<slug:actie>/", views.stap, name="stap"),
    path("<slug:kenmerk>/spoor/", views.spoor, name="spoor"),
    path("<slug:kenmerk>/coderen/", coderen.verder, name="coderen"),
    path("<slug:kenmerk>/coderen/overzicht/", coderen.overzicht, name="overzicht"),
    path("<slug:kenmerk>/coderen/<int:nummer>/", coderen.eenheid, name="eenheid"),
    path("<slug:kenmerk>/overeenstemming/", overeenstemming.overeenstemming, name="overeenstemming"),
    path("<slug:kenmerk>/overeenstemming/codes.<slug:soort>", overeenstemming.bestand, name="bestand"),
    path("<slug:kenmerk>/overeenstemming/<slug:tabel>.csv", overeenstemming.csv, name="csv"),
    path("<slug:kenmerk>/afstemmen/", afstemmen.lijst, name="afstemmen"),
    path("<slug:kenmerk>/afstemmen/meerderheid/", afstemmen.meerderheid, name="meerderheid"),
    path("<slug:kenmerk>/afstemmen/<int:nummer>/", afstemmen.eenheid, name="verschil"),
    path("<slug:kenmerk>/overnemen/", overnemen.overnemen, name="overnemen"),
]
