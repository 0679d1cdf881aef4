"""How often one network may do a thing: counted in memory under a salt that lives a day, so nobody can look it up."""

import hashlib
import hmac
import secrets
import time
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from picketline.gate.visitor import network_of

LIMITS: dict[str, tuple[type[RateLimitItem], int]] = {
    "write a letter": (RateLimitItemPerMinute, 60),
    "tell an act": (RateLimitItemPerHour, 60),
    "open a link": (RateLimitItemPerMinute, 240),
    "search": (RateLimitItemPerMinute, 60),
    "take a file": (RateLimitItemPerMinute, 30),
    "take the directory": (RateLimitItemPerHour, 20),
    "sign in": (RateLimitItemPerHour, 60),
}
DAY = 24 * 60 * 60


class QuietMemory(MemoryStorage):
    """Counts in memory; sweeps its past at most once a minute, where the library starts a thread after every hit."""

    SWEEP_SECONDS = 60

    def _MemoryStorage__schedule_expiry(self) -> None:  # noqa: N802 - the library's own hook, by its mangled name
        now = time.monotonic()
        if now - getattr(self, "swept_at", 0) > self.SWEEP_SECONDS:
            self.swept_at = now
            self._MemoryStorage__expire_events()  # type: ignore[attr-defined]


memory = MovingWindowRateLimiter(QuietMemory())


def wait_seconds(request: HttpRequest, act: str) -> int:
    """0 where the visitor's network may do `act` now (and it is counted), else the seconds until it may."""
    limit, key = limit_of(act), visitor_key(request)
    if memory.hit(limit, act, key):
        return 0
    reset_at, _left = memory.get_window_stats(limit, act, key)
    return max(1, int(reset_at - time.time()) + 1)


@cache
def limit_of(act: str) -> RateLimitItem:
    """The limit of one process: the site's limit shared out among the web workers."""
    per, times = LIMITS[act]
    return per(max(1, times // settings.WEB_WORKERS))


def visitor_key(request: HttpRequest) -> str:
    return hmac.new(salt_of(int(time.time() // DAY)), network_of(request).encode(), hashlib.sha256).hexdigest()


@cache
def salt_of(day: int) -> bytes:
    """A salt that exists in this process's memory alone, another one every day."""
    return secrets.token_bytes(32)
