"""What a reader sees when something is wrong: what happened, and what to do now."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest, kind: str, status: int) -> HttpResponse:
    response = render(request, "pages/error.html", {"kind": kind}, status=status)
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: too long, too many fields, or not readable; nothing was stored."""
    return page(request, "bad request", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403: signed in, but not for this."""
    return page(request, "forbidden", 403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form of the desk without the cookie that belongs to it."""
    return page(request, "stale form", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or a link that is over."""
    return page(request, "not found", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return page(request, "server error", 500)


class Printable:
    """What was typed comes back without the characters that no page can hold, so that pressing again helps.

    HTML forbids them: https://html.spec.whatwg.org/#preprocessing-the-input-stream
    """

    FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and response.content:
            response.content = self.FORBIDDEN.sub("", response.content.decode()).encode()
        return response


class WrongMethod:
    """The innermost middleware: an address that only a button asks for says so to whoever opens it. 405."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        told = page(request, "wrong method", 405)
        told["Allow"] = response["Allow"]
        return told
