"""The suggested letter in one language."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from picketline.appeals.desk.scope import appeal_of, editor, typed
from picketline.appeals.languages import CODES, language_choices, name_of
from picketline.appeals.models import Appeal, Removal
from picketline.appeals.reading import direction, headlines
from picketline.authorities.models import Closing
from picketline.gate.answers import SeeOther
from picketline.letters import suggesting
from picketline.letters.advice import advice_on
from picketline.letters.composing import as_suggestion
from picketline.letters.forms import ModelLetterForm
from picketline.letters.forms.pasted import apart
from picketline.letters.models import ModelLetter
from picketline.network.access import for_organisers, say_saved


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def model_letter(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Write it. One button moves a point: it saves too, so that nothing that was typed is lost."""
    appeal = appeal_of(request, slug)
    if language not in CODES:
        raise Http404
    if request.method == "GET" and (other := request.GET.get("language")) in CODES and other != language:
        return to_letter(slug, other)
    letter = appeal.model_letters.filter(language=language).prefetch_related("points").first()
    points = [point.text for point in letter.points.all()] if letter else []
    form = ModelLetterForm(typed(request), initial=initial_of(appeal, letter, language), points=points)
    if form.is_valid():
        anchor = keep(request, appeal, form, language)
        return to_letter(slug, language, anchor)
    return page(request, appeal, letter, form=form, writing=language)


@for_organisers
@require_POST
def point_undo(request: HttpRequest, slug: str, language: str, pk: int) -> HttpResponse:
    """Put points back that were taken out."""
    appeal = appeal_of(request, slug)
    letter = get_object_or_404(appeal.model_letters, language=language)
    found = get_object_or_404(Removal.objects.undoable().filter(appeal=appeal, noun=suggesting.noun_of(letter)), pk=pk)
    suggesting.put_points_back(letter, found, actor=request.user)
    return to_letter(slug, language, "#points")


def to_letter(slug: str, language: str, anchor: str = "") -> HttpResponse:
    return SeeOther(reverse("letters:model_letter", args=[slug, language]) + anchor)


def keep(request: HttpRequest, appeal: Appeal, form: ModelLetterForm, language: str) -> str:
    """Save, with a point moved where its button was pressed; returns the part of the page to come back to."""
    direction_asked, _, number = request.POST.get("move", "").partition(":")
    values = dict(form.cleaned_data)
    if direction_asked in {"up", "down"} and number.isdecimal():
        values["points"] = form.moved(int(number), up=direction_asked == "up")
    suggesting.write_model_letter(appeal, language=language, actor=request.user, **values)
    say_saved(request)
    return "#points" if request.POST.get("move") or "more" in request.POST else "#advice"


def initial_of(appeal: Appeal, letter: ModelLetter | None, language: str) -> dict[str, Any]:
    """What stands there, or a beginning: the headline as subject, and the usual words above a signature."""
    if letter:
        return {name: getattr(letter, name) for name in suggesting.TEXTS}
    closing = Closing.objects.filter(language=language).first()
    (_appeal, headline, _call) = headlines([appeal], language)[0]
    return {"subject": "" if headline.is_foreign else headline.text, "valediction": closing.text if closing else ""}


def page(
    request: HttpRequest, appeal: Appeal, letter: ModelLetter | None, *, form: ModelLetterForm, writing: str
) -> HttpResponse:
    """The form, beside the letter in the appeal's language where this is another one, and the advice below."""
    first = appeal.model_letters.exclude(language=writing).order_by("pk").prefetch_related("points")
    beside = first.filter(language=appeal.language).first() or first.first()
    return editor(
        request,
        "letters/model_letter.html",
        appeal,
        form=form,
        letter=letter,
        apart=apart(letter.pasted, writing) if letter and letter.pasted else None,
        removals=Removal.objects.undoable().filter(appeal=appeal, noun=suggesting.noun_of(letter)) if letter else [],
        beside=as_suggestion(beside) if beside else None,
        beside_direction=direction(beside.language) if beside else "ltr",
        advice=advice_on(appeal, as_suggestion(letter)) if letter else [],
        language=writing,
        language_name=name_of(writing, get_language()),
        languages=language_choices(get_language()),
        written=[(one.language, name_of(one.language, get_language())) for one in appeal.model_letters.order_by("pk")],
        refused=form if form.is_bound else None,
    )
