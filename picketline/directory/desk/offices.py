"""One office at the desk: its contacts and holders, what waits, and its history."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from picketline.authorities.models import Authority, ContactPoint
from picketline.directory import caution
from picketline.directory.models import Check, Remark
from picketline.directory.reading import told_of
from picketline.gate.answers import see_other
from picketline.network.access import for_organisers, say_saved

MOST_HISTORY = 100


@for_organisers
@require_safe
def office(request: HttpRequest, office: UUID) -> HttpResponse:
    """Everything about one office; one that was merged into another says so."""
    return office_page(request, office_of(office))


def office_of(uuid: UUID) -> Authority:
    return get_object_or_404(Authority.objects.with_contacts().select_related("merged_into"), uuid=uuid)


def office_page(request: HttpRequest, authority: Authority, *, objection: Any = "", status: int = 200) -> HttpResponse:
    """The page; with the reason where something could not be done."""
    told = told_of(authority.proposals.with_names(), reader=request.user)
    contacts = with_remarks(authority.contacts.all())
    context = {
        "authority": authority,
        "name": authority.name_in(get_language()),
        "contacts": [one for one in contacts if one.state != ContactPoint.State.RETIRED],
        "retired": [one for one in contacts if one.state == ContactPoint.State.RETIRED],
        "holders": authority.holders.all(),
        "checks": checks_of(authority)[:MOST_HISTORY],
        "waiting": [one for one in told if one.proposal.is_waiting],
        "history": [one for one in told if not one.proposal.is_waiting][:MOST_HISTORY],
        "objection": objection,
        "domains": sorted(caution.domains_of(authority)),
    }
    request.page_path = f"/{get_language()}/desk/directory/{authority.uuid}/"
    return render(request, "directory/desk_office.html", context, status=status)


def with_remarks(contacts: Iterable[ContactPoint]) -> list[ContactPoint]:
    """Each with `open_remarks`: what readers said and nobody has settled."""
    listed = list(contacts)
    prefetch_related_objects(listed, Prefetch("remarks", Remark.objects.open(), to_attr="open_remarks"))
    return listed


def checks_of(authority: Authority) -> Any:
    """Who looked at what, the latest first."""
    about = Q(contact__authority=authority) | Q(holder__authority=authority)
    return Check.objects.filter(about).select_related("contact", "holder", "checked_by")


def back_to_office(request: HttpRequest, authority: Authority, words: str = "") -> HttpResponse:
    """The office's page, which says that something was done."""
    say_saved(request, words)
    return see_other("directory:desk_office", office=authority.uuid)
