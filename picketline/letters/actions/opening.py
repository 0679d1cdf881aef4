"""An appeal opens to the public."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from picketline.appeals.models import Appeal
from picketline.audit.actions import record
from picketline.letters.publishing import what_blocks


@transaction.atomic
def publish(appeal: Appeal, *, actor: Any, reason: str = "") -> bool:
    """Open an appeal to the public, unless something blocks it; False where it stays as it is.

    A `reason` stands in for the agreement of people who are shown by name, and goes into the record.
    """
    if what_blocks(appeal, reason=reason):
        return False
    is_new = bool(Appeal.objects.filter(pk=appeal.pk, published_at=None).update(published_at=timezone.now()))
    if is_new:
        excepted = reason.strip() if appeal.people.named_without_consent().exists() else ""
        record("publish", appeal, actor=actor, section=appeal.section_id, words=excepted)
    return is_new
