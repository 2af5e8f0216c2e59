"""Addresses of themas."""

from django.urls import URLPattern

app_name = "themas"
urlpatterns: list[URLPattern] = []
