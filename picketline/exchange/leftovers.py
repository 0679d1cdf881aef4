"""What was kept from a document, in plain words: where it stood, and what it says."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from picketline.appeals.models import Appeal, AtRisk
from picketline.exchange.comparing import ABSENT, keys_of, said
from picketline.exchange.models import Leftover

NOUNS = {
    "person": gettext_lazy("Person %(number)d"),
    "occurrence": gettext_lazy("Entry %(number)d of the chronology"),
    "demand": gettext_lazy("Demand %(number)d"),
    "addressee": gettext_lazy("Addressee %(number)d"),
}
UNPLACED = {
    "persons": gettext_lazy("Person %(number)d of the document"),
    "chronology": gettext_lazy("Entry %(number)d of the document’s chronology"),
    "demands": gettext_lazy("Demand %(number)d of the document"),
    "targets": gettext_lazy("Office %(number)d of the document"),
    "copies_to": gettext_lazy("Copy %(number)d of the document"),
}


@dataclass(frozen=True)
class Kept:
    """One leftover as an organiser reads it."""

    where: str
    words: str


def leftovers_of(appeal: Appeal) -> list[Kept]:
    """What has no place here yet, what concerns the whole appeal first."""
    found = list(Leftover.objects.news().filter(document__appeal=appeal))
    if not found:
        return []
    numbers = {("person", key): n for n, key in numbered(AtRisk.objects.filter(appeal=appeal), "person_id")}
    for kind, rows in (
        ("occurrence", appeal.occurrences),
        ("demand", appeal.demands),
        ("addressee", appeal.addressees),
    ):
        numbers |= {(kind, key): n for n, key in numbered(rows, "pk")}
    found.sort(key=lambda one: one.about is not None)
    return [Kept(where(one, numbers), in_words(one.difference.theirs)) for one in found]


def numbered(rows: Any, key: str) -> enumerate:
    return enumerate(rows.order_by("place").values_list(key, flat=True), start=1)


def where(leftover: Leftover, numbers: dict[tuple[str, int], int]) -> str:
    """ "Person 2, status": the row it is about, then the keys on the way."""
    keys = keys_of(leftover.path)
    beginning = []
    if leftover.about:
        beginning = [str(NOUNS[leftover.about[0]]) % {"number": numbers.get(leftover.about, 0)}]
    elif len(keys) == 2 and keys[0] in UNPLACED and keys[1].isdecimal():
        beginning, keys = [str(UNPLACED[keys[0]]) % {"number": int(keys[1]) + 1}], []
    return ", ".join([*beginning, *map(in_key, keys)])


def in_words(value: Any) -> str:
    """A text as it is; a list with semicolons, of objects line by line; of an object every key with what it says."""
    if value is ABSENT:
        return _("nothing")
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ("\n" if any(isinstance(one, dict) for one in value) else "; ").join(in_words(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{in_key(key)}: {in_words(one)}" for key, one in value.items() if said(one))
    return json.dumps(value)


def in_key(key: str) -> str:
    return key.replace("_", " ")
