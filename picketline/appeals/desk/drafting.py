"""An appeal's own texts, and its rules."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from picketline.appeals import actions
from picketline.appeals.desk.scope import appeal_of, editor, language_of, saved_to_desk, typed
from picketline.appeals.forms import RulesForm, TextsForm
from picketline.appeals.wordings import Wordings
from picketline.network.access import for_organisers

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@for_organisers
@PAGE
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """Headline, sentence, background, note."""
    appeal = appeal_of(request, slug)
    language = language_of(request, appeal)
    passages = {name: getattr(appeal, f"{name}_id") for name in actions.TEXTS}
    texts = Wordings(passages.values(), language=language, source=appeal.language)
    form = TextsForm(
        typed(request),
        initial={name: texts.own(passage) for name, passage in passages.items()},
        is_source=language == appeal.language,
    )
    if form.is_valid():
        actions.change_texts(appeal, language=language, actor=request.user, **form.cleaned_data)
        return saved_to_desk(request, appeal)
    fields = [(form[name], texts.source(passage)) for name, passage in passages.items()]
    return editor(request, "appeals/text.html", appeal, form=form, fields=fields, refused=form.is_bound and form)


@for_organisers
@PAGE
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Until when, the hold, the neutral subject, and where offices answer."""
    appeal = appeal_of(request, slug)
    names = ("closes_on", "hold_minutes", "neutral_subject", "reply_to")
    form = RulesForm(typed(request), initial={name: getattr(appeal, name) for name in names})
    if form.is_valid():
        actions.change_rules(appeal, actor=request.user, **form.cleaned_data)
        return saved_to_desk(request, appeal)
    return editor(request, "appeals/rules.html", appeal, form=form, refused=form.is_bound and form)
