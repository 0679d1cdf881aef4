"""Which office of a state a supporter writes to: the mission accredited to their country, never merely the nearest."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext

from picketline.authorities.gazetteer import spoken, town_in
from picketline.authorities.models import Accreditation, Authority, Country, Mission
from picketline.authorities.shipped import capital_name
from picketline.prepared.asking import Prepared

RESIDENT = Accreditation.Basis.RESIDENT.value
NON_RESIDENT = Accreditation.Basis.NON_RESIDENT.value
STANDS_IN = "stands_in"
SEAT = "seat"
CAPITAL = "capital"
NONE = "none"
SPEAKS_FOR_THE_STATE = (*Mission.EMBASSY_LEVEL, *Mission.IN_PLACE_OF_AN_EMBASSY)
SITS_IN_PLACE = (Mission.Kind.DE_FACTO_EMBASSY, *Mission.IN_PLACE_OF_AN_EMBASSY)
IN_THE_CAPITAL: list[str] = [Authority.Portfolio.FOREIGN_AFFAIRS, Authority.Portfolio.HEAD_OF_GOVERNMENT]


@dataclass(frozen=True)
class Responsible:
    """The office of `state` for `country`, and why.

    `basis` is the step of the ladder: "resident", "non_resident", "stands_in", "seat" (of the United Nations),
    "capital" or "none".
    """

    state: str
    country: str
    office: Authority | None = None
    basis: str = NONE

    @property
    def mission(self) -> Authority | None:
        """The office where it is a mission."""
        return self.office if self.office and self.office.kind == Authority.Kind.MISSION else None

    @property
    def is_inside(self) -> bool:
        """True for a supporter in the state itself, whom nobody asks to write."""
        return self.state == self.country

    @property
    def is_abroad(self) -> bool:
        """True where a letter from `country` crosses a border, so that the postage differs."""
        return self.office is not None and self.office.located_in != self.country

    def in_words(self, language: str) -> str:
        """The reason in one sentence."""
        tag = spoken(language)
        with translation.override(tag):
            return self.sentence().format(
                state=Country.name_of(self.state, tag),
                country=Country.name_of(self.country, tag),
                city=self.city_in(tag),
            )

    def city_in(self, language: str) -> str:
        """Where the office is: a mission's town, the capital for any other; "" where the capital is not plain."""
        if self.mission:
            mission = self.mission.mission
            return town_in(language, mission.city) if mission.city else Country.name_of(mission.host_id, language)
        return town_in(language, capital_name(self.office.state.capital)) if self.office else ""

    def sentence(self) -> str:
        if self.is_inside:
            return gettext("Inside {state} no mission is responsible: read the advice on safety before you write.")
        if self.office is None:
            return gettext("No mission of {state} is known for {country}: write to the capital.")
        return self.why_in_the_capital() if self.basis == CAPITAL else self.why_this_mission(self.office.mission)

    def why_this_mission(self, mission: Mission) -> str:
        if self.basis == SEAT:
            return gettext("No mission of {state} is known for {country}: write to the one at the seat in {city}.")
        if self.basis == STANDS_IN and not mission.city:
            return gettext("The office of {state} in {country} stands in for an embassy.")
        if self.basis == STANDS_IN or not mission.is_embassy_level:
            return gettext("This office in {city} stands in for an embassy of {state} in {country}.")
        if self.basis == NON_RESIDENT:
            return gettext("It covers {country} from {city}.")
        return gettext("It is the mission of {state} in {country}.")

    def why_in_the_capital(self) -> str:
        is_ministry = self.office is not None and self.office.portfolio == Authority.Portfolio.FOREIGN_AFFAIRS
        if not self.city_in("en"):
            return (
                gettext("No mission of {state} is known for {country}: write to its Ministry of Foreign Affairs.")
                if is_ministry
                else gettext("No mission of {state} is known for {country}: write to its head of government.")
            )
        return (
            gettext("No mission of {state} is known for {country}: write to the Ministry of Foreign Affairs in {city}.")
            if is_ministry
            else gettext("No mission of {state} is known for {country}: write to the head of government in {city}.")
        )


def responsible_mission(state: str, country: str) -> Responsible:
    """The first step of the ladder; without an office inside the state itself, and where none is known."""
    return next(ladder(state, country), Responsible(state, country))


def ladder(state: str, country: str) -> Iterator[Responsible]:
    """Every office that speaks for the state to this country, the responsible one first.

    The embassy in the country; one accredited to it from elsewhere; an office in place of an embassy; the mission at
    a seat of the United Nations; the ministry of foreign affairs, and the head of government, in the capital.
    Accreditation to several countries: Vienna Convention on Diplomatic Relations (1961), article 5. Where there are no
    diplomatic relations nobody is accredited: there the office that sits in the country stands in.
    """
    if state == country:
        return
    for row in sorted(MISSIONS.rows(state=state, country=country), key=step_of):
        yield Responsible(state, country, office=mission_in(row, state), basis=basis_of(row))
    offices = OFFICES.objects(state=state)
    for office in sorted(offices, key=lambda one: (IN_THE_CAPITAL.index(one.portfolio), one.pk)):
        yield Responsible(state, country, office=office, basis=CAPITAL)


def missions_for(state: str, country: str) -> QuerySet:
    """In one query: missions that speak to the country for the whole state, offices that sit in it, and at a seat.

    An office that sits in the country stands in where it is accredited nowhere, as Taiwan's are.
    """
    nowhere = ~Exists(Accreditation.objects.filter(mission__authority=OuterRef("pk")))
    known = Authority.objects.of(state).annotate(
        speaks=FilteredRelation("mission__accreditations", condition=Q(mission__accreditations__country=country))
    )
    speaking = Q(speaks__isnull=False, mission__kind__in=SPEAKS_FOR_THE_STATE)
    sitting = Q(mission__host=country, mission__kind__in=SITS_IN_PLACE) & Q(nowhere)
    at_a_seat = Q(mission__kind=Mission.Kind.PERMANENT_MISSION)
    found = known.filter(speaking | sitting | at_a_seat)
    mission = ("pk", "kind", "city", "external_id", "host_id", "host__capital")
    return found.values_list("pk", "speaks__basis", *(f"mission__{field}" for field in mission))


def in_the_capital(state: str) -> QuerySet:
    found = Authority.objects.of(state).filter(portfolio__in=IN_THE_CAPITAL)
    return found.select_related("state").only("kind", "portfolio", "state__capital")


MISSIONS = Prepared(missions_for, state=str, country=str)
OFFICES = Prepared(in_the_capital, state=str)


def mission_in(row: tuple, state: str) -> Authority:
    """The office of a row, with as much of it as the reason needs; the rest is fetched where somebody asks."""
    office, _basis, pk, kind, city, external_id, host, _capital = row
    authority = Authority.from_db("default", ("id", "kind", "state_id"), (office, Authority.Kind.MISSION, state))
    names = ("id", "authority_id", "kind", "host_id", "city", "external_id")  # in the order of the model
    authority.mission = Mission.from_db("default", names, (pk, office, kind, host, city, external_id))
    return authority


def basis_of(row: tuple) -> str:
    """Why a mission is on the ladder."""
    _office, basis, _pk, kind, *_others = row
    return SEAT if kind == Mission.Kind.PERMANENT_MISSION else basis or STANDS_IN


def step_of(row: tuple) -> tuple[int, bool, bool, str]:
    """Where a mission stands on the ladder.

    Embassies before offices in their place, resident ones first; of offices that stand in, the one in the capital.
    Between equals the lowest id, on any database.
    """
    _office, _basis, _pk, kind, city, external_id, _host, capital = row
    basis, is_in_place = basis_of(row), kind not in Mission.EMBASSY_LEVEL
    if basis == SEAT:
        return 2, False, False, external_id
    if basis == STANDS_IN:
        return 1, is_in_place, city != (capital or "").partition(" (")[0], external_id
    return 0, is_in_place, basis != RESIDENT, external_id
