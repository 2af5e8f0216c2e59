"""Users in the Wagtail admin."""

from typing import Any

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

OWN_FIELDS = {"weergavenaam", "organisatie", "functie"}


class NieuweGebruikerForm(UserCreationForm):
    """A new account. Others see the weergavenaam; first and last name may stay empty."""

    first_name = forms.CharField(label="Voornaam", required=False)
    last_name = forms.CharField(label="Achternaam", required=False)

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | OWN_FIELDS


class GebruikerForm(UserEditForm):
    """An account that is there."""

    first_name = forms.CharField(label="Voornaam", required=False)
    last_name = forms.CharField(label="Achternaam", required=False)

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | OWN_FIELDS


class GebruikerViewSet(UserViewSet):
    """The screens for accounts."""

    def get_form_class(self, for_update: bool = False) -> Any:
        return GebruikerForm if for_update else NieuweGebruikerForm
