"""Beginning an appeal, its own texts, and its rules."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from picketline.appeals.cards import index
from picketline.appeals.models import Appeal, Passage
from picketline.appeals.naming import next_reference, slug_for
from picketline.audit.actions import record
from picketline.network.models import Section

TEXTS = ("headline", "call", "background", "note")
ALWAYS_THERE = {"headline", "call"}
ATTEMPTS = 5


def draft(
    *,
    section: Section,
    state: str,
    language: str,
    closes_on: date | None,
    actor: Any,
    headline: str,
    call: str = "",
    background: str = "",
    note: str = "",
) -> Appeal:
    """A new appeal that nobody sees yet. Two that begin at the same moment get two references."""
    told = {"headline": headline, "call": call, "background": background, "note": note}

    def make() -> Appeal:
        texts = {
            name: Passage.say({language: text}, source_language=language)
            for name, text in told.items()
            if text or name in ALWAYS_THERE
        }
        appeal = Appeal.objects.create(
            **names_for(headline, state),
            section=section,
            state_concerned_id=state,
            language=language,
            closes_on=closes_on,
            **texts,
        )
        index(appeal)
        record("draft", appeal, actor=actor, section=section.pk)
        return appeal

    return until_free(make)


def until_free(make: Callable[[], Appeal]) -> Appeal:
    """Try again with the next number where somebody else took this one at the same moment."""
    for _attempt in range(ATTEMPTS - 1):
        with suppress(IntegrityError), transaction.atomic():
            return make()
    with transaction.atomic():
        return make()


def names_for(headline: str, state: str) -> dict[str, str]:
    """Reference and slug that no appeal has."""
    taken = Appeal.objects.filter(reference__startswith=f"{state} ").values_list("reference", flat=True)
    reference = next_reference(state, timezone.localdate().year, list(taken))
    return {
        "reference": reference,
        "slug": slug_for(headline, reference, set(Appeal.objects.values_list("slug", flat=True))),
    }


@transaction.atomic
def change_texts(appeal: Appeal, *, language: str, actor: Any, **texts: str) -> None:
    """Headline, call, background and note in one language."""
    for name in TEXTS:
        setattr(appeal, name, worded(getattr(appeal, name), texts[name], language, source=appeal.language))
    Appeal.objects.filter(pk=appeal.pk).update(**{name: getattr(appeal, name) for name in TEXTS})
    index(appeal)
    record("change texts", appeal, actor=actor, section=appeal.section_id, words=language)


def worded(passage: Passage | None, text: str, language: str, *, source: str) -> Passage | None:
    """A passage that says this in one language; a new one where there was none, and none for no text."""
    if passage is None:
        return Passage.say({language: text}, source_language=source) if text else None
    passage.put(language, text)
    return passage


@transaction.atomic
def change_rules(
    appeal: Appeal,
    *,
    closes_on: date | None,
    hold_minutes: int,
    neutral_subject: bool,
    actor: Any,
    reply_to: str = "",
) -> None:
    """Until when, how long a letter can be stopped, what the subject of our mail tells, where offices answer."""
    Appeal.objects.filter(pk=appeal.pk).update(
        closes_on=closes_on, hold_minutes=hold_minutes, neutral_subject=neutral_subject, reply_to=reply_to
    )
    words = f"until {closes_on}, hold {hold_minutes}, neutral subject {neutral_subject}, answers to {reply_to or 'us'}"
    record("change rules", appeal, actor=actor, section=appeal.section_id, words=words)
