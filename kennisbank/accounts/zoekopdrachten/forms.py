"""The form of a kept search."""

from django import forms

from kennisbank.accounts.zoekopdrachten.models import Frequentie, Zoekopdracht


class ZoekopdrachtForm(forms.ModelForm):
    """A name, and how often to mail."""

    frequentie = forms.ChoiceField(
        label="Mail mij wat er nieuw is",
        choices=Frequentie.choices,
        widget=forms.RadioSelect,
        initial=Frequentie.GEEN,
        error_messages={"required": "Kies of je mail wilt."},
    )

    class Meta:
        model = Zoekopdracht
        fields = ["naam", "frequentie"]
        help_texts = {"naam": "Zo vind je de zoekopdracht terug. Alleen jij ziet deze naam."}
        error_messages = {"naam": {"required": "Geef de zoekopdracht een naam."}}
