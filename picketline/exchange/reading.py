"""Making a draft of a document: row by row with the verbs that organisers use, and keeping what has no place."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from picketline.appeals import actions as appeals
from picketline.appeals.models import Addressee, Appeal, Occurrence, Passage
from picketline.authorities.models import Salutation
from picketline.exchange import dates
from picketline.exchange.citing import Citations, is_web_address
from picketline.exchange.comparing import ABSENT, Difference, canonical, differences, keys_of, plain, said
from picketline.exchange.contacts import read_contacts
from picketline.exchange.models import NAMELESS, Document, Leftover, dumped
from picketline.exchange.offices import names_of, read_office
from picketline.exchange.people import read_person
from picketline.exchange.shape import is_a_language
from picketline.exchange.telling import (
    CHRONOLOGY,
    COPIES,
    DEMANDS,
    LISTS,
    PEOPLE,
    TARGETS,
    Element,
    Telling,
    passages_by_path,
    translations,
)
from picketline.exchange.unnamed import HARMLESS
from picketline.network.models import Section

LONGEST_REFERENCE = 40


@dataclass
class Made:
    """What one document became: every row by the list and the place that it comes from, and numbers."""

    rows: dict[tuple[str, int], Any] = field(default_factory=dict)
    offices: int = 0
    contacts: int = 0

    def number(self, *names: str) -> int:
        return sum(name in names for name, _place in self.rows)


class Reader:
    """Reads one document, which has its shape and tells no name that must not be known, into a draft."""

    def __init__(self, told: dict[str, Any], *, section: Section, actor: Any) -> None:
        self.told, self.section, self.actor = told, section, actor
        self.made = Made()

    def read(self) -> Document:
        """The draft, its rows, and what has no place among them."""
        self.appeal = self.draft()
        self.document = self.remembered()
        self.cited = Citations(self.document)
        for place, told in self.entries(PEOPLE):
            self.made.rows[PEOPLE, place] = read_person(self.appeal, told, cited=self.cited, actor=self.actor)
        for place, told in self.entries(CHRONOLOGY):
            self.made.rows[CHRONOLOGY, place] = self.occurrence(told)
        self.dispute()
        for place, words in self.entries(DEMANDS):
            if words.strip():
                made = appeals.add_demand(self.appeal, words=words, language=self.appeal.language, actor=self.actor)
                self.made.rows[DEMANDS, place] = made
        for name in (TARGETS, COPIES):
            for place, told in self.entries(name):
                self.addressee(name, place, told)
        self.say_in_other_languages()
        self.keep_leftovers()
        return self.document

    def entries(self, name: str) -> Iterator[tuple[int, Any]]:
        yield from enumerate(self.told.get(name) or [])

    def draft(self) -> Appeal:
        """A draft with the title as its headline. What it is about in one sentence is for people to write."""
        told, language = self.told, self.told["languages"]["appeal"][0]
        call, background = (text if isinstance(text := told.get(key), str) else "" for key in ("call", "background"))
        appeal = appeals.draft(
            section=self.section,
            state=told["country_of_concern"],
            language=language,
            headline=told["title"],
            call=call,
            closes_on=dates.whole(told.get("deadline")),
            actor=self.actor,
        )
        values: dict[str, Any] = {}
        if background:
            values["background"] = Passage.say({language: background}, source_language=language)
        if published := dates.whole(told.get("published")):
            values["issued_on"] = published
        if values:
            Appeal.objects.filter(pk=appeal.pk).update(**values)
        self.call_it(appeal)
        appeal.refresh_from_db()
        return appeal

    def call_it(self, appeal: Appeal) -> None:
        """The issuer's own reference, where it fits and no other appeal has it; else ours stays."""
        reference = self.told.get("reference")
        number = reference.get("number") if isinstance(reference, dict) else reference
        if not number or len(number) > LONGEST_REFERENCE or Appeal.objects.filter(reference=number).exists():
            return
        try:
            with transaction.atomic():
                Appeal.objects.filter(pk=appeal.pk).update(reference=number)
        except IntegrityError:
            return

    def remembered(self) -> Document:
        url = (self.told.get("source") or {}).get("url")
        return Document.objects.create(
            identity=self.told["id"],
            appeal=self.appeal,
            issuer=self.told["issuer"]["name"],
            title=self.told["title"],
            url=url if url and is_web_address(url) else "",
            published_on=dates.whole(self.told.get("published")),
            digest=digest_of(self.told),
        )

    def occurrence(self, told: dict[str, Any]) -> Occurrence:
        """One entry of the chronology, never more exact than the document says."""
        on, precision = dates.read(told.get("date"), told.get("precision"))
        is_said = told.get("kind") == Occurrence.Kind.SAID
        statement = told.get("statement")
        return appeals.add_occurrence(
            self.appeal,
            words=told["text"],
            language=self.appeal.language,
            on=on,
            precision=precision,
            kind=Occurrence.Kind.SAID if is_said else Occurrence.Kind.HAPPENED,
            statement=statement if is_said and statement in Occurrence.Statement.values else "",
            source=self.cited.of(told),
            actor=self.actor,
        )

    def dispute(self) -> None:
        """Which entry contradicts which, now that all of them are there."""
        for place, told in self.entries(CHRONOLOGY):
            other = told.get("disputes")
            if type(other) is int and other != place and (CHRONOLOGY, other) in self.made.rows:
                disputed = self.made.rows[CHRONOLOGY, other]
                Occurrence.objects.filter(pk=self.made.rows[CHRONOLOGY, place].pk).update(disputes=disputed)

    def addressee(self, name: str, place: int, told: Any) -> None:
        """One office with its contacts; an office that cannot be told apart stays among the leftovers."""
        placed = read_office(self.appeal, told, is_copy=name == COPIES, actor=self.actor)
        if placed is None:
            return
        self.made.rows[name, place] = placed.addressee
        self.made.offices += placed.is_new
        if placed.addressee.authority and isinstance(told, dict):
            self.made.contacts += len(read_contacts(self.document, placed.addressee.authority, told))

    def say_in_other_languages(self) -> None:
        """The texts of `translations`, wherever we know both the language and the text that it translates."""
        told = self.told.get("translations")
        if not isinstance(told, dict):
            return
        found = passages_by_path(self.appeal, self.arranged(Telling(self.appeal)))
        passages = Passage.objects.in_bulk([passage for passage in found.values() if passage])
        for language, texts in told.items():
            for path, text in texts.items() if isinstance(texts, dict) and is_a_language(language) else ():
                passage = passages.get(found.get(path) or 0)
                if isinstance(text, str) and passage and language != self.appeal.language:
                    passage.put(language, text)

    def arranged(self, telling: Telling) -> dict[str, list[Element]]:
        """What our rows tell, entry by entry in the order of the document; what became no row tells nothing."""
        by_row = {element.about: element for elements in telling.lists().values() for element in elements}
        return {
            name: [
                by_row.get(self.about(name, place), Element(None, ABSENT, {})) for place, _told in self.entries(name)
            ]
            for name in LISTS
        }

    def about(self, name: str, place: int) -> tuple[str, int] | None:
        row = self.made.rows.get((name, place))
        return (row._meta.model_name, row.pk) if row else None

    def keep_leftovers(self) -> None:
        """Everything that the rows do not say as the document says it."""
        telling = Telling(self.appeal)
        lists = self.arranged(telling)
        kept = [one for name in LISTS for one in self.beside(name, lists[name])]
        head = telling.head()
        if others := translations(telling, lists):
            head["translations"] = others
        told = {key: value for key, value in self.told.items() if key not in LISTS}
        found = list(differences(told, head))
        found += [
            Difference(f"/{name}", self.told.get(name, ABSENT), []) for name in LISTS if self.told.get(name) is None
        ]
        kept += [self.leftover(one, said_beside(one.path, head)) for one in found]
        Leftover.objects.bulk_create(kept, batch_size=500)

    def beside(self, name: str, elements: list[Element]) -> Iterator[Leftover]:
        """The leftovers of one list."""
        for place, told in self.entries(name):
            element = elements[place]
            if element.about is None:
                yield self.leftover(Difference(f"/{name}/{place}", told, ABSENT), set())
                continue
            row = self.made.rows[name, place]
            words = words_about(row, self.appeal.language) if name in {TARGETS, COPIES} else set()
            words |= {text for text in said(element.told) if not text.isdecimal()}
            for one in differences(told, element.told):
                kept = self.leftover(one, words | said_beside(one.path, element.told))
                setattr(kept, element.about[0], row)
                kept.tells_a_name = name == PEOPLE and row.naming not in NAMELESS and is_about_a_name(one.path)
                yield kept

    def leftover(self, one: Difference, known: set[str]) -> Leftover:
        return Leftover(
            document=self.document,
            path=one.path,
            theirs=dumped(one.theirs),
            ours=dumped(one.ours),
            is_news=bool(said(one.theirs) - known),
        )


def said_beside(path: str, ours: Any) -> set[str]:
    """What our rows say under the same first key; the same words elsewhere may mean something else."""
    return said(ours.get(keys_of(path)[0])) if path and isinstance(ours, dict) else said(ours)


def is_about_a_name(path: str) -> bool:
    """Whether what stands here may tell who somebody is."""
    return keys_of(path)[:1] != [] and keys_of(path)[0] not in HARMLESS


def words_about(addressee: Addressee, language: str) -> set[str]:
    """What the directory says of an office in other words: its names, and how it is greeted."""
    office = addressee.authority
    if office is None:
        return {"embassy"}
    greetings = Salutation.objects.filter(role=office.role, language=language)
    words = {*names_of(office), *(text for one in greetings for text in (one.text, one.alternative))}
    return {plain(text) for text in words}


def digest_of(told: dict[str, Any]) -> str:
    """SHA-256 of what a document says, whatever the order of its keys; 64 hex digits."""
    return hashlib.sha256(canonical(told).encode()).hexdigest()
