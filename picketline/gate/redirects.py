"""Where a POST leads: another page, fetched anew."""

from django.http import HttpResponseRedirect
from django.urls import reverse


class SeeOther(HttpResponseRedirect):
    """303 See Other (RFC 9110, section 15.4.4)."""

    status_code = 303


def see_other(name: str, **arguments: str) -> SeeOther:
    """To the route of this name."""
    return SeeOther(reverse(name, kwargs=arguments))
