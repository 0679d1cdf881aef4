"""Documents in and out."""

import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from picketline.appeals.actions import Turns, relate
from picketline.appeals.cards import index
from picketline.appeals.models import Appeal
from picketline.appeals.withholding import Withheld
from picketline.audit.actions import record, stand_in_line
from picketline.exchange.links import Link, links_of
from picketline.exchange.models import Document, Leftover
from picketline.exchange.reading import Made, Reader, digest_of
from picketline.exchange.shape import complaints
from picketline.exchange.telling import told_by
from picketline.exchange.unnamed import without_names, without_withheld
from picketline.network.models import Section


class NotAnAppeal(Exception):
    """A document that cannot become a draft; `complaints` says why, a sentence for each thing."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__(complaints[0])
        self.complaints = complaints


@dataclass(frozen=True)
class Imported:
    """The draft that a document became, or had become before; and what was not stored, as paths."""

    appeal: Appeal
    made: Made | None = None
    not_stored: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    has_changed: bool = False

    @property
    def is_new(self) -> bool:
        return self.made is not None


@transaction.atomic
def import_appeal(document: Any, *, section: Section, actor: Any) -> Imported:
    """A draft from a document, as a whole or not at all. The same document again makes no second one.

    Raises NotAnAppeal.
    """
    if broken := complaints(document):
        raise NotAnAppeal(broken)
    told, not_stored = without_names(document)
    stand_in_line()
    if known := known_as(told):
        return known
    reader = Reader(told, section=section, actor=actor)
    kept = reader.read()
    index(reader.appeal)
    record("import", reader.appeal, actor=actor, section=section, words=kept.identity)
    links = links_of(told)
    join(reader.appeal, links, actor=actor)
    return Imported(reader.appeal, made=reader.made, not_stored=not_stored, links=links)


def join(appeal: Appeal, links: list[Link], *, actor: Any) -> None:
    """Into the chain of earlier appeals of the section, or published ones; never in a circle."""
    for link in links:
        earlier = link.appeal
        if earlier and (earlier.published_at or earlier.section_id == appeal.section_id):
            with suppress(Turns):
                relate(appeal, earlier, kind=link.kind, actor=actor)


def known_as(told: dict[str, Any]) -> Imported | None:
    """The appeal that this document became before, or that it was written from."""
    known = Document.objects.select_related("appeal").filter(identity=told["id"]).first()
    if known:
        return Imported(known.appeal, has_changed=known.digest != digest_of(told))
    try:
        own = Appeal.objects.filter(uuid=uuid.UUID(told["id"])).first()
    except ValueError:
        return None
    return Imported(own) if own else None


def export_appeal(appeal: Appeal) -> dict[str, Any]:
    """The appeal as a document of the same shape: what organisers changed since, and what the document said besides.

    A name whose consent is withdrawn or over does not go out: N. N. stands in its place, as on the pages.
    """
    return without_withheld(told_by(appeal), Withheld.of([appeal]))


def forget_names() -> int:
    """Erase what a document told about a name that has been taken off its appeal since; how much that was."""
    return Leftover.objects.about_names_that_must_not_be_known().delete()[0]
