"""Groups of words that mean the same when searching, in the Wagtail admin."""

from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel, ObjectList, Panel

from kennisbank.search.models import Synoniemgroep
from kennisbank.search.synoniemen.services import save_synoniemgroep
from kennisbank.ui.modeladmin import SafeModelAdmin


class SynoniemgroepAdmin(SafeModelAdmin):
    """What else a word is called, apart from the synonyms that belong to a thema."""

    model = Synoniemgroep
    menu_label = "Synoniemen"
    menu_icon = "search"
    menu_order = 225
    list_display = ("__str__", "toelichting", "gewijzigd_op")
    search_fields = ("woorden", "toelichting")
    list_export = ("woorden", "toelichting")

    def get_edit_handler(self) -> Panel:
        """The words, one per line, and why."""
        return ObjectList([FieldPanel("woorden", widget=forms.Textarea(attrs={"rows": 6})), FieldPanel("toelichting")])

    def save_with_service(self, form: Any, user: Any) -> Synoniemgroep:
        """Save with the service, which says what is wrong with the words."""
        return save_synoniemgroep(form.save(commit=False), user=user)
