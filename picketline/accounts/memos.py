"""What allauth remembers for some minutes, as Django's cache: for every web process, and no network on the disk."""

from datetime import datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.utils import timezone

from picketline.accounts.models import Memo
from picketline.sealing.matching import site_hash

OF_A_NETWORK = ":ip:"  # in the keys of allauth's limits by network: allauth/core/internal/ratelimit.py, get_cache_key


class Memos(BaseCache):
    """Used codes and wrong tries by account lie in the database under keyed hashes; what is counted by network stays
    in the memory of this process.
    """

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.here = LocMemCache(name, params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        if OF_A_NETWORK in key:
            return self.here.add(key, value, timeout, version)
        return Memo.add(self.mark(key, version), words=value, until=self.until(timeout))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        if OF_A_NETWORK in key:
            return self.here.get(key, default, version)
        memo = Memo.objects.current().filter(mark=self.mark(key, version)).first()
        return memo.words if memo else default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        if OF_A_NETWORK in key:
            return self.here.set(key, value, timeout, version)
        kept = {"words": value, "until": self.until(timeout)}
        Memo.objects.update_or_create(mark=self.mark(key, version), defaults=kept)
        return None

    def delete(self, key: str, version: int | None = None) -> bool:
        if OF_A_NETWORK in key:
            return self.here.delete(key, version)
        return bool(Memo.objects.filter(mark=self.mark(key, version)).delete()[0])

    def clear(self) -> None:
        self.here.clear()
        Memo.objects.all().delete()

    def mark(self, key: str, version: int | None) -> bytes:
        return site_hash("memo", self.make_key(key, version))

    def until(self, timeout: Any) -> datetime:
        """Nothing is remembered for good."""
        is_named = timeout is not DEFAULT_TIMEOUT and timeout is not None
        return timezone.now() + timedelta(seconds=timeout if is_named else self.default_timeout)
