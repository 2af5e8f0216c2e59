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
