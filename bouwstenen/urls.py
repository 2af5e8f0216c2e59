"""Addresses of bouwstenen."""

from django.urls import URLPattern

app_name = "bouwstenen"
urlpatterns: list[URLPattern] = []
