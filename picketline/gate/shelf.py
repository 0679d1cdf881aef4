"""Public pages kept whole in process memory for some seconds, compressed once: the same bytes for everyone."""

import gzip
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse

MAX_AGE = 30
MOST_PAGES = 1_000
ITS_OWN = ("Location", "Content-Disposition", "Link", "X-Robots-Tag")  # what a view may say beside its page
NOT_AT_ALL = re.compile(r"q=0(\.0*)?")
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Page:
    """A rendered page until `until` (monotonic seconds)."""

    until: float
    status: int
    content_type: str
    plain: bytes
    packed: bytes
    own: dict[str, str] = field(
        default_factory=dict
    )  # headers of the view itself: where to go, what the file is called
    headers: dict[str, str] = field(default_factory=dict)  # as they left us, once every middleware has had its say


shelf: dict[tuple, Page] = {}
parameters_of: dict[str, tuple[str, ...]] = {}
rendering = threading.Lock()


class Counter:
    """The outermost middleware: hands out what is fresh on the shelf before anything else looks at the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = at_hand(request) if request.method == "GET" else None
        if page:
            return handed_out(page, request)
        response = self.get_response(request)
        remember_headers(response)
        return response


def at_hand(request: HttpRequest) -> Page | None:
    """A fresh page that went through every middleware once; a request that nobody can read goes the long way."""
    parameters = parameters_of.get(request.path)
    if parameters is None:
        return None
    try:
        request.get_host()
        page = fresh(key_of(request, parameters))
    except (SuspiciousOperation, BadRequest):
        return None
    return page if page and page.headers else None


def handed_out(page: Page, request: HttpRequest) -> HttpResponse:
    packed = takes_packed(request)
    content = page.packed if packed else page.plain
    response = HttpResponse(content, status=page.status, headers=page.headers | {"Content-Length": str(len(content))})
    if packed:
        response["Content-Encoding"] = "gzip"
    return response


def remember_headers(response: HttpResponse) -> None:
    """Keep the headers of a shelved page as they leave; what belongs to this one copy alone is left out."""
    page: Page | None = getattr(response, "page", None)
    if page and not page.headers:
        own = {"content-encoding", "content-length"}
        page.headers.update({name: value for name, value in response.items() if name.lower() not in own})


def key_of(request: HttpRequest, parameters: tuple[str, ...]) -> tuple:
    """Path and known parameters; every other parameter is ignored."""
    return request.path, *(request.GET.get(name, "") for name in parameters)


def takes_packed(request: HttpRequest) -> bool:
    """Whether the browser names gzip among the codings it takes, and does not refuse it by `q=0`."""
    accepted = request.headers.get("Accept-Encoding", "").replace(" ", "").lower()
    named = (one.partition(";") for one in accepted.split(","))
    return any(name == "gzip" and not NOT_AT_ALL.fullmatch(weight) for name, _semicolon, weight in named)


def shelved(*parameters: str) -> Callable[[View], View]:
    """Keep a view's pages by path and the named query parameters; every other parameter is ignored."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            key = key_of(request, parameters)
            page = fresh(key) or render_once(key, lambda: view(request, *args, **kwargs))
            parameters_of[request.path] = parameters
            return answer(page, request)

        return wrapper

    return decorate


def fresh(key: tuple) -> Page | None:
    page = shelf.get(key)
    return page if page and page.until > time.monotonic() else None


def render_once(key: tuple, render: Callable[[], HttpResponse]) -> Page:
    """Two hundred visitors of a page that just ran out cause one rendering."""
    with rendering:
        page = fresh(key)
        if page is None:
            page = as_page(render())
            if len(shelf) >= MOST_PAGES:
                shelf.clear()
                parameters_of.clear()
            shelf[key] = page
    return page


def as_page(response: HttpResponse) -> Page:
    return Page(
        until=time.monotonic() + settings.SHELF_SECONDS,
        status=response.status_code,
        content_type=response["Content-Type"],
        plain=response.content,
        packed=gzip.compress(response.content, 6, mtime=0),
        own={name: response[name] for name in ITS_OWN if name in response},
    )


def answer(page: Page, request: HttpRequest) -> HttpResponse:
    packed = takes_packed(request)
    content, kind = page.packed if packed else page.plain, page.content_type
    response = HttpResponse(content, status=page.status, content_type=kind, headers=page.own)
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response.page = page  # type: ignore[attr-defined]
    return response
