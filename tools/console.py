"""What the user of `make` sees: announced steps, progress bars and errors that say what to do."""

import sys
import time
from typing import TextIO

# What pip says of every package that is there already.
UNINTERESTING = "Requirement already satisfied"


class StepError(Exception):
    """A step that went wrong: `message` says what, `remedy` what to do about it, `details` what the program said."""

    def __init__(self, message: str, remedy: str, details: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.details = details


def say(text: str = "") -> None:
    """Print a line at once, also when the output goes to a file or a pipe."""
    print(text, flush=True)


def announce(text: str) -> None:
    """Say which step begins."""
    say(f"→ {text}")


def report(failure: StepError) -> None:
    """Show a failed step: the last lines of the program first, the remedy last, where the eye is."""
    told = [line for line in failure.details.splitlines() if line.strip() and not line.startswith(UNINTERESTING)]
    for line in told[-20:]:
        say(f"    {line}")
    say(f"\n  ✗ {failure.message}")
    say(f"    Wat je kunt doen: {failure.remedy}\n")


class Progress:
    """A progress bar; on anything but a terminal one line per quarter."""

    WIDTH = 30

    def __init__(self, total: int, out: TextIO = sys.stdout) -> None:
        self.total = max(total, 1)
        self.out = out
        self.done = 0
        self.started = time.monotonic()
        self.quarter = 0
        self.terminal = out.isatty()

    def step(self, label: str = "") -> None:
        """One more done; the bar never passes its end, however wrong the total was."""
        self.done = min(self.done + 1, self.total)
        if self.terminal:
            self._draw(label)
        elif self.done * 4 // self.total > self.quarter:
            self.quarter = self.done * 4 // self.total
            self.out.write(f"  {self.quarter * 25:3d}%\n")
            self.out.flush()

    def close(self) -> None:
        """End the bar with the time it took."""
        if self.terminal:
            self.done = self.total
            self._draw("")
            self.out.write("\n")
        self.out.write(f"  klaar in {time.monotonic() - self.started:.0f} s\n")
        self.out.flush()

    def _draw(self, label: str) -> None:
        filled = self.WIDTH * self.done // self.total
        bar = "█" * filled + "░" * (self.WIDTH - filled)
        self.out.write(f"\r  {bar} {self.done}/{self.total} {label[:38]:<38}")
        self.out.flush()
