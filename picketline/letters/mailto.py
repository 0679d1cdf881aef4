"""A mailto link (RFC 6068), and how long it may be to survive."""

import unicodedata
from urllib.parse import quote

MOST_CHARACTERS = 1_800


def mailto(address: str, subject: str, body: str | None = None) -> str:
    """The link; without a body it holds address and subject only."""
    link = f"mailto:{quote(address, safe='@')}?subject={encoded(subject)}"
    return f"{link}&body={encoded(body)}" if body is not None else link


def encoded(text: str) -> str:
    """Percent-encoded as RFC 6068 wants it: NFC, CRLF between lines, %20 for a space."""
    return quote(unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\n", "\r\n"), safe="")
