"""Somebody looks whether what stands there is still right."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from picketline.audit.actions import record
from picketline.authorities.models import ContactPoint, OfficeHolder
from picketline.directory.actions.objections import OUT_OF_USE, OWN_CHECK, Objection
from picketline.directory.actions.proposing import Row, noun_of
from picketline.directory.models import Check, Proposal


@transaction.atomic
def check(row: Row, *, how: str, on: date, evidence: str, actor: Any) -> Check:
    """“I checked this”: it is right. Who proposed what stands there cannot be the one. Raises Objection."""
    found = row_now(row)
    if proposer_of(found) == actor.pk:
        raise Objection(OWN_CHECK)
    found.state, found.checked_by, found.checked_on = found.State.VERIFIED, str(actor), on
    if isinstance(found, ContactPoint):
        found.checked_how = how
    if isinstance(found, OfficeHolder):
        found.settle_doubt(on)
    found.save()
    return note(found, Check.Outcome.RIGHT, actor, how=how, evidence=evidence, checked_on=on)


@transaction.atomic
def dispute(row: Row, *, evidence: str, actor: Any) -> Check:
    """It may be wrong. It stays in use until somebody has found out, and counts as not checked. Raises Objection."""
    found = row_now(row)
    found.state = found.State.DISPUTED
    found.save()
    return note(found, Check.Outcome.DISPUTED, actor, evidence=evidence, checked_on=timezone.localdate())


def row_now(row: Row) -> Row:
    """The row as it is now, for this transaction alone. Raises Objection where it is out of use."""
    found = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if isinstance(found, ContactPoint) and found.state == ContactPoint.State.RETIRED:
        raise Objection(OUT_OF_USE)
    return found


def proposer_of(row: Row) -> int | None:
    """Who proposed what stands there now; None where a source or nobody did."""
    agreed = row.proposals.filter(verdict=Proposal.Verdict.AGREED).exclude(act=Proposal.Act.RETIRE)
    latest = agreed.order_by("-decided_at", "-pk").first()
    return latest.proposed_by_id if latest else None


def note(row: Row, outcome: str, actor: Any, **values: Any) -> Check:
    """One row of what was looked at, and one entry in the record."""
    made = Check.objects.create(outcome=outcome, checked_by=actor, **{noun_of(row): row}, **values)
    record("check", row, actor=actor, words=outcome)
    return made
