"""The directory as everybody reads it: states, their offices and missions, and how old what is known is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from picketline.authorities.models import Authority, Country
from picketline.directory.listing import StatePage, listed_states
from picketline.directory.mapping import MissionMap
from picketline.directory.office import OfficePage
from picketline.gate.audience import everyone
from picketline.gate.shelf import shelved


@everyone
@require_safe
@shelved()
def states(request: HttpRequest) -> HttpResponse:
    """Every state with an office or a mission, and how many."""
    return render(request, "directory/states.html", {"states": listed_states(get_language())})


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
        return redirect("directory:office", found.merged_into.uuid)
    return render(request, "directory/office.html", {"page": OfficePage(found, get_language())})


def country_called(iso2: str) -> Country:
    return get_object_or_404(Country, iso2=iso2.upper())
