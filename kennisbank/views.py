"""Views of the site as a whole."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import GenericSitemap
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap as WagtailSitemap

from bouwstenen.models import Bouwsteen, Gesprek
from bouwstenen.startkit.sitemap import StartkitSitemap
from kennisbank.document.models import Editie
from themas.models import Leeraanbod, Thema


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was open too long, and how to go on without losing what was typed."""
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that an address or form makes no sense; made without the request, which may be what is wrong."""
    return HttpResponse(render_to_string("400.html"), status=400)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weak spot (RFC 9116); not found unless SECURITY_CONTACT is set."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + timedelta(days=180)).replace(microsecond=0).isoformat()
    lines = [f"Contact: {settings.SECURITY_CONTACT}", f"Expires: {expires}", "Preferred-Languages: nl, en"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """What search engines need not visit, and where the list of pages is."""
    closed = ["/beheer/", "/inloggen/", "/uitloggen/", "/profiel/", "/wachtwoord/", "/zoeken/", "/onderzoek/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The mark, for browsers that ask for it at the address of old."""
    return redirect(static("kennisbank/img/merk.svg"))


class PaginaSitemap(WagtailSitemap):
    """The pages of the tree, at the address where the visitor found this site, as the other things are."""

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        items = self.paginator.page(page).object_list.iterator()
        return [
            {"location": f"{protocol}://{domain}{item.get_url(self.request)}", "lastmod": self.lastmod(item)}
            for item in items
        ]


def _listed(queryset: Any, **info: str) -> GenericSitemap:
    return GenericSitemap({"queryset": queryset, **info})


SITEMAPS = {
    "paginas": PaginaSitemap,
    "edities": _listed(Editie.objects.for_lists().newest_first(), date_field="gepubliceerd_op"),
    "themas": _listed(Thema.objects.current()),
    "bouwstenen": _listed(Bouwsteen.objects.published(), date_field="gewijzigd_op"),
    "gesprekken": _listed(Gesprek.objects.published()),
    "leeraanbod": _listed(Leeraanbod.objects.all()),
    "startkit": StartkitSitemap,
}
