"""What an appeal continues, what continues it, and what is related."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from picketline.appeals import actions
from picketline.appeals.desk.scope import appeal_of, back_to, editor, saved_to_desk, typed
from picketline.appeals.forms import FollowUpForm, RelationForm
from picketline.appeals.models import Appeal, Relation
from picketline.appeals.reading import headlines
from picketline.appeals.wordings import Wordings
from picketline.network.access import for_organisers

HERE = "appeals:relations"


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, slug: str) -> HttpResponse:
    """A new draft that continues this appeal."""
    appeal = appeal_of(request, slug)
    texts = Wordings([appeal.headline_id], language=appeal.language, source=appeal.language)
    form = FollowUpForm(typed(request), initial={"headline": texts.own(appeal.headline_id)})
    if form.is_valid():
        return saved_to_desk(request, actions.follow_up(appeal, actor=request.user, **form.cleaned_data))
    return editor(request, "appeals/follow_up.html", appeal, form=form, refused=form.is_bound and form)


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def relations(request: HttpRequest, slug: str) -> HttpResponse:
    """The list; a POST adds one."""
    appeal = appeal_of(request, slug)
    form = RelationForm(typed(request), appeal=appeal, sections=request.sections)
    if form.is_valid():
        try:
            actions.relate(appeal, form.cleaned_data["other"], kind=form.cleaned_data["kind"], actor=request.user)
            return back_to(request, HERE, slug)
        except actions.Turns:
            form.add_error("kind", _("It cannot continue that one: one of them continues another appeal already."))
    rows = rows_of(request, appeal)
    return editor(request, "appeals/relations.html", appeal, form=form, rows=rows, refused=form.is_bound and form)


@for_organisers
@require_POST
def relation_removal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """They stand apart again."""
    appeal = appeal_of(request, slug)
    found = Relation.objects.filter(Q(appeal=appeal) | Q(earlier=appeal)).select_related("appeal", "earlier")
    actions.unrelate(get_object_or_404(found, pk=pk), actor=request.user)
    return back_to(request, HERE, slug, saved=False)


def rows_of(request: HttpRequest, appeal: Appeal) -> list[dict]:
    """Every relation with the other appeal, as far as the organiser may see that one."""
    found = Relation.objects.filter(Q(appeal=appeal) | Q(earlier=appeal)).select_related("appeal", "earlier")
    others = {one.pk: one.earlier if one.appeal_id == appeal.pk else one.appeal for one in found}
    own = set(Appeal.objects.in_sections(request.sections).values_list("pk", flat=True))
    named = {one.pk: headline for one, headline, _call in headlines(others.values(), get_language())}
    return [
        {
            "row": one,
            "other": others[one.pk],
            "headline": named[others[one.pk].pk],
            "is_own": others[one.pk].pk in own,
            "how": how(one, appeal),
        }
        for one in found
        if others[one.pk].pk in own or others[one.pk].published_at
    ]


def how(relation: Relation, appeal: Appeal) -> str:
    if relation.kind == Relation.Kind.RELATED:
        return _("related")
    return _("this one continues it") if relation.appeal_id == appeal.pk else _("it continues this one")
