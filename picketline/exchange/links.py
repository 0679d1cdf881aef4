"""Earlier appeals that a document names; what it says of them stays among its leftovers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from picketline.appeals.models import Appeal

FOLLOW_UP, RELATED = "follow_up", "related"
KEYS = {
    "continues": FOLLOW_UP,
    "follow_up_to": FOLLOW_UP,
    "follows": FOLLOW_UP,
    "parent": FOLLOW_UP,
    "related": RELATED,
    "see_also": RELATED,
}
FURTHER = re.compile(r"further information.*?\bon\b:?\s*(?P<reference>\S.*)", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """The reference of an earlier appeal, how this one goes on from it, and that appeal where it is here."""

    kind: str
    reference: str
    appeal: Appeal | None

    @property
    def is_follow_up(self) -> bool:
        return self.kind == FOLLOW_UP


def links_of(document: dict[str, Any]) -> list[Link]:
    """Each once, in the order of the document."""
    told = dict.fromkeys((kind, reference.strip()) for kind, reference in references(document) if reference.strip())
    here = {one.reference: one for one in Appeal.objects.filter(reference__in=[reference for _kind, reference in told])}
    by_file = {one.document.identity: one for one in Appeal.objects.filter(
        document__identity__in=[reference for _kind, reference in told]
    ).select_related("document")}  # fmt: skip
    return [Link(kind, reference, here.get(reference) or by_file.get(reference)) for kind, reference in told]


def references(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What stands under one of the keys, at the top or beside the reference, and “Further information on …”."""
    own = document.get("reference")
    beside = own if isinstance(own, dict) else {"number": own}
    for told in (beside, document):
        for key, kind in KEYS.items():
            values = told.get(key)
            for value in values if isinstance(values, list) else [values]:
                found = (value.get("reference") or value.get("id")) if isinstance(value, dict) else value
                if isinstance(found, str):
                    yield kind, found
    number = beside.get("number")
    if isinstance(number, str) and (further := FURTHER.match(number)):
        yield FOLLOW_UP, further["reference"]
