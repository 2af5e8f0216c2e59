"""Addresses of accounts."""

from django.contrib.auth import views as auth_views
from django.urls import URLPattern, path

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("inloggen/", auth_views.LoginView.as_view(template_name="accounts/inloggen.html"), name="inloggen"),
]
