"""How long something takes, whatever else the test run is busy with."""

import gc
import sys
import time


def seconds(taak, *teksten):
    """The processor time that a task takes by itself: without coverage looking at each line, and without collecting
    the garbage of the tests before it.
    """
    tracer = sys.gettrace()
    sys.settrace(None)
    gc.disable()
    try:
        begin = time.process_time()
        taak(*teksten)
        return time.process_time() - begin
    finally:
        gc.enable()
        sys.settrace(tracer)


TRIES = 3


class TimesProse:
    """A limit of some times what a task takes on ordinary prose.

    A machine that is busy or throttled only adds time, and seldom to both alike. A task over the limit is therefore
    measured again, with the prose right beside it.
    """

    def __init__(self, times, task, prose):
        self.measure = lambda: times * seconds(task, prose)
        self.first = min(self.measure() for _ in range(2))

    def allows(self, task, *texts):
        """Whether a task stays within the limit, in one of a few tries."""
        return seconds(task, *texts) < self.first or any(
            seconds(task, *texts) < self.measure() for _ in range(TRIES - 1)
        )
