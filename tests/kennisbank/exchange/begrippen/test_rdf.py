"""Reading RDF from anybody: nothing is fetched, nothing is unpacked, and what is wrong is said in Dutch."""

import socket
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennisbank.exchange.begrippen import rdf
from kennisbank.exchange.begrippen.read import find_cycle, read_begrippen
from kennisbank.exchange.formats.source import LeesFout

SKOS = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
BOM = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("something went to the network")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize(
    ("naam", "inhoud", "melding"),
    [
        ("a.txt", b"x", "eindigt op"),
        ("a.ttl", b" \n", "leeg"),
        ("a.ttl", b"<a> <b> .", "geen goed Turtle"),
        ("a.ttl", b"[" * 50_000, "geen goed Turtle"),
        ("a.ttl", b"\xff\xfe\x00", "geen goed Turtle"),
        ("a.ttl", b"x" * (rdf.MAX_BESTAND + 1), "groter dan"),
        ("a.rdf", b"<rdf", "Kijk bij regel 1"),
        ("a.rdf", BOM, "DOCTYPE"),
        ("a.rdf", BOM.decode().encode("utf-16"), "DOCTYPE"),
        ("a.jsonld", b"{", "geen goed JSON-LD"),
        ("a.jsonld", b"[" * 50_000, "geen goed JSON-LD"),
        ("a.jsonld", b'{"@context": "http://127.0.0.1:9/x.json"}', "context op een ander adres"),
        ("a.jsonld", b'{"@context": [{}, "file:///etc/passwd"]}', "context op een ander adres"),
        ("a.jsonld", b'{"@context": {"a": {"@id": "b:c", "@context": "x"}}}', "context op een ander adres"),
        ("a.jsonld", b'{"@context": {"@version": 1.1, "@import": "x"}}', "context op een ander adres"),
        ("a.jsonld", b'{"@context": {"a": "b:c", "b": "a:d"}, "a:x": 1}', "geen goed JSON-LD"),
    ],
)
def test_what_cannot_be_read_is_refused(naam: str, inhoud: bytes, melding: str) -> None:
    with pytest.raises(LeesFout, match=melding):
        rdf.read_graph(inhoud, naam)


def test_short_prefixes_for_long_addresses_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdf, "MAX_TEKENS", 1_000_000)
    tekst = f"@prefix a: <https://x.example/{'y' * 100_000}> .\n" + "a:b a:c a:d, a:e, a:f, a:g ."
    with pytest.raises(LeesFout, match="te groot"):
        rdf.read_graph(tekst.encode(), "a.ttl")


def test_numbers_and_xml_in_a_text_stay_what_they_are() -> None:
    tekst = '<a> <b> "1e999999999"^^<http://www.w3.org/2001/XMLSchema#decimal> .'
    xml = '<a> <c> "<!DOCTYPE x>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral> .'
    found = {str(value) for value in rdf.read_graph(f"{tekst}\n{xml}".encode(), "a.ttl").objects()}
    assert found == {"1e999999999", "<!DOCTYPE x>"}


def test_addresses_do_not_tell_where_the_server_works() -> None:
    assert "file:" not in str(list(rdf.read_graph(b"<a> <b> <c> .", "a.ttl")))


def test_begrippen_above_themselves_are_refused() -> None:
    ring = "".join(
        f'<{one}> a skos:Concept; skos:prefLabel "{one}"@nl; skos:definition "x"@nl; skos:broader <{other}>.\n'
        for one, other in ("ab", "bc", "ca")
    )
    with pytest.raises(LeesFout, match="‘a’ → ‘b’ → ‘c’ → ‘a’"):
        read_begrippen(rdf.read_graph((SKOS + ring).encode(), "a.ttl"), "a.ttl")
    with pytest.raises(LeesFout, match="geen begrippen"):
        read_begrippen(rdf.read_graph(b"<a> <b> <c> .", "a.ttl"), "a.ttl")


GRAPHS = st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), max_size=4))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GRAPHS)
def test_a_circle_is_found_when_there_is_one(edges: dict[int, list[int]]) -> None:
    graph = {str(node): [str(other) for other in others] for node, others in edges.items()}
    reach = {node: set(others) for node, others in graph.items()}
    for middle in graph:
        for node in graph:
            if middle in reach[node]:
                reach[node] |= reach[middle]
    cycle = find_cycle(graph)
    assert bool(cycle) == any(node in reach[node] for node in graph)
    assert all(above in graph[below] for below, above in zip(cycle, cycle[1:], strict=False))


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(rdf.ENDINGS), st.binary(max_size=60) | st.text(alphabet="<>@{}[]\"':;.,#ab \\n", max_size=60))
def test_any_bytes_are_read_or_refused(ending: str, inhoud: bytes | str) -> None:
    inhoud = inhoud.encode() if isinstance(inhoud, str) else inhoud
    try:
        graph = rdf.read_graph(inhoud, f"x{ending}")
        read_begrippen(graph, "x")
    except LeesFout as error:
        assert str(error)
