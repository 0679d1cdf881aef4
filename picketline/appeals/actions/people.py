"""People at risk in one appeal, and their dated statuses."""

from typing import Any

from django.db import transaction

from picketline.appeals import placing
from picketline.appeals.actions.drafting import worded
from picketline.appeals.cards import index, index_with
from picketline.appeals.models import Appeal, AtRisk, Passage, Person, PersonCard, PersonStatus
from picketline.appeals.sources import forget_source, source_from
from picketline.audit.actions import record


@transaction.atomic
def add_person(appeal: Appeal, *, role: str, language: str, actor: Any, **facts: Any) -> Person:
    """One more person or group, after the others."""
    person = Person.objects.create(role=worded(None, role, language, source=appeal.language), **facts)
    AtRisk.objects.create(appeal=appeal, person=person, place=placing.next_place(AtRisk.objects.filter(appeal=appeal)))
    index(appeal)
    record("add", person, actor=actor, section=appeal.section_id, words=person.consent_by)
    return person


@transaction.atomic
def change_person(appeal: Appeal, person: Person, *, role: str, language: str, actor: Any, **facts: Any) -> None:
    """Correct what is known, and who agreed to the name."""
    person.role = worded(person.role, role, language, source=appeal.language)
    for name, value in facts.items():
        setattr(person, name, value)
    person.save(update_fields=["role", *facts])
    index_with(person)
    record("change", person, actor=actor, section=appeal.section_id, words=person.consent_by)


@transaction.atomic
def move_person(appeal: Appeal, person: Person, *, up: bool, actor: Any) -> None:
    """One place up or down in this appeal."""
    people = AtRisk.objects.filter(appeal=appeal)
    if placing.move(people.get(person=person), people, up=up):
        record("move", person, actor=actor, section=appeal.section_id)


@transaction.atomic
def remove_person(appeal: Appeal, person: Person, *, actor: Any) -> None:
    """Take somebody out of this appeal; whoever stands in no other one is erased."""
    record("remove", person, actor=actor, section=appeal.section_id)
    AtRisk.objects.filter(appeal=appeal, person=person).delete()
    if not person.appeals.exists():
        erase(person)
    index(appeal)


def erase(person: Person) -> None:
    """Name, statuses and every word about them."""
    statuses = list(person.statuses.select_related("source"))
    passages = [person.role_id, *(status.words_id for status in statuses)]
    person.delete()
    Passage.objects.filter(pk__in=[passage for passage in passages if passage]).delete()
    for source in {status.source for status in statuses}:
        forget_source(source)
    PersonCard.forget_erased()


@transaction.atomic
def add_status(
    appeal: Appeal, person: Person, *, words: str, language: str, actor: Any, source: Any, **facts: Any
) -> PersonStatus:
    """One more entry of a person's history."""
    status = PersonStatus.objects.create(
        person=person,
        place=placing.next_place(person.statuses),
        words=worded(None, words, language, source=appeal.language),
        source=source_from(source),
        **facts,
    )
    index_with(person)
    record("add", status, actor=actor, section=appeal.section_id)
    return status


@transaction.atomic
def change_status(
    appeal: Appeal, entry: PersonStatus, *, words: str, language: str, actor: Any, source: Any, **facts: Any
) -> None:
    """Correct an entry."""
    before, entry.source = entry.source, source_from(source)
    entry.words = worded(entry.words, words, language, source=appeal.language)
    for name, value in facts.items():
        setattr(entry, name, value)
    entry.save(update_fields=["words", "source", *facts])
    index_with(entry.person)
    if before != entry.source:
        forget_source(before)
    record("change", entry, actor=actor, section=appeal.section_id)


@transaction.atomic
def move_status(appeal: Appeal, status: PersonStatus, *, up: bool, actor: Any) -> None:
    """One place up or down."""
    if placing.move(status, status.person.statuses, up=up):
        record("move", status, actor=actor, section=appeal.section_id)


@transaction.atomic
def remove_status(appeal: Appeal, status: PersonStatus, *, actor: Any) -> None:
    """Take it out, with its words."""
    record("remove", status, actor=actor, section=appeal.section_id)
    words, source = status.words, status.source
    status.delete()
    if words:
        words.delete()
    forget_source(source)
    index_with(status.person)
