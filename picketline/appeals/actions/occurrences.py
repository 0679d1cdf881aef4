"""The chronology: adding, changing, moving, removing an entry."""

from typing import Any

from django.db import transaction

from picketline.appeals import placing
from picketline.appeals.actions.removals import first_words, keep, texts_of
from picketline.appeals.cards import index
from picketline.appeals.models import Appeal, Occurrence, Passage
from picketline.appeals.sources import forget_source, source_from
from picketline.audit.actions import record

FACTS = ("kind", "statement", "on", "precision", "disputes")


@transaction.atomic
def add_occurrence(appeal: Appeal, *, words: str, language: str, actor: Any, source: Any, **facts: Any) -> Occurrence:
    """One more entry, after the others."""
    occurrence = Occurrence.objects.create(
        appeal=appeal,
        place=placing.next_place(appeal.occurrences),
        words=Passage.say({language: words}, source_language=appeal.language),
        source=source_from(source),
        **facts,
    )
    index(appeal)
    record("add", occurrence, actor=actor, section=appeal.section_id)
    return occurrence


@transaction.atomic
def change_occurrence(
    occurrence: Occurrence, *, words: str, language: str, actor: Any, source: Any, **facts: Any
) -> None:
    """Correct an entry."""
    occurrence.words.put(language, words)
    index(occurrence.appeal)
    before, occurrence.source = occurrence.source, source_from(source)
    for name, value in facts.items():
        setattr(occurrence, name, value)
    occurrence.save(update_fields=[*FACTS, "source"])
    if before != occurrence.source:
        forget_source(before)
    record("change", occurrence, actor=actor, section=occurrence.appeal.section_id, words=language)


@transaction.atomic
def move_occurrence(occurrence: Occurrence, *, up: bool, actor: Any) -> None:
    """One place up or down."""
    if placing.move(occurrence, occurrence.appeal.occurrences, up=up):
        record("move", occurrence, actor=actor, section=occurrence.appeal.section_id)


@transaction.atomic
def remove_occurrence(occurrence: Occurrence, *, actor: Any) -> None:
    """Take it out, with its words and, where nothing else cites it, its source."""
    record("remove", occurrence, actor=actor, section=occurrence.appeal.section_id)
    words, source = occurrence.words, occurrence.source
    keep(
        occurrence.appeal,
        [*texts_of(words), source, occurrence],
        noun="occurrence",
        called=first_words(words),
        pointed_at_by=occurrence.disputed_by.values_list("pk", flat=True),
    )
    occurrence.delete()
    words.delete()
    forget_source(source)
    index(occurrence.appeal)
