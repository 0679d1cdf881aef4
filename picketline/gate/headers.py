"""The headers of every answer: what its page may load, and what the browser tells others and lends to it."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PAGES_MAY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ACCOUNT_PAGES_MAY = {"script-src": "'self'"}  # a passkey is asked for by a script, and by nothing else
ACCOUNT_PAGES = re.compile(r"^/[a-z]{2,3}(-[A-Za-z0-9]+)?/desk/account/")

POWERS = """
    accelerometer autoplay browsing-topics camera clipboard-read clipboard-write compute-pressure
    cross-origin-isolated display-capture encrypted-media fullscreen gamepad geolocation gyroscope hid
    identity-credentials-get idle-detection interest-cohort keyboard-map local-fonts magnetometer microphone midi
    otp-credentials payment picture-in-picture private-state-token-issuance private-state-token-redemption
    publickey-credentials-create publickey-credentials-get screen-wake-lock serial speaker-selection storage-access
    sync-xhr unload usb window-management xr-spatial-tracking
""".split()  # noqa: SIM905 - a list of words; those that Chromium does not know fill its console
ACCOUNT_PAGES_USE = {"publickey-credentials-create", "publickey-credentials-get"}
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
ON_ACCOUNT_PAGES = EVERYWHERE | {
    "Content-Security-Policy": policy(PAGES_MAY | ACCOUNT_PAGES_MAY),
    "Permissions-Policy": permissions(ACCOUNT_PAGES_USE),
}
BEHIND_HTTPS = {"Strict-Transport-Security": f"max-age={A_YEAR}"}


class Headers:
    """Around every other middleware but the counter, which remembers what we add: nothing leaves without.

    The proxy takes the S off HTTPS, so the site's own address says whether there is one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        always = BEHIND_HTTPS if settings.HTTPS else {}
        self.everywhere, self.on_account_pages = EVERYWHERE | always, ON_ACCOUNT_PAGES | always

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_account_page = ACCOUNT_PAGES.match(request.path_info)
        for name, value in (self.on_account_pages if is_account_page else self.everywhere).items():
            response.headers.setdefault(name, value)  # a view may be stricter
        return response
