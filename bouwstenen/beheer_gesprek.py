"""Gesprekken and organisaties in the Wagtail admin."""

from typing import Any

from django import forms
from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail_modeladmin.helpers import PermissionHelper

from bouwstenen.models import Gesprek, Organisatie
from bouwstenen.services import deliver_gesprek, may_edit_gesprek, save_gesprek, save_organisatie
from kennisbank.accounts.models import User
from kennisbank.ui.markdownveld import markdown_input
from kennisbank.ui.modeladmin import SafeModelAdmin


class GesprekForm(WagtailAdminModelForm):
    """A gesprek; a delivered one asks why it is corrected, another may be delivered."""

    reden = forms.CharField(
        label="Waarom corrigeer je dit?",
        max_length=500,
        required=False,
        help_text="Alleen nodig als het gesprek al is opgeleverd. Lezers zien dat er iets gecorrigeerd is en waarom.",
    )
    opleveren = forms.BooleanField(
        label="Lever dit gesprek op",
        required=False,
        help_text="Daarna staat het verslag vast en is elke correctie zichtbaar.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "gespreksleider" in self.fields:
            leads = {"groups__permissions__codename": "change_gesprek", "is_active": True}
            self.fields["gespreksleider"].queryset = User.objects.filter(**leads).distinct()
        if self.instance.is_opgeleverd:
            self.fields["opleveren"].disabled = True
            self.fields["opleveren"].help_text = "Dit gesprek is opgeleverd."


class GesprekPermissionHelper(PermissionHelper):
    """A gespreksleider changes their own gesprekken, the redactie all; none is deleted."""

    def user_can_inspect_obj(self, user: Any, obj: Gesprek) -> bool:
        return may_edit_gesprek(obj, user)

    def user_can_edit_obj(self, user: Any, obj: Gesprek) -> bool:
        return may_edit_gesprek(obj, user)

    def user_can_delete_obj(self, user: Any, obj: Gesprek) -> bool:
        return False


class OrganisatieFilter(SimpleListFilter):
    """One organisation. Django's own filter on a relation wants the admin site of Django, which is not here."""

    title = "organisatie"
    parameter_name = "organisatie"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(pk), naam) for pk, naam in Organisatie.objects.values_list("pk", "naam")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Gesprek]) -> QuerySet[Gesprek]:
        value: Any = self.value()
        return queryset.filter(organisaties=value).distinct() if value else queryset


class GesprekAdmin(SafeModelAdmin):
    """Conversations."""

    model = Gesprek
    menu_label = "Gesprekken"
    menu_icon = "comment"
    menu_order = 210
    list_display = ("titel", "datum", "format", "stap", "opgeleverd_op", "aantal")
    list_filter = ("format", "werkvorm", "stap", "verslagvorm", OrganisatieFilter)
    search_fields = ("titel", "samenvatting", "opgave")
    list_export = ("urn", "titel", "datum", "format", "werkvorm", "stap", "verslagvorm", "aantal_deelnemers", "opgave")
    inspect_view_enabled = True
    inspect_view_fields = (
        "urn", "titel", "datum", "format", "werkvorm", "organisaties", "opgave", "stap", "verslagvorm",
        "aantal_deelnemers", "samenvatting", "verslag", "opgeleverd_op",
    )  # fmt: skip
    permission_helper_class = GesprekPermissionHelper

    def get_queryset(self, request: HttpRequest) -> QuerySet[Gesprek]:
        """What this user may change, with the count of the list in one query."""
        queryset: Any = super().get_queryset(request)
        return queryset.editable_by(request.user).with_counts()

    def aantal(self, gesprek: Any) -> int:
        """How many bouwstenen came out."""
        return int(gesprek.aantal_bouwstenen)

    aantal.short_description = "Bouwstenen"  # type: ignore[attr-defined]
    aantal.admin_order_field = "aantal_bouwstenen"  # type: ignore[attr-defined]

    def get_edit_handler(self) -> Panel:
        """The form in the order of the work: plan, hold, record, deliver."""
        return ObjectList(
            [
                FieldPanel("titel"),
                FieldRowPanel([FieldPanel("datum"), FieldPanel("stap")]),
                FieldRowPanel([FieldPanel("format"), FieldPanel("werkvorm")]),
                FieldPanel("organisaties", widget=forms.CheckboxSelectMultiple),
                FieldPanel("opgave"),
                FieldPanel("gespreksleider", permission="bouwstenen.correct_gesprek"),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("verslagvorm"), FieldPanel("aantal_deelnemers")]),
                        FieldPanel("samenvatting"),
                        FieldPanel("verslag", widget=markdown_input()),
                    ],
                    heading="Opbrengst",
                ),
                FieldPanel("zichtbaar"),
                MultiFieldPanel([FieldPanel("opleveren"), FieldPanel("reden")], heading="Opleveren en corrigeren"),
            ],
            base_form_class=GesprekForm,
        )

    def save_with_service(self, form: Any, user: Any) -> Gesprek:
        """The gesprek with its organisations; delivered when asked."""
        gesprek = save_gesprek(
            form.save(commit=False),
            organisaties=form.cleaned_data["organisaties"],
            reden=form.cleaned_data["reden"],
            user=user,
        )
        if form.cleaned_data["opleveren"] and not gesprek.is_opgeleverd:
            deliver_gesprek(gesprek, user=user)
        return gesprek


class OrganisatieAdmin(SafeModelAdmin):
    """Where people work."""

    model = Organisatie
    menu_label = "Organisaties"
    menu_icon = "group"
    menu_order = 240
    list_display = ("naam", "soort")
    list_filter = ("soort",)
    search_fields = ("naam",)

    def get_edit_handler(self) -> Panel:
        """Name and kind."""
        return ObjectList([FieldPanel("naam"), FieldPanel("soort")])

    def save_with_service(self, form: Any, user: Any) -> Organisatie:
        """The organisation."""
        return save_organisatie(form.save(commit=False), user=user)
