"""An appeal as a document: what our rows say, and beside it what the document said that they do not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from picketline.appeals.models import Addressee, Appeal, Occurrence, Person
from picketline.authorities.models import ContactPoint, Salutation
from picketline.exchange import dates
from picketline.exchange.citing import own_facts, told_source
from picketline.exchange.comparing import put_back
from picketline.exchange.contacts import told_contacts
from picketline.exchange.models import MUST_GO, Document, Leftover
from picketline.exchange.offices import RESPONSIBLE
from picketline.exchange.people import told_person
from picketline.exchange.texts import Texts

SHAPE = "picketline-case/1"
PEOPLE, CHRONOLOGY, DEMANDS, TARGETS, COPIES = LISTS = ("persons", "chronology", "demands", "targets", "copies_to")


@dataclass
class Element:
    """One entry of a list: its row as kind and key, what it tells, and its passages by their keys."""

    about: tuple[str, int] | None
    told: Any
    passages: dict[str, int | None]


class Telling:
    """What the rows of one appeal say, in the shape of a document."""

    def __init__(self, appeal: Appeal) -> None:
        self.appeal = appeal
        self.document: Document | None = Document.objects.filter(appeal=appeal).first()
        self.own = own_facts(self.document) if self.document else None
        people = appeal.people.order_by("atrisk__place").prefetch_related("statuses__source")
        self.people, self.demands = list(people), list(appeal.demands.all())
        self.occurrences = list(appeal.occurrences.select_related("source"))
        self.addressees = list(appeal.addressees.select_related("authority"))
        self.texts = Texts(self.passages(), appeal.language)

    def passages(self) -> Iterator[int | None]:
        yield from (getattr(self.appeal, f"{name}_id") for name in ("headline", "call", "background"))
        yield from (one.words_id for one in self.occurrences)
        yield from (one.words_id for one in self.demands)
        for person in self.people:
            yield from (person.role_id, *(status.words_id for status in person.statuses.all()))

    def head(self) -> dict[str, Any]:
        """Everything that is no list of rows."""
        document, appeal = self.document, self.appeal
        published = document.published_on if document else appeal.issued_on
        told: dict[str, Any] = {
            "schema": SHAPE,
            "id": document.identity if document else str(appeal.uuid),
            "title": self.texts.of(appeal.headline_id),
            "issuer": {"name": document.issuer if document else appeal.section.name},
            "country_of_concern": appeal.state_concerned_id,
            "reference": {"number": appeal.reference},
            "languages": {"appeal": [appeal.language]},
        }
        more = {
            "published": dates.written(published, "day"),
            "deadline": dates.written(appeal.closes_on, "day"),
            "call": self.texts.of(appeal.call_id),
            "background": self.texts.of(appeal.background_id),
            "source": document and document.url and {"url": document.url},
        }
        return told | {key: value for key, value in more.items() if value}

    def lists(self) -> dict[str, list[Element]]:
        """The lists, each entry with its row."""
        addressed = {is_copy: [one for one in self.addressees if one.is_copy == is_copy] for is_copy in (False, True)}
        contacts = self.contacts()
        return {
            PEOPLE: [
                Element(("person", one.pk), told_person(one, self.texts, self.own), person_passages(one))
                for one in self.people
            ],
            CHRONOLOGY: [
                Element(("occurrence", one.pk), self.entry(one), {"text": one.words_id}) for one in self.occurrences
            ],
            DEMANDS: [
                Element(("demand", one.pk), self.texts.of(one.words_id), {"": one.words_id}) for one in self.demands
            ],
            **{
                name: [Element(("addressee", one.pk), self.office(one, contacts), {}) for one in addressed[is_copy]]
                for name, is_copy in ((TARGETS, False), (COPIES, True))
            },
        }

    def entry(self, occurrence: Occurrence) -> dict[str, Any]:
        """One entry of the chronology."""
        told: dict[str, Any] = {
            "date": dates.written(occurrence.on, occurrence.precision),
            "precision": occurrence.precision,
            "text": self.texts.of(occurrence.words_id),
        }
        if occurrence.kind == Occurrence.Kind.SAID:
            told["kind"] = occurrence.kind
        if occurrence.statement:
            told["statement"] = occurrence.statement
        if occurrence.disputes_id:
            told["disputes"] = [one.pk for one in self.occurrences].index(occurrence.disputes_id)
        return told | told_source(occurrence.source, self.own)

    def contacts(self) -> dict[int, list[ContactPoint]]:
        """Those that came with the document; of an appeal of our own, all that its offices have."""
        offices = {one.authority_id for one in self.addressees}
        found = self.document.contacts.all() if self.document else ContactPoint.objects.filter(authority__in=offices)
        by_office: dict[int, list[ContactPoint]] = {}
        for contact in found.order_by("pk"):
            by_office.setdefault(contact.authority_id, []).append(contact)
        return by_office

    def office(self, addressee: Addressee, contacts: dict[int, list[ContactPoint]]) -> dict[str, Any]:
        """One office with its address, and how it is greeted in an appeal of our own."""
        authority = addressee.authority
        if authority is None:
            return {"kind": RESPONSIBLE, **told_contacts([])}
        mission, language = getattr(authority, "mission", None), self.appeal.language
        told = {
            "kind": mission.kind if mission else authority.kind,
            "office": authority.name_in(language),
            "postal_country": mission.host_id if mission else authority.state_id,
            **told_contacts(contacts.get(authority.pk, [])),
        }
        if self.document is None:
            told["salutation"] = Salutation.objects.for_authority(authority, language).text
        return told


def person_passages(person: Person) -> dict[str, int | None]:
    """Where the texts of one person's entry come from."""
    statuses = list(person.statuses.all())
    told = {"name" if person.naming == Person.Naming.GROUP else "role": person.role_id}
    if statuses:
        told["status"] = statuses[-1].words_id
    return told | {f"statuses/{place}/text": one.words_id for place, one in enumerate(statuses[:-1])}


def told_by(appeal: Appeal) -> dict[str, Any]:
    """The whole document: our rows, the leftovers at their places, and the texts in other languages."""
    telling = Telling(appeal)
    leftovers = list(telling.document.leftovers.exclude(MUST_GO)) if telling.document else []
    lists = with_leftovers(telling.lists(), leftovers)
    told = telling.head() | {name: [one.told for one in elements] for name, elements in lists.items()}
    if others := translations(telling, lists):
        told["translations"] = others
    return put_back(told, (one.difference for one in leftovers if not one.about and not place_of(one)))


def with_leftovers(lists: dict[str, list[Element]], leftovers: Iterable[Leftover]) -> dict[str, list[Element]]:
    """The lists with what each entry said beside its row, and with the entries that have no row."""
    about: dict[tuple[str, int], list[Leftover]] = {}
    for one in leftovers:
        if one.about:
            about.setdefault(one.about, []).append(one)
    for elements in lists.values():
        for element in elements:
            element.told = put_back(element.told, (one.difference for one in about.get(element.about or ("", 0), [])))
    for name, place, one in sorted(((*found, one) for one in leftovers if (found := place_of(one))), key=by_place):
        lists[name].insert(place, Element(None, one.difference.theirs, {}))
    return lists


def by_place(found: tuple[str, int, Leftover]) -> tuple[str, int]:
    return found[:2]


def place_of(leftover: Leftover) -> tuple[str, int] | None:
    """List and place of an entry that became no row."""
    name, _slash, place = leftover.path.removeprefix("/").partition("/")
    return (name, int(place)) if not leftover.about and name in LISTS and place.isdecimal() else None


def translations(telling: Telling, lists: dict[str, list[Element]]) -> dict[str, dict[str, str]]:
    """Language to path to text, for every wording in another language than the document's."""
    told: dict[str, dict[str, str]] = {}
    for path, passage in passages_by_path(telling.appeal, lists).items():
        for language, text in telling.texts.others(passage).items():
            told.setdefault(language, {})[path] = text
    return told


def passages_by_path(appeal: Appeal, lists: dict[str, list[Element]]) -> dict[str, int | None]:
    """Every text of the document that is a passage, at its path."""
    found = {"/title": appeal.headline_id, "/call": appeal.call_id, "/background": appeal.background_id}
    for name, elements in lists.items():
        for place, element in enumerate(elements):
            start = f"/{name}/{place}"
            found |= {f"{start}/{key}" if key else start: passage for key, passage in element.passages.items()}
    return found
