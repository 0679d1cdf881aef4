"""Sessions, CSRF and sign-in for the desk alone: every other page is the same for everyone, without a cookie.

allauth's own AccountMiddleware needs no such limit: it opens no session, and a test proves it.
"""

import re
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.cache import patch_cache_control

DESK = re.compile(r"^/[a-z]{2,3}(-[A-Za-z0-9]+)?/desk(/|$)")


def is_at_the_desk(request: HttpRequest) -> bool:
    """True for /<language>/desk/ and everything below it."""
    return bool(DESK.match(request.path_info))


class DeskSessions(SessionMiddleware):
    """Sessions at the desk. Nothing there is kept by a browser or a proxy."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return super().__call__(request) if is_at_the_desk(request) else self.get_response(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        patch_cache_control(response, no_store=True, private=True)
        request.session.note()
        return super().process_response(request, response)


class DeskCsrf(CsrfViewMiddleware):
    """CSRF protection at the desk; public forms carry a signed token instead."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return super().__call__(request) if is_at_the_desk(request) else self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        return super().process_view(request, *view) if is_at_the_desk(request) else None


class DeskAuthentication(AuthenticationMiddleware):
    """`request.user` at the desk; elsewhere nobody is anybody."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return super().__call__(request) if is_at_the_desk(request) else self.get_response(request)
