"""Addresses of the startkit."""

from django.urls import path

from bouwstenen.startkit import views, views_materiaal

app_name = "startkit"
urlpatterns = [
    path("startkit/", views.start, name="start"),
    path("startkit/vormen/", views.vormen, name="vormen"),
    path("startkit/vormen/<str:sleutel>/", views.vorm, name="vorm"),
    path("startkit/vormen/<str:sleutel>/timer/", views.timer, name="timer"),
    path("startkit/vragen/", views.vragenkiezer, name="vragen"),
    path("startkit/materiaal/", views_materiaal.materiaal, name="materiaal"),
    path("startkit/materiaal/<str:sleutel>.pdf", views_materiaal.invulblad, name="invulblad"),
    path("startkit/materiaal/<str:slug>/", views_materiaal.stuk, name="stuk"),
    path("startkit/figuur.svg", views_materiaal.figuur, name="figuur"),
    path("startkit/<str:sleutel>/", views.stap, name="stap"),
]
