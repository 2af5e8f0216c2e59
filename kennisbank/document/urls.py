"""Addresses of documents beside those of the page tree."""

from django.urls import URLPattern

app_name = "document"
urlpatterns: list[URLPattern] = []
