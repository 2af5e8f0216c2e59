"""The redactie's screens for verhalen: the queue, and deciding on one."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from bouwstenen.verhalen.forms import RedenForm
from bouwstenen.verhalen.models import Verhaal, VerhaalStatus
from bouwstenen.verhalen.services import decline_verhaal, newest_nummer, publish_verhaal
from kennisbank.accounts.models import User
from kennisbank.ui.tekst import render_tekst

PER_PAGE = 25
BEELDEN = {"ingezonden": "Te beoordelen", "gepubliceerd": "Op de site", "afgewezen": "Niet geplaatst"}


class VerhalenView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about verhalen, for who may decide on them."""

    header_icon = "openquote"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("verhalen.moderate_verhaal"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """Who is at the screen."""
        return cast("User", self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        queue = {"url": reverse("verhalen_beheer:lijst"), "label": "Verhalen"}
        items = [{"url": reverse("wagtailadmin_home"), "label": "Beheer"}, queue]
        return items if self.page_title == "Verhalen" else [*items, {"url": "", "label": self.page_title}]


class LijstView(VerhalenView):
    """The verhalen that wait, or those that were decided on."""

    template_name = "verhalen/beheer/lijst.html"
    page_title = "Verhalen"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        beeld = request.GET.get("beeld", "")
        beeld = beeld if beeld in BEELDEN else "ingezonden"
        rows = Verhaal.objects.filter(status=beeld).for_cards()
        order = ("ingezonden_op", "pk") if beeld == "ingezonden" else ("-ingezonden_op", "-pk")
        page = Paginator(rows.order_by(*order), PER_PAGE).get_page(request.GET.get("p"))
        return self.render_to_response(self.get_context_data(pagina=page, beeld=beeld, beelden=BEELDEN))


class BeslisView(VerhalenView):
    """One verhaal: read it, publish it, or say why not."""

    template_name = "verhalen/beheer/beslissen.html"
    page_title = "Beslissen over een verhaal"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self._find(), RedenForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verhaal = self._find()
        form = RedenForm(request.POST)
        publishing = request.POST.get("actie") == "plaatsen"
        try:
            if publishing:
                form = RedenForm()
                publish_verhaal(verhaal, versie=_number(request.POST.get("versie", "")), user=self.user)
            elif form.is_valid():
                decline_verhaal(verhaal, reden=form.cleaned_data["reden"], user=self.user)
            else:
                return self._show(verhaal, form, status=422)
        except ValidationError as error:
            return self._show(self._find(), form, fouten=error.messages, status=422)
        messages.success(request, "Het verhaal staat op de site." if publishing else "De schrijver krijgt bericht.")
        return redirect("verhalen_beheer:lijst")

    def _find(self) -> Verhaal:
        rows = Verhaal.objects.exclude(status=VerhaalStatus.CONCEPT).select_related("auteur", "gesprek")
        return get_object_or_404(rows, urn_id=self.kwargs["urn_id"])

    def _show(
        self, verhaal: Verhaal, form: RedenForm, *, fouten: list[str] | None = None, status: int = 200
    ) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(
                verhaal=verhaal,
                versie=newest_nummer(verhaal),
                tekst=render_tekst(verhaal.tekst, basis_kopniveau=3),
                video_tekst=render_tekst(verhaal.video_tekst, prefix="video-", basis_kopniveau=4),
                themas=[thema.naam for thema in verhaal.themas.all()],
                eigen=verhaal.auteur_id == self.user.pk,
                formulier=form,
                fouten=fouten or [],
            ),
            status=status,
        )


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 0
