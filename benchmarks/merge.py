"""Our difference and merge against git and diff-match-patch, in one run: `python -m benchmarks.merge`.

A chapter of random Dutch-like words with a Zipf distribution, in sections, paragraphs and sentences of ordinary length.
Two people each change it: words, sentences added and removed, paragraphs split and moved. Every round is another
chapter (fixed seeds), so that nothing can be remembered from the one before. Milliseconds of processor time, which
other programs hardly change, children's included; the ratio says how many times as long as ours the other took.

Git gets a sentence per line, in files; its time includes starting the process, as it would in a program that calls it.
diff-match-patch gets the chapter as one text; its merge makes a patch of base and theirs and applies it to ours. It
stops looking for a better difference after a second, as it does by default.
"""

import argparse
import gc
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import accumulate, product
from pathlib import Path
from statistics import median
from typing import Any

from diff_match_patch import diff_match_patch

from kennisbank.text.diff import Sectie, diff_sections
from kennisbank.text.merge import merge_sections
from kennisbank.text.sentences import sentences

SYLLABLES = """
be ge ver ont aan op over mee werk maat raad stel denk vraag trek schap heid ing lijk baar end tegen recht
burg land dienst wet zorg plan taal vak stuk kracht groep deel beeld spraak beleid bestuur
""".split()  # noqa: SIM905  a list of words is easier to read as one text
SENTENCES_PER_PARAGRAPH = (2, 7)
WORDS_PER_SENTENCE = (6, 26)
LIMIT = 100
"""Milliseconds in which a chapter of ten thousand words must be compared, and merged."""

Paragraphs = list[list[str]]


class Writer:
    """Writes chapters, and changes them as people do."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = ["".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4))) for _ in range(6000)]
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def sentence(self) -> str:
        words = self.random.choices(self.words, cum_weights=self.weights, k=self.random.randint(*WORDS_PER_SENTENCE))
        if len(words) > 12:
            words[5] += ","
        return f"{' '.join(words)}.".capitalize()

    def chapter(self, words: int, sections: int) -> list[Paragraphs]:
        chapter: list[Paragraphs] = [[] for _ in range(sections)]
        while words > 0:
            paragraph = [self.sentence() for _ in range(self.random.randint(*SENTENCES_PER_PARAGRAPH))]
            chapter[self.random.randrange(sections)].append(paragraph)
            words -= sum(len(sentence.split()) for sentence in paragraph)
        return chapter

    def change(self, chapter: list[Paragraphs], times: int) -> list[Paragraphs]:
        changed = [[list(paragraph) for paragraph in section] for section in chapter]
        for _ in range(times):
            section = self.random.choice([section for section in changed if section])
            number = self.random.randrange(len(section))
            paragraph = section[number]
            place = self.random.randrange(len(paragraph))
            kind = self.random.choices(["word", "add", "remove", "split", "move"], [12, 4, 2, 1, 1])[0]
            if kind == "word":
                words = paragraph[place].split()
                words[self.random.randrange(len(words) - 1)] = self.random.choice(self.words)
                paragraph[place] = " ".join(words)
            elif kind == "add":
                paragraph.insert(place, self.sentence())
            elif kind == "remove" and len(paragraph) > 1:
                del paragraph[place]
            elif kind == "split" and place:
                section[number : number + 1] = [paragraph[:place], paragraph[place:]]
            elif kind == "move":
                section.insert(self.random.randrange(len(section)), section.pop(number))
        return changed


def as_sections(chapter: list[Paragraphs]) -> list[Sectie]:
    texts = ["\n\n".join(" ".join(paragraph) for paragraph in section) for section in chapter]
    return [Sectie(f"s{number}", f"Paragraaf {number}", text) for number, text in enumerate(texts)]


def as_text(sections: Sequence[Sectie]) -> str:
    return "\n\n".join(f"## {section.kop}\n\n{section.tekst}" for section in sections)


def timed(task: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    """The milliseconds of processor time that a task takes, and what it returns."""
    gc.collect()
    start = processor()
    result = task(*arguments)
    return (processor() - start) * 1000, result


def processor() -> float:
    """The seconds of processor time used by this process and the ones it waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def git(*arguments: str | Path) -> int:
    """The exit code of git; for merge-file the number of conflicts."""
    path = shutil.which("git") or "git"
    return subprocess.run([path, *arguments], stdout=subprocess.DEVNULL, check=False).returncode  # noqa: S603


def patch(base: str, ours: str, theirs: str) -> int:
    """Apply what changed between base and theirs to ours; the number of changes that found no place."""
    engine = diff_match_patch()
    _, found = engine.patch_apply(engine.patch_make(base, theirs), ours)
    return found.count(False)


class Measurements:
    """Times per task and tool, and how many changes each tool left to a person."""

    def __init__(self) -> None:
        self.times: dict[tuple[str, str], list[float]] = {}
        self.left: dict[str, int] = {}

    def note(self, task: str, tool: str, measured: tuple[float, Any], left: int = 0) -> None:
        self.times.setdefault((task, tool), []).append(measured[0])
        self.left[tool] = self.left.get(tool, 0) + left

    def round(self, versions: Sequence[Sequence[Sectie]], folder: Path) -> None:
        base, ours, theirs = versions
        self.note("diff", "ours", timed(diff_sections, base, ours))
        merged = timed(merge_sections, base, ours, theirs)
        self.note("merge", "ours", merged, len(merged[1].conflicten))
        texts = [as_text(version) for version in versions]
        paths = [folder / name for name in ("base", "ours", "theirs")]
        for path, text in zip(paths, texts, strict=True):
            path.write_text("".join(f"{sentence}\n" for sentence in sentences(text)))
        self.note("diff", "git", timed(git, "diff", "--no-index", "--word-diff", paths[0], paths[1]))
        by_git = timed(git, "merge-file", "-p", "-q", paths[1], paths[0], paths[2])
        self.note("merge", "git", by_git, by_git[1])
        self.note("diff", "diff-match-patch", timed(diff_match_patch().diff_main, texts[0], texts[1]))
        patched = timed(patch, *texts)
        self.note("merge", "diff-match-patch", patched, patched[1])

    def table(self) -> str:
        tools = ["git", "diff-match-patch"]
        lines = [f"{'ms':<16}{'ours':>8}" + "".join(f"{tool:>18}{'ratio':>9}" for tool in tools)]
        for task, (name, of) in product(("diff", "merge"), (("quickest", min), ("median", median))):
            ours = of(self.times[task, "ours"])
            line = f"{task:<6}{name:<10}{ours:>8.1f}"
            for tool in tools:
                other = of(self.times[task, tool])
                line += f"{other:>18.1f}{other / ours:>8.2f}x"
            lines.append(line + ("" if ours < LIMIT else f"   over {LIMIT} ms"))
        left = ", ".join(f"{tool} {number}" for tool, number in self.left.items())
        return "\n".join([*lines, f"left to a person over all rounds: {left}"])


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--changes", type=int, default=30, help="how many each of the two people makes")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    for words in options.words:
        measured = Measurements()
        for number in range(options.rounds):
            writer = Writer(number)
            chapter = writer.chapter(words, max(2, words // 500))
            versions = [chapter, *(writer.change(chapter, options.changes) for _ in range(2))]
            with tempfile.TemporaryDirectory(prefix="kennisbank-bench-") as folder:
                measured.round([as_sections(version) for version in versions], Path(folder))
        text = as_text(as_sections(chapter))
        print(
            f"\n{len(text.split())} words in {len(sentences(text))} sentences and {len(chapter)} sections, "
            f"{len(text)} characters; {options.changes} changes on each side"
        )
        print(measured.table())


if __name__ == "__main__":
    main()
