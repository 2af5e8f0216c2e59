"""Addresses of discussions."""

from django.urls import path

from kennisbank.redactie.discussie import views

app_name = "discussies"
urlpatterns = [
    path("discussies/over/<slug:soort>/<slug:urn_id>/", views.over, name="over"),
    path("discussies/reacties/<int:reactie>/", views.modereer, name="modereer"),
    path("discussies/<slug:urn_id>/", views.discussie, name="discussie"),
    path("discussies/<slug:urn_id>/reageren/", views.reageer, name="reageer"),
    path("discussies/<slug:urn_id>/oplossen/", views.los_op, name="los_op"),
    path("<slug:document>/<slug:hoofdstuk>/discussies/", views.bij_hoofdstuk, name="bij_hoofdstuk"),
    path("<slug:document>/<slug:hoofdstuk>/bespreken/", views.bespreek, name="bespreek"),
]
