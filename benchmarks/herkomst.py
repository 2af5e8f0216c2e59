"""The page of a hoofdstuk with and without its provenance, in one run: `python -m benchmarks.herkomst`.

A hoofdstuk of 1,000 sentences in 20 sections, 5,000 published bouwstenen of 200 gesprekken, each tied to one sentence
(fixed seed). Whole requests through Django's test client on SQLite, the two kinds of page in turn. Warm is with the
rendered texts in the memory of the process; cold is the first reader after a restart, or after a publication. Also: how
long it takes to carry all anchors to a next version.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

SECTIONS = 20
SYLLABLES = "be ge ver ont aan op mee werk maat moed raad stel denk vraag heid ing lijk baar recht burg land"


def prepare() -> None:
    """A Django with an empty database in memory, and nothing of the installation it runs in."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "kennisbank.settings.test"
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="kennisbank-bench-")
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.db import connection
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment(debug=False)
    connection.creation.create_test_db(verbosity=0)


def make_sentences(number: int) -> list[str]:
    """Sentences of random words, some with emphasis or a link in them."""
    dice = random.Random(20260101)
    words = ["".join(dice.choices(SYLLABLES.split(), k=dice.randint(2, 4))) for _ in range(4_000)]
    sentences = []
    for count in range(number):
        chosen = dice.choices(words, k=dice.randint(8, 22))
        if count % 5 == 0:
            chosen[3] = f"**{chosen[3]}**"
        if count % 9 == 0:
            chosen[5] = f"[{chosen[5]}](/over/)"
        sentences.append(" ".join(chosen).capitalize() + ".")
    return sentences


def paragraphs(sentences: Sequence[str]) -> str:
    """Sentences as a text: six to a paragraph, and some as a list."""
    blocks = [sentences[start : start + 6] for start in range(0, len(sentences), 6)]
    return "\n\n".join(
        "\n".join(f"- {sentence}" for sentence in block) if number % 5 == 4 else " ".join(block)
        for number, block in enumerate(blocks)
    )


def build(sentences: int, bouwstenen: int) -> str:
    """Fill the database; return the address of the hoofdstuk."""
    from bouwstenen.models import Bouwsteen, Gesprek
    from kennisbank.accounts.models import User
    from kennisbank.accounts.services import sync_roles
    from kennisbank.document.models import Hoofdstuk
    from kennisbank.redactie.ankers.services import attach_sentences
    from kennisbank.text.statements import statements
    from tests.factories import UserFactory
    from tests.pages import build_site, sectie

    sync_roles()
    user: User = UserFactory(rol="redacteur")
    hoofdstuk: Hoofdstuk = build_site(user).hoofdstukken[0]
    texts = make_sentences(sentences)
    share = len(texts) // SECTIONS
    secties = [
        sectie(number + 1, f"Sectie {number + 1}", paragraphs(texts[number * share : (number + 1) * share]))
        for number in range(SECTIONS)
    ]
    publish(hoofdstuk, secties, user)
    gesprekken = Gesprek.objects.bulk_create(
        Gesprek(titel=f"Gesprek {number}", datum=date(2024, 1, 1) + timedelta(days=number), format="vragen")
        for number in range(200)
    )
    stenen = Bouwsteen.objects.bulk_create(
        Bouwsteen(
            titel=f"Wat we leerden in geval {number}",
            tekst=" ".join(texts[(number + step) % len(texts)].replace("*", "") for step in range(2)),
            soort="inzicht",
            herkomst="gesprek",
            gesprek=gesprekken[number % 200],
            canvasvak="spanning",
            status="gepubliceerd",
        )
        for number in range(bouwstenen)
    )
    nummer, taken = hoofdstuk.versies.count(), 0
    each = bouwstenen // sentences
    for section in secties:
        for span in statements(section["tekst"]):
            attach_sentences(
                hoofdstuk,
                sectie_id=section["id"],
                tekst=section["tekst"],
                zinnen=[span],
                nummer=nummer,
                bouwstenen=stenen[taken : taken + each],
                user=user,
            )
            taken += each
    return str(hoofdstuk.url)


def publish(hoofdstuk: object, secties: Sequence[object], user: object) -> None:
    """Publish sections as the next version."""
    from kennisbank.document.services import update_hoofdstuk

    update_hoofdstuk(hoofdstuk, secties=secties, user=user, publish=True, toelichting="Meting")  # type: ignore[arg-type]


def forget() -> None:
    """Empty the memory of the process, as after a restart."""
    from bouwstenen import bronnen
    from kennisbank.document import herkomst
    from kennisbank.ui import tekst

    for memory in (bronnen.GEHEUGEN, herkomst.GEHEUGEN, tekst.GEHEUGEN):
        memory.clear()


Times = dict[str, list[tuple[float, float]]]


def measure(calls: dict[str, Callable[[], object]], rounds: int, before: Callable[[], None]) -> Times:
    """Milliseconds of each call, by the clock and of the processor, in turn so that a busy moment hits all of them."""
    times: Times = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            before()
            start, busy = time.perf_counter(), time.process_time()
            call()
            times[name].append(((time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000))
    return times


def percentile(times: Sequence[float], part: float) -> float:
    """A percentile of measured times."""
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def carry_all(url: str) -> tuple[int, float]:
    """Publish the hoofdstuk with one sentence more at the start of each section; the number of anchors and seconds."""
    from kennisbank.document.models import Hoofdstuk
    from kennisbank.redactie.ankers.models import Anker
    from kennisbank.redactie.ankers.services import carry_ankers
    from tests.pages import sectie

    hoofdstuk = next(page for page in Hoofdstuk.objects.all() if page.url == url)
    former = hoofdstuk.versies.order_by("-nummer")[0]
    number = Anker.objects.current().count()
    secties = [
        sectie(place, part["kop"], f"Dit is een nieuw begin van sectie {place}. {part['tekst']}")
        for place, part in enumerate(former.inhoud["secties"], 1)
    ]
    publish(hoofdstuk, secties, Anker.objects.all()[0].door)
    newest = hoofdstuk.versies.order_by("-nummer")[0]
    Anker.objects.filter(vanaf=newest.nummer).delete()
    Anker.objects.filter(tot=former.nummer).update(tot=None)
    start = time.perf_counter()
    carry_ankers(newest, former)
    seconds = time.perf_counter() - start
    lost = number - Anker.objects.current().placed().count()
    print(f"  lost on the way: {lost}")
    return number, seconds


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=1_000)
    parser.add_argument("--bouwstenen", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    prepare()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    url = build(options.sentences, options.bouwstenen)
    client = Client()
    pages = {"off": url, "on": f"{url}?herkomst=aan"}
    calls = {name: lambda address=address: client.get(address) for name, address in pages.items()}
    print(f"{options.sentences} sentences, {options.bouwstenen} bouwstenen")
    for name, call in calls.items():
        call()
        with CaptureQueriesContext(connection) as queries:
            response = call()
        assert response.status_code == 200  # type: ignore[attr-defined]
        print(f"  {name:<4}{len(queries):>5} queries {len(response.content) / 1000:>8.0f} kB")  # type: ignore[attr-defined]
    print(f"{'':<12}{'p50 (ms)':>10}{'p95 (ms)':>10}{'cpu p50':>10}{'cpu p95':>10}")
    for state, rounds, before in (
        ("warm", options.rounds, lambda: None),
        ("cold", max(3, options.rounds // 8), forget),
    ):
        for name, times in measure(calls, rounds, before).items():
            line = [percentile(list(kind), part) for kind in zip(*times, strict=True) for part in (0.5, 0.95)]
            print(f"{state + ', ' + name:<12}" + "".join(f"{milliseconds:>10.0f}" for milliseconds in line))
    number, seconds = carry_all(url)
    print(f"  {number} anchors carried to the next version in {seconds:.2f} s")


if __name__ == "__main__":
    main()
