"""Our search engine against tantivy, SQLite FTS5, PostgreSQL `dutch` and Whoosh as usually used, in one run.

`make bench ARGS="search --sizes 1000 10000 100000"`. Every question gives the ten best and the exact total (see
`benchmarks.engines.corpus` for what is asked). Each engine builds in one process and is asked in another. Figures are
milliseconds, p50 over the questions: "first" the first time a question is asked in a process, the others the best of
five. The ratio says how many times faster (or, for documents a second, smaller and the like, better) ours is.
"""

import argparse
import gc
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.engines import ENGINES
from benchmarks.engines.corpus import Corpus
from benchmarks.engines.postgres import Postgres

ROUNDS = 5
MB = 1024 * 1024
HIGHER_IS_BETTER = "documents a second"


def cases(corpus: Corpus) -> dict[str, tuple[str, Sequence[Any]]]:
    """What is asked: name -> (method of the engine, questions)."""
    return {
        "one word": ("any", corpus.frequent),
        "AND of two": ("all", corpus.pairs),
        "phrase": ("phrase", corpus.phrases),
        "OR of two": ("any", corpus.pairs),
        "autocomplete": ("prefix", corpus.prefixes),
        "fuzzy, one edit": ("fuzzy", corpus.typos),
        "facet counts": ("facet", corpus.frequent),
        "filter by themas": ("filter", list(zip(corpus.frequent, corpus.chosen, strict=False))),
        "newest first": ("newest", corpus.frequent),
        "ten with fragments": ("fragments", corpus.frequent),
    }


def timed(call: Callable[..., Any], question: Any) -> float:
    """Milliseconds of one call."""
    arguments = question if isinstance(question, tuple) else (question,)
    start = time.perf_counter()
    call(*arguments)
    return (time.perf_counter() - start) * 1000


def memory() -> float:
    """Megabytes of this process that are in memory now, those of mapped files included."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE") / MB


def percentile(times: Sequence[float], part: float) -> float:
    """A percentile of measured times."""
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def _build(name: str, folder: Path, corpus: Corpus) -> dict[str, float]:
    engine = ENGINES[name](folder)
    start = time.perf_counter()
    engine.build(corpus.docs)
    result = {f"build, {HIGHER_IS_BETTER}": len(corpus.docs) / (time.perf_counter() - start)}
    result["index, MB"] = engine.size() / MB
    return result


def _ask(name: str, folder: Path, corpus: Corpus, updates: int) -> dict[str, float]:
    engine = ENGINES[name](folder)
    if hasattr(engine, "keep"):
        engine.keep(corpus.docs)
    gc.collect()
    before = memory()
    engine.open()
    result: dict[str, float] = {}
    for case, (method, questions) in cases(corpus).items():
        if hasattr(engine, method):
            first = [timed(getattr(engine, method), question) for question in questions]
            if case in ("one word", "AND of two", "phrase"):
                result[f"first: {case}"] = median(first)
            best = [min(timed(getattr(engine, method), question) for _ in range(ROUNDS)) for question in questions]
            result[case] = median(best)
            result[f"{case}, p95"] = percentile(best, 0.95)
    result["memory after all, MB"] = memory() - before
    times = [timed(engine.update, doc) for doc in corpus.docs[:updates]]
    return result | {"update until visible": percentile(times, 0.5), "update, p95": percentile(times, 0.95)}


def _in_process(job: Callable[..., dict[str, float]], *arguments: Any) -> dict[str, float]:
    """Run in a process of its own, so that no engine profits or suffers from another."""
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(job, arguments)


def measure(name: str, corpus: Corpus, updates: int) -> dict[str, float]:
    """All measurements of one engine."""
    folder = Path(tempfile.mkdtemp(prefix="kennisbank-bench-"))
    try:
        built = _in_process(_build, name, folder / name, corpus)
        return built | _in_process(_ask, name, folder / name, corpus, updates)
    finally:
        shutil.rmtree(folder)
        if name == "postgres":
            Postgres(folder).close()


def table(size: int, results: dict[str, dict[str, float]]) -> str:
    """The measurements with ratios: how many times better ours is."""
    others = [name for name in results if name != "ours"]
    lines = [f"\n{size} documents", f"{'':<28}{'ours':>10}" + "".join(f"{name:>12}{'ratio':>10}" for name in others)]
    for case, ours in results["ours"].items():
        line = f"{case:<28}{ours:>10.3f}"
        for name in others:
            other = results[name].get(case)
            if other is None or not ours or not other:
                line += f"{'–':>12}{'–':>10}"
            else:
                ratio = ours / other if HIGHER_IS_BETTER in case else other / ours
                line += f"{other:>12.3f}{ratio:>9.2f}x"
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--questions", type=int, default=30)
    parser.add_argument("--updates", type=int, default=100)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--texts", type=Path, nargs="+", default=[], help="JSONL or Markdown files to take words from")
    options = parser.parse_args()
    names = [name for name in options.engines if name != "postgres" or Postgres.is_there()]
    for size in options.sizes:
        corpus = Corpus(size, options.questions, options.texts)
        print(table(size, {name: measure(name, corpus, options.updates) for name in names}), flush=True)


if __name__ == "__main__":
    main()
