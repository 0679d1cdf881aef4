"""A key that lets one thing be told once: random, signed for one subject, good for a day. Nothing is stored with it.

It stands on pages that nobody keeps; a page that is the same for everybody carries a `form_token` instead.
"""

import secrets
from datetime import timedelta

from django.core import signing

VALID_FOR = timedelta(hours=24)
RANDOM_BYTES = 16
SALT = "picketline.gate.single_use"


def make(subject: str) -> str:
    """A new key for `subject`; no two are the same."""
    return signing.TimestampSigner(salt=SALT).sign_object([subject, secrets.token_urlsafe(RANDOM_BYTES)])


def is_valid(key: str, subject: str) -> bool:
    """True for a key of ours for `subject`, at most 24 hours old; whether it was used, the database knows."""
    try:
        named, _random = signing.TimestampSigner(salt=SALT).unsign_object(key, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return named == subject
