"""Offices that may be one and the same."""

from collections import defaultdict
from collections.abc import Iterable

from picketline.authorities.models import Authority, Mission
from picketline.authorities.models.authority import AuthorityQuerySet

Group = list[Authority]


def duplicates_in(offices: Iterable[Authority]) -> list[Group]:
    """Groups of two and more: embassies in one country, consulates of a kind in one town, offices of one name."""
    alike: dict[tuple, dict[int, Authority]] = defaultdict(dict)
    for office in offices:
        for mark in marks_of(office):
            alike[mark][office.pk] = office
    return list({tuple(group): list(group.values()) for group in alike.values() if len(group) > 1}.values())


def marks_of(office: Authority) -> list[tuple]:
    """What another office must not share with it."""
    mission: Mission | None = getattr(office, "mission", None)
    if mission:
        town = "" if mission.is_embassy_level else mission.city.casefold()
        return [(office.state_id, mission.host_id, mission.kind, town)]
    return [(office.state_id, office.kind, name.text.casefold()) for name in office.names.all()]


def like(office: Authority) -> AuthorityQuerySet:
    """The offices that it could be merged into: of the same state and kind, missions of the same host."""
    others = Authority.objects.of(office.state_id).filter(kind=office.kind).exclude(pk=office.pk)
    mission = getattr(office, "mission", None)
    return others.filter(mission__host=mission.host_id) if mission else others
