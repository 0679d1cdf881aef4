"""What an organiser says to a proposal."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from picketline.directory import actions
from picketline.directory.desk.offices import back_to_office, office_of, office_page
from picketline.directory.forms import RefusalForm
from picketline.directory.models import Proposal
from picketline.network.access import for_organisers


@for_organisers
@require_POST
def agreement(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """“I looked at it myself, and it is right”; a new domain needs two who say so."""
    found = proposal_of(proposal)
    try:
        is_done = actions.agree(found, actor=request.user, compared="compared" in request.POST)
    except actions.Objection as objection:
        return objected(request, found, objection)
    words = _("Agreed: the directory says so now.") if is_done else _("Noted. Somebody else has to agree as well.")
    return back_to_office(request, found.authority, words)


@for_organisers
@require_POST
def refusal(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """“No”, and why."""
    found, form = proposal_of(proposal), RefusalForm(request.POST)
    if not form.is_valid():
        return office_page(request, office_of(found.authority.uuid), objection=form.errors["words"][0], status=422)
    try:
        actions.refuse(found, actor=request.user, **form.cleaned_data)
    except actions.Objection as objection:
        return objected(request, found, objection)
    return back_to_office(request, found.authority, _("Refused. The directory stays as it is."))


@for_organisers
@require_POST
def withdrawal(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Who proposed it takes it back."""
    found = proposal_of(proposal)
    try:
        actions.take_back(found, actor=request.user)
    except actions.Objection as objection:
        return objected(request, found, objection)
    return back_to_office(request, found.authority, _("Taken back."))


@for_organisers
@require_POST
def undo(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """What was agreed within the last two days is as it was before."""
    found = proposal_of(proposal)
    try:
        actions.undo(found, actor=request.user)
    except actions.Objection as objection:
        return objected(request, found, objection)
    return back_to_office(request, found.authority, _("Undone: the directory says what it said before."))


def proposal_of(uuid: UUID) -> Proposal:
    return get_object_or_404(Proposal.objects.select_related("authority"), uuid=uuid)


def objected(request: HttpRequest, proposal: Proposal, objection: actions.Objection) -> HttpResponse:
    """The office's page as it is now, with the reason; 409."""
    authority = office_of(proposal.authority.uuid)
    return office_page(request, authority, objection=objection.sentence, status=409)
