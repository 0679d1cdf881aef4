"""What an appeal rests on and what seldom changes: its state, its first language, its sources."""

from typing import Any

from django.db import transaction

from picketline.appeals.actions.drafting import names_for, until_free
from picketline.appeals.cards import index
from picketline.appeals.models import Appeal, AtRisk, Passage, PersonStatus, Source, Wording
from picketline.audit.actions import record


def change_basis(appeal: Appeal, *, state: str, language: str, actor: Any) -> None:
    """Another state gives a draft another number; another language says in which one it was written all along."""

    def change() -> Appeal:
        if state != appeal.state_concerned_id:
            appeal.reference, appeal.state_concerned_id = names_for("", state)["reference"], state
        if language != appeal.language:
            retag(passages_of(appeal), before=appeal.language, now=language)
            appeal.language = language
        appeal.save(update_fields=["reference", "state_concerned", "language"])
        index(appeal)
        record("change basis", appeal, actor=actor, section=appeal.section_id, words=f"{state}, {language}")
        return appeal

    until_free(change)


def passages_of(appeal: Appeal) -> list[int]:
    """Every text that belongs to this appeal alone."""
    shared = AtRisk.objects.exclude(appeal=appeal).values("person")
    people = appeal.people.exclude(pk__in=shared)
    found = [appeal.headline_id, appeal.call_id, appeal.background_id, appeal.note_id]
    found += appeal.demands.values_list("words", flat=True)
    found += appeal.occurrences.values_list("words", flat=True)
    found += people.values_list("role", flat=True)
    found += PersonStatus.objects.filter(person__in=people).values_list("words", flat=True)
    return [pk for pk in found if pk]


def retag(passages: list[int], *, before: str, now: str) -> None:
    """They were written in `now`; a wording that stands there already in that language stays."""
    Passage.objects.filter(pk__in=passages).update(source_language=now)
    said = Wording.objects.filter(passage__in=passages, language=now).values_list("passage", flat=True)
    Wording.objects.filter(passage__in=passages, language=before).exclude(passage__in=list(said)).update(language=now)


@transaction.atomic
def change_source(appeal: Appeal, source: Source, *, actor: Any, **facts: Any) -> None:
    """Correct it for everything that cites it."""
    Source.objects.filter(pk=source.pk).update(**facts)
    record("change", source, actor=actor, section=appeal.section_id)
