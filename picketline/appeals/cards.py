"""Writing the cards by which appeals and people at risk are found.

On them stands what the public page says, and other spellings of the names on it. Never a name that must not be known,
nor one that may be shown no longer.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from picketline.appeals.models import (
    Appeal,
    AppealCard,
    AtRisk,
    Demand,
    Occurrence,
    Person,
    PersonCard,
    PersonStatus,
    Wording,
)
from picketline.appeals.withholding import Withheld, names_withheld
from picketline.authorities.models.card import place_mark
from picketline.search.reading import found_by

BATCH = 50


@dataclass
class Told:
    """What is told of an appeal or a person: names and titles are found by their sound too, texts by words alone."""

    names: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)

    def words(self) -> str:
        """As the page shows it: names that may be shown no longer are in no title and no text."""
        withheld = Withheld(self.hidden)
        titles, texts = (list(map(withheld.out_of, told)) for told in (self.titles, self.texts))
        return found_by(names=[*self.names, *titles], texts=texts, marks=map(place_mark, self.places))


def index(*appeals: Appeal) -> None:
    """Write the cards of these appeals and of everybody in them; what was struck out leaves the index at once."""
    write([appeal.pk for appeal in appeals])


def index_with(*people: Person) -> None:
    """The same for every appeal that one of them is in."""
    index(*Appeal.objects.filter(people__in=people).distinct())


def people_found_too_long() -> list[Person]:
    """Whose consent is over, and whose card is of the day before: nobody changed anything when that day came."""
    keys = list(Person.objects.withheld().values_list("pk", flat=True))
    stands = dict(PersonCard.objects.filter(pk__in=keys).values_list("pk", "words"))
    said = told_of_people(keys) if stands else {}
    return list(Person.objects.filter(pk__in=[pk for pk, words in stands.items() if words != said[pk].words()]))


@transaction.atomic
def index_all() -> tuple[int, int]:
    """The same for every appeal; returns how many cards are new, and how many said something else."""
    keys = list(Appeal.objects.order_by("pk").values_list("pk", flat=True))
    written = [write(keys[at : at + BATCH]) for at in range(0, len(keys), BATCH)]
    return sum(new for new, _changed in written), sum(changed for _new, changed in written)


def write(appeals: Collection[int]) -> tuple[int, int]:
    """Cards of the appeals with these keys and of their people, with a fixed number of queries. New, changed.

    Whoever writes a card holds it, so that two who edit one appeal at once do not leave out each other's words.
    """
    list(AppealCard.objects.select_for_update().filter(pk__in=appeals).order_by("pk").values_list("pk"))
    pairs = list(AtRisk.objects.filter(appeal__in=appeals).values_list("appeal", "person"))
    told, people = told_of_appeals(appeals), told_of_people({person for _appeal, person in pairs})
    for appeal, person in pairs:
        told[appeal].names += people[person].names
        told[appeal].texts += people[person].texts
    written = [
        PersonCard.write({pk: one.words() for pk, one in people.items()}),
        AppealCard.write({pk: one.words() for pk, one in told.items()}),
    ]
    return sum(new for new, _changed in written), sum(changed for _new, changed in written)


def told_of_appeals(appeals: Collection[int]) -> dict[int, Told]:
    """What their own rows, demands, occurrences and closing words tell, in every language."""
    told, headlines, texts, hidden = {}, [], [], names_withheld(appeals)
    own = ("headline", "call", "background", "note", "closure__words")
    rows = Appeal.objects.filter(pk__in=appeals).values_list("pk", "reference", "state_concerned", *own)
    for pk, reference, state, headline, *others in rows:
        told[pk] = Told(names=[reference], places=[state], hidden=hidden[pk])
        headlines.append((pk, headline))
        texts += [(pk, passage) for passage in others]
    for noun in (Demand, Occurrence):
        texts += noun.objects.filter(appeal__in=appeals).order_by("appeal", "place").values_list("appeal", "words")
    wordings = wordings_of(headlines + texts)
    for pk, passage in headlines:
        told[pk].titles += wordings[passage]
    for pk, passage in texts:
        told[pk].texts += wordings[passage]
    return told


def told_of_people(keys: Collection[int]) -> dict[int, Told]:
    """Public names, role and history of these people; what one of their appeals must not show is not told."""
    people = Person.objects.in_bulk(keys)
    told = {pk: Told(names=person.public_names()) for pk, person in people.items()}
    pairs = AtRisk.objects.filter(person__in=people).values_list("appeal", "person")
    hidden = names_withheld({appeal for appeal, _person in pairs})
    for appeal, person in pairs:
        told[person].hidden |= hidden[appeal]
    texts = [(pk, person.role_id) for pk, person in people.items()]
    texts += PersonStatus.objects.filter(person__in=people).order_by("person", "place").values_list("person", "words")
    wordings = wordings_of(texts)
    for pk, passage in texts:
        told[pk].texts += wordings[passage]
    return told


def wordings_of(passages: list[tuple[int, int | None]]) -> dict[int | None, list[str]]:
    """Every text of the passages, in one query."""
    found: dict[int | None, list[str]] = defaultdict(list)
    keys = {passage for _noun, passage in passages if passage}
    for passage, text in Wording.objects.filter(passage__in=keys).order_by("pk").values_list("passage", "text"):
        found[passage].append(text)
    return found
