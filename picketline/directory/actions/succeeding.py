"""Who comes into an office ends the time of whoever held it, unless both hold it; an undo brings them back."""

from datetime import date
from typing import Any

from django.utils import timezone

from picketline.audit.actions import record
from picketline.authorities.models import Authority, OfficeHolder
from picketline.directory.models import Proposal, Succession


def end_predecessors(proposal: Proposal, *, began_on: date | None, actor: Any) -> date | None:
    """Those who hold the office now hold it until the next one began; returns the day of an election to come.

    The office is locked: of two keepers who agree to two successors, the second ends the time of the first one's.
    """
    Authority.objects.select_for_update().get(pk=proposal.authority_id)
    current = list(OfficeHolder.objects.filter(authority=proposal.authority_id).current())
    for one in current:
        day = day_after(one, began_on)
        Succession.objects.create(proposal=proposal, predecessor=one, ended_on=day, before=one.ended_on)
        OfficeHolder.objects.filter(pk=one.pk).update(ended_on=day)
        record("end", one, actor=actor, words=f"{one.name}: {day}")
    days = [one.check_again_on for one in current if one.check_again_on]
    return max((day for day in days if day > timezone.localdate()), default=None)


def day_after(holder: OfficeHolder, next_began_on: date | None) -> date:
    """The first day without the office: when the next began, never before this one did."""
    day = next_began_on or timezone.localdate()
    return max(day, holder.started_on or day)


def bring_back(proposal: Proposal, *, doubted_on: date | None, actor: Any) -> None:
    """What is known of their end is as before; where somebody has said something else since, that stays.

    `doubted_on`: an election that put their successor in doubt leaves them in doubt too.
    """
    doubt = {"check_again_on": doubted_on} if doubted_on else {}
    for one in proposal.successions.select_related("predecessor"):
        ended_so = OfficeHolder.objects.filter(pk=one.predecessor_id, ended_on=one.ended_on)
        if ended_so.update(ended_on=one.before, **doubt):
            record("bring back", one.predecessor, actor=actor, words=one.predecessor.name)
