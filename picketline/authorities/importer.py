"""Bringing data files into the directory: what is new is added, what differs is updated, what people checked stays."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from picketline.authorities import cards, shipped, shipped_offices
from picketline.authorities.models import (
    Accreditation,
    Authority,
    AuthorityCard,
    AuthorityName,
    Closing,
    ContactPoint,
    Country,
    Mission,
    OfficeHolder,
    PlaceCard,
    Salutation,
)
from picketline.authorities.models.salutation import Checked

BATCH = 500
STEPS = 11


@dataclass(frozen=True)
class Imported:
    """What one run did to one kind of row."""

    noun: str | Promise
    new: int = 0
    same: int = 0
    changed: int = 0


class Importer:
    """Loads a folder of data files; `sending` limits missions to these states (ISO 3166-1 alpha-2), None is all.

    A second run changes nothing. A row that is gone from the files stays.
    """

    def __init__(self, folder: Path = shipped.FOLDER, *, sending: Collection[str] | None = None) -> None:
        self.folder = folder
        self.sending = sending

    def load(self) -> list[Imported]:
        """Everything, in one transaction."""
        return list(self.steps())

    def steps(self) -> Iterator[Imported]:
        """The same, told step by step; breaking off halfway leaves the directory as it was."""
        with transaction.atomic():
            yield self.countries()
            yield self.salutations()
            yield self.closings()
            rows = shipped.mission_rows(self.folder, self.sending)
            yield self.authorities(rows)
            yield self.missions(rows)
            yield self.accreditations(rows)
            yield self.contact_points(rows)
            offices = shipped_offices.offices(self.folder, self.sending)
            yield self.offices(offices)
            yield self.names(offices)
            yield self.holders(offices)
            yield self.cards()

    def countries(self) -> Imported:
        values = ("iso3", "numeric", "calling_code", "capital", "official_languages", "postal", "names")
        return bring(Country, shipped.countries(self.folder), noun=_("countries"), key=("iso2",), values=values)

    def salutations(self) -> Imported:
        return bring(
            Salutation,
            shipped.salutations(self.folder),
            noun=_("salutations"),
            key=("authority", "role", "language", "gender"),
            values=("text", "alternative", "state"),
            keep=is_known_better,
        )

    def closings(self) -> Imported:
        return bring(
            Closing,
            shipped.closings(self.folder),
            noun=_("closings"),
            key=("language",),
            values=("text", "formal", "state"),
            keep=is_checked_here,
        )

    def authorities(self, rows: list[shipped.Row]) -> Imported:
        """The role is set once: an editor may have chosen another."""
        wanted = map(shipped.authority_of, rows)
        return bring(Authority, wanted, noun=_("authorities"), key=("uuid",), values=("kind", "state"))

    def missions(self, rows: list[shipped.Row]) -> Imported:
        known = dict(Authority.objects.values_list("uuid", "pk"))
        return bring(
            Mission,
            shipped.missions(rows, self.folder, known),
            noun=_("missions"),
            key=("dataset", "external_id"),
            values=(
                *("authority", "kind", "host", "city", "municipality", "district"),
                *("latitude", "longitude", "website", "source", "as_of"),
            ),
        )

    def accreditations(self, rows: list[shipped.Row]) -> Imported:
        known = dict(Mission.objects.values_list("external_id", "pk"))
        return bring(
            Accreditation,
            shipped.accreditations(rows, known),
            noun=_("accreditations"),
            key=("mission", "country"),
            values=("basis", "source", "as_of"),
        )

    def contact_points(self, rows: list[shipped.Row]) -> Imported:
        wanted = {row["mission_id"] for row in rows}
        known = Mission.objects.values_list("external_id", "authority", "host")
        return bring(
            ContactPoint,
            shipped.contact_points(self.folder, {ident: (pk, host) for ident, pk, host in known if ident in wanted}),
            noun=_("contact points"),
            key=("authority", "kind", "value", "source"),
            values=("normalised", "label", "as_of", "is_free_mail", "is_mobile", "flags"),
            keep=is_vouched_for,
        )

    def offices(self, found: list[shipped_offices.Office]) -> Imported:
        """The offices of the capital. The role is set once here, too."""
        values = ("kind", "state", "portfolio", "source", "as_of", "as_told")
        wanted = map(shipped_offices.authority_of, found)
        return bring(Authority, wanted, noun=_("offices"), key=("uuid",), values=values)

    def names(self, found: list[shipped_offices.Office]) -> Imported:
        """A name is set once: people may have found the one that the office itself uses."""
        wanted = shipped_offices.names(found, dict(Authority.objects.values_list("uuid", "pk")))
        key = ("authority", "language")
        return bring(AuthorityName, wanted, noun=_("names"), key=key, values=("text",), keep=always)

    def holders(self, found: list[shipped_offices.Office]) -> Imported:
        return bring(
            OfficeHolder,
            shipped_offices.holders(found, dict(Authority.objects.values_list("uuid", "pk"))),
            noun=_("office-holders"),
            key=("uuid",),
            values=("name", "title", "started_on", "started_precision", "source", "as_of", "as_told"),
            keep=is_somebodys_word,
        )

    def cards(self) -> Imported:
        """What everything is found by, once all of it is there."""
        places, offices = cards.index_places(self.folder), cards.index(Authority.objects.all())
        new, changed = (first + second for first, second in zip(places, offices, strict=True))
        known = PlaceCard.objects.count() + AuthorityCard.objects.count()
        return Imported(_("index cards"), new=new, changed=changed, same=known - new - changed)


def always(known: models.Model, found: models.Model) -> bool:
    """What is there stays."""
    return True


def is_somebodys_word(known: OfficeHolder, found: OfficeHolder) -> bool:
    """Somebody here has checked, doubted or changed what is said about this office-holder."""
    return known.state != OfficeHolder.State.UNVERIFIED or known.source != found.source


def is_vouched_for(known: ContactPoint, found: ContactPoint) -> bool:
    """People have checked this contact, or let it carry letters: the files do not know better."""
    return known.is_verified or known.may_carry_letters


def is_known_better(known: Salutation, found: Salutation) -> bool:
    """Somebody here has confirmed the words, or proposed others: the files do not know better."""
    return known.confirmed_by_id is not None or known.proposed_by_id is not None or is_checked_here(known, found)


def is_checked_here(known: Salutation | Closing, found: Salutation | Closing) -> bool:
    """A reader of the language has checked the words; a draft does not replace them."""
    return known.state == Checked.CHECKED and found.state == Checked.DRAFT


def bring(
    model: type[models.Model],
    found: Iterable[models.Model],
    *,
    noun: str | Promise,
    key: tuple[str, ...],
    values: tuple[str, ...],
    keep: Callable[[Any, Any], bool] = lambda known, found: False,
) -> Imported:
    """Compare found rows with known ones by `key`: add what is new, update `values` that differ unless kept."""
    known = {reading(row, key): row for row in model._default_manager.all()}
    wanted: dict[tuple, models.Model] = {}
    for row in found:
        wanted.setdefault(reading(row, key), row)
    new = [row for ident, row in wanted.items() if ident not in known]
    changed = [
        overwritten(known[ident], row, values)
        for ident, row in wanted.items()
        if ident in known and reading(known[ident], values) != reading(row, values) and not keep(known[ident], row)
    ]
    model._default_manager.bulk_create(new, batch_size=BATCH)
    if changed:
        model._default_manager.bulk_update(changed, values, batch_size=BATCH)
    return Imported(noun, new=len(new), same=len(wanted) - len(new) - len(changed), changed=len(changed))


def reading(row: models.Model, fields: tuple[str, ...]) -> tuple:
    """What a row says in these fields; a foreign key says its key."""
    return tuple(getattr(row, row._meta.get_field(field).attname) for field in fields)


def overwritten(known: models.Model, found: models.Model, fields: tuple[str, ...]) -> models.Model:
    """The known row with the found values, not yet saved."""
    for field in fields:
        attname = known._meta.get_field(field).attname
        setattr(known, attname, getattr(found, attname))
    return known
