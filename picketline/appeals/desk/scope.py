"""Which appeal an organiser works on, in which language, and the page that comes back."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language

from picketline.appeals.languages import CODES, language_choices, name_of
from picketline.appeals.models import Appeal, Removal
from picketline.appeals.reading import direction
from picketline.gate.answers import SeeOther, see_other
from picketline.network.access import say_saved

MOST_REMOVALS = 5


def appeal_of(request: HttpRequest, slug: str) -> Appeal:
    """The appeal, draft or published, if it is one of the organiser's sections; else 404."""
    found = Appeal.objects.in_sections(request.sections).with_state()
    return get_object_or_404(found.select_related("headline", "call", "background"), slug=slug)


def published_of(request: HttpRequest, slug: str) -> Appeal:
    """The same, for what can only be done with a published appeal."""
    return get_object_or_404(Appeal.objects.published().in_sections(request.sections).with_state(), slug=slug)


def back_to_desk(appeal: Appeal) -> HttpResponse:
    """The appeal's own page at the desk."""
    return see_other("pages:desk_appeal", slug=appeal.slug)


def saved_to_desk(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    """The same, and it says that something was saved."""
    say_saved(request)
    return back_to_desk(appeal)


def language_of(request: HttpRequest, appeal: Appeal) -> str:
    """The language that is being written: `?language=de`, else the one the appeal is written in."""
    asked = request.GET.get("language", "")
    return asked if asked in CODES else appeal.language


def back_to(request: HttpRequest, name: str, *arguments: Any, anchor: str = "", saved: bool = True) -> HttpResponse:
    """To a page of the editor, in the language that is being written; it says that something was saved."""
    if saved:
        say_saved(request)
    asked = request.GET.get("language", "")
    query = "?" + urlencode({"language": asked}) if asked in CODES else ""
    return SeeOther(reverse(name, args=arguments) + query + (f"#{anchor}" if anchor else ""))


def editor(request: HttpRequest, template: str, appeal: Appeal, **context: Any) -> HttpResponse:
    """A page of the editor: 422 where one of its forms was refused, with what was typed."""
    language = language_of(request, appeal)
    request.page_path = context.pop("page_path", request.path)
    refused, noun = context.get("refused"), context.pop("noun", "")
    shown = {
        "appeal": appeal,
        "removals": Removal.objects.undoable().filter(appeal=appeal, noun=noun)[:MOST_REMOVALS] if noun else [],
        "language": language,
        "language_name": name_of(language, get_language()),
        "direction_of_text": direction(language),
        "source_language": appeal.language,
        "source_direction": direction(appeal.language),
        "is_source": language == appeal.language,
        "languages": language_choices(get_language()),
        "query": "" if language == appeal.language else f"?language={language}",
    }
    return render(request, template, shown | context, status=422 if refused else 200)


def typed(request: HttpRequest) -> Any:
    """What a form gets: the POST, or None for a form that is shown for the first time."""
    return request.POST if request.method == "POST" else None


def goes_up(request: HttpRequest) -> bool:
    """Which of the two buttons was pressed."""
    return request.POST.get("direction") == "up"
