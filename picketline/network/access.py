"""Who may open the desk: two decorators, and everything behind them is narrowed to `request.sections`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from picketline.accounts.models import SECOND_FACTORS, User
from picketline.gate.audience import View
from picketline.network.models import Section, SectionQuerySet


def for_organisers(view: View) -> View:
    """Members of a section, signed in, with a second factor; a demo does without the second factor."""
    return guarded(view, "organisers", Section.objects.of)


def for_administrators(view: View) -> View:
    """The same for administrators, with the sections they run; an editor is refused."""
    return guarded(view, "administrators", Section.objects.run_by)


def guarded(view: View, audience: str, sections_of: Callable[[User], SectionQuerySet]) -> View:
    """The view for whoever has one of these sections; `request.run_sections` are those they are administrator of."""

    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if not settings.DEMO and not is_mfa_enabled(request.user, SECOND_FACTORS):
            return redirect("mfa_index")
        request.sections = sections_of(request.user)
        if not request.sections.exists():
            raise PermissionDenied
        request.run_sections = Section.objects.run_by(request.user)
        request.saved = request.method == "GET" and request.session.pop("saved", False)
        return view(request, *args, **kwargs)

    guard.audience = audience
    return guard


def say_saved(request: HttpRequest, words: str = "") -> None:
    """The next page at the desk says so once: “Saved.”, or other words."""
    request.session["saved"] = words or True


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, and back here afterwards; a button pressed too late leads to the desk instead."""
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    return redirect(settings.LOGIN_URL)
