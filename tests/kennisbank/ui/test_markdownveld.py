"""The text area for Markdown in the admin."""

from django.urls import reverse

from kennisbank.ui.markdownveld import markdown_input


def test_text_area_says_where_its_preview_comes_from() -> None:
    html = markdown_input(7).render("tekst", "<b>")
    assert f'data-beheer-voorbeeld="{reverse("kennisbank_voorbeeld")}"' in html
    assert f'data-kb-verwijzingen="{reverse("voorstellen:verwijzingen")}"' in html
    assert 'rows="7"' in html
    assert "&lt;b&gt;" in html
