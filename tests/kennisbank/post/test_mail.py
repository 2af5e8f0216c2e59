"""Mails as they arrive at a real mail server."""

import pytest

from kennisbank.post import Mail, absolute, send
from tests.postbus import open_postbus


@pytest.fixture
def postbus(settings):
    with open_postbus() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        yield box


def test_a_mail_arrives_as_text_and_html_with_its_files(postbus, settings):
    settings.BASE_URL = "https://kennisbank.example"
    ics = ("gesprek.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar")
    context = {"aanhef_naam": "Anna <b>Roos</b> & co", "onderwerp": "Één gesprek"}
    send(Mail("anna@example.nl", "Één gesprek\nBcc: ander@example.nl", "basis", context, [ics]))

    [(ontvangers, brief)] = postbus.brieven
    assert ontvangers == ["anna@example.nl"]
    assert brief["subject"] == "Één gesprek Bcc: ander@example.nl"
    assert brief["auto-submitted"] == "auto-generated"
    text, html = brief.get_body(("plain",)).get_content(), brief.get_body(("html",)).get_content()
    assert "Beste Anna <b>Roos</b> & co," in text
    assert "Beste Anna &lt;b&gt;Roos&lt;/b&gt; &amp; co," in html
    assert "https://kennisbank.example/" in text
    assert '<html lang="nl">' in html
    [bijlage] = brief.iter_attachments()
    assert (bijlage.get_filename(), bijlage.get_content_type()) == ("gesprek.ics", "text/calendar")


def test_addresses_in_mails_are_whole(settings):
    settings.BASE_URL = "https://kennisbank.example"
    assert absolute("/gesprekken/") == "https://kennisbank.example/gesprekken/"


def test_what_a_mail_is_printed_as_names_nobody():
    assert "anna" not in repr(Mail("anna@example.nl", "Onderwerp", "basis", {"aanhef_naam": "anna"}))
