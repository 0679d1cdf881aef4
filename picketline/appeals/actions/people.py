"""People at risk in one appeal, and their dated statuses."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from picketline.appeals import placing
from picketline.appeals.actions.drafting import worded
from picketline.appeals.actions.removals import first_words, keep, texts_of
from picketline.appeals.cards import index, index_with, people_found_too_long
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
    if is_agreed_anew(person, facts):
        facts["consent_withdrawn_on"] = None
    person.role = worded(person.role, role, language, source=appeal.language)
    for name, value in facts.items():
        setattr(person, name, value)
    person.save(update_fields=["role", *facts])
    index_with(person)
    record("change", person, actor=actor, section=appeal.section_id, words=person.consent_by)


def is_agreed_anew(person: Person, facts: Mapping[str, Any]) -> bool:
    """True where somebody agreed on the day of the withdrawal or after it; the consent of before does not count."""
    withdrawn_on, by, on = person.consent_withdrawn_on, facts.get("consent_by"), facts.get("consent_on")
    is_another = (by, on) != (person.consent_by, person.consent_on)
    return bool(withdrawn_on and by and on and on >= withdrawn_on and is_another)


@transaction.atomic
def withdraw_consent(appeal: Appeal, person: Person, *, actor: Any) -> None:
    """From now on the name is on no page, of this appeal and of every other one, until somebody agrees anew."""
    person.consent_withdrawn_on = timezone.localdate()
    person.save(update_fields=["consent_withdrawn_on"])
    index_with(person)
    record("withdraw consent", person, actor=actor, section=appeal.section_id)


@transaction.atomic
def undo_withdrawal(appeal: Appeal, person: Person, *, actor: Any) -> None:
    """It was noted by mistake."""
    person.consent_withdrawn_on = None
    person.save(update_fields=["consent_withdrawn_on"])
    index_with(person)
    record("undo withdrawal of consent", person, actor=actor, section=appeal.section_id)


@transaction.atomic
def forget_names() -> int:
    """Whose consent was over yesterday is found by name no longer; how many these were."""
    people = people_found_too_long()
    index_with(*people)
    return len(people)


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
    called = person.public_name() or first_words(person.role)
    keep(
        appeal,
        [*everything_about(person), AtRisk.objects.get(appeal=appeal, person=person)],
        noun="person",
        called=called,
    )
    AtRisk.objects.filter(appeal=appeal, person=person).delete()
    if person.appeals.exists():
        index_with(person)
    else:
        erase(person)
    index(appeal)


def everything_about(person: Person) -> list[Any]:
    """What is erased with a person: texts, sources, the person, statuses."""
    statuses = list(person.statuses.select_related("source", "words"))
    sources = {status.source_id: status.source for status in statuses}
    return [*texts_of(person.role, *(status.words for status in statuses)), *sources.values(), person, *statuses]


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
    keep(appeal, [*texts_of(words), source, status], noun="status", called=str(status.get_status_display()))
    status.delete()
    if words:
        words.delete()
    forget_source(source)
    index_with(status.person)
