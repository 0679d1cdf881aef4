"""Which office of the directory a file means: by its uuid, by its Wikidata item, else by what and where it is."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from picketline.authorities import shipped
from picketline.authorities.models import Accreditation, Authority, Mission
from picketline.directory.importing.told import Told

MANY = 500
SAME_TOWN_KM = 30
WIKIDATA = "wd:"


class Unclear(Exception):
    """Nothing in the file decides which office it means; the reason in one sentence."""


class Known:
    """The part of the directory that a file speaks of, read once."""

    def __init__(self, told: Iterable[Told]) -> None:
        offices = list(told)
        self.by_uuid: dict[UUID, Authority] = {}
        self.by_item: dict[str, Authority] = {}
        self.of_state: dict[str, list[Authority]] = defaultdict(list)
        self.merged: dict[UUID, UUID] = {}
        for condition in conditions(offices):
            for authority in with_everything(condition):
                self.take(authority)

    def take(self, authority: Authority) -> None:
        if authority.uuid in self.by_uuid or authority.uuid in self.merged:
            return
        if authority.merged_into:
            self.merged[authority.uuid] = authority.merged_into.uuid
            return
        self.by_uuid[authority.uuid] = authority
        self.of_state[authority.state_id].append(authority)
        if item := item_of(authority):
            self.by_item[item] = authority

    def meant_by(self, told: Told) -> Authority | None:
        """The office of the directory; None for one that it does not know. Raises Unclear."""
        if told.uuid and (known := self.under(told.uuid)):
            return agreeing(known, told)
        if told.uuid and not told.kind:
            raise Unclear(_("No office here has this uuid, and nothing says what kind of office it is."))
        if told.qid and told.qid in self.by_item:
            return agreeing(self.by_item[told.qid], told)
        alike = self.missions_like(told) if told.kind == Authority.Kind.MISSION else self.offices_like(told)
        if len(alike) > 1:
            raise Unclear(ambiguous(alike))
        return next(iter(alike), None)

    def under(self, uuid: UUID) -> Authority | None:
        """The office with this uuid, or the one that it was merged into."""
        seen: set[UUID] = set()
        while uuid in self.merged and uuid not in seen:
            seen.add(uuid)
            uuid = self.merged[uuid]
        return self.by_uuid.get(uuid)

    def offices_like(self, told: Told) -> list[Authority]:
        """Of the same state and kind, under the same name in any language."""
        names = {plain(told.name), *(plain(text) for _language, text in told.other_names)} - {""}
        if not names and not told.uuid:
            raise Unclear(_("It has no name, so nothing says which office it is."))
        of_kind = (one for one in self.of_state[told.state] if one.kind == told.kind)
        return [one for one in of_kind if names & {plain(name.text) for name in one.names.all()}]

    def missions_like(self, told: Told) -> list[Authority]:
        """Of the same state, host and kind, in the same town; never one that Wikidata knows as another."""
        kinds = Mission.EMBASSY_LEVEL if told.mission_kind in Mission.EMBASSY_LEVEL else (told.mission_kind,)
        there = [one for one in self.of_state[told.state] if is_mission_in(one, told.host, kinds)]
        possible = [one for one in there if not (told.qid and item_of(one) and item_of(one) != told.qid)]
        found = [one for one in possible if self.is_same_town(told.host, told.city, one.mission)]
        if found or told.mission_kind not in Mission.EMBASSY_LEVEL or not possible:
            return found
        words = _("The directory has it in another town: %(names)s. It may be a branch, or it has moved.")
        raise Unclear(words % {"names": named(possible)})

    def is_same_town(self, host: str, city: str, mission: Mission) -> bool:
        """By any name the town has; else less than 30 km from other missions there. No town is any town."""
        ours = [town for town in (mission.city, mission.municipality) if town]
        if not city or not ours or plain(city) in map(plain, ours):
            return True
        towns = {town_number(host, town) for town in ours} - {None}
        return town_number(host, city) in towns or self.is_near(host, city, mission)

    def is_near(self, host: str, city: str, mission: Mission) -> bool:
        if mission.latitude is None:
            return False
        others = (one.mission for offices in self.of_state.values() for one in offices if has_mission(one))
        return any(
            plain(other.city) == plain(city) and other.host_id == host and km_apart(mission, other) < SAME_TOWN_KM
            for other in others
            if other.latitude is not None
        )


def conditions(told: list[Told]) -> Iterable[Q]:
    """Every state that the file names, then every uuid, in portions that a database takes."""
    yield Q(state__in={one.state for one in told})
    uuids = sorted({one.uuid for one in told if one.uuid})
    for start in range(0, len(uuids), MANY):
        portion = uuids[start : start + MANY]
        yield Q(uuid__in=portion) | Q(merged__uuid__in=portion)


def with_everything(condition: Q) -> Iterable[Authority]:
    accreditations = Prefetch("mission__accreditations", Accreditation.objects.order_by("country"))
    found = Authority.objects.filter(condition).select_related("merged_into").with_contacts()
    return found.prefetch_related(accreditations, "holders").order_by("pk")


def agreeing(known: Authority, told: Told) -> Authority:
    """The known office, unless the file tells of quite another one under its uuid. Raises Unclear."""
    mission = known.mission if has_mission(known) else None
    ours = (known.kind, known.state_id, mission.host_id if mission else "")
    theirs = (told.kind or ours[0], told.state or ours[1], told.host or ours[2])
    if ours != theirs:
        raise Unclear(_("Here it is another office: %(name)s.") % {"name": known.name_in(get_language() or "en")[:80]})
    return known


def has_mission(authority: Authority) -> bool:
    return authority.kind == Authority.Kind.MISSION and hasattr(authority, "mission")


def is_mission_in(authority: Authority, host: str, kinds: Iterable[str]) -> bool:
    return has_mission(authority) and authority.mission.host_id == host and authority.mission.kind in kinds


def item_of(authority: Authority) -> str:
    """The Wikidata item of a mission, as Q42; "" where none is known."""
    known = authority.mission.external_id if has_mission(authority) else ""
    return known.removeprefix(WIKIDATA) if known.startswith(WIKIDATA) else ""


def ambiguous(alike: list[Authority]) -> str:
    return _("It may be one of several offices, and nothing says which: %(names)s.") % {"names": named(alike)}


def named(offices: list[Authority]) -> str:
    return ", ".join(f"{one.name_in(get_language() or 'en')} ({item_of(one) or one.uuid})" for one in offices[:3])


def plain(text: str) -> str:
    """Letters and digits of any script, without accents and case."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if sign.isalnum())


def town_number(country: str, name: str) -> int | None:
    return town_numbers().get((country, plain(name)))


@lru_cache(maxsize=1)
def town_numbers() -> dict[tuple[str, str], int]:
    """Country and plain name to the town's number at GeoNames."""
    found = shipped.towns_by_name(shipped.FOLDER)
    return {(country, plain(name)): number for (country, name), number in reversed(found.items())}


def km_apart(one: Mission, other: Mission) -> float:
    return shipped.km_between(one.latitude, one.longitude, other.latitude, other.longitude)
