"""How we answer: a POST leads to another page, and what is personal is kept by nobody."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import cache_control

never_kept = cache_control(no_store=True, private=True)


class SeeOther(HttpResponseRedirect):
    """303 See Other (RFC 9110, section 15.4.4)."""

    status_code = 303


def see_other(name: str, **arguments: str) -> SeeOther:
    """To the route of this name."""
    return SeeOther(reverse(name, kwargs=arguments))
