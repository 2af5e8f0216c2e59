"""Addresses of accounts."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from kennisbank.accounts import views

app_name = "accounts"
urlpatterns = [
    path("inloggen/", views.Inloggen.as_view(), name="inloggen"),
    path("uitloggen/", LogoutView.as_view(), name="uitloggen"),
    path("profiel/", views.profiel, name="profiel"),
    path("wachtwoord/wijzigen/", views.WachtwoordWijzigen.as_view(), name="wachtwoord_wijzigen"),
    path("wachtwoord/vergeten/", views.WachtwoordVergeten.as_view(), name="wachtwoord_vergeten"),
    path("wachtwoord/vergeten/verstuurd/", views.HerstelVerstuurd.as_view(), name="herstel_verstuurd"),
    path("wachtwoord/herstellen/<uidb64>/<token>/", views.WachtwoordHerstellen.as_view(), name="wachtwoord_herstellen"),
]
