"""What a file says, whatever its format: offices with their contacts and holders, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID


class Refused(Exception):
    """A file of which nothing can be read or brought in; the reason in one sentence or more."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(sentences[0])
        self.sentences = sentences


@dataclass(frozen=True)
class Trouble:
    """One place in a file that is wrong; nothing of that place is brought in."""

    place: str
    sentence: str


@dataclass(frozen=True)
class ToldContact:
    """One way to reach an office, as a file tells it."""

    kind: str
    value: str
    source: str
    label: str = ""
    purpose: str = "general"
    language: str = ""
    as_of: date | None = None
    state: str = "unverified"


@dataclass(frozen=True)
class ToldHolder:
    """Somebody in public office, as a file tells it."""

    name: str
    source: str
    external_id: str
    title: str = ""
    capacity: str = "holder"
    started_on: date | None = None
    started_precision: str = "day"
    ended_on: date | None = None
    as_of: date | None = None
    as_told: str = ""
    own_name: str = ""
    addressed_as: str = "any"
    uuid: UUID | None = None


@dataclass(frozen=True)
class Told:
    """One office with what one place in the file says of it."""

    place: str
    kind: str
    state: str
    name: str = ""
    other_names: tuple[tuple[str, str], ...] = ()
    host: str = ""
    mission_kind: str = ""
    city: str = ""
    role: str = ""
    uuid: UUID | None = None
    qid: str = ""
    identified_by: tuple[str, str] = ("", "")
    lies_at: tuple[float, float] | None = None
    portfolio: str = ""
    dataset: str = ""
    accredited_to: tuple[str, ...] = ()
    source: str = ""
    as_of: date | None = None
    contacts: tuple[ToldContact, ...] = ()
    holders: tuple[ToldHolder, ...] = ()


@dataclass
class Reading:
    """A whole file as it was read: offices, places that are wrong, and what has no place in the directory."""

    offices: list[Told] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    leftovers: Counter[str] = field(default_factory=Counter)
    columns: list[str] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)

    def wrong(self, place: str, *sentences: str) -> None:
        self.troubles += [Trouble(place, str(sentence)) for sentence in sentences]

    def leave(self, words: str, *, times: int = 1) -> None:
        """Something that the file says and that the directory has no place for."""
        self.leftovers[words] += times

    def told_leftovers(self) -> Iterator[tuple[str, int]]:
        """The most frequent first."""
        yield from self.leftovers.most_common()


Options = dict[str, Any]
