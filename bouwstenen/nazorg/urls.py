"""Addresses of what comes after a gesprek."""

from django.urls import path

from bouwstenen.nazorg import views

app_name = "nazorg"
urlpatterns = [path("gesprekken/<str:urn_id>/dankbericht/", views.dankbericht, name="dankbericht")]
