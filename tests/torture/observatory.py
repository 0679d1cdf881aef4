"""A score for the headers of one answer, by the rules that MDN publishes for its HTTP Observatory.

https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring as of November 2026: everybody begins with 100,
each test takes points off, and what earns points counts only for who still has 90. Whether plain HTTP leads to HTTPS is
the proxy's to answer and is not judged here; nor is the preload list of browsers.
"""

import re
from dataclasses import dataclass

BEGINNING, ENOUGH_FOR_MORE = 100, 90
SIX_MONTHS = 15_768_000
BROAD = {"*", "http:", "https:", "ftp:", "http://*", "https://*", "http://*.*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
TELLING = {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}
SCRIPT = re.compile(r"<script\b[^>]*\bsrc=[\"']?([^\"'\s>]+)[^>]*>")


@dataclass(frozen=True)
class Seen:
    """One answer of a site that speaks HTTPS."""

    headers: dict[str, str]
    cookies: tuple[str, ...] = ()
    page: str = ""


def score(seen: Seen) -> int:
    """The sum."""
    points = list(points_of(seen).values())
    left = BEGINNING + sum(point for point in points if point < 0)
    return max(0, left + sum(point for point in points if point > 0)) if left >= ENOUGH_FOR_MORE else max(0, left)


def points_of(seen: Seen) -> dict[str, int]:
    """What each test gives or takes."""
    return {
        "content security policy": policy(sources(seen)),
        "cookies": sum_up_cookies(seen.cookies, insists=insistence(seen) == 0),
        "cross-origin resource sharing": sharing(seen),
        "cross-origin resource policy": resource_policy(seen),
        "referrer policy": referrer(seen),
        "strict transport security": insistence(seen),
        "subresource integrity": integrity(seen.page),
        "content type options": 0 if seen.headers.get("x-content-type-options") == "nosniff" else -5,
        "framing": framing(seen),
    }


def sources(seen: Seen) -> dict[str, set[str]]:
    """The directives of the policy."""
    directives = (one.split() for one in seen.headers.get("content-security-policy", "").split(";"))
    return {words[0].lower(): {word.lower() for word in words[1:]} for words in directives if words}


def policy(told: dict[str, set[str]]) -> int:
    """The harshest thing that is true of it."""
    if not told:
        return -25
    default = told.get("default-src", {"*"})
    scripts, objects, styles = (told.get(f"{kind}-src", default) for kind in ("script", "object", "style"))
    passive = told.get("img-src", default) | told.get("media-src", default)
    active = set().union(*(found for name, found in told.items() if name not in {"img-src", "media-src"}))
    if scripts & (BROAD | INLINE) or objects & BROAD or any(one.startswith(("http:", "ftp:")) for one in active):
        return -20
    if "'unsafe-eval'" in scripts | styles or any(one.startswith(("http:", "ftp:")) for one in passive):
        return -10
    if styles & (BROAD | INLINE):
        return 0
    return 10 if default == {"'none'"} else 5


def sum_up_cookies(cookies: tuple[str, ...], *, insists: bool) -> int:
    """The worst cookie counts; nothing for none, and a little for cookies that are all well kept."""
    return min((points_of_cookie(one, insists=insists) for one in cookies), default=0)


def points_of_cookie(line: str, *, insists: bool) -> int:
    name, *flags = (part.strip().lower() for part in line.split(";"))
    named = name.partition("=")[0]
    is_session, same_site = "sess" in named or "login" in named, [one for one in flags if one.startswith("samesite")]
    if "secure" not in flags:
        return (-10 if is_session else -5) if insists else (-40 if is_session else -20)
    if is_session and "httponly" not in flags:
        return -30
    if any(one not in {"samesite=lax", "samesite=strict", "samesite=none"} for one in same_site):
        return -20
    if not same_site:
        return -20 if "csrf" in named else 0
    return 5


def sharing(seen: Seen) -> int:
    """Everybody with their cookies is far too much."""
    origin, with_cookies = (seen.headers.get(f"access-control-allow-{name}", "") for name in ("origin", "credentials"))
    return -50 if origin and origin != "*" and with_cookies == "true" else 0


def resource_policy(seen: Seen) -> int:
    known = {"": 0, "cross-origin": 0, "same-origin": 10, "same-site": 10}
    return known.get(seen.headers.get("cross-origin-resource-policy", ""), -5)


def referrer(seen: Seen) -> int:
    told = seen.headers.get("referrer-policy", "")
    return 0 if not told else 5 if told.split(",")[-1].strip() in PRIVATE else -5


def insistence(seen: Seen) -> int:
    seconds = re.search(r"max-age=(\d+)", seen.headers.get("strict-transport-security", ""))
    return -20 if not seconds else 0 if int(seconds[1]) >= SIX_MONTHS else -10


def integrity(page: str) -> int:
    """Scripts of others need a fingerprint; our own do not."""
    others = [tag for tag in SCRIPT.finditer(page) if re.match(r"(https?:)?//", tag[1])]
    if any(not tag[1].startswith("https://") for tag in others):
        return -50
    return -5 if any("integrity=" not in tag[0] for tag in others) else 0


def framing(seen: Seen) -> int:
    if sources(seen).get("frame-ancestors", {"*"}).isdisjoint(BROAD):
        return 5
    return 0 if seen.headers.get("x-frame-options", "").upper() in {"DENY", "SAMEORIGIN"} else -20
