"""Backing up, restoring, and moving to a newer version."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from picketline.keeping import archive, postgres, replay, sqlite, transit, version
from picketline.keeping.archive import Sealed, Unreadable
from picketline.keeping.search import reindex
from picketline.letters.actions import forget
from picketline.sealing import keys, ledger

FORMAT = 1
RECIPIENT = "backup.recipient"
LAST_BACKUP = "last-backup"
VERSION = "version"
KIND = "kind-of-data"
LEDGER = "erased.log"
LEFT_OVER_AFTER_SECONDS = 86_400
KEYS_THAT_MAY_LIE_THERE = {"worker.key", "worker.pub", RECIPIENT, "django-secret"}
QUEUE = "queue.sqlite3"
DATABASES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}
Progress = Callable[[int, int], None]


class CannotBeDone(Exception):
    """The words say why; nothing was changed."""


@dataclass(frozen=True)
class Backup:
    """What was backed up."""

    sealed: Sealed
    rows: int
    tables: int


@dataclass(frozen=True)
class Restored:
    """What a restore found and did."""

    taken_at: datetime
    made_by: str
    rows: int
    erased: int
    settled: list[str]
    key_is_gone: bool


def make_backup_key(file: Path) -> str:
    """A new key in `file`, and its public half among the keys of this site; returns the public half."""
    place = settings.KEYS / RECIPIENT
    if place.exists():
        raise CannotBeDone(f"This site has a key for its backups; to change it, move {place} away first.")
    if file.exists():
        raise CannotBeDone(f"{file} exists.")
    if file.resolve().is_relative_to(settings.DATA):
        raise CannotBeDone(f"{file} would lie beside what it opens: name a file outside {settings.DATA}.")
    secret, public = archive.new_identity()
    keys.write_once(file, secret.encode())
    keys.write_once(place, public.encode() + b"\n")
    return public


def back_up(file: Path, *, progress: Progress) -> Backup:
    """Database and keys (never the worker's) in one file that only the offline key opens."""
    recipient = settings.KEYS / RECIPIENT
    if not recipient.exists():
        raise CannotBeDone("There is no key for backups yet: python manage.py new_backup_key FILE")
    if file.exists():
        raise CannotBeDone(f"{file} exists; a backup never replaces another.")
    taken_at = timezone.now()
    ledger.complete(settings.LEDGER, [])
    with folder_beside_the_data(".backup-") as folder:
        rows = database().take(folder, progress)
        lay_in_keys(folder)
        sealed = archive.write(folder, manifest_of(rows, taken_at), file, recipient.read_text(encoding="ascii"))
    (settings.DATA / LAST_BACKUP).write_text(taken_at.isoformat(), encoding="ascii")
    return Backup(sealed, sum(rows.values()), len(rows))


def lay_in_keys(folder: Path) -> None:
    """Every key file but the worker's private one; the kind of data; the ledger as it stands."""
    (folder / "keys").mkdir()
    for key in settings.KEYS.iterdir():
        if not key.name.startswith((".", "worker.")) or key.name == "worker.pub":
            shutil.copyfile(key, folder / "keys" / key.name)
    for file, name in ((settings.DATA / KIND, KIND), (settings.LEDGER, LEDGER)):
        if file.exists():
            shutil.copyfile(file, folder / name)


def manifest_of(rows: dict[str, int], taken_at: datetime) -> dict[str, Any]:
    """What a restore must know before it touches anything."""
    applied = MigrationRecorder(connection).applied_migrations()
    return {
        "format": FORMAT,
        "picketline": version.current(),
        "taken_at": taken_at.isoformat(),
        "database": connection.vendor,
        "rows": rows,
        "migrations": sorted(applied),
    }


def restore(file: Path, identity: Path, *, ledger_file: Path | None, without_ledger: bool) -> Restored:
    """Put a backup into an empty data folder, erase again what was erased since, and only then open the database."""
    refuse_unless_empty()
    lines = ledger_to_apply(ledger_file, without_ledger=without_ledger)
    with folder_beside_the_data(".restore-") as folder:
        manifest = archive.read(file, archive.identity_in(identity), folder)
        refuse_what_does_not_fit(manifest, folder)
        with keys_in_place(folder) as key_is_gone:
            lines_of_the_backup = ledger.read(folder / LEDGER) if (folder / LEDGER).exists() else ()
            ledger.complete(settings.LEDGER, [*lines_of_the_backup, *lines])
            return bring_back(manifest, folder, key_is_gone=key_is_gone)


def bring_back(manifest: dict[str, Any], folder: Path, *, key_is_gone: bool) -> Restored:
    """Open the copied database, bring it up to date, erase what must not come back, and let it be the database."""
    taken_at = datetime.fromisoformat(manifest["taken_at"])
    place = database().open_copy(folder, manifest["migrations"])
    call_command("migrate", verbosity=0, interactive=False)
    erased = replay.erase_again(list(ledger.read(settings.LEDGER)))
    settled = transit.come_to_terms(taken_at, key_is_gone=key_is_gone)
    forget()
    database().settle(folder, place)
    archive.sync_folder(settings.DATA)
    rows = sum(manifest["rows"].values())
    return Restored(taken_at, manifest["picketline"], rows, erased, settled, key_is_gone)


def refuse_unless_empty() -> None:
    """Keys that were carried here, a ledger, and what starting a command makes; anything else is somebody's site."""
    there = [
        settings.DATA / "keys" / file.name
        for file in settings.KEYS.glob("*")
        if file.name not in KEYS_THAT_MAY_LIE_THERE
    ]
    known = (settings.KEYS, settings.LEDGER)
    there += [file for file in settings.DATA.glob("*") if file not in known and not file.name.startswith(QUEUE)]
    if there:
        raise CannotBeDone(f"{settings.DATA} is not empty ({sorted(there)[0].name}): restore into an empty folder.")
    if not database().is_empty():
        raise CannotBeDone("The database is not empty: restore into an empty one.")


def ledger_to_apply(file: Path | None, *, without_ledger: bool) -> list[ledger.Line]:
    """The lines of the ledger that outlived the site; refused where nobody says that there is none."""
    place = file or settings.LEDGER
    if place.exists():
        return list(ledger.read(place))
    if file or not without_ledger:
        raise CannotBeDone(
            f"There is no ledger of erasures at {place}: name it with --ledger. Where it is lost, --without-ledger "
            "restores without it, and what was erased since the backup comes back."
        )
    return []


def refuse_what_does_not_fit(manifest: dict[str, Any], folder: Path) -> None:
    """A backup of a newer version, of another kind of database or data, or one that is not whole."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    ahead = [name for app, name in manifest["migrations"] if (app, name) not in known]
    kind = (folder / KIND).read_text(encoding="ascii").strip() if (folder / KIND).exists() else ""
    if manifest["format"] != FORMAT or ahead:
        raise Unreadable(
            f"This backup was made by Picketline {manifest['picketline']}: restore it with that or a newer."
        )
    if manifest["database"] != connection.vendor:
        raise Unreadable(f"This backup is one of {manifest['database']}, and the settings name {connection.vendor}.")
    if kind and (kind == "demo") != settings.DEMO:
        raise Unreadable(f"This backup holds {kind} data.")
    if database().rows_of(folder) != manifest["rows"]:
        raise Unreadable("This backup has other rows than it says.")


@contextmanager
def keys_in_place(folder: Path) -> Iterator[bool]:
    """Lay the keys where they belong; True where the worker's is a new one. All is taken away again if it fails."""
    key_is_gone = not (settings.KEYS / "worker.key").exists()
    laid = [settings.LEDGER] if not settings.LEDGER.exists() else []
    try:
        for source in [*(folder / "keys").iterdir(), *folder.glob(KIND)]:
            target = (settings.KEYS if source.parent.name == "keys" else settings.DATA) / source.name
            if source.name.startswith("worker."):
                continue
            source.chmod(0o400 if source.name != KIND else 0o600)
            laid.append(target)
            os.replace(source, target)
        if key_is_gone:
            laid += [settings.KEYS / "worker.key", settings.KEYS / "worker.pub"]
            (settings.KEYS / "worker.pub").unlink(missing_ok=True)
        keys.make_pairs(settings.KEYS)
        yield key_is_gone
    except BaseException:
        for file in laid:
            file.unlink(missing_ok=True)
        raise


def upgrade(*, progress: Progress, say: Callable[[str], None]) -> tuple[str, str]:
    """Back up where a key exists, migrate, collect static files, write the index; the versions before and after."""
    place = settings.DATA / VERSION
    before = place.read_text(encoding="ascii").strip() if place.exists() else "a version that left no note"
    after = version.current()
    if (settings.KEYS / RECIPIENT).exists():
        file = settings.DATA / "backups" / f"before-{after}-{timezone.now():%Y%m%dT%H%M%S.%f}.age"
        file.parent.mkdir(mode=0o700, exist_ok=True)
        say(f"Backing up to {back_up(file, progress=progress).sealed.file} ...")
    else:
        say("No backup: there is no key for backups yet (python manage.py new_backup_key FILE).")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    reindex()
    place.write_text(after + "\n", encoding="ascii")
    return before, after


def database() -> ModuleType:
    """How this kind of database is copied and put back."""
    return DATABASES[connection.vendor]


@contextmanager
def folder_beside_the_data(prefix: str) -> Iterator[Path]:
    """A folder of mode 0700 on the same disk, gone at the end; what a killed process left is cleared after a day."""
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in settings.DATA.glob(f"{prefix}*"):
        if time.time() - left.stat().st_mtime > LEFT_OVER_AFTER_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=settings.DATA))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
