"""Every address of the redactie's own pages, one file per subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("kennisbank.redactie.voorstellen.urls")),
    path("", include("kennisbank.redactie.bewerken.urls")),
    path("", include("kennisbank.redactie.discussie.urls")),
    path("", include("kennisbank.redactie.dekking.urls")),
    path("", include("kennisbank.redactie.terugkoppeling.urls")),
]
