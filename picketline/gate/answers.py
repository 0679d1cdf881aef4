"""How we answer: a POST leads to another page, and what is personal is kept by nobody."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import cache_control

from picketline.gate.audience import View

never_kept = cache_control(no_store=True, private=True)


def tells_no_other_site(view: View) -> View:
    """No link on the page tells where it was followed from."""

    @wraps(view)
    def quiet(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    return quiet


class SeeOther(HttpResponseRedirect):
    """303 See Other (RFC 9110, section 15.4.4)."""

    status_code = 303


def see_other(name: str, **arguments: str) -> SeeOther:
    """To the route of this name."""
    return SeeOther(reverse(name, kwargs=arguments))
