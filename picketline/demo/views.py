"""The demo's mailbox: everybody's mail, since nobody's mail leaves."""

import base64
import binascii
import hmac
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from picketline.demo.mailbox import Mail
from picketline.gate.answers import never_kept
from picketline.gate.audience import everyone

View = Callable[..., HttpResponse]


def for_this_run(view: View) -> View:
    """A demo that others can reach asks for the password that it printed."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if settings.DEMO_PASSWORD and not hmac.compare_digest(password_of(request), settings.DEMO_PASSWORD):
            return HttpResponse(status=401, headers={"WWW-Authenticate": 'Basic realm="demo mailbox"'})
        return view(request, *args, **kwargs)

    return guarded


def password_of(request: HttpRequest) -> str:
    kind, _, credentials = request.headers.get("Authorization", "").partition(" ")
    try:
        decoded = base64.b64decode(credentials, validate=True).decode() if kind == "Basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return decoded.partition(":")[2]


@everyone
@never_kept
@for_this_run
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """What arrived, the newest first."""
    return render(request, "demo/mailbox.html", {"mails": Mail.newest()})


@everyone
@never_kept
@for_this_run
@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail with its headers."""
    found = Mail.read(name)
    if found is None:
        raise Http404
    return render(request, "demo/mail.html", {"mail": found})
