"""One office-holder at the desk: proposed anew, changed, at the end of their time."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from picketline.authorities.models import Authority, OfficeHolder
from picketline.directory import actions
from picketline.directory.desk.contacts import evidence_of, proposed, status_of, typed
from picketline.directory.desk.offices import office_of
from picketline.directory.forms import CheckForm, EndForm, EvidenceForm, HolderForm
from picketline.network.access import for_organisers


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def holders(request: HttpRequest, office: UUID) -> HttpResponse:
    """The form for somebody who holds the office; a POST proposes them."""
    authority = office_of(office)
    form = HolderForm(typed(request), authority=authority)
    if form.is_valid():
        told = evidence_of(form) | {"joins_others": form.cleaned_data["joins_others"]}
        try:
            actions.propose_holder(authority, values=form.values(), actor=request.user, **told)
        except actions.Objection as objection:
            return holder_page(request, authority, form=form, objection=objection.sentence)
        return proposed(request, authority)
    return holder_page(request, authority, form=form)


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def holder(request: HttpRequest, office: UUID, pk: int) -> HttpResponse:
    """One of them; a POST proposes what should stand there."""
    found = holder_of(office, pk)
    form = HolderForm(typed(request), authority=found.authority, holder=found)
    if form.is_valid():
        if actions.propose_change(found, values=form.values(), actor=request.user, **evidence_of(form)):
            return proposed(request, found.authority)
        return holder_page(request, found.authority, found, form=form, objection=_("It says all that already."))
    return holder_page(request, found.authority, found, form=form)


@for_organisers
@require_POST
def end(request: HttpRequest, office: UUID, pk: int) -> HttpResponse:
    """Their time in office has ended."""
    found = holder_of(office, pk)
    form = EndForm(request.POST, key="end", started_on=found.started_on)
    if not form.is_valid():
        return holder_page(request, found.authority, found, end=form)
    actions.propose_retirement(found, actor=request.user, **form.cleaned_data)
    return proposed(request, found.authority)


def holder_of(office: UUID, pk: int) -> OfficeHolder:
    authority = office_of(office)
    found = get_object_or_404(authority.holders, pk=pk)
    found.authority = authority
    return found


def holder_page(
    request: HttpRequest, authority: Authority, found: OfficeHolder | None = None, *, objection: Any = "", **forms: Any
) -> HttpResponse:
    """What was typed comes back: 422 where something has to be mended, 409 where it cannot be done now."""
    refused, status = status_of(objection, forms)
    shown: dict[str, Any] = {
        "form": HolderForm(authority=authority, holder=found),
        "end": EndForm(key="end"),
        "check": CheckForm(),
        "dispute": EvidenceForm(key="dispute"),
    }
    about = {"authority": authority, "name": authority.name_in(get_language()), "holder": found}
    context = shown | forms | about | {"refused": refused, "objection": objection}
    return render(request, "directory/desk_holder.html", context, status=status)
