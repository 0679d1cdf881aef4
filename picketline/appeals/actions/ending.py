"""How an appeal rests, goes on, and ends."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from picketline.appeals.cards import index
from picketline.appeals.models import Appeal, Closure, Passage, Pause
from picketline.appeals.models.closure import UNDO_FOR
from picketline.audit.actions import record


class TooLate(Exception):
    """What was to be undone is final."""


@transaction.atomic
def pause(appeal: Appeal, *, actor: Any) -> None:
    """No new letters, and what is under way waits. Links still confirm."""
    _pause, is_new = Pause.objects.get_or_create(appeal=appeal, defaults={"actor": str(actor.pk)})
    if is_new:
        record("pause", appeal, actor=actor, section=appeal.section_id)


@transaction.atomic
def resume(appeal: Appeal, *, actor: Any) -> None:
    """Go on where it was paused: what waited travels, and nobody gets it twice."""
    if Pause.objects.filter(appeal=appeal).delete()[0]:
        record("resume", appeal, actor=actor, section=appeal.section_id)


@transaction.atomic
def stop(appeal: Appeal, *, actor: Any) -> Closure:
    """Stop at once, everywhere."""
    return end(appeal, outcome=Closure.Outcome.STOPPED, words=None, actor=actor)


@transaction.atomic
def close(appeal: Appeal, *, outcome: str, words: str, language: str, actor: Any) -> Closure:
    """Close with an outcome, and with words to those who acted."""
    passage = Passage.say({language: words}, source_language=language) if words else None
    closure = end(appeal, outcome=outcome, words=passage, actor=actor)
    index(appeal)
    return closure


def end(appeal: Appeal, *, outcome: str, words: Passage | None, actor: Any) -> Closure:
    """Write the closure and nothing else; the first one stands."""
    closure, is_new = Closure.objects.get_or_create(
        appeal=appeal, defaults={"outcome": outcome, "words": words, "actor": str(actor.pk)}
    )
    if is_new:
        record("end", appeal, actor=actor, section=appeal.section_id, words=outcome)
    return closure


@transaction.atomic
def undo_closure(appeal: Appeal, *, actor: Any) -> None:
    """Take a closure back within ten minutes. Raises TooLate: letters are withdrawn and erased by then."""
    undone = Closure.objects.filter(appeal=appeal, closed_at__gt=timezone.now() - UNDO_FOR).delete()[0]
    if not undone:
        raise TooLate
    index(appeal)
    record("undo closure", appeal, actor=actor, section=appeal.section_id)


@transaction.atomic
def extend(appeal: Appeal, *, until: date, actor: Any) -> None:
    """A later deadline."""
    before = appeal.closes_on
    Appeal.objects.filter(pk=appeal.pk).update(closes_on=until)
    record("extend", appeal, actor=actor, section=appeal.section_id, words=f"{before} to {until}")


def destroy_peppers() -> int:
    """An appeal that is closed for good forgets how it recognised addresses."""
    final = Closure.objects.filter(closed_at__lt=timezone.now() - UNDO_FOR)
    return Appeal.objects.filter(closure__in=final, pepper__isnull=False).update(pepper=None)
