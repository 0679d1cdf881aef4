"""Which browser somebody uses, in two words: enough to know one's own, too little to know anybody."""

from collections.abc import Sequence

from django.utils.translation import gettext

# What a browser's own line about itself contains; the first that fits, since most name others beside themselves.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def browser_of(line: str) -> list[str]:
    """The name of the browser and of the system in a User-Agent line, without versions; "" for what we do not know."""
    return [next((name for mark, name in names.items() if mark in line), "") for names in (BROWSERS, SYSTEMS)]


def plain_name(browser: Sequence[str]) -> str:
    """The two words as a person says them."""
    name, system = browser
    if name and system:
        return gettext("{browser} on {system}").format(browser=name, system=system)
    return name or system or gettext("A browser that does not say its name")
