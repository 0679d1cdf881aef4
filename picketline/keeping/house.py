"""What the doctor looks at on the computer: SQLite, files, disk, clock, settings."""

import shutil
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone

from picketline.audit.models import Entry
from picketline.keeping.finding import Finding, Look, fine, look, wrong

SAFE_SQLITE = (3, 51, 3)  # earlier ones can, rarely, damage a database while its write-ahead log starts anew
LITTLE_SPACE, NO_SPACE = 2_000_000_000, 300_000_000
SECRET_LENGTH, SECRET_LETTERS = 50, 5
MAY_DIFFER = timedelta(minutes=5)
FOR_THE_WORKER_ALONE = ("worker.key", "section.key")


def sqlite_version() -> Finding:
    """The library that Python brings, where SQLite is the database."""
    about, found = "SQLite", ".".join(map(str, sqlite3.sqlite_version_info))
    if connection.vendor != "sqlite":
        return fine(about, "the database is PostgreSQL.")
    if sqlite3.sqlite_version_info < SAFE_SQLITE:
        words = f"{found} is older than 3.51.3, which mends a rare fault that can damage a database; back up daily."
        return look(about, words, "apt-get install --only-upgrade libsqlite3-0")
    return fine(about, f"{found}.")


def permissions() -> Finding:
    """Nobody else on this computer reads the data, and only their own user the private keys."""
    about = "permissions"
    others = [settings.DATA, settings.KEYS, *settings.DATA.glob("*.sqlite3*"), *settings.KEYS.glob("*")]
    private = [settings.KEYS / name for name in FOR_THE_WORKER_ALONE]
    for file in others:
        if file.exists() and mode(file) & stat.S_IRWXO and is_reached(file):
            return wrong(about, f"everybody on this computer may use {file}.", f"chmod o-rwx '{file}'")
    for file in private:
        if file.exists() and mode(file) & (stat.S_IRWXG | stat.S_IRWXO):
            return wrong(about, f"{file} may be used by others than its owner.", f"chmod 0400 '{file}'")
    return fine(about, "data and keys are closed to others.")


def is_reached(file: Path) -> bool:
    """A file in a folder that is closed to others is closed too."""
    return file == settings.DATA or bool(mode(settings.DATA) & stat.S_IXOTH)


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def disk() -> Finding:
    """Space for the database, its journal and a backup's copy."""
    free = shutil.disk_usage(settings.DATA).free
    words = f"{free / 1e9:.1f} GB free at {settings.DATA}."
    if free < NO_SPACE:
        return wrong("disk", words, f"du -xh --max-depth=2 '{settings.DATA}' | sort -h")
    if free < LITTLE_SPACE:
        return look("disk", words, f"du -xh --max-depth=2 '{settings.DATA}' | sort -h")
    return fine("disk", words)


def clock() -> Finding:
    """Time never runs backwards: nothing in the record may lie in the future."""
    last = Entry.objects.order_by("-pk").values_list("at", flat=True).first()
    if last and last > timezone.now() + MAY_DIFFER:
        words = f"the record's last entry is of {last:%Y-%m-%d %H:%M} UTC, which is still to come."
        return wrong("clock", words, "timedatectl set-ntp true")
    return fine("clock", f"{timezone.now():%Y-%m-%d %H:%M} UTC, and nothing in the record is later.")


def debug() -> Finding:
    """Debugging shows strangers what is inside."""
    if settings.DEBUG:
        return wrong("debugging", "is on: error pages show settings and letters.", "unset DJANGO_DEBUG DEBUG")
    return fine("debugging", "is off.")


def secret_key() -> Finding:
    """What signs forms and sessions must not be guessed."""
    key = settings.SECRET_KEY
    if len(key) < SECRET_LENGTH or len(set(key)) < SECRET_LETTERS or key.startswith("django-insecure"):
        words = "PICKETLINE_SECRET_KEY is weak: leave it out, and a strong one is made in the data folder."
        return wrong("secret key", words, "unset PICKETLINE_SECRET_KEY")
    return fine("secret key", f"{len(key)} characters.")


def site_url() -> Finding:
    """Letters and links travel by HTTPS, or to an onion service."""
    parts = urlsplit(settings.SITE_URL)
    mend = "PICKETLINE_SITE_URL=https://appeals.example.org in the environment file"
    if parts.scheme == "https" or (parts.hostname or "").endswith(".onion"):
        return fine("address", settings.SITE_URL)
    if parts.hostname in {"localhost", "127.0.0.1"}:
        return look("address", f"{settings.SITE_URL} is for trying out: links in mails lead nowhere else.", mend)
    return wrong("address", f"{settings.SITE_URL} is open to every listener on the way.", mend)


LOOKS: list[Look] = [sqlite_version, permissions, disk, clock, debug, secret_key, site_url]
