"""Writing the record, and checking it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from picketline.audit.models import GENESIS, Entry


@transaction.atomic
def record(act: str, noun: Any, *, actor: Any, section: Any = "", words: str = "") -> Entry:
    """Add one entry in the caller's own transaction, so that act and entry stand or fall together."""
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


def first_broken_entry() -> Entry | None:
    """The first entry that does not follow from the one before it; None where the chain holds."""
    expected = GENESIS
    for entry in Entry.objects.iterator():
        if entry.previous != expected or entry.digest != entry.computed_digest():
            return entry
        expected = entry.digest
    return None
