"""Why letters from one country go elsewhere, in the language of the page."""

from django import template
from django.utils.translation import get_language

from picketline.letters.routes import Otherwise, Routes

register = template.Library()


@register.simple_tag
def detour_words(otherwise: Otherwise) -> str:
    """The editor's choice and its reason."""
    return otherwise.in_words(get_language())


@register.simple_tag
def reach_words(routes: Routes) -> str:
    """Which office gets the letter where the responsible one cannot be reached; else ""."""
    return routes.reach_in_words(get_language())
