"""Forms of accounts. Their words are ours; what they check is Django's."""

from typing import Any

from django import forms
from django.contrib.auth import forms as auth_forms

from kennisbank.accounts.models import User

WACHTWOORD_UITLEG = "Gebruik ten minste 12 tekens. Een paar losse woorden achter elkaar is sterk en goed te onthouden."


class InlogForm(auth_forms.AuthenticationForm):
    """User name and password."""

    error_messages = {
        "invalid_login": "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Let op hoofdletters.",
        "inactive": "Dit account is niet meer in gebruik.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Gebruikersnaam"
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["password"].label = "Wachtwoord"


class ProfielForm(forms.ModelForm):
    """What others see of someone."""

    class Meta:
        model = User
        fields = ["weergavenaam", "organisatie", "functie"]


class _NieuwWachtwoord(auth_forms.SetPasswordForm):
    """A new password, typed twice."""

    error_messages = {"password_mismatch": "De twee wachtwoorden zijn niet gelijk. Typ ze opnieuw."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "Nieuw wachtwoord"
        self.fields["new_password1"].help_text = WACHTWOORD_UITLEG
        self.fields["new_password2"].label = "Nieuw wachtwoord, nog een keer"
        self.fields["new_password2"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("autofocus", None)


class HerstelForm(_NieuwWachtwoord):
    """A new password for someone who forgot theirs."""


class WachtwoordForm(_NieuwWachtwoord, auth_forms.PasswordChangeForm):
    """A new password for someone who knows the present one."""

    error_messages = {
        **_NieuwWachtwoord.error_messages,
        "password_incorrect": "Dit is niet je huidige wachtwoord. Typ het opnieuw.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Huidig wachtwoord"


class VergetenForm(auth_forms.PasswordResetForm):
    """The address to send a link to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mailadres"
        self.fields["email"].help_text = "Het adres waarmee je account gemaakt is."
