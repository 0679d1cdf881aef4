"""The demands of one appeal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from picketline.appeals import actions
from picketline.appeals.desk.scope import appeal_of, back_to, editor, goes_up, language_of, typed
from picketline.appeals.forms import DemandForm
from picketline.appeals.models import Appeal, Demand
from picketline.appeals.wordings import Wordings
from picketline.network.access import for_organisers

HERE = "appeals:demands"


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def demands(request: HttpRequest, slug: str) -> HttpResponse:
    """The list; a POST adds one."""
    appeal = appeal_of(request, slug)
    form = DemandForm(typed(request))
    if form.is_valid():
        actions.add_demand(appeal, language=language_of(request, appeal), actor=request.user, **form.cleaned_data)
        return back_to(request, HERE, slug, anchor="add")
    return listed(request, appeal, adding=form)


@for_organisers
@require_POST
def demand(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say one otherwise."""
    found = demand_of(request, slug, pk)
    language = language_of(request, found.appeal)
    form = DemandForm(request.POST, key=f"demand-{pk}", is_source=language == found.appeal.language)
    if form.is_valid():
        actions.change_demand(found, language=language, actor=request.user, **form.cleaned_data)
        return back_to(request, HERE, slug)
    return listed(request, found.appeal, changing={pk: form})


@for_organisers
@require_POST
def demand_place(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place up or down."""
    actions.move_demand(demand_of(request, slug, pk), up=goes_up(request), actor=request.user)
    return back_to(request, HERE, slug, saved=False)


@for_organisers
@require_POST
def demand_removal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take one out."""
    actions.remove_demand(demand_of(request, slug, pk), actor=request.user)
    return back_to(request, HERE, slug, saved=False)


def demand_of(request: HttpRequest, slug: str, pk: int) -> Demand:
    appeal = appeal_of(request, slug)
    found = get_object_or_404(appeal.demands.select_related("words"), pk=pk)
    found.appeal = appeal
    return found


def listed(
    request: HttpRequest, appeal: Appeal, *, adding: DemandForm | None = None, changing: dict | None = None
) -> HttpResponse:
    """Every demand with its own form, and an empty one below."""
    found, changing = list(appeal.demands.all()), changing or {}
    language = language_of(request, appeal)
    texts = Wordings([one.words_id for one in found], language=language, source=appeal.language)
    is_source = language == appeal.language
    rows = [
        {
            "row": one,
            "text": texts.any(one.words_id),
            "source": texts.source(one.words_id),
            "form": changing.get(one.pk)
            or DemandForm(key=f"demand-{one.pk}", initial={"words": texts.own(one.words_id)}, is_source=is_source),
        }
        for one in found
    ]
    form = adding or DemandForm()
    refused = next(iter(changing.values()), form if form.is_bound else None)
    return editor(
        request,
        "appeals/demands.html",
        appeal,
        rows=rows,
        form=form,
        refused=refused,
        noun="demand",
        page_path=reverse(HERE, args=[appeal.slug]),
    )
