"""Bouwstenen in the Wagtail admin."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, InspectView, SnippetViewSet

from bouwstenen.models import Bouwsteen, BouwsteenStatus, Gesprek, Herkomst
from bouwstenen.services import create_bouwsteen, edit_bouwsteen
from kennisbank.ui.markdownveld import markdown_input
from kennisbank.ui.modeladmin import defuse
from themas.keuze import ThemasField, order_for_choice
from themas.models import Thema


class BouwsteenForm(WagtailAdminModelForm):
    """A bouwsteen, and why it is changed; origin follows from whether a gesprek is chosen."""

    reden = forms.CharField(
        label="Waarom wijzig je dit?",
        max_length=300,
        required=False,
        help_text="Komt bij de versies van deze bouwsteen te staan. De oude tekst blijft leesbaar.",
    )

    themas = ThemasField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lichaamsdeel"].queryset = Thema.objects.current().soort("lichaamsdeel")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("canvasvak") and cleaned.get("lichaamsdeel"):
            self.add_error("lichaamsdeel", "Kies een vak van het canvas of een lichaamsdeel, niet allebei.")
        gesprek = cleaned.get("gesprek")
        self.instance.herkomst = Herkomst.GESPREK if gesprek else Herkomst.INZENDING
        return dict(cleaned)


class BouwsteenFilterSet(WagtailFilterSet):
    """The filters beside the list."""

    zonder_thema = django_filters.BooleanFilter(
        label="Zonder thema", field_name="themas", lookup_expr="isnull", distinct=True
    )
    themas = django_filters.ModelMultipleChoiceFilter(
        label="Thema’s",
        queryset=order_for_choice(Thema.objects.current().exclude(soort="lichaamsdeel")),
        widget=forms.CheckboxSelectMultiple,
    )
    gesprek = django_filters.ModelChoiceFilter(label="Gesprek", queryset=Gesprek.objects.all())
    lichaamsdeel = django_filters.ModelChoiceFilter(
        label="Lichaamsdeel", queryset=Thema.objects.current().soort("lichaamsdeel")
    )

    class Meta:
        model = Bouwsteen
        fields = ["status", "stand", "soort", "tegengeluid", "herkomst"]


class BouwsteenIndexView(IndexView):
    """The list: what waits to be judged first, and exported cells that no spreadsheet takes for formulas."""

    def order_queryset(self, queryset: Any) -> Any:
        if self.request.GET.get("ordering"):
            return super().order_queryset(queryset)
        waiting = Case(When(status=BouwsteenStatus.INGEDIEND, then=Value(0)), default=Value(1))
        return queryset.order_by(waiting, "-aangemaakt_op", "-pk")

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: defuse(value) for name, value in super().to_row_dict(item).items()}


class _ServiceErrors:
    """Shows what a service refuses at the right field."""

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except ValidationError as error:
            fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            for name, texts in fields.items():
                form.add_error(name if name in form.fields else None, texts)
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined]


class BouwsteenInspectView(InspectView):
    """Shows a bouwsteen to who may see it: what nobody judged yet is for the redactie."""

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        bouwsteen = super().get_object(*args, **kwargs)
        return get_object_or_404(Bouwsteen.objects.visible_to(self.request.user), pk=bouwsteen.pk)


class BouwsteenCreateView(_ServiceErrors, CreateView):
    """Adds through the service; what the redactie adds is published at once."""

    def save_instance(self) -> Bouwsteen:
        bouwsteen = self.form.save(commit=False)
        bouwsteen.status = BouwsteenStatus.GEPUBLICEERD
        return create_bouwsteen(bouwsteen, themas=self.form.cleaned_data["themas"], user=self.request.user)


class BouwsteenEditView(_ServiceErrors, EditView):
    """Changes through the service, which keeps the old wording."""

    def save_instance(self) -> Bouwsteen:
        data = self.form.cleaned_data
        bouwsteen = self.form.save(commit=False)
        return edit_bouwsteen(bouwsteen, themas=data["themas"], reden=data["reden"], user=self.request.user)


def _tegengeluid(bouwsteen: Bouwsteen) -> str:
    return "Ja" if bouwsteen.tegengeluid else ""


class BouwsteenViewSet(SnippetViewSet):
    """The screens for bouwstenen: list, filter, sort, export, edit."""

    model = Bouwsteen
    icon = "pilcrow"
    menu_label = "Bouwstenen"
    menu_name = "bouwstenen"
    menu_order = 200
    add_to_admin_menu = True
    url_prefix = "bouwstenen"
    list_display = [
        "titel",
        "soort",
        Column("tegengeluid", label="Tegengeluid", accessor=_tegengeluid, sort_key="tegengeluid"),
        "status",
        "stand",
        "gesprek",
        DateColumn("aangemaakt_op", label="Ingebracht", sort_key="aangemaakt_op"),
    ]
    list_export = ["urn", "titel", "tekst", "soort", "tegengeluid", "herkomst", "status", "stand", "aangemaakt_op"]
    list_per_page = 50
    filterset_class = BouwsteenFilterSet
    index_view_class = BouwsteenIndexView
    add_view_class = BouwsteenCreateView
    edit_view_class = BouwsteenEditView
    inspect_view_class = BouwsteenInspectView
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["urn", "titel", "tekst", "soort", "tegengeluid", "herkomst", "gesprek", "themas", "status"]
    edit_handler = ObjectList(
        [
            FieldPanel("titel"),
            FieldPanel("tekst", widget=markdown_input(6)),
            FieldRowPanel([FieldPanel("soort"), FieldPanel("tegengeluid")]),
            FieldPanel("themas"),
            MultiFieldPanel(
                [
                    FieldPanel("gesprek"),
                    FieldRowPanel([FieldPanel("canvasvak"), FieldPanel("lichaamsdeel")]),
                ],
                heading="Waar is het gezegd?",
            ),
            FieldPanel("reden"),
        ],
        base_form_class=BouwsteenForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Bouwsteen]:
        """What this user may see, with the gesprek of each in one query."""
        return Bouwsteen.objects.visible_to(request.user).select_related("gesprek")
