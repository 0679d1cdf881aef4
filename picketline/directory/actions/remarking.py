"""Readers say that an address is wrong; organisers settle it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from picketline.audit.actions import record
from picketline.authorities.models import ContactPoint
from picketline.directory.models import Remark


@transaction.atomic
def remark(contact: ContactPoint, *, why: str) -> bool:
    """Keep it, unless five wait already: then it is known; False. Nothing about the address changes by itself."""
    locked = ContactPoint.objects.select_for_update().get(pk=contact.pk)
    if Remark.objects.open().filter(contact=locked).count() >= Remark.MOST_OPEN:
        return False
    Remark.objects.create(contact=locked, why=why)
    return True


@transaction.atomic
def settle_remarks(contact: ContactPoint, *, seen: list[int], actor: Any) -> int:
    """Somebody has looked into those that they saw; returns how many."""
    settled = (
        Remark.objects.open().filter(contact=contact, pk__in=seen).update(settled_at=timezone.now(), settled_by=actor)
    )
    if settled:
        record("settle remarks", contact, actor=actor, words=str(settled))
    return settled
