"""Addresses of the terugkoppeling."""

from django.urls import path

from kennisbank.redactie.terugkoppeling import views

app_name = "terugkoppeling"
urlpatterns = [
    path("gesprekken/<str:urn_id>/terugkoppeling/", views.gesprek, name="gesprek"),
    path("d/terugkoppeling/<str:token>/", views.terugkoppeling, name="terugkoppeling"),
]
