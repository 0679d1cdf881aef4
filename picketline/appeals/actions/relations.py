"""How appeals hang together: following one up, relating two, taking that back."""

from datetime import date
from typing import Any

from django.db import transaction

from picketline.appeals.actions.drafting import draft
from picketline.appeals.cards import index
from picketline.appeals.models import Addressee, Appeal, AtRisk, Demand, Detour, Passage, Relation
from picketline.audit.actions import record, stand_in_line


class Turns(Exception):
    """The chain would turn back into itself, or has another beginning already."""


@transaction.atomic
def follow_up(earlier: Appeal, *, headline: str, call: str, closes_on: date, actor: Any) -> Appeal:
    """A new draft that continues an appeal: the same people and addressees, and its demands to edit."""
    appeal = draft(
        section=earlier.section,
        state=earlier.state_concerned_id,
        language=earlier.language,
        headline=headline,
        call=call,
        closes_on=closes_on,
        actor=actor,
    )
    AtRisk.objects.bulk_create(
        AtRisk(appeal=appeal, person_id=one.person_id, place=one.place) for one in AtRisk.objects.filter(appeal=earlier)
    )
    for one in earlier.addressees.prefetch_related("detours__words__wordings"):
        to = Addressee.objects.create(
            appeal=appeal, authority_id=one.authority_id, place=one.place, is_copy=one.is_copy
        )
        for detour in one.detours.all():
            words = copy_of(detour.words) if detour.words else None
            Detour.objects.create(addressee=to, country=detour.country, authority_id=detour.authority_id, words=words)
    for demand in earlier.demands.select_related("words").prefetch_related("words__wordings"):
        Demand.objects.create(appeal=appeal, place=demand.place, words=copy_of(demand.words))
    index(appeal)
    relate(appeal, earlier, kind=Relation.Kind.FOLLOW_UP, actor=actor)
    return appeal


def copy_of(passage: Passage) -> Passage:
    """The same words in every language, to be changed on their own."""
    texts = {wording.language: wording.text for wording in passage.wordings.all()}
    return Passage.say(texts, source_language=passage.source_language)


@transaction.atomic
def relate(appeal: Appeal, other: Appeal, *, kind: str, actor: Any) -> Relation:
    """`appeal` continues `other`, or is related to it. Twice changes nothing. Raises Turns.

    Two that relate appeals at the same moment stand in line, so that each sees what the other one did.
    """
    stand_in_line()
    pair = Relation.objects.filter(appeal__in=(appeal, other), earlier__in=(appeal, other))
    if known := pair.first():
        if (known.kind, known.appeal_id) != (kind, appeal.pk) and Relation.Kind.FOLLOW_UP in {known.kind, kind}:
            raise Turns
        return known
    if kind == Relation.Kind.FOLLOW_UP and not can_continue(appeal, other):
        raise Turns
    relation = Relation.objects.create(appeal=appeal, earlier=other, kind=kind)
    record("relate", appeal, actor=actor, section=appeal.section_id, words=f"{kind} {other.reference}")
    return relation


def can_continue(appeal: Appeal, earlier: Appeal) -> bool:
    """False where the appeal continues another one already, or where the earlier one continues the appeal."""
    has_another = appeal.relations.filter(kind=Relation.Kind.FOLLOW_UP).exists()
    return not has_another and appeal.pk not in {earlier.pk, *Relation.objects.chain_of(earlier).before}


@transaction.atomic
def unrelate(relation: Relation, *, actor: Any) -> None:
    """They stand apart again."""
    appeal = relation.appeal
    record("unrelate", appeal, actor=actor, section=appeal.section_id, words=relation.earlier.reference)
    relation.delete()
