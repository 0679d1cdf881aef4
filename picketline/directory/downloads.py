"""The directory as files for everybody: of one state, or all of it, piece by piece as it is read."""

from collections.abc import Callable, Collection, Iterator
from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from picketline.directory.exporting import popolo, spreadsheet, vcard
from picketline.directory.exporting.offices import many_at_once, of_states, with_everything
from picketline.directory.views import country_called
from picketline.gate import throttle
from picketline.gate.answers import never_kept
from picketline.gate.audience import everyone
from picketline.gate.shelf import shelved

Answer = TypeVar("Answer", HttpResponse, StreamingHttpResponse)
Write = Callable[[Collection[str] | None], Iterator[str]]
CARD = "text/vcard; charset=utf-8"
FORMATS: dict[str, tuple[str, Write]] = {
    "csv": ("text/csv; charset=utf-8", spreadsheet.written),
    "json": ("application/json", popolo.written),
    "vcf": (CARD, lambda states: vcard.written(states, language=get_language())),
}


@everyone
@never_kept
@require_safe
def of_state(request: HttpRequest, iso2: str, form: str) -> Any:
    """The offices and missions of one state."""
    code = country_called(iso2).pk
    return taken(request, form, states=[code], name=f"directory-{code}.{form}", act="take a file")


@everyone
@never_kept
@require_safe
def of_all(request: HttpRequest, form: str) -> Any:
    """Every office; a few times an hour, because it is long."""
    return taken(request, form, states=None, name=f"directory.{form}", act="take the directory")


def taken(request: HttpRequest, form: str, *, states: Collection[str] | None, name: str, act: str) -> Any:
    """Piece by piece while it is read: on the shelf it would keep pages waiting that are rendered one by one."""
    if form not in FORMATS:
        raise Http404
    if wait := throttle.wait_seconds(request, act):
        words = _("Your network has taken many files of the directory. Try again later.")
        return HttpResponse(words, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": wait})
    content_type, write = FORMATS[form]
    return as_file(StreamingHttpResponse(many_at_once(write(states)), content_type=content_type), name)


@everyone
@require_safe
@shelved()
def card(request: HttpRequest, office: UUID) -> HttpResponse:
    """One office as an address card; none where nothing could stand on it."""
    found = get_object_or_404(with_everything(of_states(None)), uuid=office)
    text = vcard.card(found, get_language())
    if not text:
        raise Http404
    return as_file(HttpResponse(text, content_type=CARD), f"{found.uuid}.vcf")


def as_file(answer: Answer, name: str) -> Answer:
    """To be kept under this name, and found by no search engine."""
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer
