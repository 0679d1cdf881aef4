"""What organisers do with the suggested letter: write it, and have it sent to themselves as a test."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.text import Truncator

from picketline.appeals.actions.beginning import LONGEST_HEADLINE, begin
from picketline.appeals.actions.removals import keep, put_back
from picketline.appeals.models import Appeal, Removal
from picketline.audit.actions import record
from picketline.authorities.models import Closing, Country, Salutation
from picketline.letters import composing, packing
from picketline.letters.composing import suggestion_for
from picketline.letters.models import ModelLetter, Point
from picketline.letters.pasted import Pasted
from picketline.letters.routes import routes_from
from picketline.mailing.actions import queue_notice
from picketline.mailing.models import Notice
from picketline.supporters.names import FULL, signature

TEXTS = ("subject", "opening", "closing", "valediction")


@transaction.atomic
def begin_from_letter(
    *, text: str, pasted: Pasted, headline: str, language: str, actor: Any, **where: Any
) -> ModelLetter:
    """A new draft whose model letter is a letter that was written already; what was pasted is kept until it opens."""
    title = headline or pasted.subject
    appeal = begin(
        headline=Truncator(title).chars(LONGEST_HEADLINE, truncate="…"), language=language, actor=actor, **where
    )
    letter = write_model_letter(
        appeal,
        language=language,
        points=[],
        actor=actor,
        subject=Truncator(pasted.subject or title).chars(LONGEST_HEADLINE, truncate="…"),
        opening=pasted.body,
        closing="",
        valediction=pasted.valediction or usual_valediction(language),
    )
    ModelLetter.objects.filter(pk=letter.pk).update(pasted=text)
    return letter


def usual_valediction(language: str) -> str:
    """The words above a signature in this language, else in English; empty where the directory knows neither."""
    known = dict(Closing.objects.filter(language__in=[language, "en"]).values_list("language", "text"))
    return known.get(language) or known.get("en", "")


@transaction.atomic
def write_model_letter(
    appeal: Appeal, *, language: str, points: Sequence[str], actor: Any, **texts: str
) -> ModelLetter:
    """The letter in one language; where something changed, its version goes up by one."""
    letter, is_new = ModelLetter.objects.get_or_create(appeal=appeal, language=language, defaults=texts)
    if not is_new and says_the_same(letter, points, texts):
        return letter
    if not is_new:
        ModelLetter.objects.filter(pk=letter.pk).update(version=F("version") + 1, **texts)
    keep_points_that_go(letter, points)
    letter.points.all().delete()
    Point.objects.bulk_create(
        Point(model_letter=letter, place=place, text=text) for place, text in enumerate(points, start=1)
    )
    record("add" if is_new else "change", letter, actor=actor, section=appeal.section_id, words=language)
    letter.refresh_from_db()
    return letter


def keep_points_that_go(letter: ModelLetter, points: Sequence[str]) -> None:
    """Where there are fewer points than before, those that are not among the new ones can be put back."""
    before = list(letter.points.all())
    gone = [point for point in before if point.text not in points]
    if len(points) < len(before) and gone:
        keep(letter.appeal, gone, noun=noun_of(letter), called=gone[0].text)


def noun_of(letter: ModelLetter) -> str:
    """What its points are called among what was taken out."""
    return f"point {letter.language}"


@transaction.atomic
def put_points_back(letter: ModelLetter, removal: Removal, *, actor: Any) -> None:
    """Below the others; the letter says more than before, so its version goes up."""
    put_back(removal, actor=actor)
    ModelLetter.objects.filter(pk=letter.pk).update(version=F("version") + 1)


def says_the_same(letter: ModelLetter, points: Sequence[str], texts: dict[str, str]) -> bool:
    """True where not a word is different."""
    same_texts = all(getattr(letter, name) == text for name, text in texts.items())
    return same_texts and [point.text for point in letter.points.all()] == list(points)


def rehearse(appeal: Appeal, *, language: str, actor: Any) -> Notice | None:
    """Mail the letter as the first addressee would get it to the organiser who asks; None where it cannot be built."""
    suggestion = suggestion_for(appeal, language)
    routes = routes_from(appeal, appeal.section.country).open
    if suggestion is None or not routes:
        return None
    with transaction.atomic():
        notice = queue_notice(
            "letters/email/rehearsal.txt",
            to=actor.email,
            language=language,
            office=routes[0].authority.name_in(language),
            subject_line=suggestion.subject,
            letter=composing.finished(
                suggestion.whole,
                attention=routes[0].authority.attention_in(suggestion.language),
                salutation=Salutation.objects.for_authority(routes[0].authority, suggestion.language).text,
                valediction=suggestion.valediction,
                signature=signature_of(actor, appeal, suggestion.language),
            ),
            about_us=packing.about_us(appeal, suggestion.language),
        )
        record("rehearse", appeal, actor=actor, section=appeal.section_id, words=suggestion.language)
        return notice


def signature_of(actor: Any, appeal: Appeal, language: str) -> str:
    """The organiser's name as a writer's from the section's country."""
    country = Country.name_of(appeal.section.country, language)
    return signature(actor.name or actor.email, named_as=FULL, town="", country_name=country, language=language)
