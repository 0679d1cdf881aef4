"""Undo of what was taken out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from picketline.appeals import actions
from picketline.appeals.desk.scope import appeal_of, back_to, back_to_desk
from picketline.appeals.models import Person, Removal
from picketline.network.access import for_organisers

PAGES = {
    "demand": "appeals:demands",
    "occurrence": "appeals:occurrences",
    "person": "appeals:people",
    "addressee": "letters:addressees",
    "detour": "letters:addressees",
}


@for_organisers
@require_POST
def removal_undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put it back."""
    appeal = appeal_of(request, slug)
    found = get_object_or_404(Removal.objects.undoable().filter(appeal=appeal), pk=pk)
    actions.put_back(found, actor=request.user)
    if found.noun in PAGES:
        return back_to(request, PAGES[found.noun], slug, saved=False)
    owner = Person.objects.filter(pk=found.kept[-1]["fields"].get("person"), appeals=appeal).first()
    if owner:
        return back_to(request, "appeals:person", slug, owner.uuid, anchor="history", saved=False)
    return back_to_desk(appeal)
