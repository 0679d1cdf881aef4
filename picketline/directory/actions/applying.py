"""What was agreed becomes what the directory says, and back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from picketline.authorities import cards
from picketline.authorities.models import Authority, ContactPoint, OfficeHolder
from picketline.directory import caution
from picketline.directory.actions.objections import CHANGED, THERE_ALREADY, Objection
from picketline.directory.actions.proposing import Row, as_kept, holds_it_already, said_by
from picketline.directory.actions.succeeding import bring_back, end_predecessors
from picketline.directory.models import Proposal

HOLDS_LETTERS_FOR = timedelta(hours=48)
ABOUT_THE_CHECK = ("checked_how", "as_of", "may_carry_letters")
FOLLOWS: dict[str, tuple[str, ...]] = {
    Proposal.Noun.CONTACT: (
        *("state", "checked_by", "checked_on", "checked_how"),
        *("may_carry_letters", "compared_by", "holds_letters_until", "vouched_by", "also_vouched_by"),
    ),
    Proposal.Noun.HOLDER: ("state", "checked_by", "checked_on", "check_again_on"),
}


def apply(proposal: Proposal, *, actor: Any) -> dict[str, Any]:
    """Make it so; returns the fields of the proposal that keep what was before. Raises Objection."""
    if proposal.act == Proposal.Act.MERGE:
        return merge(proposal)
    row = row_of(proposal)
    before = said_by(row, [*proposal.values, *FOLLOWS[proposal.noun]]) if row.pk else {}
    is_new_domain = caution.brings_a_new_domain(proposal)
    fill(row, proposal.values)
    if proposal.act != Proposal.Act.RETIRE:
        row.state, row.checked_by, row.checked_on = row.State.VERIFIED, str(actor), timezone.localdate()
    if isinstance(row, ContactPoint):
        look_at_contact(row, proposal, actor=actor, is_new_domain=is_new_domain)
    else:
        look_at_holder(row, proposal, actor=actor)
    save(row)
    return {"before": before, proposal.noun: row}


def look_at_contact(contact: ContactPoint, proposal: Proposal, *, actor: Any, is_new_domain: bool) -> None:
    """How it was checked; where the address itself is new, who compared it, and that letters wait for two days."""
    if proposal.act == Proposal.Act.RETIRE:
        return
    contact.checked_how = proposal.values.get("checked_how", "")
    vouch(contact, proposal)
    if contact.kind == ContactPoint.Kind.EMAIL and proposal.values.keys() & {"value", "may_carry_letters"}:
        contact.clean()
        contact.compared_by = str(actor) if contact.flags else ""
        contact.may_carry_letters = contact.may_carry_letters and (contact.is_vouched or not contact.is_free_mail)
    if is_new_domain:
        contact.holds_letters_until = timezone.now() + HOLDS_LETTERS_FOR


def look_at_holder(holder: OfficeHolder, proposal: Proposal, *, actor: Any) -> None:
    """Whoever doubted before has their answer now; who is new comes after those who held the office."""
    if proposal.act != Proposal.Act.RETIRE:
        holder.settle_doubt(timezone.localdate())
    if proposal.act == Proposal.Act.ADD and not proposal.joins_others and holder.ended_on is None:
        holder.check_again_on = end_predecessors(proposal, began_on=holder.started_on, actor=actor)


def vouch(contact: ContactPoint, proposal: Proposal) -> None:
    """Free mail that letters go to, and a mobile, bear the names of the two who agreed; nothing else bears any."""
    contact.clean()
    is_anybodys = contact.is_mobile or (contact.is_free_mail and contact.may_carry_letters)
    contact.vouched_by, contact.also_vouched_by = caution.vouchers(proposal) if is_anybodys else ("", "")


def row_of(proposal: Proposal) -> Row:
    """What is to be changed, for this transaction alone; for something new an empty row, or one taken out of use."""
    nouns = ContactPoint.objects if proposal.noun == Proposal.Noun.CONTACT else OfficeHolder.objects
    if proposal.row:
        return nouns.select_for_update(of=("self",)).select_related("authority").get(pk=proposal.row.pk)
    if proposal.noun == Proposal.Noun.HOLDER:
        if holds_it_already(proposal.authority, proposal.values["name"]):
            raise Objection(THERE_ALREADY)
        return OfficeHolder(authority=proposal.authority)
    same = ("kind", "value", "source")
    twins = nouns.filter(authority=proposal.authority, **{name: proposal.values.get(name, "") for name in same})
    twin = twins.select_for_update().first()
    if twin and twin.state != ContactPoint.State.RETIRED:
        raise Objection(THERE_ALREADY)
    return twin or ContactPoint(authority=proposal.authority)


def fill(row: Row, values: Mapping[str, Any]) -> None:
    """Write values as a proposal keeps them into the row."""
    for name, value in values.items():
        setattr(row, name, row._meta.get_field(name).to_python(value))


def save(row: Row) -> None:
    """Keep the row, and write its office's card anew. Raises Objection where the database would refuse it."""
    try:
        row.full_clean()
    except ValidationError as trouble:
        raise Objection(" ".join(trouble.messages)) from trouble
    row.save()
    cards.index(Authority.objects.filter(pk=row.authority_id))


def still_says(row: Row, values: Mapping[str, Any]) -> bool:
    """True where the row says what it said when somebody looked; that it was checked again is no change."""
    return all(as_kept(getattr(row, name)) == value for name, value in values.items() if name not in ABOUT_THE_CHECK)


def merge(proposal: Proposal) -> dict[str, Any]:
    """Leave a tombstone that points at the survivor; nothing that points at either office is rewritten."""
    pair = [proposal.authority_id, caution.survivor(proposal).pk]
    living = Authority.objects.select_for_update().filter(pk__in=pair, merged_into=None).order_by("pk")
    if len(living) != len(set(pair)):
        raise Objection(CHANGED)
    into = next(one for one in living if one.pk == pair[1])
    if caution.brings_a_new_domain(proposal):
        until = timezone.now() + HOLDS_LETTERS_FOR
        held = [one.pk for one in caution.reached_by_mail(into)]
        ContactPoint.objects.filter(pk__in=held).update(holds_letters_until=until)
    Authority.objects.filter(pk=pair[0]).update(merged_into=into)
    return {"before": {"merged_into": None}}


def take_back(proposal: Proposal, *, actor: Any) -> None:
    """The directory says again what it said before this was agreed. Raises Objection where it was changed since."""
    if proposal.act == Proposal.Act.MERGE:
        part(proposal)
        return
    row = row_of(proposal)
    if not still_says(row, proposal.values):
        raise Objection(CHANGED)
    value = proposal.before.get("value", "")
    is_new_domain = bool(value) and bool(caution.new_domain(row.authority, caution.kind_of(proposal), value))
    fill(row, restored(proposal, row))
    if is_new_domain:
        row.holds_letters_until = timezone.now() + HOLDS_LETTERS_FOR
    if isinstance(row, OfficeHolder):
        bring_back(proposal, doubted_on=row.check_again_on, actor=actor)
    save(row)


def restored(proposal: Proposal, row: Row) -> dict[str, Any]:
    """What it said before; an election that has come up since makes people doubt that too."""
    before = proposal.before or gone(row)
    is_doubted = isinstance(row, OfficeHolder) and row.check_again_on
    return {name: value for name, value in before.items() if not (is_doubted and name == "check_again_on")}


def gone(row: Row) -> dict[str, Any]:
    """What was added by mistake stays, out of use: letters and history may point at it."""
    if isinstance(row, ContactPoint):
        return {"state": ContactPoint.State.RETIRED, "may_carry_letters": False}
    day = max(timezone.localdate(), row.started_on or timezone.localdate())
    return {"state": OfficeHolder.State.DISPUTED, "ended_on": day}


def part(proposal: Proposal) -> None:
    """Two offices again."""
    merged = Authority.objects.filter(pk=proposal.authority_id, merged_into=caution.survivor(proposal))
    if not merged.update(merged_into=None):
        raise Objection(CHANGED)
    cards.index(Authority.objects.filter(pk=proposal.authority_id))
