"""What somebody else says to a proposal."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from picketline.audit.actions import record
from picketline.directory import caution
from picketline.directory.actions.applying import apply, row_of, still_says
from picketline.directory.actions.applying import take_back as restore
from picketline.directory.actions.objections import (
    AGREED_ALREADY,
    CHANGED,
    COMPARE,
    DECIDED,
    NOT_YOURS,
    OWN,
    TOO_LATE,
    Objection,
)
from picketline.directory.models import Agreement, Proposal

Verdict = Proposal.Verdict


@transaction.atomic
def agree(proposal: Proposal, *, actor: Any, compared: bool = False) -> bool:
    """One keeper's yes; True where it was the last that was needed, and the directory says so now. Raises Objection.

    `compared`: an odd e-mail address was held against its source, letter by letter.
    """
    waiting = waiting_now(proposal)
    if waiting.proposed_by_id == actor.pk:
        raise Objection(OWN)
    if waiting.row and not still_says(row_of(waiting), waiting.before):
        raise Objection(CHANGED)
    if caution.odd(waiting) and not compared:
        raise Objection(COMPARE)
    _agreement, is_new = Agreement.objects.get_or_create(proposal=waiting, keeper=actor)
    if not is_new:
        raise Objection(AGREED_ALREADY)
    record("agree", waiting, actor=actor, words=f"{waiting.act} {waiting.noun}")
    if caution.missing(waiting):
        return False
    settle(waiting, Verdict.AGREED, actor, **apply(waiting, actor=actor))
    return True


@transaction.atomic
def refuse(proposal: Proposal, *, words: str, actor: Any) -> None:
    """Somebody else says no, and why. Raises Objection."""
    waiting = waiting_now(proposal)
    if waiting.proposed_by_id == actor.pk:
        raise Objection(OWN)
    settle(waiting, Verdict.REFUSED, actor, words=words)
    record("refuse", waiting, actor=actor)


@transaction.atomic
def take_back(proposal: Proposal, *, actor: Any) -> None:
    """Who proposed it wants it no more. Raises Objection."""
    waiting = waiting_now(proposal)
    if waiting.proposed_by_id != actor.pk:
        raise Objection(NOT_YOURS)
    settle(waiting, Verdict.WITHDRAWN, actor)
    record("take back", waiting, actor=actor)


@transaction.atomic
def undo(proposal: Proposal, *, actor: Any) -> None:
    """For two days: the directory says again what it said before. Raises Objection."""
    agreed = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not agreed.can_be_undone:
        raise Objection(TOO_LATE)
    restore(agreed, actor=actor)
    settle(agreed, Verdict.UNDONE, actor)
    record("undo", agreed, actor=actor, words=f"{agreed.act} {agreed.noun}")


def waiting_now(proposal: Proposal) -> Proposal:
    """The proposal as it is now, for this transaction alone. Raises Objection where it waits no more."""
    found = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not found.is_waiting:
        raise Objection(DECIDED)
    return found


def settle(proposal: Proposal, verdict: str, actor: Any, **values: Any) -> None:
    """It waits no more: who decided what, and when."""
    decided = {"verdict": verdict, "decided_by": actor, "decided_at": timezone.now(), **values}
    Proposal.objects.filter(pk=proposal.pk).update(**decided)
