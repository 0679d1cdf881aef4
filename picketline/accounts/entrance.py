"""Coming in by a link: it takes the place of the password, never of the second factor."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse

from picketline.accounts.models import User


def come_in_by_link(request: HttpRequest, user: User) -> HttpResponse:
    """On to the desk, or first to the second factor where one is set up."""
    record_authentication(request, user, method="link", reauthenticated=True)
    return perform_login(request, Login(user=user))
