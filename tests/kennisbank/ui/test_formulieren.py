"""Forms are drawn so that everyone can fill them in and find their mistakes."""

from django import forms
from django.template.loader import render_to_string

from kennisbank.ui.formulieren import describe, widget_kind, with_classes
from kennisbank.ui.samples import VoorbeeldFormulier


def html_of(form: forms.Form) -> str:
    return render_to_string("components/formulier.html", {"formulier": form})


def test_every_kind_of_widget_gets_its_own_layout() -> None:
    form = VoorbeeldFormulier()
    kinds = {name: widget_kind(form[name]) for name in form.fields}
    assert kinds == {
        "titel": "tekst",
        "tekst": "lang",
        "soort": "keuze",
        "themas": "groep",
        "herkomst": "groep",
        "bijlage": "bestand",
        "akkoord": "vinkje",
        "bron": "verborgen",
    }


def test_help_text_and_error_are_tied_to_the_input() -> None:
    field = VoorbeeldFormulier({"titel": ""})["titel"]
    assert describe(field) == {"aria-describedby": "id_titel-uitleg id_titel-fout", "aria-invalid": "true"}
    html = html_of(VoorbeeldFormulier({"titel": ""}))
    assert 'id="id_titel-uitleg"' in html
    assert 'id="id_titel-fout"' in html


def test_a_field_without_help_or_errors_is_described_by_nothing() -> None:
    assert describe(VoorbeeldFormulier()["soort"]) == {}


def test_classes_that_the_form_gave_itself_are_kept() -> None:
    class Eigen(forms.Form):
        naam = forms.CharField(widget=forms.TextInput(attrs={"class": "smal"}))

    assert with_classes(Eigen()["naam"])["class"] == "utrecht-textbox smal"


def test_error_summary_links_to_the_field() -> None:
    html = html_of(VoorbeeldFormulier({"titel": ""}))
    assert 'role="alert"' in html
    assert 'href="#id_titel"' in html


def test_untouched_form_has_no_error_summary() -> None:
    assert "kb-foutenlijst" not in html_of(VoorbeeldFormulier())


def test_optional_fields_say_so() -> None:
    html = html_of(VoorbeeldFormulier())
    assert html.count("(niet verplicht)") == 2


def test_a_group_of_choices_has_a_legend() -> None:
    html = html_of(VoorbeeldFormulier())
    assert html.count("<fieldset") == html.count("<legend") == 2


def test_form_with_a_file_is_sent_as_multipart() -> None:
    assert 'enctype="multipart/form-data"' in html_of(VoorbeeldFormulier())
