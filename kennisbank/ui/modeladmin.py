"""wagtail-modeladmin with its holes closed.

As shipped, a user who may only look can probe any database lookup through the address
(`?auteur__password__startswith=`), the history view checks no permission, an unknown parameter is a server error, a
save goes past our services, and exported cells may hold formulas.
"""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import CreateView, EditView, HistoryView, IndexView

from kennisbank.text.spreadsheet import plain_text

_OWN_SUFFIXES = ("exact", "id__exact", "isnull")
"""What the list filters of Django themselves write behind the name of a field."""


def defuse(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe in front."""
    return plain_text(value) if isinstance(value, str) else value


class SafeIndexView(IndexView):
    """A list that filters on the declared filters alone and exports harmless cells."""

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """The parameters of declared filters; anything else in the address is ignored."""
        allowed = {
            name for field in self._filter_names() for name in (field, *(f"{field}__{s}" for s in _OWN_SUFFIXES))
        }
        return {name: value for name, value in super().get_filters_params(params).items() if name in allowed}

    def _filter_names(self) -> list[str]:
        names = []
        for declared in self.list_filter:
            field = declared[0] if isinstance(declared, (tuple, list)) else declared
            names.append(field.parameter_name if hasattr(field, "parameter_name") else str(field))
        return names

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet[Any]:
        """The filtered list; a filter value that makes no sense shows everything instead of failing."""
        try:
            return super().get_queryset(request)
        except (IncorrectLookupParameters, SuspiciousOperation, ValueError, TypeError, ValidationError):
            self.params = QueryDict(mutable=True)
            return super().get_queryset(request)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: defuse(value) for name, value in super().to_row_dict(item).items()}


class SafeHistoryView(HistoryView):
    """History for who may change the object."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.permission_helper.user_can_edit_obj(request.user, self.instance):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ServiceFormMixin:
    """Saves through the `save_with_service` of the model admin, so that views and admin behave alike."""

    def form_valid(self, form: Any) -> HttpResponse:
        known_pk = form.instance.pk
        try:
            with transaction.atomic():
                self.model_admin.save_with_service(form, self.request.user)  # type: ignore[attr-defined]
        except ValidationError as error:
            form.instance.pk = known_pk
            self._add_errors(form, error)
            return self.form_invalid(form)  # type: ignore[attr-defined]
        return self._saved(form)

    def _add_errors(self, form: Any, error: ValidationError) -> None:
        if not hasattr(error, "error_dict"):
            form.add_error(None, error)
            return
        for field, errors in error.error_dict.items():
            form.add_error(field if field in form.fields else None, errors)

    def _saved(self, form: Any) -> HttpResponse:
        messages.success(
            self.request,  # type: ignore[attr-defined]
            self.get_success_message(form.instance),  # type: ignore[attr-defined]
            buttons=self.get_success_message_buttons(form.instance),  # type: ignore[attr-defined]
        )
        return redirect(self.get_success_url())  # type: ignore[attr-defined]


class ServiceCreateView(ServiceFormMixin, CreateView):
    """Adds through the service."""


class ServiceEditView(ServiceFormMixin, EditView):
    """Changes through the service."""


def _existing_id(instance_pk: str) -> str:
    """The id from the address; what cannot be one is not found, instead of a server error."""
    if not (instance_pk.isascii() and instance_pk.isdigit() and len(instance_pk) < 19):
        raise Http404("Dit bestaat niet.")
    return instance_pk


class SafeModelAdmin(ModelAdmin):
    """ModelAdmin with the holes closed; subclasses give `save_with_service(form, user)`."""

    index_view_class = SafeIndexView
    create_view_class = ServiceCreateView
    edit_view_class = ServiceEditView
    history_view_class = SafeHistoryView
    list_per_page = 50

    def edit_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return super().edit_view(request, _existing_id(instance_pk))

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return super().inspect_view(request, _existing_id(instance_pk))

    def delete_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return super().delete_view(request, _existing_id(instance_pk))

    def history_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return super().history_view(request, _existing_id(instance_pk))

    def save_with_service(self, form: Any, user: Any) -> Any:
        """Save what the form holds, through the service of the model."""
        raise TypeError(f"{type(self).__name__} names no service to save with.")
