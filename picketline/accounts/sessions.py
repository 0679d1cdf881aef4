"""The sessions of the desk: each knows whose it is, since when, and in which browser. No address, no version."""

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from picketline.accounts.browsers import browser_of

if TYPE_CHECKING:
    from picketline.accounts.models import Session

NOTED_EVERY = timedelta(minutes=10)


def mark_of(key: str) -> str:
    """What the database keeps of a session's key: half of its SHA-256, 40 hex digits. It signs nobody in."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with a column for the organiser and without the key that the browser holds.

    They end twelve hours after signing in.
    """

    @classmethod
    def get_model_class(cls) -> "type[Session]":
        from picketline.accounts.models import Session  # the model names this class

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> "Session":
        session = super().create_model_instance(data)
        session.session_key = mark_of(session.session_key)
        session.user_id = data.get(SESSION_KEY)
        return session

    def _get_session_from_db(self) -> "Session | None":
        """Django's own hook: the row behind the browser's key, unless it is over."""
        found = self.model.objects.filter(pk=mark_of(self.session_key), expire_date__gt=timezone.now()).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return super().exists(mark_of(session_key))

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            super().delete(mark_of(key))

    def begin(self, user_agent: str) -> None:
        """Somebody has signed in."""
        now = timezone.now()
        self["began_at"] = self["seen_at"] = now.isoformat()
        self["browser"] = browser_of(user_agent)
        self.set_expiry(now + timedelta(seconds=settings.SESSION_COOKIE_AGE))

    def note(self) -> None:
        """Whoever is signed in was here; written down at most every ten minutes."""
        now, seen = timezone.now(), self.get("seen_at")
        if seen and datetime.fromisoformat(seen) <= now - NOTED_EVERY:
            self["seen_at"] = now.isoformat()
