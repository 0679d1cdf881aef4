"""An appeal as a reader of one language sees it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from babel import Locale
from django.utils.html import format_html
from django.utils.safestring import SafeString

from picketline.appeals.models import Appeal, Occurrence, Person, PersonStatus, Wording
from picketline.appeals.withholding import Withheld


@dataclass(frozen=True)
class Words:
    """A text and the language it is in; `is_foreign` where the reader's own language has none."""

    text: str
    language: str
    is_foreign: bool

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def attributes(self) -> SafeString:
        """`lang` and `dir` for the element that holds a text in another language than the page."""
        if not self.is_foreign:
            return SafeString("")
        return format_html(' lang="{}" dir="{}"', self.language, direction(self.language))


def direction(language: str) -> str:
    """ "rtl" for Arabic, Persian, Hebrew and their like, else "ltr"."""
    return Locale.parse(language, sep="-").text_direction if language else "ltr"


@dataclass
class PersonRead:
    """A person at risk with role and dated history, in the reader's language."""

    person: Person
    role: Words
    statuses: list[tuple[PersonStatus, Words]]


@dataclass
class Reading:
    """All texts of one appeal in one language, fetched with a fixed number of queries."""

    appeal: Appeal
    language: str
    texts: dict[int, Words] = field(default_factory=dict)

    @cached_property
    def withheld(self) -> Withheld:
        return Withheld.of([self.appeal])

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        found = list(self.appeal.occurrences.select_related("source").prefetch_related("disputed_by"))
        for one in found:
            self.withheld.out_of_source(one.source)
        return found

    @cached_property
    def demands(self) -> list[Words]:
        demands = list(self.appeal.demands.all())
        self.fetch(demand.words_id for demand in demands)
        return [self.say(demand.words_id) for demand in demands]

    @cached_property
    def people(self) -> list[PersonRead]:
        people = list(self.appeal.people.order_by("atrisk__place").prefetch_related("statuses__source"))
        statuses = [status for person in people for status in person.statuses.all()]
        for status in statuses:
            self.withheld.out_of_source(status.source)
        self.fetch([person.role_id for person in people] + [status.words_id for status in statuses])
        return [
            PersonRead(person, self.say(person.role_id), [(s, self.say(s.words_id)) for s in person.statuses.all()])
            for person in people
        ]

    @cached_property
    def chronology(self) -> list[tuple[Occurrence, Words]]:
        """What happened, in the editor's order."""
        return self.told(Occurrence.Kind.HAPPENED)

    @cached_property
    def said(self) -> list[tuple[Occurrence, Words]]:
        """What the authorities have said."""
        return self.told(Occurrence.Kind.SAID)

    def told(self, kind: str) -> list[tuple[Occurrence, Words]]:
        self.fetch(occurrence.words_id for occurrence in self.occurrences)
        return [(one, self.say(one.words_id)) for one in self.occurrences if one.kind == kind]

    @property
    def headline(self) -> Words:
        return self.of(self.appeal.headline_id)

    @property
    def call(self) -> Words:
        return self.of(self.appeal.call_id)

    @property
    def background(self) -> Words:
        return self.of(self.appeal.background_id)

    @property
    def note(self) -> Words:
        return self.of(self.appeal.note_id)

    @property
    def unchecked(self) -> Words:
        """Why it was published although nobody had looked at its addresses lately."""
        return self.of(self.appeal.unchecked_id)

    @property
    def outcome(self) -> Words:
        """The closing words, where the appeal is closed."""
        closure = getattr(self.appeal, "closure", None)
        return self.of(closure.words_id if closure else None)

    def of(self, passage: int | None) -> Words:
        """One of the appeal's own texts; all of them are fetched together."""
        if passage not in self.texts:
            own = self.appeal
            self.fetch([own.headline_id, own.call_id, own.background_id, own.note_id, passage])
        return self.say(passage)

    def say(self, passage: int | None) -> Words:
        return self.texts.get(passage) or Words("", self.language, is_foreign=False)

    def fetch(self, passages: Iterable[int | None]) -> None:
        """Fetch wordings of passages that are not known yet, in one query."""
        missing = {passage for passage in passages if passage and passage not in self.texts}
        if missing:
            self.texts |= without(self.withheld, worded(missing, self.language))


def without(withheld: Withheld, texts: dict[int, Words]) -> dict[int, Words]:
    """The texts as they may be shown today."""
    return {passage: replace(words, text=withheld.out_of(words.text)) for passage, words in texts.items()}


def worded(passages: set[int], language: str) -> dict[int, Words]:
    """Every passage in `language`, else in its source language, else in any it has."""
    found: dict[int, dict[str, str]] = {}
    sources: dict[int, str] = {}
    rows = Wording.objects.filter(passage__in=passages).order_by("pk")
    for passage, source, tongue, text in rows.values_list("passage", "passage__source_language", "language", "text"):
        found.setdefault(passage, {})[tongue] = text
        sources[passage] = source
    return {passage: chosen(texts, language, sources[passage]) for passage, texts in found.items()}


def chosen(texts: dict[str, str], language: str, source: str) -> Words:
    tongue = next((one for one in (language, source) if one in texts), next(iter(texts)))
    return Words(texts[tongue], tongue, is_foreign=tongue != language)


def headlines(appeals: Iterable[Appeal], language: str) -> list[tuple[Appeal, Words, Words]]:
    """Several appeals with headline and call, in two queries more than the appeals themselves."""
    listed = list(appeals)
    passages = {pk for appeal in listed for pk in (appeal.headline_id, appeal.call_id)}
    texts = without(Withheld.of(listed), worded(passages, language))
    nothing = Words("", language, is_foreign=False)
    return [(one, texts.get(one.headline_id, nothing), texts.get(one.call_id, nothing)) for one in listed]
