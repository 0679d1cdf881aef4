"""The chronology of one appeal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from picketline.appeals import actions
from picketline.appeals.desk.scope import appeal_of, back_to, editor, goes_up, language_of, typed
from picketline.appeals.forms import OccurrenceForm
from picketline.appeals.forms.shape import when_initial
from picketline.appeals.models import Appeal, Occurrence
from picketline.appeals.wordings import Wordings
from picketline.network.access import for_organisers

HERE = "appeals:occurrences"


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def occurrences(request: HttpRequest, slug: str) -> HttpResponse:
    """The chronology; a POST adds an entry."""
    appeal = appeal_of(request, slug)
    form = OccurrenceForm(typed(request), appeal=appeal, initial={"kind": Occurrence.Kind.HAPPENED})
    if form.is_valid():
        actions.add_occurrence(appeal, language=language_of(request, appeal), actor=request.user, **form.cleaned_data)
        return back_to(request, HERE, slug, anchor="add")
    return listed(request, appeal, adding=form)


@for_organisers
@require_POST
def occurrence(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct an entry."""
    found = occurrence_of(request, slug, pk)
    language = language_of(request, found.appeal)
    form = OccurrenceForm(
        request.POST,
        appeal=found.appeal,
        editing=found,
        key=f"occurrence-{pk}",
        is_source=language == found.appeal.language,
    )
    if form.is_valid():
        actions.change_occurrence(found, language=language, actor=request.user, **form.cleaned_data)
        return back_to(request, HERE, slug)
    return listed(request, found.appeal, changing={pk: form})


@for_organisers
@require_POST
def occurrence_place(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place up or down."""
    actions.move_occurrence(occurrence_of(request, slug, pk), up=goes_up(request), actor=request.user)
    return back_to(request, HERE, slug, saved=False)


@for_organisers
@require_POST
def occurrence_removal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an entry out."""
    actions.remove_occurrence(occurrence_of(request, slug, pk), actor=request.user)
    return back_to(request, HERE, slug, saved=False)


def occurrence_of(request: HttpRequest, slug: str, pk: int) -> Occurrence:
    appeal = appeal_of(request, slug)
    found = get_object_or_404(appeal.occurrences.select_related("words", "source"), pk=pk)
    found.appeal = appeal
    return found


def listed(
    request: HttpRequest, appeal: Appeal, *, adding: OccurrenceForm | None = None, changing: dict | None = None
) -> HttpResponse:
    """Every entry with its own form, and an empty one below."""
    found, changing = list(appeal.occurrences.select_related("source", "disputes")), changing or {}
    language = language_of(request, appeal)
    texts = Wordings([one.words_id for one in found], language=language, source=appeal.language)
    rows = [
        {
            "row": one,
            "text": texts.any(one.words_id),
            "source": texts.source(one.words_id),
            "form": changing.get(one.pk) or form_of(one, texts.own(one.words_id), appeal, language),
        }
        for one in found
    ]
    form = adding or OccurrenceForm(appeal=appeal, initial={"kind": Occurrence.Kind.HAPPENED})
    refused = next(iter(changing.values()), form if form.is_bound else None)
    return editor(
        request,
        "appeals/occurrences.html",
        appeal,
        rows=rows,
        form=form,
        refused=refused,
        noun="occurrence",
        page_path=reverse(HERE, args=[appeal.slug]),
    )


def form_of(occurrence: Occurrence, words: str, appeal: Appeal, language: str) -> OccurrenceForm:
    initial = {
        "kind": occurrence.kind,
        "statement": occurrence.statement,
        "words": words,
        "source": occurrence.source_id,
        "disputes": occurrence.disputes_id,
        **when_initial(occurrence.on, occurrence.precision),
    }
    key, is_source = f"occurrence-{occurrence.pk}", language == appeal.language
    return OccurrenceForm(appeal=appeal, editing=occurrence, initial=initial, key=key, is_source=is_source)
