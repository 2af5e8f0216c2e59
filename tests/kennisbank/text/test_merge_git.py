"""`git merge-file` as oracle: what it merges cleanly we merge cleanly, to the same lines.

A line is a paragraph of one sentence. Lines are distinct and none moves: of a line that two people moved git keeps two,
where we ask; and where lines repeat, nobody can tell which of them was meant.
"""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisbank.text.merge import merge_texts
from tests.kennisbank.text.edited import EXAMPLES

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

STEPS = st.lists(st.tuples(st.sampled_from(["add", "remove", "replace", "shared"]), st.integers(0, 15)), max_size=5)
FORMS = {"paragraphs": "Regel {}.", "items": "- regel {}", "rows": "| regel | {} |"}


def merge_with_git(folder, base, ours, theirs):
    """The merged lines, None when there is a conflict."""
    paths = [folder / name for name in ("ours", "base", "theirs")]
    for path, lines in zip(paths, (ours, base, theirs), strict=True):
        path.write_text("".join(f"{line}\n" for line in lines))
    done = subprocess.run(["git", "merge-file", "-p", "-q", *paths], capture_output=True, text=True, check=False)
    assert done.returncode >= 0
    return done.stdout.splitlines() if done.returncode == 0 else None


def edit(lines, steps, form, side):
    """Lines added, removed and replaced; a "shared" one is the same whoever adds it."""
    lines = list(lines)
    for number, (kind, at) in enumerate(steps):
        new = form.format(f"erbij {at}" if kind == "shared" else f"{side} {number}")
        if kind in ("add", "shared") and new not in lines:
            lines.insert(at % (len(lines) + 1), new)
        elif kind in ("remove", "replace") and lines:
            at %= len(lines)
            lines[at : at + 1] = [] if kind == "remove" else [new]
    return lines


@settings(max_examples=EXAMPLES)
@given(st.integers(0, 12), STEPS, STEPS, st.sampled_from(sorted(FORMS)))
def test_what_git_merges_we_merge_to_the_same_lines(tmp_path_factory, length, one, two, kind):
    form, between = FORMS[kind], "\n\n" if kind == "paragraphs" else "\n"
    base = [form.format(number) for number in range(length)]
    ours, theirs = edit(base, one, form, "ons"), edit(base, two, form, "hun")
    merged = merge_with_git(tmp_path_factory.getbasetemp(), base, ours, theirs)
    if merged is not None:
        pieces = merge_texts(*(between.join(lines) for lines in (base, ours, theirs)))
        assert pieces == ((between.join(merged),) if merged else ())


def test_git_refuses_neighbours_that_we_merge(tmp_path):
    base, ours, theirs = ["Een.", "Twee."], ["Een nu.", "Twee."], ["Een.", "Twee nu."]
    assert merge_with_git(tmp_path, base, ours, theirs) is None
    assert merge_texts(*("\n\n".join(lines) for lines in (base, ours, theirs))) == ("Een nu.\n\nTwee nu.",)
