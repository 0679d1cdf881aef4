"""Names of offices and countries in the language of the page."""

from django import template
from django.utils.translation import get_language

from picketline.authorities.models import Authority, Country
from picketline.authorities.responsible import Responsible

register = template.Library()


@register.simple_tag
def name_of(authority: Authority) -> str:
    """The office's name as readers of this page know it."""
    return authority.name_in(get_language())


@register.simple_tag
def country_name(code: str) -> str:
    """A country's name; asks no database."""
    return Country.name_of(code, get_language())


@register.simple_tag
def responsible_words(responsible: Responsible) -> str:
    """Why this mission, or none, is the one to write to."""
    return responsible.in_words(get_language())
