"""Which mission of a state a supporter writes to: the one accredited to their country, never merely the nearest."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext

from picketline.authorities.models import Accreditation, Authority, Country, Mission
from picketline.authorities.models.authority import spoken

RESIDENT = Accreditation.Basis.RESIDENT.value
NON_RESIDENT = Accreditation.Basis.NON_RESIDENT.value
STANDS_IN = "stands_in"
NONE = "none"


@dataclass(frozen=True)
class Responsible:
    """The mission of `state` for `country`, and why: `basis` is "resident", "non_resident", "stands_in" or "none"."""

    state: str
    country: str
    mission: Authority | None = None
    basis: str = NONE

    @property
    def is_abroad(self) -> bool:
        """True where a letter from `country` crosses a border, so that the postage differs."""
        return self.mission is not None and self.mission.mission.host_id != self.country

    def in_words(self, language: str) -> str:
        """The reason in one sentence."""
        tag = spoken(language)
        with translation.override(tag):
            return self.sentence().format(
                state=Country.name_of(self.state, tag),
                country=Country.name_of(self.country, tag),
                city=self.mission.mission.city_in(tag) if self.mission else "",
            )

    def sentence(self) -> str:
        if self.state == self.country:
            return gettext("Inside {state} no mission is responsible: read the advice on safety before you write.")
        if self.mission is None:
            return gettext("No mission of {state} is known for {country}: write to the capital.")
        if self.basis == STANDS_IN and not self.mission.mission.city:
            return gettext("The office of {state} in {country} stands in for an embassy.")
        if self.basis == STANDS_IN or not self.mission.mission.is_embassy_level:
            return gettext("This office in {city} stands in for an embassy of {state} in {country}.")
        if self.basis == NON_RESIDENT:
            return gettext("It covers {country} from {city}.")
        return gettext("It is the mission of {state} in {country}.")


def responsible_mission(state: str, country: str) -> Responsible:
    """The embassy in the country, else one accredited to it from elsewhere, else an office in place of an embassy.

    Accreditation to several countries: Vienna Convention on Diplomatic Relations (1961), article 5. Where there are no
    diplomatic relations nobody is accredited: there the office that sits in the country stands in.
    """
    if state == country:
        return Responsible(state, country)
    if found := sorted(candidates(state, country), key=rank):
        return Responsible(state, country, mission=found[0], basis=found[0].basis)  # type: ignore[attr-defined]
    if found := sorted(stand_ins(state, country), key=from_the_capital):
        return Responsible(state, country, mission=found[0], basis=STANDS_IN)
    return Responsible(state, country)


def candidates(state: str, country: str) -> list[Authority]:
    """Every mission of the state that speaks to the country for the whole state; a merged one by which it stays."""
    kinds = (*Mission.EMBASSY_LEVEL, *Mission.IN_PLACE_OF_AN_EMBASSY)
    speaking = Authority.objects.filter(state=state).accredited_to(country).filter(mission__kind__in=kinds)
    found = [one if one.merged_into_id is None else standing_for(one) for one in speaking]
    return [one for one in found if hasattr(one, "mission")]


def standing_for(merged: Authority) -> Authority:
    """The mission that it was merged into, accredited as the merged one was; from elsewhere if it is elsewhere."""
    stays = Authority.objects.select_related("state", "mission__host").get(pk=merged.survivor.pk)
    is_there = hasattr(stays, "mission") and stays.mission.host_id == merged.mission.host_id
    stays.basis = merged.basis if is_there else NON_RESIDENT  # type: ignore[attr-defined]
    return stays


def rank(authority: Authority) -> tuple[bool, bool, str]:
    """Embassies before offices in their place, resident ones first; between equals the lowest id, on any database."""
    mission = authority.mission
    return not mission.is_embassy_level, authority.basis != RESIDENT, mission.external_id  # type: ignore[attr-defined]


def stand_ins(state: str, country: str) -> list[Authority]:
    """Offices in place of an embassy that sit in the country and are accredited nowhere, as Taiwan's are."""
    kinds = (Mission.Kind.DE_FACTO_EMBASSY, *Mission.IN_PLACE_OF_AN_EMBASSY)
    seated = Authority.objects.of(state).filter(mission__host=country, mission__kind__in=kinds)
    return list(seated.filter(mission__accreditations=None).select_related("state", "mission__host"))


def from_the_capital(authority: Authority) -> tuple[bool, bool, str]:
    """What is nearest to an embassy first, then the office in the capital, then the lowest id."""
    mission = authority.mission
    is_away = mission.city != (mission.host.capital or "").partition(" (")[0]
    return not mission.is_embassy_level, is_away, mission.external_id
