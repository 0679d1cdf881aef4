"""Where the directory comes from, and under which licences: it travels with every file."""

from django.conf import settings

SOURCES = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/", "CC0-1.0"),
    "cia-factbook": ("CIA World Factbook", "https://github.com/factbook/factbook.json", "public domain"),
}
ELSEWHERE = "Every other value is a fact from the page or the call that its source names."
UNCHECKED = "Nothing here was checked by anybody unless it says so itself."
LEFT_OUT = "Mobile numbers, addresses at free mail providers and values out of use are left out."


def notice() -> str:
    """All of it in one line."""
    named = "; ".join(f"{key}: {name}, {url}, {licence}" for key, (name, url, licence) in SOURCES.items())
    return (
        f"Directory of {settings.SITE_NAME}, {settings.SITE_URL}. Sources: {named}. {ELSEWHERE} {UNCHECKED} {LEFT_OUT}"
    )
