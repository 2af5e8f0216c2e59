"""Addresses of kept searches."""

from django.urls import path

from kennisbank.accounts.zoekopdrachten import views

app_name = "zoekopdrachten"

urlpatterns = [
    path("zoekopdrachten/", views.lijst, name="lijst"),
    path("zoekopdrachten/nieuw/", views.nieuw, name="nieuw"),
    path("zoekopdrachten/<int:pk>/", views.wijzigen, name="wijzigen"),
    path("zoekopdrachten/<int:pk>/verwijderen/", views.verwijderen, name="verwijderen"),
    path("zoekopdrachten/afmelden/<str:token>/", views.afmelden, name="afmelden"),
]
