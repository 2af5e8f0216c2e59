"""Every address of the site."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from kennisbank import views

urlpatterns = [
    path("beheer/", include(wagtailadmin_urls)),
    path("bestanden/", include(wagtaildocs_urls)),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("sitemap.xml", sitemap, {"sitemaps": views.SITEMAPS}, name="sitemap"),
    # Uploads, for a machine without a proxy that does so. Scripts in them do not run: the site's own policy goes along.
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}, name="media"),
    path("", include("kennisbank.accounts.urls")),
    path("", include("kennisbank.accounts.zoekopdrachten.urls")),
    path("", include("bouwstenen.aanmelden.urls")),
    path("", include("bouwstenen.meelezen.urls")),
    path("", include("bouwstenen.nazorg.urls")),
    path("", include("bouwstenen.verhalen.urls")),
    path("", include("bouwstenen.organiseren.urls")),
    path("", include("bouwstenen.startkit.urls")),
    path("", include("bouwstenen.rollenspel.urls")),
    path("", include("bouwstenen.opbrengst.urls")),
    path("", include("bouwstenen.draden.urls")),
    path("", include("bouwstenen.urls")),
    path("", include("themas.urls")),
    path("", include("kennisbank.exchange.refi.urls")),
    path("", include("kennisbank.search.urls")),
    path("", include("kennisbank.exchange.urls")),
    path("onderzoek/memos/", include("kennisbank.onderzoek.memos.urls")),
    path("onderzoek/codering/", include("kennisbank.onderzoek.codering.urls")),
    path("onderzoek/", include("kennisbank.onderzoek.urls")),
    path("", include("kennisbank.redactie.urls")),
    path("", include("kennisbank.document.edities.urls")),
    path("", include("kennisbank.document.urls")),
    path("", include(wagtail_urls)),
]
handler400 = "kennisbank.views.bad_request"
