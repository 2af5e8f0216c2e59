"""Hoofdstukken in the Wagtail admin."""

from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from kennisbank.document.models import Hoofdstuk


class HoofdstukEditView(EditView):
    """Wagtail's edit view, that never overwrites somebody's newer text and publishes all or nothing.

    Wagtail refuses an outdated autosave but lets the Save button overwrite silently.
    """

    def form_valid(self, form: Any) -> HttpResponseBase:
        if self.is_out_of_date and self.action_name in {"save", "publish", "submit"}:
            form.add_error(
                None,
                "Iemand anders heeft dit hoofdstuk intussen bewaard. Wat jij typte staat hieronder nog. Open het "
                "hoofdstuk in een nieuw tabblad, neem de andere wijziging over en bewaar dan opnieuw.",
            )
            return self.form_invalid(form)
        return super().form_valid(form)

    def publish_action(self) -> HttpResponseBase:
        with transaction.atomic():
            return super().publish_action()


class HoofdstukViewSet(PageViewSet):
    """The screens for hoofdstukken."""

    model = Hoofdstuk
    edit_view_class = HoofdstukEditView
