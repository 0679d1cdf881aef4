"""The page behind a sign-in link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from picketline.accounts import actions
from picketline.accounts.entrance import come_in_by_link
from picketline.accounts.models import SignInLink
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
