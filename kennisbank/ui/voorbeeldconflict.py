"""A sample of the component that shows a conflict."""

from typing import Any

from django import forms


class VoorbeeldConflict(forms.Form):
    """The fields of one conflict."""

    conflict_1 = forms.CharField(widget=forms.HiddenInput, initial="tekst-1.2.3")
    keuze_1 = forms.ChoiceField(
        label="Tekst in ‘Bel voordat je schrijft’",
        choices=[("huidig", "Staat er nu"), ("eigen", "Eigen tekst")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat hier komt te staan."},
    )
    eigen_1 = forms.CharField(
        label="Eigen tekst",
        required=False,
        widget=forms.Textarea(attrs={"class": "kb-conflict__eigen", "aria-label": "Eigen tekst bij 1", "rows": 3}),
    )


def show_conflict(formulier: VoorbeeldConflict) -> dict[str, Any]:
    """The context of components/conflict.html."""
    same, gone = {"soort": "gelijk", "tekst": "Bel"}, {"soort": "weg", "tekst": " misschien"}
    rest = {"soort": "gelijk", "tekst": " voordat je schrijft."}
    return {
        "conflict": {
            "nummer": 1,
            "soort": "tekst",
            "titel": "Tekst in ‘Bel voordat je schrijft’",
            "basis": "Bel misschien voordat je schrijft.",
            "opties": [
                {
                    "waarde": "huidig",
                    "label": "Staat er nu",
                    "tekst": "Bel voordat je schrijft.",
                    "gekozen": formulier.is_bound,
                    "verschil": [{"status": "gewijzigd", "delen": [same, gone, rest]}],
                },
                {
                    "waarde": "voorgesteld",
                    "label": "Voorgesteld",
                    "tekst": "",
                    "verschil": [],
                },
                {"waarde": "beide", "label": "Beide, na elkaar", "tekst": "Bel voordat je schrijft."},
                {"waarde": "eigen", "label": "Eigen tekst", "tekst": "Bel altijd eerst."},
            ],
            "merk": formulier["conflict_1"],
            "keuze": formulier["keuze_1"],
            "eigen": formulier["eigen_1"],
            "resultaat": "Bel voordat je schrijft." if formulier.is_bound else "",
            "fout": " ".join(str(fout) for fout in formulier["keuze_1"].errors),
        }
    }
