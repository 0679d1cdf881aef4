"""What an editor decides about a burst of acts; each is a POST to a noun, and can be taken back for a day."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from picketline.appeals.desk.scope import published_of
from picketline.appeals.models import Appeal
from picketline.gate.answers import SeeOther
from picketline.letters.actions import telling
from picketline.network.access import for_organisers


@for_organisers
@require_POST
def release(request: HttpRequest, slug: str) -> HttpResponse:
    """“Count them”."""
    appeal = published_of(request, slug)
    telling.release(appeal, **burst_in(request), actor=request.user)
    return back_to_acts(appeal)


@for_organisers
@require_POST
def dismissal(request: HttpRequest, slug: str) -> HttpResponse:
    """“Leave them out”."""
    appeal = published_of(request, slug)
    telling.dismiss(appeal, **burst_in(request), actor=request.user)
    return back_to_acts(appeal)


@for_organisers
@require_POST
def decision_undo(request: HttpRequest, slug: str) -> HttpResponse:
    """“Undo”: they wait again; when it is too late the page shows no button any more, and nothing changes."""
    appeal = published_of(request, slug)
    telling.undo_decision(appeal, decided_at=moment(request, "decided_at"), actor=request.user)
    return back_to_acts(appeal)


def burst_in(request: HttpRequest) -> dict[str, datetime]:
    """Which burst, and up to which act the editor has seen it."""
    return {name: moment(request, name) for name in ("quarantined_at", "until")}


def moment(request: HttpRequest, name: str) -> datetime:
    """A moment as our own button sends it (ISO 8601 with its zone); 404 for anything else."""
    try:
        found = parse_datetime(request.POST.get(name, ""))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Http404
    return found


def back_to_acts(appeal: Appeal) -> HttpResponse:
    return SeeOther(reverse("pages:desk_appeal", args=[appeal.slug]) + "#acts")
