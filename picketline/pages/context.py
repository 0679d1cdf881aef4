"""What every page knows: the site's name, the languages, whether this is a demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from picketline.appeals.reading import direction


def site(request: HttpRequest) -> dict[str, Any]:
    """Nothing here depends on who is reading."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "direction": direction(language),
        "language_links": language_links(request, language),
        "demo": settings.DEMO,
        "demo_mailbox_url": "/demo/mail/",
        "mail_is_set_up": settings.MAIL_IS_SET_UP,
    }


def language_links(request: HttpRequest, language: str) -> list[dict[str, Any]]:
    """The same page in every language, each under its own name; the home page where there is no such page."""
    path = request.path if request.method in {"GET", "HEAD"} else getattr(request, "page_path", request.path)
    is_known = bool(request.resolver_match)
    return [
        {
            "code": code,
            "name": name,
            "url": translate_url(path, code) if is_known else f"/{code}/",
            "current": code == language,
        }
        for code, name in settings.LANGUAGES
    ]
