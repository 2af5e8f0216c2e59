"""Thema's and leeraanbod in the Wagtail admin."""

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail_modeladmin.helpers import ButtonHelper

from kennisbank.accounts.models import User
from kennisbank.ui.markdownveld import markdown_input
from kennisbank.ui.modeladmin import SafeModelAdmin
from themas.models import Leeraanbod, Thema
from themas.services import (
    check_breder,
    check_synoniemen,
    merge_thema,
    save_leeraanbod,
    save_thema,
    set_relaties,
    set_synoniemen,
)


class ThemaForm(WagtailAdminModelForm):
    """A term with its synonyms, one per line."""

    synoniemenlijst = forms.CharField(
        label="Synoniemen",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Eén per regel. Wie op een synoniem zoekt, vindt dit thema.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Thema.objects.current().exclude(pk=self.instance.pk)
        for name in ("breder", "verwant"):
            self.fields[name].queryset = others
            self.fields[name].required = False
        if self.instance.pk:
            self.initial["synoniemenlijst"] = "\n".join(self.instance.synoniemen.values_list("term", flat=True))

    def clean_synoniemenlijst(self) -> list[str]:
        """The synonyms as a list; refused when another thema has one."""
        terms = [line.strip() for line in self.cleaned_data["synoniemenlijst"].splitlines() if line.strip()]
        too_long = [term for term in terms if len(term) > 100]
        if too_long:
            raise ValidationError(f"‘{too_long[0][:40]}…’ is langer dan 100 tekens. Maak het korter.")
        _raise_plain(check_synoniemen, self.instance, terms)
        return terms

    def clean_breder(self) -> Any:
        """The broader terms; refused when they make a circle."""
        _raise_plain(check_breder, self.instance, self.cleaned_data["breder"])
        return self.cleaned_data["breder"]


def _raise_plain(check: Any, thema: Thema, values: Any) -> None:
    """Run a check of the services inside a form field: its messages, without their field name."""
    try:
        check(thema, values)
    except ValidationError as error:
        raise ValidationError(error.messages) from error


class ThemaButtonHelper(ButtonHelper):
    """Adds "Samenvoegen" to the buttons of a thema."""

    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons = list(super().get_buttons_for_obj(obj, *args, **kwargs))
        if obj.opgegaan_in_id is None and self.request.user.has_perm("themas.merge_thema"):
            buttons.append(
                {
                    "url": reverse("themabeheer:samenvoegen", args=[obj.pk]),
                    "label": "Samenvoegen",
                    "classname": self.finalise_classname(["button-secondary", "button-small"], []),
                    "title": f"‘{obj}’ laten opgaan in een ander thema",
                }
            )
        return buttons


class ThemaAdmin(SafeModelAdmin):
    """The vocabulary."""

    model = Thema
    menu_label = "Thema’s"
    menu_icon = "tag"
    menu_order = 220
    list_display = ("naam", "soort", "aantal_bouwstenen", "aantal_hoofdstukken", "opgegaan_in")
    list_filter = ("soort",)
    list_select_related = ("opgegaan_in",)
    search_fields = ("naam", "definitie", "synoniemen__term")
    list_export = ("urn", "soort", "naam", "slug", "definitie")
    inspect_view_enabled = True
    inspect_view_fields = (
        "urn",
        "soort",
        "naam",
        "slug",
        "definitie",
        "toelichting",
        "breder",
        "verwant",
        "opgegaan_in",
    )
    button_helper_class = ThemaButtonHelper

    def get_queryset(self, request: HttpRequest) -> QuerySet[Thema]:
        """With the counts of the list, in one query."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                _bouwstenen=Count("bouwstenen", distinct=True), _hoofdstukken=Count("hoofdstukken", distinct=True)
            )
        )

    def aantal_bouwstenen(self, thema: Any) -> int:
        """How many bouwstenen are about it."""
        return int(thema._bouwstenen)

    aantal_bouwstenen.short_description = "Bouwstenen"  # type: ignore[attr-defined]
    aantal_bouwstenen.admin_order_field = "_bouwstenen"  # type: ignore[attr-defined]

    def aantal_hoofdstukken(self, thema: Any) -> int:
        """How many hoofdstukken are about it."""
        return int(thema._hoofdstukken)

    aantal_hoofdstukken.short_description = "Hoofdstukken"  # type: ignore[attr-defined]
    aantal_hoofdstukken.admin_order_field = "_hoofdstukken"  # type: ignore[attr-defined]

    def get_edit_handler(self) -> Panel:
        """The form: the term, and its relations."""
        many = forms.SelectMultiple(attrs={"size": 10})
        return ObjectList(
            [
                FieldPanel("soort"),
                FieldPanel("naam"),
                FieldPanel("slug"),
                FieldPanel("definitie"),
                FieldPanel("toelichting", widget=markdown_input(8)),
                FieldPanel("volgorde"),
                MultiFieldPanel(
                    [
                        FieldPanel("synoniemenlijst"),
                        FieldPanel("breder", widget=many),
                        FieldPanel("verwant", widget=many),
                    ],
                    heading="Relaties",
                ),
            ],
            base_form_class=ThemaForm,
        )

    def save_with_service(self, form: Any, user: Any) -> Thema:
        """The term, then its relations and synonyms."""
        thema = save_thema(form.save(commit=False), user=user)
        set_relaties(thema, breder=form.cleaned_data["breder"], verwant=form.cleaned_data["verwant"], user=user)
        set_synoniemen(thema, termen=form.cleaned_data["synoniemenlijst"], user=user)
        return thema


class LeeraanbodAdmin(SafeModelAdmin):
    """What there is to learn."""

    model = Leeraanbod
    menu_label = "Leeraanbod"
    menu_icon = "clipboard-list"
    menu_order = 230
    list_display = ("naam", "aanbieder", "vorm")
    search_fields = ("naam", "aanbieder", "omschrijving")
    list_export = ("urn", "naam", "aanbieder", "vorm", "duur")

    def get_edit_handler(self) -> Panel:
        """The form, with themas to tick."""
        names = ("naam", "slug", "aanbieder", "vorm", "duur", "omschrijving", "onderdelen", "url")
        panels = [FieldPanel(name) for name in names]
        return ObjectList([*panels, FieldPanel("themas", widget=forms.CheckboxSelectMultiple)])

    def save_with_service(self, form: Any, user: Any) -> Leeraanbod:
        """The entry with its themas."""
        return save_leeraanbod(form.save(commit=False), themas=form.cleaned_data["themas"], user=user)


class SamenvoegForm(forms.Form):
    """Into which thema another goes up."""

    doel = forms.ModelChoiceField(label="Laat opgaan in", queryset=Thema.objects.none(), empty_label="Kies een thema")


def samenvoegen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask into which thema this one goes up, and do it."""
    if not request.user.has_perm("themas.merge_thema"):
        raise PermissionDenied
    bron = get_object_or_404(Thema.objects.current(), pk=pk)
    form: Any = SamenvoegForm(request.POST or None)
    form.fields["doel"].queryset = Thema.objects.current().filter(soort=bron.soort).exclude(pk=bron.pk)
    if request.method == "POST" and form.is_valid():
        try:
            doel = merge_thema(bron, form.cleaned_data["doel"], user=cast("User", request.user))
        except ValidationError as error:
            form.add_error("doel", error)
        else:
            messages.success(request, f"‘{bron.naam}’ is opgegaan in ‘{doel.naam}’. Het oude adres verwijst door.")
            return redirect(ThemaAdmin().url_helper.index_url)
    context = {
        "bron": bron,
        "form": form,
        "header_title": "Thema samenvoegen",
        "annuleer": ThemaAdmin().url_helper.index_url,
    }
    return render(request, "themas/beheer/samenvoegen.html", context, status=422 if form.errors else 200)
