"""“I checked this”, and “this may be wrong”, about a contact point or an office-holder."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from picketline.directory import actions
from picketline.directory.desk.contacts import contact_of, contact_page
from picketline.directory.desk.holders import holder_of, holder_page
from picketline.directory.desk.offices import back_to_office
from picketline.directory.forms import CheckForm, EvidenceForm
from picketline.gate.answers import see_other
from picketline.network.access import for_organisers, say_saved

LONGEST_KEY = 18
Page = Callable[..., HttpResponse]


@for_organisers
@require_POST
def contact_check(request: HttpRequest, office: UUID, pk: int) -> HttpResponse:
    """Somebody looked, and the contact is right."""
    return checked(request, contact_of(office, pk), contact_page)


@for_organisers
@require_POST
def contact_dispute(request: HttpRequest, office: UUID, pk: int) -> HttpResponse:
    """The contact may be wrong, and why."""
    return disputed(request, contact_of(office, pk), contact_page)


@for_organisers
@require_POST
def holder_check(request: HttpRequest, office: UUID, pk: int) -> HttpResponse:
    """Somebody looked, and this is who holds the office."""
    return checked(request, holder_of(office, pk), holder_page)


@for_organisers
@require_POST
def holder_dispute(request: HttpRequest, office: UUID, pk: int) -> HttpResponse:
    """Somebody else may hold the office, and why."""
    return disputed(request, holder_of(office, pk), holder_page)


@for_organisers
@require_POST
def remarks_settled(request: HttpRequest, office: UUID, pk: int) -> HttpResponse:
    """Somebody has looked into what readers said; what came in since then stays."""
    found = contact_of(office, pk)
    seen = [int(one) for one in request.POST.getlist("seen") if one.isdecimal() and len(one) < LONGEST_KEY]
    actions.settle_remarks(found, seen=seen, actor=request.user)
    return back_to_office(request, found.authority, _("Settled."))


def checked(request: HttpRequest, row: Any, page: Page) -> HttpResponse:
    form = CheckForm(request.POST)
    if not form.is_valid():
        return page(request, row.authority, row, check=form)
    try:
        actions.check(row, actor=request.user, **form.cleaned_data)
    except actions.Objection as objection:
        return page(request, row.authority, row, objection=objection.sentence)
    if "queue" in request.POST:
        say_saved(request, _("Noted: checked by you."))
        return see_other("pages:checks")
    return back_to_office(request, row.authority, _("Noted: checked by you."))


def disputed(request: HttpRequest, row: Any, page: Page) -> HttpResponse:
    form = EvidenceForm(request.POST, key="dispute")
    if not form.is_valid():
        return page(request, row.authority, row, dispute=form)
    try:
        actions.dispute(row, actor=request.user, **form.cleaned_data)
    except actions.Objection as objection:
        return page(request, row.authority, row, objection=objection.sentence)
    return back_to_office(request, row.authority, _("Noted: it counts as not checked until somebody has found out."))
