"""Addresses of themas and leeraanbod."""

from django.urls import path

from themas import views

app_name = "themas"
urlpatterns = [
    path("themas/", views.themas, name="overzicht"),
    path("themas/<str:slug>/", views.thema, name="thema"),
    path("leeraanbod/", views.leeraanbod_lijst, name="leeraanbod_lijst"),
    path("leeraanbod/<str:slug>/", views.leeraanbod, name="leeraanbod"),
]
