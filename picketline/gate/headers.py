"""The headers of every answer: what its page may load, and what the browser tells others and lends to it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from picketline.gate.audience import View

PAGES_MAY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

POWERS = """
    accelerometer autoplay browsing-topics camera clipboard-read clipboard-write compute-pressure
    cross-origin-isolated display-capture encrypted-media fullscreen gamepad geolocation gyroscope hid
    identity-credentials-get idle-detection interest-cohort keyboard-map local-fonts magnetometer microphone midi
    otp-credentials payment picture-in-picture private-state-token-issuance private-state-token-redemption
    publickey-credentials-create publickey-credentials-get screen-wake-lock serial speaker-selection storage-access
    sync-xhr unload usb window-management xr-spatial-tracking
""".split()  # noqa: SIM905 - a list of words; those that Chromium does not know fill its console
PASSKEY_PAGES_USE = {"publickey-credentials-create", "publickey-credentials-get"}
A_YEAR = 365 * 24 * 60 * 60


def policy(directives: dict[str, str]) -> str:
    """The value of Content-Security-Policy."""
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def permissions(used: set[str]) -> str:
    """The value of Permissions-Policy: every power is off, but for those that the site itself uses."""
    return ", ".join(f"{power}=({'self' if power in used else ''})" for power in POWERS)


EVERYWHERE = {
    "Content-Security-Policy": policy(PAGES_MAY),
    "Permissions-Policy": permissions(set()),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
BEHIND_HTTPS = {"Strict-Transport-Security": f"max-age={A_YEAR}"}


class Headers:
    """Around every other middleware but the counter, which remembers what we add: nothing leaves without.

    The proxy takes the S off HTTPS, so the site's own address says whether there is one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        always = BEHIND_HTTPS if settings.HTTPS else {}
        self.everywhere = EVERYWHERE | always

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.everywhere.items():
            response.headers.setdefault(name, value)  # a view may be stricter, or ask for a passkey
        return response


def asks_for_a_passkey(view: View, *, fetches: bool = False) -> View:
    """The view's page may run our own script, which asks for a passkey; `fetches`: it asks us for the challenge."""
    more = {"script-src": "'self'"} | ({"connect-src": "'self'"} if fetches else {})

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Content-Security-Policy"] = policy(PAGES_MAY | more)
        response["Permissions-Policy"] = permissions(PASSKEY_PAGES_USE)
        return response

    return shown
