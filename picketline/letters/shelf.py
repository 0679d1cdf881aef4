"""What a form needs to know and rarely changes, kept in process memory for 20 seconds."""

import time
from collections.abc import Callable
from typing import Any

SECONDS = 20
MOST = 2_000
kept: dict[tuple, tuple[float, Any]] = {}


def fetch(key: tuple, make: Callable[[], Any]) -> Any:
    """The value kept under `key`, or a new one from `make`."""
    now = time.monotonic()
    found = kept.get(key)
    if found and found[0] > now:
        return found[1]
    if len(kept) >= MOST:
        kept.clear()
    value = make()
    kept[key] = (now + SECONDS, value)
    return value
