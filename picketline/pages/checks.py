"""What of the directory has to be looked at again, and which open appeals depend on it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone

from picketline.appeals.models import Addressee, Appeal, Detour
from picketline.authorities.models import Authority, ContactPoint, Mission, OfficeHolder

MOST_DUE = 60
CARRIES = (ContactPoint.Kind.EMAIL, ContactPoint.Kind.POST)
Usage = dict[int, set[int]]


@dataclass(frozen=True)
class Due:
    """One contact point or office-holder to look at, and how many open appeals use its office."""

    row: Any
    office: str
    appeals: int
    url: str

    @property
    def is_contact(self) -> bool:
        return isinstance(self.row, ContactPoint)

    @property
    def doubted_since(self) -> date | None:
        """The day of an election or a reshuffle after which nobody has looked."""
        return self.row.check_again_on if not self.is_contact and self.row.is_doubted else None

    @property
    def days(self) -> int | None:
        """How long ago somebody looked; None where nobody ever did."""
        return (timezone.localdate() - self.row.checked_on).days if self.row.checked_on else None


@dataclass(frozen=True)
class Queue:
    """The most urgent, and how many more there are."""

    first: list[Due]
    more: int


def queue_of(appeals: QuerySet[Appeal], language: str) -> Queue:
    """The sixty most urgent: what the most appeals use, what letters need, what nobody has looked at for longest."""
    usage = used_by(appeals, everywhere=True)
    told = Count("remarks", Q(remarks__settled_at=None, remarks__isnull=False))
    aside = Case(When(kind__in=CARRIES, then=Value(0)), default=Value(1))
    contacts = ContactPoint.objects.exclude(state=ContactPoint.State.RETIRED).annotate(told=told, aside=aside)
    old = ContactPoint.objects.to_check_again().values("pk")
    holders = OfficeHolder.objects.to_check_again().annotate(told=Value(0), aside=Value(0))
    due = [
        contacts.filter(Q(told__gt=0) | Q(pk__in=old), authority__merged_into=None),
        holders.filter(authority__merged_into=None),
    ]
    rows = [row for some in due for row in first_of(some, usage)]
    rows.sort(key=lambda row: (-row.appeals, -row.told, row.aside, row.checked_on or date.min))
    offices = Authority.objects.with_contacts().in_bulk({row.authority_id for row in rows[:MOST_DUE]})
    first = [as_due(row, offices[row.authority_id], language) for row in rows[:MOST_DUE]]
    return Queue(first, sum(some.count() for some in due) - len(first))


def first_of(rows: QuerySet, usage: Usage) -> list[Any]:
    """With `appeals`, the most first, then what readers doubt, what letters need, and the oldest."""
    by_number = defaultdict(list)
    for office, appeals in usage.items():
        by_number[len(appeals)].append(office)
    cases = (When(authority__in=offices, then=Value(number)) for number, offices in by_number.items())
    counted = rows.annotate(appeals=Case(*cases, default=Value(0)))
    oldest_first = F("checked_on").asc(nulls_first=True)
    first = counted.select_related("authority").order_by("-appeals", "-told", "aside", oldest_first, "pk")
    return list(first[:MOST_DUE])


def as_due(row: Any, office: Authority, language: str) -> Due:
    route = "contact_check" if isinstance(row, ContactPoint) else "holder_check"
    url = reverse(f"directory:{route}", args=[office.uuid, row.pk])
    return Due(row, office.name_in(language), row.appeals, url)


def number_of_old_addresses(appeals: QuerySet[Appeal]) -> int:
    """How many addresses that letters from the sections' own countries can take have to be looked at again."""
    offices = used_by(appeals, everywhere=False)
    due = ContactPoint.objects.usable().to_check_again().filter(kind__in=CARRIES, authority__in=list(offices))
    return due.count()


def used_by(appeals: QuerySet[Appeal], *, everywhere: bool) -> Usage:
    """Office to the appeals that write to it: addressees, detours, and the missions responsible.

    `everywhere`: the missions for every country, not only for the section's own.
    """
    usage: Usage = defaultdict(set)
    asking = defaultdict(set)
    survivors = dict(Authority.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into"))
    addressed = Addressee.objects.filter(appeal__in=appeals)
    for office, appeal, *state_and_country in addressed.values_list(
        "authority", "appeal", "appeal__state_concerned", "appeal__section__country"
    ):
        if office:
            usage[stays(office, survivors)].add(appeal)
        else:
            asking[tuple(state_and_country)].add(appeal)
    detours = Detour.objects.filter(addressee__appeal__in=appeals, authority__isnull=False)
    for office, appeal in detours.values_list("authority", "addressee__appeal"):
        usage[stays(office, survivors)].add(appeal)
    for office, state, country in embassies_of(state for state, _country in asking):
        for (asked, home), which in asking.items():
            if asked == state and (everywhere or home == country):
                usage[stays(office, survivors)] |= which
    return usage


def embassies_of(states: Iterable[str]) -> list[tuple[int, str, str]]:
    """Office, its state, and a country that it speaks to."""
    level = Authority.objects.filter(state__in=set(states), mission__kind__in=Mission.EMBASSY_LEVEL)
    return list(level.values_list("pk", "state", "mission__accreditations__country"))


def stays(office: int, survivors: dict[int, int]) -> int:
    while office in survivors:
        office = survivors[office]
    return office
