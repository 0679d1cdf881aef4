"""What the doctor looks at of what we must be able to trust: keys, backups, the ledger, the record, who may come in."""

import os
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from nacl.exceptions import CryptoError

from picketline.accounts.models import SECOND_FACTORS, User
from picketline.audit.actions import first_broken_entry
from picketline.keeping.actions import LAST_BACKUP, RECIPIENT
from picketline.keeping.finding import Finding, Look, fine, look, wrong
from picketline.sealing import boxes, keys

OLD, TOO_OLD = timedelta(days=2), timedelta(days=8)
MAKE_KEY = "python manage.py new_backup_key FILE"
MAKE_BACKUP = "python manage.py backup FILE"


def worker_key() -> Finding:
    """What is sealed for the worker can be opened by the worker."""
    return pair_fits(
        "worker", "without it no mail leaves; restore, or let a new pair be made: python manage.py prepare"
    )


def section_key() -> Finding:
    """What is kept for later can be opened, here or offline."""
    if (settings.KEYS / "section.pub").exists() and not (settings.KEYS / "section.key").exists():
        return fine("section key", "its private half lies offline.")
    return pair_fits("section", "python manage.py prepare")


def pair_fits(name: str, mend: str) -> Finding:
    """Seal a word and open it again, as letters are."""
    about = f"{name} key"
    if not os.access(settings.KEYS / f"{name}.key", os.R_OK) and (settings.KEYS / f"{name}.key").exists():
        return fine(about, "cannot be read by this user, as it should be for the web; look again as the worker's user.")
    try:
        public = keys.public(settings.KEYS, name)
        if bytes(keys.private(settings.KEYS, name).public_key) != bytes(public):
            return wrong(about, "its two halves do not fit: what was sealed cannot be opened.", mend)
        boxes.unseal(name, boxes.seal(name, {"word": "strike"}))
    except (OSError, ValueError, CryptoError) as trouble:
        return wrong(about, f"cannot be used: {type(trouble).__name__}.", mend)
    return fine(about, "seals and opens.")


def backups() -> Finding:
    """There is a key for backups, and the last one is fresh."""
    if not (settings.KEYS / RECIPIENT).exists():
        return wrong("backup", "there is no key for backups, so there is none.", MAKE_KEY)
    place = settings.DATA / LAST_BACKUP
    if not place.exists():
        return wrong("backup", "none was ever made here.", MAKE_BACKUP)
    age = timezone.now() - datetime.fromisoformat(place.read_text(encoding="ascii").strip())
    words = f"the last one is {age.days} days and {age.seconds // 3600} hours old."
    if age > TOO_OLD:
        return wrong("backup", words, MAKE_BACKUP)
    return look("backup", words, MAKE_BACKUP) if age > OLD else fine("backup", words)


def erasures() -> Finding:
    """What is erased can be noted; where it cannot, nothing can be erased."""
    place = settings.LEDGER if settings.LEDGER.exists() else settings.LEDGER.parent
    if not os.access(place, os.W_OK):
        return wrong("ledger of erasures", f"{place} cannot be written.", f"ls -l '{place}'")
    return fine("ledger of erasures", f"{settings.LEDGER}; keep a fresh copy on another computer.")


def second_factors() -> Finding:
    """Every organiser has a passkey or an authenticator app."""
    with_one = Authenticator.objects.filter(type__in=SECOND_FACTORS).values("user")
    without = User.objects.filter(is_active=True).exclude(pk__in=with_one)
    if count := without.count():
        words = f"{count} of {User.objects.filter(is_active=True).count()} organisers have none yet."
        return wrong("second factor", words, f"python manage.py sign_in_link {without.order_by('pk')[0].email}")
    return fine("second factor", "every organiser has one.")


def migrations() -> Finding:
    """The database is that of this version."""
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if left:
        return wrong("database", f"{len(left)} changes are not applied yet.", "python manage.py upgrade")
    return fine("database", "every change is applied.")


def record() -> Finding:
    """The chain of entries holds."""
    broken = first_broken_entry()
    if broken:
        words = f"entry {broken.pk} does not follow from the one before it: somebody changed the record."
        return wrong("record", words, "compare it with a backup that you restore on another computer")
    return fine("record", "every entry follows from the one before.")


LOOKS: list[Look] = [worker_key, section_key, backups, erasures, second_factors, migrations, record]
