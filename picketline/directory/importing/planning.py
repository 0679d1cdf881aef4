"""What a file would do to the directory, step by step, before any of it is done.

What nobody has checked is changed; what somebody has checked, or lets carry letters, is only proposed anew.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from picketline.authorities.models import Authority, ContactPoint, OfficeHolder
from picketline.directory.importing import comparing
from picketline.directory.importing.matching import Known, Unclear, has_mission, plain
from picketline.directory.importing.steps import Office, Step
from picketline.directory.importing.told import Reading, Told, Trouble
from picketline.directory.models import ImportedChange

Act, Noun = ImportedChange.Act, ImportedChange.Noun
PART_THAT_MAY_CHANGE = 20  # one twentieth of what is known: five per cent


@dataclass
class Plan:
    """Every step of one file, what is wrong with it, and what it says that has no place here."""

    reading: Reading
    known_rows: int
    steps: list[Step] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def number(self, act: str) -> int:
        return sum(step.act == act for step in self.steps)

    @property
    def added(self) -> int:
        return self.number(Act.ADD)

    @property
    def changed(self) -> int:
        return self.number(Act.CHANGE)

    @property
    def proposed(self) -> int:
        return self.number(Act.PROPOSE)

    @property
    def unchanged(self) -> int:
        return self.number(Step.SAME)

    @property
    def doing(self) -> list[Step]:
        """The steps that do something."""
        return [step for step in self.steps if step.act != Step.SAME]

    @property
    def does_something(self) -> bool:
        return any(step.act != Step.SAME for step in self.steps)

    @cached_property
    def replaces(self) -> int:
        """How many known rows would say something else, or are proposed to; a newer date alone does not count."""
        return sum(step.replaces_something for step in self.steps)

    def is_too_much(self, limit: int | None) -> bool:
        """More than five per cent of what is known would change, or more than the number that was given."""
        if limit is not None:
            return self.replaces > limit
        return self.replaces * PART_THAT_MAY_CHANGE > self.known_rows

    @cached_property
    def digest(self) -> str:
        """The same for two plans that do the same: what was looked at is what is done."""
        told = "\n".join(step.told_apart for step in self.doing)
        return hashlib.sha256(f"{told}\n{len(self.troubles)}".encode("utf-8", "replace")).hexdigest()


def plan_for(reading: Reading) -> Plan:
    """Compare what was read with the directory; nothing is written."""
    plan = Plan(reading, known_rows=known_rows(), troubles=list(reading.troubles))
    known = Known(reading.offices)
    for office, several in grouped(reading.offices, known, plan):
        plan.steps += steps_for(office, several, reading)
    return plan


def known_rows() -> int:
    offices = Authority.objects.filter(merged_into=None).count()
    return offices + ContactPoint.objects.count() + OfficeHolder.objects.count()


def grouped(told: Iterable[Told], known: Known, plan: Plan) -> Iterator[tuple[Office, list[Told]]]:
    """The offices in the order of the file, each with all that the file says of it."""
    offices: dict[Any, Office] = {}
    said: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        try:
            office = office_of(one, known, offices)
        except Unclear as reason:
            plan.troubles.append(Trouble(one.place, str(reason)))
            continue
        said[id(office)].append(one)
    yield from ((office, said[id(office)]) for office in dict.fromkeys(offices.values()))


def office_of(told: Told, known: Known, offices: dict[Any, Office]) -> Office:
    """The known office, or one that is new and perhaps told of before. Raises Unclear."""
    found = known.meant_by(told)
    if found:
        return offices.setdefault(found.pk, Office(authority=found))
    keys = [told.uuid or natural_key(told)]
    same = next((offices[key] for key in keys if key in offices), None) or Office(first=told)
    for key in keys:
        offices[key] = same
    return same


def natural_key(told: Told) -> tuple[str, ...]:
    name = "" if told.kind == Authority.Kind.MISSION else plain(told.name)
    return (told.kind, told.state, told.host, told.mission_kind, plain(told.city), name)


def steps_for(office: Office, several: list[Told], reading: Reading) -> Iterator[Step]:
    """The office itself, its accreditations, its contacts, its holders."""
    first = several[0]
    if office.authority is None:
        codes = tuple(dict.fromkeys(code for told in several for code in told.accredited_to))
        yield Step(first.place, Act.ADD, Noun.OFFICE, office, values=office_values(first, codes))
    else:
        yield Step(first.place, Step.SAME, Noun.OFFICE, office)
        yield from accreditations(office, several)
        for told in several:
            tell_differences(office.authority, told, reading)
    contacts = [(told.place, contact) for told in several for contact in told.contacts]
    yield from comparing.contacts(office, contacts, reading)
    holders = [(told.place, told.dataset, holder) for told in several for holder in told.holders]
    yield from comparing.holders(office, holders)


def office_values(told: Told, accredited_to: tuple[str, ...]) -> dict[str, Any]:
    """What a new office is, as a row of the import keeps it."""
    names = {"en": told.name} if told.name else {}
    values: dict[str, Any] = {
        "kind": told.kind,
        "state": told.state,
        "role": told.role,
        "names": names | dict(told.other_names),
    }
    if told.uuid:
        values["uuid"] = str(told.uuid)
    if told.portfolio:
        values["portfolio"] = told.portfolio
    if told.kind == Authority.Kind.MISSION:
        dataset, number = ("wikidata", f"wd:{told.qid}") if told.qid else told.identified_by
        latitude, longitude = told.lies_at or (None, None)
        values["mission"] = {
            "kind": told.mission_kind, "host": told.host, "city": told.city, "source": told.source[:40],
            "as_of": told.as_of.isoformat() if told.as_of else None, "dataset": dataset, "external_id": number,
            "latitude": latitude, "longitude": longitude,
        }  # fmt: skip
        values["accredited_to"] = list(accredited_to)
    return values


def accreditations(office: Office, several: list[Told]) -> Iterator[Step]:
    """Countries that the file adds; none is taken away, because a file may know less than we do."""
    if not has_mission(office.authority):
        return
    known = {one.country_id for one in office.authority.mission.accreditations.all()}
    for told in several:
        for code in told.accredited_to:
            if code not in known:
                known.add(code)
                values = {"country": code, "source": told.source[:40]}
                yield Step(told.place, Act.ADD, Noun.ACCREDITATION, office, values=values)


def tell_differences(authority: Authority, told: Told, reading: Reading) -> None:
    """Names, towns and roles are what people here call it: where the file differs, it is said and not done."""
    mission = authority.mission if has_mission(authority) else None
    names = {plain(name.text) for name in authority.names.all()} | {plain(authority.name_in("en"))}
    pairs = [(told.name, plain(told.name) in names, authority.name_in("en"))]
    if mission:
        pairs.append((told.city, plain(told.city) in {plain(mission.city), plain(mission.municipality)}, mission.city))
    for theirs, is_same, ours in pairs:
        if theirs and not is_same:
            reading.leave(_("“%(theirs)s” is called “%(ours)s” here, and stays so") % {"theirs": theirs, "ours": ours})
    if told.role and told.role != authority.role:
        words = _("the role “%(theirs)s” of %(name)s, who is “%(ours)s” here")
        reading.leave(words % {"theirs": told.role, "ours": authority.role, "name": authority.name_in("en")})
