"""Recognising without knowing: keyed hashes under a pepper, and tokens of which only the hash is kept."""

import hashlib
import hmac
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from picketline.sealing import keys

TOKEN_BYTES = 32


def new_pepper() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(32)


def keyed_hash(pepper: bytes, *parts: str) -> bytes:
    """HMAC-SHA256 of the parts, each kept apart from the next; 32 bytes."""
    return hmac.digest(pepper, "\x1f".join(parts).encode(), hashlib.sha256)


def site_hash(*parts: str) -> bytes:
    """A keyed hash under the site's own pepper."""
    return keyed_hash(site_pepper(settings.KEYS), *parts)


@lru_cache(maxsize=4)
def site_pepper(folder: Path) -> bytes:
    """The site's pepper, read once per process."""
    return keys.secret(folder, "pepper").encode()


def new_token() -> str:
    """A link's token: 256 random bits, URL-safe, 43 characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """What the database keeps of a token: SHA-256, 32 bytes."""
    return hashlib.sha256(token.encode()).digest()
