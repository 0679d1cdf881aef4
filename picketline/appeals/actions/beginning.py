"""Three of the four entrances: an alert, a picket, a report becomes a draft. The fourth, a letter, is in letters."""

from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from picketline.appeals.actions.addressees import add_addressee
from picketline.appeals.actions.drafting import draft
from picketline.appeals.actions.occurrences import add_occurrence
from picketline.appeals.models import Appeal, Occurrence
from picketline.appeals.models.occurrence import Precision
from picketline.authorities.models import Authority
from picketline.network.models import Section

OPEN_FOR = timedelta(days=91)
LONGEST_HEADLINE = 120


@transaction.atomic
def begin_from_alert(
    *,
    issuer: str,
    reference: str,
    headline: str,
    text: str,
    published_on: date | None,
    url: str,
    language: str,
    actor: Any,
    **where: Any,
) -> Appeal:
    """Another organisation's urgent action: its text is the background, and it is the source of the first entry."""
    appeal = begin(headline=headline, background=text, language=language, actor=actor, **where)
    source = {
        "publisher": issuer,
        "title": ", ".join(part for part in (reference, headline) if part),
        "url": url,
        "published_on": published_on,
        "language": language,
    }
    first_entry(appeal, headline, on=published_on, source=source, actor=actor)
    return appeal


@transaction.atomic
def begin_from_report(
    *, title: str, publisher: str, published_on: date, url: str, language: str, actor: Any, **where: Any
) -> Appeal:
    """A news report: it is the source of the first entry, of the day on which it was published."""
    appeal = begin(
        headline=Truncator(title).chars(LONGEST_HEADLINE, truncate="…"), language=language, actor=actor, **where
    )
    source = {
        "publisher": publisher,
        "title": title,
        "url": url,
        "published_on": published_on,
        "language": language,
    }
    first_entry(appeal, title, on=published_on, source=source, actor=actor)
    return appeal


@transaction.atomic
def begin_from_picket(
    *,
    office: Authority | None,
    on: date,
    at: time | None,
    where: str,
    headline: str,
    language: str,
    section: Section,
    state: str,
    actor: Any,
) -> Appeal:
    """People will stand before an office: it is written to, and day and place stand above the headline."""
    with translation.override(language):
        parts = (date_format(on), at.strftime("%H:%M") if at else "", where)
        note = _("Picket: %(when_and_where)s") % {"when_and_where": ", ".join(part for part in parts if part)}
    appeal = begin(headline=headline, note=note, language=language, section=section, state=state, actor=actor)
    if office:
        add_addressee(appeal, authority=office, is_copy=False, actor=actor)
    return appeal


def begin(**told: Any) -> Appeal:
    """A draft that takes letters for a quarter of a year, until its rules are changed."""
    return draft(closes_on=timezone.localdate() + OPEN_FOR, **told)


def first_entry(appeal: Appeal, words: str, *, on: date | None, source: dict[str, Any], actor: Any) -> Occurrence:
    """What the alert or the report says happened, on its day, with it as the source."""
    return add_occurrence(
        appeal,
        words=words,
        language=appeal.language,
        actor=actor,
        source=source,
        kind=Occurrence.Kind.HAPPENED,
        on=on,
        precision=Precision.DAY if on else Precision.UNDATED,
    )
