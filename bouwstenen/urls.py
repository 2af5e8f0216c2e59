"""Addresses of bouwstenen and gesprekken."""

from django.urls import path

from bouwstenen import views

app_name = "bouwstenen"
urlpatterns = [
    path("bouwstenen/", views.bouwstenen, name="lijst"),
    path("bouwstenen/inzenden/", views.inzenden, name="inzenden"),
    path("bouwstenen/inzenden/bedankt/<str:urn_id>/", views.bedankt, name="bedankt"),
    path("bouwstenen/voorbeeld/", views.voorbeeld, name="voorbeeld"),
    path("bouwstenen/<str:urn_id>/", views.bouwsteen, name="bouwsteen"),
    path("gesprekken/", views.gesprekken, name="gesprekken"),
    path("gesprekken/<str:urn_id>/", views.gesprek, name="gesprek"),
]
