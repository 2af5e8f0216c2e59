"""Addresses of verhalen."""

from django.urls import path

from bouwstenen.verhalen import feeds, views

app_name = "verhalen"
urlpatterns = [
    path("verhalen/", views.lijst, name="lijst"),
    path("verhalen/verhalen.atom", feeds.VerhalenFeed(), name="feed"),
    path("verhalen/schrijven/", views.schrijven, name="schrijven"),
    path("verhalen/schrijven/<str:urn_id>/", views.schrijven, name="bewerken"),
    path("verhalen/schrijven/<str:urn_id>/intrekken/", views.intrekken, name="intrekken"),
    path("verhalen/<slug:slug>/", views.verhaal, name="verhaal"),
]
