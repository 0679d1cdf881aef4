"""E-mail addresses: what may be typed, and when two spellings are one mailbox."""

import re
import unicodedata

DOTLESS = {"gmail.com", "googlemail.com"}
ALIASES = {"googlemail.com": "gmail.com"}
LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


class NotAnAddress(ValueError):
    """The text is no e-mail address that we can write to."""


def cleaned(typed: str) -> str:
    """The address as mail is sent to it: spaces off, domain in ASCII (IDNA), else as typed. Raises NotAnAddress."""
    local, at, domain = unicodedata.normalize("NFKC", typed).strip().rpartition("@")
    domain = ascii_domain(domain)
    good = at and LOCAL.fullmatch(local) and not local.startswith(".") and not local.endswith(".") and ".." not in local
    if not good or len(local) + len(domain) > 253:
        raise NotAnAddress(typed)
    return f"{local}@{domain}"


def canonical(address: str) -> str:
    """One spelling per mailbox: lower case, `+tags` off, dots off where the provider ignores them."""
    local, _, domain = cleaned(address).lower().rpartition("@")
    domain = ALIASES.get(domain, domain)
    local = local.partition("+")[0].rstrip(".") or local
    if domain in DOTLESS:
        local = local.replace(".", "")
    return f"{local}@{domain}"


def ascii_domain(domain: str) -> str:
    try:
        name = domain.rstrip(".").encode("idna").decode().lower()
    except UnicodeError as trouble:
        raise NotAnAddress(domain) from trouble
    labels = name.split(".")
    if len(labels) < 2 or not all(LABEL.fullmatch(label) for label in labels):
        raise NotAnAddress(domain)
    return name
