"""Reading an appeal as if one had never seen it."""

from typing import Any

from django.db import transaction

from picketline.appeals.models import Appeal, Look
from picketline.audit.actions import record


@transaction.atomic
def look(appeal: Appeal, *, actor: Any) -> Look:
    """Somebody has looked. Twice changes nothing."""
    found, is_new = Look.objects.get_or_create(appeal=appeal, actor=str(actor.pk))
    if is_new:
        record("look", appeal, actor=actor, section=appeal.section_id)
    return found


@transaction.atomic
def undo_look(appeal: Appeal, *, actor: Any) -> None:
    """They had not looked after all."""
    if Look.objects.filter(appeal=appeal, actor=str(actor.pk)).delete()[0]:
        record("undo look", appeal, actor=actor, section=appeal.section_id)
