"""Public pages kept whole in process memory for some seconds, compressed once: the same bytes for everyone."""

import gzip
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

MAX_AGE = 30
MOST_PAGES = 1_000
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Page:
    """A rendered page until `until` (monotonic seconds)."""

    until: float
    status: int
    content_type: str
    plain: bytes
    packed: bytes


shelf: dict[tuple, Page] = {}
rendering = threading.Lock()


def shelved(*parameters: str) -> Callable[[View], View]:
    """Keep a view's pages by path and the named query parameters; every other parameter is ignored."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            key = (request.path, *(request.GET.get(name, "") for name in parameters))
            page = fresh(key) or render_once(key, lambda: view(request, *args, **kwargs))
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
            shelf[key] = page
    return page


def as_page(response: HttpResponse) -> Page:
    return Page(
        until=time.monotonic() + settings.SHELF_SECONDS,
        status=response.status_code,
        content_type=response["Content-Type"],
        plain=response.content,
        packed=gzip.compress(response.content, 6, mtime=0),
    )


def answer(page: Page, request: HttpRequest) -> HttpResponse:
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(page.packed if packed else page.plain, status=page.status, content_type=page.content_type)
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response
