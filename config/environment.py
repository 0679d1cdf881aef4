"""Reads settings from the environment: text, numbers, secrets from files, a database from a URL."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PREFIX = "PICKETLINE_"


def text(name: str, default: str = "") -> str:
    """PICKETLINE_<name>, or the first line of the file that PICKETLINE_<name>_FILE names."""
    file = os.environ.get(f"{PREFIX}{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(PREFIX + name, default)


def number(name: str, default: int) -> int:
    """A whole number; anything else is refused with a sentence."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise SystemExit(f"{PREFIX}{name} must be a whole number, not “{value}”.")
    return int(value)


def switch(name: str, default: bool = False) -> bool:
    """True for 1, yes, on, true."""
    return text(name, "1" if default else "").lower() in {"1", "yes", "on", "true"}


def database(url: str, *, sqlite_file: Path) -> dict[str, Any]:
    """Django's DATABASES entry: `postgresql://user:password@host/name`, or SQLite where the URL is empty."""
    if not url:
        return sqlite(sqlite_file)
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SystemExit(f"{PREFIX}DATABASE_URL must begin with postgresql://, not “{parts.scheme}”.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def sqlite(file: Path) -> dict[str, Any]:
    """SQLite as a full citizen. WAL is not here: it is set once, when the file is made."""
    return {
        "ENGINE": "config.fair_sqlite",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "TEST": {"NAME": ":memory:"},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;",
        },
    }


def mail(url: str) -> dict[str, Any]:
    """Django's EMAIL_* settings from `smtp://user:password@host:587?tls=1`; nothing where the URL is empty."""
    parts = urlsplit(url)
    if parts.scheme not in {"", "smtp", "smtps"}:
        raise SystemExit(f"{PREFIX}MAIL_URL must begin with smtp:// or smtps://, not “{parts.scheme}”.")
    return {
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": dict(parse_qsl(parts.query)).get("tls") == "1",
        "EMAIL_TIMEOUT": 30,
    }
