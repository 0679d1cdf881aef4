"""One contact point of an office at the desk: proposed anew, changed, taken out of use."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from picketline.authorities.models import Authority, ContactPoint
from picketline.directory import actions
from picketline.directory.desk.offices import back_to_office, office_of, with_remarks
from picketline.directory.forms import CheckForm, ContactForm, EvidenceForm
from picketline.network.access import for_organisers


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def contacts(request: HttpRequest, office: UUID) -> HttpResponse:
    """The form for one that the office has not got yet; a POST proposes it."""
    authority = office_of(office)
    form = ContactForm(typed(request), authority=authority)
    if form.is_valid():
        try:
            actions.propose_contact(authority, values=form.values(), actor=request.user, **evidence_of(form))
        except actions.Objection as objection:
            return contact_page(request, authority, form=form, objection=objection.sentence)
        return proposed(request, authority)
    return contact_page(request, authority, form=form)


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, office: UUID, pk: int) -> HttpResponse:
    """One of them with all that can be said about it; a POST proposes what it should say."""
    found = contact_of(office, pk)
    form = ContactForm(typed(request), authority=found.authority, contact=found)
    if form.is_valid():
        if actions.propose_change(found, values=form.values(), actor=request.user, **evidence_of(form)):
            return proposed(request, found.authority)
        return contact_page(request, found.authority, found, form=form, objection=_("It says all that already."))
    return contact_page(request, found.authority, found, form=form)


@for_organisers
@require_POST
def retirement(request: HttpRequest, office: UUID, pk: int) -> HttpResponse:
    """Nobody should write there any more."""
    found, form = contact_of(office, pk), EvidenceForm(request.POST, key="retirement")
    if not form.is_valid():
        return contact_page(request, found.authority, found, retirement=form)
    actions.propose_retirement(found, actor=request.user, **form.cleaned_data)
    return proposed(request, found.authority)


def contact_of(office: UUID, pk: int) -> ContactPoint:
    authority = office_of(office)
    found = get_object_or_404(authority.contacts, pk=pk)
    found.authority = authority
    return with_remarks([found])[0]


def typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def evidence_of(form: Any) -> dict[str, str]:
    return {"evidence": form.cleaned_data["evidence"]}


def proposed(request: HttpRequest, authority: Authority) -> HttpResponse:
    return back_to_office(request, authority, _("Proposed. It counts once somebody else agrees."))


def contact_page(
    request: HttpRequest, authority: Authority, found: ContactPoint | None = None, *, objection: Any = "", **forms: Any
) -> HttpResponse:
    """What was typed comes back: 422 where something has to be mended, 409 where it cannot be done now."""
    refused, status = status_of(objection, forms)
    shown: dict[str, Any] = {
        "form": ContactForm(authority=authority, contact=found),
        "retirement": EvidenceForm(key="retirement"),
        "check": CheckForm(),
        "dispute": EvidenceForm(key="dispute"),
    }
    about = {"authority": authority, "name": authority.name_in(get_language()), "contact": found}
    context = shown | forms | about | {"refused": refused, "objection": objection}
    return render(request, "directory/desk_contact.html", context, status=status)


def status_of(objection: Any, forms: dict[str, Any]) -> tuple[Any, int]:
    """The form that was refused, if one was, and how to answer."""
    refused = next((form for form in forms.values() if form.errors), None)
    return refused, 422 if refused else 409 if objection else 200
