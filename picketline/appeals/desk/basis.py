"""State, first language and sources of one appeal."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from picketline.appeals import actions
from picketline.appeals.desk.scope import appeal_of, back_to, editor, saved_to_desk, typed
from picketline.appeals.forms import BasisForm, SourceForm
from picketline.appeals.models import Appeal
from picketline.appeals.models.appeal import State
from picketline.appeals.sources import sources_of
from picketline.network.access import for_organisers

HERE = "appeals:sources"
FACTS = ("publisher", "title", "url", "published_on", "language")


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def basis(request: HttpRequest, slug: str) -> HttpResponse:
    """The state concerned and the language in which it was first written, while nobody else has seen it."""
    appeal = appeal_of(request, slug)
    if appeal.state != State.DRAFT:
        raise Http404
    form = BasisForm(typed(request), initial={"state": appeal.state_concerned_id, "language": appeal.language})
    if form.is_valid():
        actions.change_basis(appeal, actor=request.user, **form.cleaned_data)
        return saved_to_desk(request, appeal)
    return editor(request, "appeals/basis.html", appeal, form=form, refused=form.is_bound and form)


@for_organisers
@require_safe
def sources(request: HttpRequest, slug: str) -> HttpResponse:
    """Every source that this appeal cites."""
    return listed(request, appeal_of(request, slug), {})


@for_organisers
@require_POST
def source(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct one; everything that cites it shows it so."""
    appeal = appeal_of(request, slug)
    found = get_object_or_404(sources_of(appeal), pk=pk)
    form = SourceForm(request.POST, key=f"source-{pk}")
    if form.is_valid():
        actions.change_source(appeal, found, actor=request.user, **form.cleaned_data)
        return back_to(request, HERE, slug)
    return listed(request, appeal, {pk: form})


def listed(request: HttpRequest, appeal: Appeal, changing: dict[int, SourceForm]) -> HttpResponse:
    rows = [{"row": one, "form": changing.get(one.pk) or form_of(one)} for one in sources_of(appeal)]
    refused, page_path = next(iter(changing.values()), None), reverse(HERE, args=[appeal.slug])
    return editor(request, "appeals/sources.html", appeal, rows=rows, refused=refused, page_path=page_path)


def form_of(source) -> SourceForm:
    return SourceForm(key=f"source-{source.pk}", initial={name: getattr(source, name) for name in FACTS})
