"""Ringing the queue. A bell that fails loses nothing: the rows are swept every minute."""

import logging
import threading
import time
from collections import defaultdict
from typing import Any

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
one_at_a_time = threading.Lock()
last_rung_for: defaultdict[Any, float] = defaultdict(lambda: float("-inf"))


def ring(task: Any, *, delay: float = 0) -> None:
    """Ask the worker to run `task` now, or in `delay` seconds: at most once in a second, and then for all."""
    with one_at_a_time:
        now = time.monotonic()
        moment = next_ring(last_rung_for[task], now + delay)
        if moment is None:
            return
        if put_in_line(task, moment - now):
            last_rung_for[task] = moment


def again(task: Any) -> None:
    """The task itself has left some work: it stands in line again, behind other tasks, and at once."""
    put_in_line(task, 0)


def put_in_line(task: Any, delay: float) -> bool:
    """False where the queue could not be written."""
    try:
        task.schedule(delay=delay) if delay > 0 else task()
    except Exception:
        logger.exception("the bell did not ring; the sweep will find the work")
        return False
    return True


def next_ring(last: float, wanted: float) -> float | None:
    """When to ring for work that is due at `wanted`, after a ring for the moment `last`; None where that one will do.

    A ring in the second after `wanted` will do; one in the second before it may have come too early.
    """
    if wanted < last <= wanted + PAUSE_SECONDS:
        return None
    return last + PAUSE_SECONDS if wanted - PAUSE_SECONDS < last <= wanted else wanted
