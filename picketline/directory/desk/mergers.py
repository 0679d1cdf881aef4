"""Two offices that are one and the same."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from picketline.authorities.gazetteer import alphabetical
from picketline.authorities.models import Authority
from picketline.directory import actions
from picketline.directory.desk.contacts import evidence_of, proposed, typed
from picketline.directory.desk.offices import office_of
from picketline.directory.duplicates import like
from picketline.directory.forms import MergerForm
from picketline.network.access import for_organisers


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def merger(request: HttpRequest, office: UUID) -> HttpResponse:
    """The offices that it could be; a POST proposes that it is one of them."""
    authority = office_of(office)
    if authority.merged_into_id:
        raise Http404
    choices = named(like(authority).with_contacts())
    form = MergerForm(typed(request), choices=choices)
    if form.is_valid():
        into = Authority.objects.get(uuid=form.cleaned_data["into"])
        actions.propose_merger(authority, into=into, actor=request.user, **evidence_of(form))
        return proposed(request, authority)
    context = {
        "authority": authority,
        "name": authority.name_in(get_language()),
        "form": form,
        "refused": form if form.is_bound else None,
        "choices": choices,
    }
    return render(request, "directory/desk_merger.html", context, status=422 if form.is_bound else 200)


def named(offices: list[Authority]) -> list[tuple[str, str]]:
    """Key and name with an address, in alphabetical order: names alone are what made them look like one."""
    return sorted(((str(one.uuid), told(one)) for one in offices), key=lambda choice: alphabetical(choice[1]))


def told(office: Authority) -> str:
    contacts = [one.value.replace("\n", ", ") for one in office.contacts.all() if one.is_usable]
    return " · ".join([office.name_in(get_language()), *contacts[:2]])
