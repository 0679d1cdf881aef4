"""The directory as everybody reads it: states, their offices and missions, and how old what is known is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from picketline.authorities.models import Authority, Country
from picketline.authorities.models.authority import MOST_FOUND
from picketline.directory.listing import StatePage, listed_states, sought
from picketline.directory.mapping import MissionMap
from picketline.directory.office import OfficePage
from picketline.gate import throttle
from picketline.gate.answers import never_kept, tells_no_other_site
from picketline.gate.audience import everyone
from picketline.gate.shelf import shelved
from picketline.search.asking import LONGEST_QUESTION


@everyone
@require_safe
@shelved()
def states(request: HttpRequest) -> HttpResponse:
    """Every state with an office or a mission, and how many."""
    return render(request, "directory/states.html", {"states": listed_states(get_language())})


@everyone
@never_kept
@tells_no_other_site
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Offices by name, place and kind, in any script; what was asked is kept nowhere."""
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    wait = throttle.wait_seconds(request, "search") if asked else 0
    found = sought(asked, get_language()) if asked and not wait else []
    context = {"asked": asked, "found": found, "wait": wait, "is_cut": len(found) == MOST_FOUND}
    answer = render(request, "directory/search.html", context, status=429 if wait else 200)
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


@everyone
@require_safe
@shelved()
def state(request: HttpRequest, iso2: str) -> HttpResponse:
    """The offices of a state, its missions abroad and those of others there; every one leads to its own page."""
    return render(request, "directory/state.html", {"page": StatePage(country_called(iso2), get_language())})


@everyone
@require_safe
@shelved()
def map_of_missions(request: HttpRequest, iso2: str) -> HttpResponse:
    """Where the missions of a state lie, on a map and in a table."""
    page = MissionMap(country_called(iso2), get_language())
    return render(request, "directory/map.html", {"page": page})


@everyone
@require_safe
@shelved()
def office(request: HttpRequest, office: UUID) -> HttpResponse:
    """All that is known of one office, and how old it is; one that was merged leads to the one that remains."""
    known = Authority.objects.with_contacts().select_related("merged_into").prefetch_related("holders")
    found = get_object_or_404(known, uuid=office)
    if found.merged_into:
        return redirect("directory:office", found.survivor.uuid)
    return render(request, "directory/office.html", {"page": OfficePage(found, get_language())})


def country_called(iso2: str) -> Country:
    return get_object_or_404(Country, iso2=iso2.upper())
