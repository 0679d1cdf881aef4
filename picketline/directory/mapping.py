"""The missions of one state as points on the map of the world."""

from dataclasses import dataclass
from functools import cached_property

from picketline.atlas.outlines import drawing, land, place_of
from picketline.authorities.gazetteer import alphabetical
from picketline.authorities.models import Authority, Country


@dataclass(frozen=True)
class Place:
    """One mission; `point` is where it lies on the map, None where nobody knows."""

    authority: Authority
    name: str
    town: str
    country: str
    point: tuple[int, int] | None


class MissionMap:
    """What the map shows, and the table beside it; three statements, however many missions there are."""

    def __init__(self, country: Country, language: str) -> None:
        self.country, self.language = country, language

    @property
    def name(self) -> str:
        return self.country.name_in(self.language)

    @cached_property
    def places(self) -> list[Place]:
        """In the alphabet of the countries they lie in."""
        missions = Authority.objects.of(self.country).filter(mission__isnull=False).order_by("pk")
        known = missions.select_related("state", "mission__host").prefetch_related("names")
        return sorted(map(self.place, known), key=lambda one: (alphabetical(one.country), alphabetical(one.town)))

    def place(self, office: Authority) -> Place:
        mission = office.mission
        return Place(
            authority=office,
            name=office.name_in(self.language),
            town=mission.city_in(self.language) if mission.city else "",
            country=mission.host.name_in(self.language),
            point=place_of(mission.latitude, mission.longitude)
            if mission.latitude is not None and mission.longitude is not None
            else None,
        )

    @property
    def points(self) -> list[Place]:
        return [one for one in self.places if one.point]

    @property
    def unknown(self) -> int:
        """How many stand in the table alone."""
        return len(self.places) - len(self.points)

    @property
    def size(self) -> list[int]:
        return drawing()["size"]

    @property
    def land(self) -> str:
        return land()
