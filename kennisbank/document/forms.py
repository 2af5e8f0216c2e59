"""The admin form of a hoofdstuk."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class HoofdstukForm(WagtailAdminPageForm):
    """Asks for a change note when publishing, and starts every new change with an empty note."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound and "wijzigingsnotitie" in self.fields:
            newest = self.instance.versies.order_by("-nummer").values_list("toelichting", flat=True).first()
            if newest is not None and newest == self.instance.wijzigingsnotitie:
                self.initial["wijzigingsnotitie"] = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "action-publish" in self.data and not cleaned.get("wijzigingsnotitie", "").strip():
            self.add_error(
                "wijzigingsnotitie", "Vertel lezers in een zin wat er veranderd is en waarom. Daarna kun je publiceren."
            )
        return dict(cleaned)
