"""An appeal opens to the public."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from picketline.appeals.models import Appeal, Passage
from picketline.audit.actions import record
from picketline.letters.publishing import what_blocks


@transaction.atomic
def publish(appeal: Appeal, *, actor: Any, reason: str = "", told: str = "") -> bool:
    """Open an appeal to the public, unless something blocks it; False where it stays as it is.

    A `reason` stands in for the agreement of people who are shown by name and for a second look; it goes into the
    record. What readers are `told` stands in for a look at the addresses.
    """
    if what_blocks(appeal, reason=reason, told=told, actor=actor):
        return False
    excused = what_blocks(appeal, actor=actor)
    draft = Appeal.objects.filter(pk=appeal.pk, published_at=None)
    is_new = bool(draft.update(published_at=timezone.now(), published_by=str(actor.pk)))
    if is_new:
        appeal.model_letters.update(pasted="")
        excepted = [reason.strip()] if any(not block.readers_are_told for block in excused) else []
        if any(block.readers_are_told for block in excused):
            tell_readers(appeal, told.strip())
            excepted.append(told.strip())
        record("publish", appeal, actor=actor, section=appeal.section_id, words=" / ".join(excepted))
    return is_new


def tell_readers(appeal: Appeal, words: str) -> None:
    """Why its addresses were not looked at, in the appeal's own language."""
    passage = Passage.say({appeal.language: words}, source_language=appeal.language)
    Appeal.objects.filter(pk=appeal.pk).update(unchecked=passage)
