"""Addresses of REFI-QDA files."""

from django.urls import re_path

from kennisbank.exchange.refi import views

app_name = "refi"
urlpatterns = [
    re_path(r"^zoeken/uitvoer/(?P<formaat>qdpx|qdc)/$", views.zoekvraag, name="zoekvraag"),
    re_path(
        r"^onderzoek/selecties/(?P<kenmerk>[-\w]+)/uitvoer/(?P<formaat>qdpx|qdc)/$", views.selectie, name="selectie"
    ),
]
