"""The import screens in the Wagtail admin: first a trial run with its report, then the import."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from kennisbank.accounts.models import User
from kennisbank.exchange.formats.documents import read_document_bytes
from kennisbank.exchange.formats.rowfiles import read_table_bytes
from kennisbank.exchange.formats.source import LeesFout
from kennisbank.exchange.forms import BouwstenenUploadForm, DocumentUploadForm, UploadForm
from kennisbank.exchange.report import Importverslag
from kennisbank.exchange.rows import KOLOMMEN
from kennisbank.exchange.sample import sample_csv, sample_xlsx
from kennisbank.exchange.services import import_bouwstenen, import_document
from kennisbank.exchange.uploads import Upload, drop_upload, find_upload, keep_upload

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportView(WagtailAdminTemplateMixin, TemplateView):
    """Upload, see what would happen, then do it. Subclasses say with which form, permission and service."""

    header_icon = "upload"
    status = 200
    soort = ""
    permission = ""
    form_class: type[UploadForm] = UploadForm

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": "Beheer"}, {"url": "", "label": self.page_title}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """Who imports: somebody who is logged in, or the permission would be lacking."""
        return cast("User", self.request.user)

    def run(self, upload: Upload, *, dry_run: bool) -> Importverslag:
        """Read the file and import it, or say what that would do. Raises LeesFout or ValidationError."""
        raise TypeError(f"{type(self).__name__} imports nothing.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(form=self.form_class())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = request.POST.get("token", "")
        if not token:
            return self._try_out(request)
        if "annuleer" in request.POST:
            drop_upload(request.session, token)
            return redirect(request.path)
        upload = find_upload(request.session, self.user.pk, self.soort, token)
        if upload is None:
            messages.error(request, "Dit bestand is niet meer bewaard. Kies het opnieuw.")
            return redirect(request.path)
        return self._import(request, upload)

    def _try_out(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST, request.FILES)
        if not form.is_valid():
            return self._refuse(form)
        opties = {naam: waarde for naam, waarde in form.cleaned_data.items() if naam != "bestand"}
        bestand = form.cleaned_data["bestand"]
        upload = Upload("", bestand.name, bestand.read(), opties)
        verslag = self._run_on_form(form, upload, dry_run=True)
        if verslag is None or verslag.is_geweigerd:
            return self._refuse(form, verslag)
        token = keep_upload(request.session, self.user.pk, self.soort, upload)
        return self._show(verslag=verslag, token=token, naam=upload.naam)

    def _import(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        form = self.form_class(initial=upload.opties)
        verslag = self._run_on_form(form, upload, dry_run=False)
        if verslag is None or verslag.is_geweigerd:
            return self._refuse(form, verslag)
        drop_upload(request.session, upload.token)
        messages.success(request, verslag.samenvatting)
        return self._show(verslag=verslag, naam=upload.naam)

    def _run_on_form(self, form: UploadForm, upload: Upload, *, dry_run: bool) -> Importverslag | None:
        """The report; None when the import was refused, with the reason on the form."""
        try:
            return self.run(upload, dry_run=dry_run)
        except LeesFout as error:
            reason = str(error)
        except (ValidationError, PermissionDenied) as error:
            reason = " ".join(getattr(error, "messages", [str(error)]))
        if form.is_bound:
            form.add_error("bestand", reason)
        else:
            messages.error(self.request, reason)
        return None

    def _refuse(self, form: UploadForm, verslag: Importverslag | None = None) -> HttpResponse:
        self.status = 422
        return self._show(form=form, verslag=verslag)

    def _show(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=self.status)


class DocumentImportView(ImportView):
    """Import a document from a zip file of Markdown, one Markdown file or a JSONL file."""

    template_name = "exchange/document.html"
    page_title = "Document importeren"
    soort = "document"
    permission = "exchange.import_document"
    form_class = DocumentUploadForm

    def run(self, upload: Upload, *, dry_run: bool) -> Importverslag:
        bron = read_document_bytes(upload.inhoud, upload.naam)
        return import_document(bron, user=self.user, dry_run=dry_run, **upload.opties)


class BouwstenenImportView(ImportView):
    """Import bouwstenen from a table."""

    template_name = "exchange/bouwstenen.html"
    page_title = "Bouwstenen importeren"
    soort = "bouwstenen"
    permission = "exchange.import_bouwstenen"
    form_class = BouwstenenUploadForm

    def run(self, upload: Upload, *, dry_run: bool) -> Importverslag:
        tabel = read_table_bytes(upload.inhoud, upload.naam, KOLOMMEN)
        all_or_nothing = not upload.opties.get("goede_rijen")
        return import_bouwstenen(tabel, user=self.user, dry_run=dry_run, all_or_nothing=all_or_nothing)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"kolommen": KOLOMMEN}


@require_safe
@require_admin_access
def sjabloon(request: HttpRequest, vorm: str) -> HttpResponse:
    """The template to fill in, as CSV or XLSX."""
    if not request.user.has_perm(BouwstenenImportView.permission):
        raise PermissionDenied
    content, kind = (sample_xlsx(), XLSX) if vorm == "xlsx" else (sample_csv(), "text/csv; charset=utf-8")
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="bouwstenen-sjabloon.{vorm}"'
    return response
