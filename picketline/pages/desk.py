"""The desk's pages: what organisers see. Their buttons post to the nouns' own apps."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from picketline.appeals.forms import ClosureForm, DeadlineForm
from picketline.appeals.models import Appeal
from picketline.appeals.models.appeal import State
from picketline.appeals.reading import Reading, headlines
from picketline.directory.forms import CheckForm
from picketline.exchange.leftovers import leftovers_of
from picketline.letters.composing import suggestion_for
from picketline.letters.publishing import held_back, what_blocks, worth_knowing
from picketline.letters.routes import routes_from
from picketline.network.access import for_organisers
from picketline.pages.checks import queue_of
from picketline.pages.comebacks import comebacks_of
from picketline.pages.fates import Fates
from picketline.pages.finding import hits_among, people_among
from picketline.pages.preparation import next_of, tasks_of
from picketline.pages.second_look import second_look_of
from picketline.pages.today import errands_of
from picketline.pages.told import Told
from picketline.search.asking import LONGEST_QUESTION


@for_organisers
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Every appeal of the organiser's sections: its state, and the fates of its letters in numbers."""
    appeals = Appeal.objects.in_sections(request.sections).with_state()[:200]
    listed = headlines(appeals, get_language())
    fates = Fates.of([appeal for appeal, _headline, _call in listed])
    dossiers = [(appeal, headline, fates[appeal.pk]) for appeal, headline, _call in listed]
    return render(
        request, "pages/desk.html", {"dossiers": dossiers, "errands": errands_of(request.sections, request.user)}
    )


@for_organisers
@require_safe
def desk_checks(request: HttpRequest) -> HttpResponse:
    """What of the directory has to be looked at again: what open appeals use first, then the oldest."""
    queue = queue_of(Appeal.objects.open(), get_language())
    return render(request, "pages/desk_checks.html", {"queue": queue, "check": CheckForm()})


@for_organisers
@require_safe
def desk_search(request: HttpRequest) -> HttpResponse:
    """Appeals of the organiser's sections, drafts too, and the people in them."""
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    hits = hits_among(Appeal.objects.in_sections(request.sections), asked, get_language())
    people = people_among(request.sections, asked, get_language())
    return render(request, "pages/desk_search.html", {"asked": asked, "hits": hits, "people": people})


@for_organisers
@require_safe
def desk_appeal(request: HttpRequest, slug: str) -> HttpResponse:
    """One appeal at the desk: pause, stop, extend, close; what blocks it while it is a draft."""
    found = Appeal.objects.in_sections(request.sections).with_state()
    appeal = get_object_or_404(found, slug=slug)
    told = request.GET.get("rehearsal", "")
    return render(request, "pages/desk_appeal.html", desk_page_of(appeal, request.user) | {"rehearsal": told})


@for_organisers
@require_safe
def desk_preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The public page as it will be, without its form: nothing is sent from here, and nobody else sees it."""
    found = Appeal.objects.in_sections(request.sections).with_state().select_related("state_concerned")
    appeal = get_object_or_404(found, slug=slug)
    suggestion = suggestion_for(appeal, get_language())
    routes = routes_from(appeal, appeal.section.country)
    context = {"appeal": appeal, "reading": Reading(appeal, get_language()), "suggestion": suggestion, "routes": routes}
    return render(request, "pages/desk_preview.html", context)


def desk_page_of(appeal: Appeal, user: Any) -> dict:
    (_appeal, headline, _call) = headlines([appeal], get_language())[0]
    blocks = what_blocks(appeal, actor=user)
    tasks = tasks_of(appeal, blocks)
    return {
        "appeal": appeal,
        "headline": headline,
        "fates": Fates.of([appeal])[appeal.pk],
        "comebacks": comebacks_of(appeal, get_language()),
        "told": Told.about(appeal),
        "blocks": blocks,
        "a_reason_will_do": bool(blocks) and all(block.reason_will_do for block in blocks),
        "asks_for_a_reason": any(not block.readers_are_told for block in blocks),
        "tells_readers": any(block.readers_are_told for block in blocks),
        "second_look": second_look_of(appeal, user),
        "tasks": tasks,
        "next": next_of(tasks) if appeal.published_at is None else None,
        "leftovers": leftovers_of(appeal),
        "worth_knowing": [] if appeal.state in {State.STOPPED, State.CLOSED} else worth_knowing(appeal),
        "held_back": held_back(appeal),
        "deadline": DeadlineForm(initial={"closes_on": appeal.closes_on and appeal.closes_on.isoformat()}),
        "closing": ClosureForm(),
    }
