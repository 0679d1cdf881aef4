"""Figures as a reader of the page writes them."""

from babel.numbers import format_decimal
from django import template
from django.utils.translation import get_language

from picketline.authorities.gazetteer import locale_for

register = template.Library()


@register.filter
def figure(value: int) -> str:
    """1240 is 1,240 in English and 1.240 in German."""
    return format_decimal(value, locale=locale_for(get_language() or "en"))
