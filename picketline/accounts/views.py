"""The page behind a sign-in link, and what our pages add to allauth's."""

from typing import Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from picketline.accounts import actions
from picketline.accounts.entrance import come_in_by_link
from picketline.accounts.models import Session, SignInLink
from picketline.accounts.sessions import mark_of
from picketline.gate import throttle
from picketline.gate.answers import see_other
from picketline.gate.audience import holder_of_the_link


@holder_of_the_link
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows whom it signs in; only the button uses it up."""
    if request.method == "POST":
        user = actions.redeem_sign_in_link(token)
        return come_in_by_link(request, user) if user else link_is_over(request)
    link = SignInLink.behind(token)
    return render(request, "accounts/sign_in_link.html", {"link": link}) if link else link_is_over(request)


def link_is_over(request: HttpRequest) -> HttpResponse:
    """410: used, expired or unknown, all alike, and how to get another one."""
    return render(request, "accounts/link_is_over.html", status=410)


@login_required
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """In which browsers the organiser is signed in; the one in front of them first."""
    here = mark_of(request.session.session_key)
    listed = sorted(Session.objects.of(request.user), key=lambda one: (one.pk != here, one.expire_date))
    return render(request, "accounts/sessions.html", {"sessions": listed, "here": here})


@login_required
@require_POST
def session_end(request: HttpRequest, mark: str) -> HttpResponse:
    """Sign that browser out; 404 where it is not the organiser's, or over already."""
    if not actions.end_sessions(request.user, actor=request.user, mark=mark, keep=request.session.session_key):
        raise Http404
    return see_other("sessions")


@login_required
@require_POST
def other_sessions_end(request: HttpRequest) -> HttpResponse:
    """Sign every browser out but this one."""
    actions.end_sessions(request.user, actor=request.user, keep=request.session.session_key)
    return see_other("sessions")


class SecondStep(AuthenticateView):
    """The page asks for what its owner has: passkey, authenticator app, or both."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        owned = Authenticator.objects.filter(user=self.stage.login.user)
        return super().get_context_data(**kwargs) | {"kinds": set(owned.values_list("type", flat=True))}


class PasskeyAlone(LoginWebAuthnView):
    """GET begins (a script asks), POST brings what the passkey said. A refusal is told on the sign-in page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wait := throttle.wait_seconds(request, "sign in"):
            later = render(request, "429.html", status=429)
            later["Retry-After"] = str(wait)
            return later
        return super().get(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        return redirect(reverse("account_login") + "?passkey=refused")
