"""The Atom feed of any search."""

from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_newest_results_with_a_date(client, kennisbank, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        response = client.get("/zoeken/feed/", {"q": "tegenspraak", "sorteer": "titel"})
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)  # noqa: S314  # our own output
    assert feed.findtext(f"{ATOM}title") == "Zoeken: ‘tegenspraak’"
    entries = feed.findall(f"{ATOM}entry")
    moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert len(entries) == 10, "a thema has no date"
    assert moments == sorted(moments, reverse=True)
    assert entries[0].find(f"{ATOM}link").get("href").startswith("http")  # type: ignore[union-attr]


def test_asking_nothing_has_no_feed(client, db):
    assert client.get("/zoeken/feed/").status_code == 404
    assert client.get("/zoeken/feed/", {"jaar": "onzin"}).status_code == 404
