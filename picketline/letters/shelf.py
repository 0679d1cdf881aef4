"""What a form needs to know and rarely changes, kept in process memory for some seconds."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings

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
    kept[key] = (now + settings.SHELF_SECONDS, value)
    return value
