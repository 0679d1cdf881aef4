"""What a cached form carries instead of a CSRF cookie: a signed note of the appeal and the hour it was made in.

The same for every visitor, so that one rendered page serves all.
"""

import time

from django.core import signing

HOUR = 60 * 60
VALID_HOURS = 24
SALT = "picketline.gate.form"


def make(subject: str) -> str:
    """A token for the form about `subject`, the same all hour long."""
    return signing.Signer(salt=SALT).sign_object([subject, this_hour()])


def is_valid(token: str, subject: str) -> bool:
    """True for a token of ours about `subject`, at most 24 hours old."""
    try:
        named, hour = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return named == subject and 0 <= this_hour() - hour <= VALID_HOURS


def this_hour() -> int:
    return int(time.time() // HOUR)
