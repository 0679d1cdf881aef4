"""A chain of appeals as a reader sees it: what comes before and after one of them, and the whole as one story."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from picketline.appeals.models import Appeal, AtRisk, Occurrence, Person, PersonStatus, Relation
from picketline.appeals.models.appeal import State
from picketline.appeals.models.occurrence import Precision
from picketline.appeals.reading import PersonRead, Words, without, worded
from picketline.appeals.withholding import Withheld

Status = PersonStatus.Status
FREE_OR_DEAD = {Status.RELEASED, Status.KILLED, Status.AT_RISK_AGAIN}


@dataclass(frozen=True)
class Neighbours:
    """The published appeals around one: what it continues, the nearest first; what continues it; what is related."""

    before: list[Appeal]
    after: list[Appeal]
    related: list[Appeal]

    def __bool__(self) -> bool:
        return bool(self.before or self.after or self.related)

    @property
    def make_a_chain(self) -> bool:
        return bool(self.before or self.after)


def neighbours_of(appeal: Appeal) -> Neighbours:
    """In two queries, in one where it stands alone. A draft between two published appeals is passed over."""
    chain = Relation.objects.chain_of(appeal)
    around = [*chain.before, *chain.after, *chain.related]
    found = Appeal.objects.published().in_bulk(around) if around else {}
    before, after, related = (
        [found[pk] for pk in told if pk in found] for told in (chain.before, chain.after, chain.related)
    )
    return Neighbours(before, in_order(after), in_order(related))


def in_order(appeals: Iterable[Appeal]) -> list[Appeal]:
    """The earliest first."""
    return sorted(appeals, key=lambda one: (one.issued_on, one.pk))


@dataclass(frozen=True)
class Chapter:
    """One appeal of the chain: its call, what happened and was said in the order of the days, how it ended."""

    appeal: Appeal
    headline: Words
    call: Words
    outcome: Words
    entries: list[tuple[Occurrence, Words]]


@dataclass(frozen=True)
class Chronicle:
    """The whole chain, the earliest appeal first, and everybody it is for."""

    chapters: list[Chapter]
    people: list[tuple[PersonRead, int]]
    related: list[tuple[Appeal, Words]]


def chronicle_of(appeal: Appeal, language: str) -> Chronicle:
    """What readers may see of a chain, in as many queries for ten appeals as for one."""
    chain = Relation.objects.chain_of(appeal)
    found = Appeal.objects.published().with_state().in_bulk(chain.members | chain.related)
    told = in_order(found[pk] for pk in chain.members if pk in found)
    related = in_order(found[pk] for pk in chain.related if pk in found)
    entries = list(Occurrence.objects.filter(appeal__in=told).select_related("source"))
    people = people_of(told)
    texts = Texts([*told, *related], entries, people, language)
    return Chronicle(
        chapters=[chapter(one, texts, [entry for entry in entries if entry.appeal_id == one.pk]) for one in told],
        people=[(read(person, texts), days_in_prison(person, appeals)) for person, appeals in people],
        related=[(one, texts.say(one.headline_id)) for one in related],
    )


def people_of(appeals: list[Appeal]) -> list[tuple[Person, list[Appeal]]]:
    """Everybody once, with the appeals that are for them."""
    by_pk = {one.pk: one for one in appeals}
    rows = AtRisk.objects.filter(appeal__in=appeals).select_related("person")
    rows = sorted(
        rows.prefetch_related("person__statuses__source"),
        key=lambda row: (by_pk[row.appeal_id].issued_on, row.appeal_id, row.place),
    )
    found: dict[int, tuple[Person, list[Appeal]]] = {}
    for row in rows:
        found.setdefault(row.person_id, (row.person, []))[1].append(by_pk[row.appeal_id])
    return list(found.values())


class Texts:
    """Every text of the chain, fetched together."""

    def __init__(self, appeals: list[Appeal], entries: list[Occurrence], people: list, language: str) -> None:
        self.nothing = Words("", language, is_foreign=False)
        wanted = {pk for one in appeals for pk in (one.headline_id, one.call_id, words_of_the_end(one))}
        wanted |= {entry.words_id for entry in entries}
        withheld = Withheld.of(appeals)
        sources = [entry.source for entry in entries]
        for person, _appeals in people:
            sources += [status.source for status in person.statuses.all()]
            wanted |= {person.role_id, *(status.words_id for status in person.statuses.all())}
        for source in sources:
            withheld.out_of_source(source)
        self.found = without(withheld, worded({pk for pk in wanted if pk}, language))

    def say(self, passage: int | None) -> Words:
        return self.found.get(passage, self.nothing)


def words_of_the_end(appeal: Appeal) -> int | None:
    closure = getattr(appeal, "closure", None)
    return closure.words_id if closure else None


def chapter(appeal: Appeal, texts: Texts, entries: list[Occurrence]) -> Chapter:
    dated = sorted(entries, key=lambda entry: (entry.on or date.max, entry.place))
    return Chapter(
        appeal=appeal,
        headline=texts.say(appeal.headline_id),
        call=texts.say(appeal.call_id),
        outcome=texts.say(words_of_the_end(appeal)),
        entries=[(entry, texts.say(entry.words_id)) for entry in dated],
    )


def read(person: Person, texts: Texts) -> PersonRead:
    statuses = [(status, texts.say(status.words_id)) for status in person.statuses.all()]
    return PersonRead(person, texts.say(person.role_id), statuses)


def days_in_prison(person: Person, appeals: list[Appeal]) -> int:
    """Which day of an imprisonment it is; 0 where nobody says they are in prison, or nobody keeps the record now.

    It counts from a detention that is known to the day, while an appeal for them is open.
    """
    if not any(one.state in {State.OPEN, State.PAUSED} and not one.is_example for one in appeals):
        return 0
    since: date | None = None
    for status in person.statuses.all():
        if status.status == Status.DETAINED:
            since = status.on if status.precision == Precision.DAY else None
        elif status.status in FREE_OR_DEAD:
            since = None
    return (timezone.localdate() - since + timedelta(days=1)).days if since else 0
