"""Ringing the queue. A bell that fails loses nothing: the rows are swept every minute."""

import logging
from typing import Any

logger = logging.getLogger(__name__)


def ring(task: Any, *, delay: float = 0) -> None:
    """Ask the worker to run `task` now, or in `delay` seconds."""
    try:
        task.schedule(delay=delay) if delay else task()
    except Exception:
        logger.exception("the bell did not ring; the sweep will find the work")
