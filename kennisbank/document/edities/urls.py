"""Addresses of editions. They hold the urn id of the document, so that renaming it changes none of them."""

from django.urls import path

from kennisbank.document.edities import feeds, views

app_name = "edities"
urlpatterns = [
    path("edities/", views.lijst, name="lijst"),
    path("edities/edities.atom", feeds.EditiesFeed(), name="feed"),
    path("edities/<str:urn_id>/", views.lijst, name="document"),
    path("edities/<str:urn_id>/vergelijken/", views.vergelijken, name="vergelijken"),
    path("edities/<str:urn_id>/<int:nummer>/", views.editie, name="editie"),
    path("edities/<str:urn_id>/<int:nummer>/lezen/", views.lezen, name="lezen"),
]
