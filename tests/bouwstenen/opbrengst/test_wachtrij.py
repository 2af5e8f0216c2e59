"""A model of the page and a bad network: whatever arrives late, twice or not at all, all end up with the same list.

Each page keeps its changes in a queue and sends the first until it gets an answer, as js/opbrengst/ does. The network
loses requests, loses answers, and delivers old requests again later.
"""

import random
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from bouwstenen.models import Gesprek
from bouwstenen.opbrengst.opdrachten import OnbekendeRegel, perform
from bouwstenen.opbrengst.services import RegelGewijzigd
from tests.bouwstenen.opbrengst.making import leider, make_gesprek

pytestmark = pytest.mark.django_db

Order = dict[str, Any]
# Who, what, which of the lines they see, and what the network does with the next request.
STEP = st.tuples(
    st.sampled_from(["ans", "bo"]),
    st.sampled_from(["nieuw", "nieuw", "wijzig", "verplaats", "verwijder", "herstel", "stuur", "kijk"]),
    st.integers(0, 5),
    st.sampled_from(["goed", "goed", "weg", "antwoord-weg", "later-nog-eens"]),
)


class Network:
    """The site, and what stands between it and the pages."""

    def __init__(self, gesprek: Gesprek) -> None:
        self.gesprek = gesprek
        self.late: list[Order] = []

    def carry_out(self, order: Order) -> str:
        try:
            perform(self.gesprek, order, user=leider(self.gesprek))
        except RegelGewijzigd:
            return "conflict"
        except OnbekendeRegel:
            return "onbekend"
        return "goed"

    def send(self, order: Order, weather: str) -> str | None:
        if weather == "weg":
            return None
        answer = self.carry_out(order)
        if weather == "later-nog-eens":
            self.late.append(order)
        return None if weather == "antwoord-weg" else answer

    def lines(self) -> dict[str, str]:
        return dict(self.gesprek.opbrengst.present().values_list("sleutel", "tekst"))


class Page:
    """One recorder: what they see, what waits, and every word they ever typed."""

    def __init__(self, name: str, network: Network) -> None:
        self.name, self.network = name, network
        self.random = random.Random(name)
        self.queue: list[Order] = []
        self.seen: dict[str, str] = {}
        self.typed: set[str] = set()
        self.kept_beside: list[str] = []
        self.replaced: set[str] = set()
        self.new_lines = 0

    def mark(self) -> str:
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def write(self, kind: str, which: int) -> None:
        if kind == "nieuw":
            sleutel, tekst = self.mark(), f"{self.name} {len(self.typed)}"
            self.typed.add(tekst)
            self.new_lines += 1
            self.seen[sleutel] = tekst
            self.put("nieuw", sleutel, plek="kenmerk", velden={"tekst": tekst})
        elif self.seen:
            sleutel = sorted(self.seen)[which % len(self.seen)]
            self.change(kind, sleutel, which)

    def change(self, kind: str, sleutel: str, which: int) -> None:
        old = self.seen[sleutel]
        if kind == "wijzig":
            tekst = f"{self.name} {len(self.typed)}"
            self.typed.add(tekst)
            self.seen[sleutel] = tekst
            self.put("wijzig", sleutel, velden={"tekst": tekst}, verwacht={"tekst": old})
        elif kind == "verplaats":
            self.put("verplaats", sleutel, na="" if which % 2 else sorted(self.seen)[0])
        else:
            self.put(kind, sleutel, verwacht={"tekst": old})

    def put(self, kind: str, sleutel: str, **extra: Any) -> None:
        self.queue.append({"kenmerk": self.mark(), "soort": kind, "sleutel": sleutel} | extra)

    def send(self, weather: str) -> None:
        """Send the first that waits; it stays first until there is an answer."""
        if self.queue:
            answer = self.network.send(self.queue[0], weather)
            if answer is not None:
                order = self.queue.pop(0)
                words = str(order.get("velden", {}).get("tekst", ""))
                if answer != "goed":
                    self.kept_beside.append(words)
                elif order["soort"] == "wijzig":
                    self.replaced.add(order["verwacht"]["tekst"])

    def look(self) -> None:
        """Fetch; what waits is shown on top, as the page does."""
        fresh = self.network.lines()
        waiting = {order["sleutel"]: order["velden"]["tekst"] for order in self.queue if "velden" in order}
        self.seen = fresh | waiting


@settings(max_examples=25, deadline=None)
@given(st.lists(STEP, max_size=18), st.integers(0, 2**32))
def test_all_converge_and_no_word_is_lost(steps: list[tuple[str, str, int, str]], seed: int) -> None:
    with transaction.atomic():
        network = Network(make_gesprek())
        pages = {name: Page(name, network) for name in ("ans", "bo")}
        _live(network, pages, steps, random.Random(seed))
        before = _everything(network)
        for late in network.late:
            network.carry_out(late)
        assert _everything(network) == before, "a request that comes again changes nothing"
        for page in pages.values():
            page.look()
        assert pages["ans"].seen == pages["bo"].seen == network.lines()
        _assert_nothing_lost(network, list(pages.values()))
        transaction.set_rollback(True)


def _live(network: Network, pages: dict[str, Page], steps: list[tuple[str, str, int, str]], chance: Any) -> None:
    """Everything that happens, and then the weather clears up and the queues run empty."""
    for who, kind, which, weather in steps:
        if kind == "kijk":
            pages[who].look()
        elif kind != "stuur":
            pages[who].write(kind, which)
        pages[who].send(weather)
        if network.late and chance.random() < 0.5:
            network.carry_out(chance.choice(network.late))
    for page in pages.values():
        while page.queue:
            page.send("goed")


def _everything(network: Network) -> list[tuple[Any, ...]]:
    rows = network.gesprek.opbrengst.in_order()
    return list(rows.values_list("sleutel", "tekst", "versie", "volgorde", "verwijderd_op"))


def _assert_nothing_lost(network: Network, pages: list[Page]) -> None:
    """A row for every new line; all that was typed stands there, was knowingly replaced, or waits for a choice."""
    rows = list(network.gesprek.opbrengst.all())
    assert len(rows) == sum(page.new_lines for page in pages)
    known = {row.tekst for row in rows}
    for page in pages:
        known |= page.replaced | set(page.kept_beside)
    assert {tekst for page in pages for tekst in page.typed} <= known
