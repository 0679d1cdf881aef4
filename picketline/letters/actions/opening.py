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

    A `reason` stands in for the agreement of people who are shown by name and for a second look; it goes into the
    record.
    """
    if what_blocks(appeal, reason=reason, actor=actor):
        return False
    draft = Appeal.objects.filter(pk=appeal.pk, published_at=None)
    is_new = bool(draft.update(published_at=timezone.now(), published_by=str(actor.pk)))
    if is_new:
        appeal.model_letters.update(pasted="")
        excepted = reason.strip() if what_blocks(appeal, actor=actor) else ""
        record("publish", appeal, actor=actor, section=appeal.section_id, words=excepted)
    return is_new
