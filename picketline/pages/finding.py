"""What a search found, and by what, in the reader's language."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from picketline.appeals.models import Appeal, AtRisk, Person
from picketline.appeals.reading import Words, headlines, without, worded
from picketline.appeals.withholding import Withheld
from picketline.authorities.models import Country
from picketline.authorities.models.card import looked_for, place_mark
from picketline.network.models import Section
from picketline.search.asking import Question, holds
from picketline.search.models import found
from picketline.search.reading import found_by

MOST_HITS = 20


@dataclass(frozen=True)
class Hit:
    """An appeal, and in a few words by what it was found."""

    appeal: Appeal
    headline: Words
    call: Words
    found_by: str


@dataclass(frozen=True)
class PersonHit:
    """A person at risk, with the appeals of one's own sections they are in."""

    person: Person
    role: Words
    appeals: list[Appeal]


def hits_among(appeals: QuerySet[Appeal], text: str, language: str) -> list[Hit]:
    """The twenty closest of these appeals."""
    asked = looked_for(text)
    listed = headlines(found(appeals, asked).with_state()[:MOST_HITS], language)
    people = people_of([one[0] for one in listed])
    return [Hit(*one, found_by=reasons(asked, one[0], people[one[0].pk], language)) for one in listed]


def people_of(appeals: Iterable[Appeal]) -> dict[int, list[Person]]:
    people = defaultdict(list)
    for row in AtRisk.objects.filter(appeal__in=list(appeals)).select_related("person"):
        people[row.appeal_id].append(row.person)
    return people


def reasons(asked: Question, appeal: Appeal, people: list[Person], language: str) -> str:
    """The people and the state that were meant; where it was neither, one of the appeal's own words."""
    names = [one.public_name() for one in people if is_meant(asked, found_by(names=one.public_names()))]
    if is_meant(asked, place_mark(appeal.state_concerned_id)):
        names.append(Country.name_of(appeal.state_concerned_id, language))
    return " · ".join(names) or _("the words of the appeal")


def is_meant(asked: Question, words: str) -> bool:
    """Whether one of the words that were typed is among these."""
    mine = words.split()
    return any(holds(term, mine) for term in asked.alike)


def people_among(sections: QuerySet[Section], text: str, language: str) -> list[PersonHit]:
    """The twenty closest of the people in the appeals of these sections."""
    listed = list(Person.objects.in_sections(sections).sought(text)[:MOST_HITS])
    appeals = defaultdict(list)
    rows = AtRisk.objects.filter(person__in=listed, appeal__section__in=sections).select_related("appeal")
    for row in rows.order_by("-appeal__issued_on", "appeal"):
        appeals[row.person_id].append(row.appeal)
    withheld = Withheld.of({one for found_in in appeals.values() for one in found_in})
    roles = without(withheld, worded({one.role_id for one in listed if one.role_id}, language))
    nothing = Words("", language, is_foreign=False)
    return [PersonHit(one, roles.get(one.role_id, nothing), appeals[one.pk]) for one in listed]
