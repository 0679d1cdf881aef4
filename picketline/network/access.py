"""Who may open the desk: one decorator, and everything behind it is narrowed to `request.sections`."""

from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from picketline.gate.audience import View
from picketline.network.models import Section


def for_organisers(view: View) -> View:
    """Members of a section, signed in, with a second factor; a demo does without the second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if not settings.DEMO and not is_mfa_enabled(request.user):
            return redirect("mfa_activate_totp")
        request.sections = Section.objects.of(request.user)
        if not request.sections.exists():
            raise PermissionDenied
        request.saved = request.method == "GET" and request.session.pop("saved", False)
        return view(request, *args, **kwargs)

    guarded.audience = "organisers"
    return guarded


def say_saved(request: HttpRequest, words: str = "") -> None:
    """The next page at the desk says so once: “Saved.”, or other words."""
    request.session["saved"] = words or True


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, and back here afterwards; a button pressed too late leads to the desk instead."""
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    return redirect(settings.LOGIN_URL)
