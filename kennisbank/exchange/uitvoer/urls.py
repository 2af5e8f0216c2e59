"""Addresses of searches and selecties as a file."""

from django.urls import path

from kennisbank.exchange.uitvoer import views

app_name = "uitvoer"
urlpatterns = [
    path("zoeken/uitvoer/<slug:formaat>/", views.zoekvraag, name="zoekvraag"),
    path("onderzoek/selecties/<slug:kenmerk>/uitvoer/<slug:formaat>/", views.selectie, name="selectie"),
]
