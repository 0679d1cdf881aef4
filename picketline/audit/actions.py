"""Writing the record, and checking it."""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from picketline.audit.models import GENESIS, Entry


@transaction.atomic
def record(act: str, noun: Any, *, actor: Any, section: Any = "", words: str = "") -> Entry:
    """Add one entry in the caller's own transaction, so that act and entry stand or fall together."""
    stand_in_line()
    last = Entry.objects.order_by("-pk").first()
    entry = Entry(
        at=timezone.now(),
        actor=str(getattr(actor, "pk", actor)),
        section=str(getattr(section, "pk", section)),
        act=act,
        noun=noun._meta.label_lower,
        noun_id=str(noun.pk),
        words=words,
        previous=last.digest if last else GENESIS,
    )
    entry.digest = entry.computed_digest()
    entry.save(force_insert=True)
    return entry


def stand_in_line() -> None:
    """Two entries at once would follow the same one. SQLite's transactions queue by themselves, PostgreSQL's here."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE audit_entry IN SHARE ROW EXCLUSIVE MODE")


def first_broken_entry() -> Entry | None:
    """The first entry that does not follow from the one before it; None where the chain holds."""
    expected = GENESIS
    for entry in Entry.objects.iterator():
        if entry.previous != expected or entry.digest != entry.computed_digest():
            return entry
        expected = entry.digest
    return None
