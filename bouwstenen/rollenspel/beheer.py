"""Casussen in the Wagtail admin: the story in one form, and a screen for each role."""

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper

from bouwstenen.rollenspel.beheer_forms import RolkaartForm
from bouwstenen.rollenspel.inhoud import freeze_casus, missing_parts
from bouwstenen.rollenspel.models import Casus
from bouwstenen.rollenspel.rollen import Rol
from bouwstenen.rollenspel.services import save_casus, save_rolkaart
from kennisbank.accounts.models import User
from kennisbank.ui.markdownveld import markdown_input
from kennisbank.ui.modeladmin import SafeModelAdmin


class CasusPermissionHelper(PermissionHelper):
    """A casus is taken off the site, not deleted: games point at it."""

    def user_can_delete_obj(self, user: Any, obj: Casus) -> bool:
        return False


class CasusButtonHelper(ButtonHelper):
    """Adds "Rollen" to the buttons of a casus."""

    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons = list(super().get_buttons_for_obj(obj, *args, **kwargs))
        if self.request.user.has_perm("rollenspel.change_casus"):
            buttons.append(
                {
                    "url": reverse("casusbeheer:rollen", args=[obj.pk]),
                    "label": "Rollen",
                    "classname": self.finalise_classname(["button-secondary", "button-small"], []),
                    "title": f"De vier rollen van ‘{obj}’ bewerken",
                }
            )
        return buttons


class CasusAdmin(SafeModelAdmin):
    """The cases for the rollenspel."""

    model = Casus
    menu_label = "Rollenspel"
    menu_icon = "group"
    menu_order = 235
    list_display = ("titel", "opgave", "op_de_site", "aantal_rollen", "versie")
    list_filter = ("gepubliceerd",)
    search_fields = ("titel", "inleiding", "dilemmavraag")
    list_export = ("slug", "titel", "dilemmavraag", "opgave", "versie")
    button_helper_class = CasusButtonHelper
    permission_helper_class = CasusPermissionHelper

    def get_queryset(self, request: HttpRequest) -> QuerySet[Casus]:
        """With the number of role cards, in one query."""
        return super().get_queryset(request).annotate(_rollen=Count("rollen"))

    def aantal_rollen(self, casus: Any) -> str:
        """How many of the four role cards there are."""
        return f"{casus._rollen} van 4"

    aantal_rollen.short_description = "Rolkaarten"  # type: ignore[attr-defined]

    def op_de_site(self, casus: Casus) -> str:
        """Whether readers see it, in a word: the picture that Django draws for it is not part of this admin."""
        return "ja" if casus.gepubliceerd else "nee"

    op_de_site.short_description = "Gepubliceerd"  # type: ignore[attr-defined]
    op_de_site.admin_order_field = "gepubliceerd"  # type: ignore[attr-defined]

    def get_edit_handler(self) -> Panel:
        """The story; the roles have screens of their own."""
        return ObjectList(
            [
                FieldPanel("titel"),
                FieldPanel("slug"),
                FieldPanel("inleiding"),
                FieldPanel("tekst", widget=markdown_input(14)),
                FieldPanel("dilemmavraag"),
                FieldPanel("opgave"),
                FieldPanel("themas", widget=forms.SelectMultiple(attrs={"size": 10})),
                FieldPanel("volgorde"),
                FieldPanel("gepubliceerd", help_text="Kan pas als de vier rollen volledig zijn ingevuld."),
            ]
        )

    def save_with_service(self, form: Any, user: Any) -> Casus:
        """The story with its themas."""
        return save_casus(form.save(commit=False), themas=form.cleaned_data["themas"], user=user)


def _find(request: HttpRequest, pk: int) -> Casus:
    if not request.user.has_perm("rollenspel.change_casus"):
        raise PermissionDenied
    return get_object_or_404(Casus, pk=pk)


def rollen(request: HttpRequest, pk: int) -> HttpResponse:
    """The four roles of a casus, and what is still missing."""
    casus = _find(request, pk)
    inhoud = freeze_casus(casus)
    present = {card["rol"]: len(card["keuzes"]) for card in inhoud["rollen"]}
    context = {
        "casus": casus,
        "rollen": [
            (rol.label, reverse("casusbeheer:rol", args=[casus.pk, rol.value]), present.get(rol.value)) for rol in Rol
        ],
        "ontbreekt": missing_parts(inhoud["rollen"]),
        "bewerk_url": CasusAdmin().url_helper.get_action_url("edit", casus.pk),
    }
    return render(request, "rollenspel/beheer/rollen.html", context)


def rol(request: HttpRequest, pk: int, rol: str) -> HttpResponse:
    """One role: its card, its choices and their effects."""
    casus = _find(request, pk)
    if rol not in Rol.values:
        raise Http404("Deze rol bestaat niet.")
    data = request.POST if request.method == "POST" else None
    form = RolkaartForm(data, rol=Rol(rol), inhoud=freeze_casus(casus), volledig=casus.gepubliceerd)
    if data is not None and form.is_valid():
        try:
            save_rolkaart(casus, form.inhoud, user=cast("User", request.user))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"De {Rol(rol).label.lower()} is bewaard.")
            return redirect("casusbeheer:rollen", pk=casus.pk)
    context = {"casus": casus, "rol": Rol(rol), "form": form, "terug": reverse("casusbeheer:rollen", args=[casus.pk])}
    return render(request, "rollenspel/beheer/rol.html", context, status=422 if form.errors else 200)
