"""Somebody wants the directory to say something else."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from picketline.audit.actions import record
from picketline.authorities.models import Authority, ContactPoint, OfficeHolder
from picketline.directory.actions.objections import THERE_ALREADY, Objection
from picketline.directory.models import Proposal

SOURCE = "a source"  # who is recorded for what an import proposes
Row = ContactPoint | OfficeHolder


@transaction.atomic
def propose_contact(authority: Authority, *, values: Mapping[str, Any], evidence: str, actor: Any) -> Proposal:
    """A contact point that the office has not got yet. Raises Objection."""
    same = authority.contacts.filter(kind=values["kind"], value=values["value"])
    if same.exclude(state=ContactPoint.State.RETIRED).exists():
        raise Objection(THERE_ALREADY)
    return propose(authority, Proposal.Act.ADD, Proposal.Noun.CONTACT, None, values, evidence, actor)


@transaction.atomic
def propose_holder(
    authority: Authority, *, values: Mapping[str, Any], evidence: str, actor: Any, joins_others: bool = False
) -> Proposal:
    """Somebody who holds the office: after those who held it, or beside them. Raises Objection."""
    if holds_it_already(authority, values["name"]):
        raise Objection(THERE_ALREADY)
    act, noun = Proposal.Act.ADD, Proposal.Noun.HOLDER
    return propose(authority, act, noun, None, values, evidence, actor, joins_others=joins_others)


def holds_it_already(authority: Authority, name: str) -> bool:
    """True where somebody of this name is in office; who left may come back."""
    return authority.holders.current().filter(name=name).exists()


@transaction.atomic
def propose_change(row: Row, *, values: Mapping[str, Any], evidence: str, actor: Any) -> Proposal | None:
    """That a contact point or office-holder says something else; None where it says all that already."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not differing.keys() - {"as_of", "checked_how"}:
        return None
    return propose(row.authority, Proposal.Act.CHANGE, noun_of(row), row, differing, evidence, actor)


@transaction.atomic
def propose_retirement(row: Row, *, evidence: str, actor: Any, on: date | None = None) -> Proposal:
    """That nobody writes to this contact point any more, or that somebody's time in office ended `on` a day."""
    values = {"ended_on": on} if isinstance(row, OfficeHolder) else {"state": ContactPoint.State.RETIRED.value}
    return propose(row.authority, Proposal.Act.RETIRE, noun_of(row), row, values, evidence, actor)


@transaction.atomic
def propose_merger(authority: Authority, *, into: Authority, evidence: str, actor: Any) -> Proposal:
    """That two offices are one and the same; letters to the first go to the second."""
    values = {"merged_into": str(into.uuid)}
    return propose(authority, Proposal.Act.MERGE, Proposal.Noun.OFFICE, None, values, evidence, actor)


def as_kept(value: Any) -> Any:
    """As JSON has it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def noun_of(row: Row) -> str:
    """What a proposal calls it."""
    return Proposal.Noun.HOLDER if isinstance(row, OfficeHolder) else Proposal.Noun.CONTACT


def propose(
    authority: Authority,
    act: str,
    noun: str,
    row: Row | None,
    values: Mapping[str, Any],
    evidence: str,
    actor: Any,
    **more: Any,
) -> Proposal:
    """Keep it with what the row says now; `actor` is None where a source says so."""
    made = Proposal.objects.create(
        authority=authority,
        act=act,
        noun=noun,
        values={name: as_kept(value) for name, value in values.items()},
        before=said_by(row, values) if row else {},
        evidence=evidence,
        proposed_by=actor,
        **({noun: row} if row else {}),
        **more,
    )
    record("propose", made, actor=actor or SOURCE, words=f"{act} {noun}")
    return made


def said_by(row: Row, names: Any) -> dict[str, Any]:
    """What the row says in these fields, as a proposal keeps it."""
    return {name: as_kept(getattr(row, name)) for name in names}
