"""What organisers do with an appeal: each a POST to a noun, each undone by another."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from picketline.appeals import actions
from picketline.appeals.desk.scope import back_to_desk, published_of, saved_to_desk
from picketline.appeals.forms import ClosureForm, DeadlineForm
from picketline.network.access import for_organisers


@for_organisers
@require_POST
def pause(request: HttpRequest, slug: str) -> HttpResponse:
    """Rest."""
    appeal = published_of(request, slug)
    actions.pause(appeal, actor=request.user)
    return back_to_desk(appeal)


@for_organisers
@require_POST
def stop(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop at once."""
    appeal = published_of(request, slug)
    actions.stop(appeal, actor=request.user)
    return back_to_desk(appeal)


@for_organisers
@require_POST
def closure(request: HttpRequest, slug: str) -> HttpResponse:
    """Close with an outcome."""
    appeal = published_of(request, slug)
    form = ClosureForm(request.POST)
    if not form.is_valid():
        return render(request, "appeals/closure.html", {"appeal": appeal, "form": form}, status=422)
    actions.close(appeal, **form.cleaned_data, language=get_language(), actor=request.user)
    return back_to_desk(appeal)


@for_organisers
@require_POST
def closure_undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the end back while nothing is erased yet; when it is too late, the appeal's page says so."""
    appeal = published_of(request, slug)
    with suppress(actions.TooLate):
        actions.undo_closure(appeal, actor=request.user)
    return back_to_desk(appeal)


@for_organisers
@require_POST
def deadline(request: HttpRequest, slug: str) -> HttpResponse:
    """A later last day."""
    appeal = published_of(request, slug)
    form = DeadlineForm(request.POST)
    if not form.is_valid():
        return render(request, "appeals/deadline.html", {"appeal": appeal, "form": form}, status=422)
    actions.extend(appeal, until=form.cleaned_data["closes_on"], actor=request.user)
    return saved_to_desk(request, appeal)
