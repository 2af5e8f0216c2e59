"""What the user of `make` sees."""

import io

from tools.console import Progress, StepError, report


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_on_a_terminal_never_passes_its_end():
    out = Terminal()
    progress = Progress(2, out)
    for label in ("een", "twee", "drie"):
        progress.step(label)
    progress.close()
    assert "1/2 een" in out.getvalue()
    assert "3/2" not in out.getvalue()
    assert "klaar in" in out.getvalue()


def test_progress_in_a_file_is_a_few_lines():
    out = io.StringIO()
    progress = Progress(100, out)
    for _ in range(100):
        progress.step()
    assert out.getvalue().split() == ["25%", "50%", "75%", "100%"]


def test_progress_survives_having_nothing_to_do():
    Progress(0, io.StringIO()).close()


def test_a_failure_ends_with_what_to_do(capsys):
    report(StepError("Het ging mis.", "Probeer dit.", details="\n".join(f"regel {n}" for n in range(50))))
    shown = capsys.readouterr().out
    assert "regel 49" in shown
    assert "regel 10" not in shown
    assert shown.strip().endswith("Wat je kunt doen: Probeer dit.")
