"""The address book at the desk: by state, by what somebody looks for, by what waits for them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from picketline.authorities.gazetteer import alphabetical
from picketline.authorities.models import Authority, ContactPoint, Country
from picketline.directory.duplicates import duplicates_in
from picketline.directory.models import Proposal
from picketline.network.access import for_organisers
from picketline.search.asking import LONGEST_QUESTION

MOST_OFFICES = 500
WAITS = Q(proposals__verdict=Proposal.Verdict.WAITING)


@dataclass(frozen=True)
class Listed:
    """One office in a list: how many ways to reach it, how many of them checked, and what waits."""

    office: Authority
    name: str
    contacts: int
    checked: int
    waiting: int


@for_organisers
@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Offices of one state, or found, or those with something that waits for the reader."""
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    state, waiting = request.GET.get("state", "")[:2].upper(), "waiting" in request.GET
    mine = Proposal.objects.waiting_for(request.user)
    offices = offices_asked(asked, state, mine if waiting else None)
    context = {
        "asked": asked,
        "state": state,
        "only_waiting": waiting,
        "states": states(),
        "listed": listed(offices, by_name=not asked),
        "is_asked": bool(asked or state or waiting),
        "number_waiting": mine.count(),
        "duplicates": [named(group) for group in duplicates_in(offices)] if state and not asked else [],
    }
    return render(request, "directory/desk_browse.html", context)


def offices_asked(asked: str, state: str, waiting: Any) -> list[Authority]:
    """Nothing where nothing was asked: the whole book is no page."""
    if not (asked or state or waiting is not None):
        return []
    found = Authority.objects.sought(asked) if asked else Authority.objects.filter(merged_into=None)
    if state:
        found = found.filter(state=state)
    if waiting is not None:
        found = found.filter(pk__in=waiting.values("authority"))
    return list(found.with_contacts()[:MOST_OFFICES])


def listed(offices: list[Authority], *, by_name: bool) -> list[Listed]:
    """In alphabetical order, or as close as they were found."""
    rows = Authority.objects.filter(pk__in=[one.pk for one in offices]).annotate(number=Count("proposals", WAITS))
    waiting = dict(rows.values_list("pk", "number"))
    told = [as_listed(one, waiting[one.pk]) for one in offices]
    return sorted(told, key=lambda one: alphabetical(one.name)) if by_name else told


def as_listed(office: Authority, waiting: int) -> Listed:
    in_use = [one for one in office.contacts.all() if one.state not in ContactPoint.OUT_OF_USE]
    checked = sum(one.is_verified for one in in_use)
    return Listed(office, office.name_in(get_language()), len(in_use), checked, waiting)


def named(group: list[Authority]) -> list[tuple[Authority, str]]:
    return [(one, one.name_in(get_language())) for one in group]


def states() -> list[tuple[str, str]]:
    """The states that have an office in the book, in alphabetical order."""
    codes = Authority.objects.order_by().values_list("state", flat=True).distinct()
    named_states = ((code, Country.name_of(code, get_language())) for code in codes)
    return sorted(named_states, key=lambda choice: alphabetical(choice[1]))
