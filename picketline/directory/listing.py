"""The lists of the directory: states, and what is known of the offices of one. Numbers are counted from rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Prefetch, Q, QuerySet

from picketline.authorities.gazetteer import alphabetical
from picketline.authorities.models import Authority, ContactPoint, Country, Mission

Kind = ContactPoint.Kind


@dataclass(frozen=True)
class State:
    """A state on the list of all, with numbers of offices."""

    code: str
    name: str
    own: int = 0
    abroad: int = 0
    here: int = 0


@dataclass(frozen=True)
class Listed:
    """One office on a list: what ways to it are known, and how old that is."""

    authority: Authority
    name: str
    country: str
    contacts: tuple[ContactPoint, ...]

    @property
    def ways(self) -> list[str]:
        """The kinds of contacts that are known, each once, in one order."""
        known = {one.kind for one in self.contacts}
        return [str(kind.label) for kind in Kind if kind in known]

    @property
    def newest(self) -> date | None:
        return newest_of(self.contacts)

    @property
    def checked(self) -> int:
        return sum(one.is_verified for one in self.contacts)


@dataclass(frozen=True)
class Coverage:
    """What is known of some offices, in absolute numbers; `checked` counts values, the others count offices."""

    offices: int
    with_address: int
    with_email: int
    with_phone: int
    checked: int
    newest: date | None

    @classmethod
    def of(cls, listed: Iterable[Listed]) -> "Coverage":
        known = list(listed)
        kinds = [{one.kind for one in office.contacts} for office in known]
        return cls(
            offices=len(known),
            with_address=sum(Kind.POST in one for one in kinds),
            with_email=sum(Kind.EMAIL in one for one in kinds),
            with_phone=sum(Kind.PHONE in one for one in kinds),
            checked=sum(office.checked for office in known),
            newest=newest_of(contact for office in known for contact in office.contacts),
        )


class StatePage:
    """One state: its offices at home, its missions abroad, the missions of others there."""

    def __init__(self, country: Country, language: str) -> None:
        self.country, self.language = country, language

    @property
    def name(self) -> str:
        return self.country.name_in(self.language)

    @cached_property
    def offices(self) -> list[Authority]:
        """All of them in three statements, however many there are."""
        there = Q(state=self.country) | Q(mission__host=self.country)
        return list(with_what_is_known(Authority.objects.filter(there, merged_into=None)))

    @cached_property
    def own(self) -> list[Listed]:
        """Ministries, courts and the like, in the order of the kinds."""
        own = (one for one in self.offices if one.state_id == self.country.pk and mission_of(one) is None)
        order = Authority.Kind.values
        return sorted(map(self.listed, own), key=lambda one: (order.index(one.authority.kind), alphabetical(one.name)))

    @cached_property
    def abroad(self) -> list[Listed]:
        """By host, embassies first."""
        abroad = (one for one in self.offices if one.state_id == self.country.pk and mission_of(one))
        return self.sorted(self.listed(one, of=mission_of(one).host) for one in abroad)

    @cached_property
    def here(self) -> list[Listed]:
        """By sending state, embassies first."""
        missions = ((one, mission_of(one)) for one in self.offices)
        here = (one for one, mission in missions if mission and mission.host_id == self.country.pk)
        return self.sorted(self.listed(one, of=one.state) for one in here)

    @property
    def lists(self) -> list[tuple[str, list[Listed], Coverage]]:
        named = (("own", self.own), ("abroad", self.abroad), ("here", self.here))
        return [(name, listed, Coverage.of(listed)) for name, listed in named if listed]

    def listed(self, office: Authority, of: Country | None = None) -> Listed:
        country = of.name_in(self.language) if of else ""
        return Listed(office, office.name_in(self.language), country, tuple(office.contacts.all()))

    @staticmethod
    def sorted(listed: Iterable[Listed]) -> list[Listed]:
        order = Mission.Kind.values
        return sorted(
            listed,
            key=lambda one: (
                alphabetical(one.country),
                order.index(one.authority.mission.kind),
                alphabetical(one.name),
                one.authority.pk,
            ),
        )


def with_what_is_known(offices: QuerySet[Authority]) -> QuerySet[Authority]:
    """Names, and of each contact which kind it is and how old: what a list tells."""
    told = ContactPoint.objects.shown().only("authority", "kind", "state", "as_of", "checked_on").order_by("pk")
    return offices.select_related("state", "mission__host").prefetch_related("names", Prefetch("contacts", told))


def sought(text: str, language: str) -> list[Listed]:
    """The closest offices to what somebody looks for, each with the state it belongs to."""
    return [
        Listed(one, one.name_in(language), one.state.name_in(language), tuple(one.contacts.all()))
        for one in with_what_is_known(Authority.objects.sought(text))
    ]


def mission_of(office: Authority) -> Mission | None:
    return getattr(office, "mission", None)


def newest_of(contacts: Iterable[ContactPoint]) -> date | None:
    """The latest day on which one of them was published or checked."""
    return max((day for one in contacts for day in (one.as_of, one.checked_on) if day), default=None)


def listed_states(language: str) -> list[State]:
    """Every state that has or hosts an office, in the alphabet of its readers; two statements."""
    known = Authority.objects.filter(merged_into=None).order_by()
    owners = known.values("state").annotate(
        own=Count("pk", filter=Q(mission=None)), abroad=Count("pk", filter=Q(mission__isnull=False))
    )
    hosts = known.filter(mission__isnull=False).values("mission__host").annotate(here=Count("pk"))
    numbers = {row["state"]: {"own": row["own"], "abroad": row["abroad"]} for row in owners}
    for row in hosts:
        numbers.setdefault(row["mission__host"], {})["here"] = row["here"]
    found = [State(code, Country.name_of(code, language), **row) for code, row in numbers.items()]
    return sorted(found, key=lambda one: alphabetical(one.name))
