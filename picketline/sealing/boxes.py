"""Closing and opening: sealed boxes (X25519) for a key holder, secret boxes (XSalsa20-Poly1305) for a link's token."""

import hashlib
import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from nacl.public import PublicKey, SealedBox
from nacl.secret import SecretBox

from picketline.sealing import keys

Stored = Any  # bytes from SQLite, a memoryview from PostgreSQL


def seal(holder: str, content: dict[str, Any]) -> bytes:
    """Close `content` so that only `holder` ("worker" or "section") can open it."""
    return SealedBox(public_key(holder)).encrypt(encode(content))


def unseal(holder: str, box: Stored) -> dict[str, Any]:
    """Open what was sealed to `holder`; only a process that may read its private key file can."""
    return decode(SealedBox(keys.private(settings.KEYS, holder)).decrypt(bytes(box)))


def lock(token: str, content: dict[str, Any]) -> bytes:
    """Close `content` under a link's token, which the database never sees."""
    return SecretBox(token_key(token)).encrypt(encode(content))


def unlock(token: str, box: Stored) -> dict[str, Any]:
    """Open what was locked under `token`."""
    return decode(SecretBox(token_key(token)).decrypt(bytes(box)))


@lru_cache(maxsize=4)
def public_key(holder: str) -> PublicKey:
    """The holder's public key, read once per process."""
    return keys.public(settings.KEYS, holder)


def token_key(token: str) -> bytes:
    """32 bytes derived from the token; the stored hash of the token is derived differently and does not yield them."""
    return hashlib.blake2b(token.encode(), digest_size=32, person=b"picketline.lock").digest()


def encode(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def decode(content: bytes) -> dict[str, Any]:
    opened: dict[str, Any] = json.loads(content)
    return opened
