"""Whom a route is for; every route says it, and a test asks."""

from collections.abc import Callable

from django.http import HttpResponse

View = Callable[..., HttpResponse]


def everyone(view: View) -> View:
    """Anybody, without cookie or session."""
    view.audience = "everyone"  # type: ignore[attr-defined]
    return view


def holder_of_the_link(view: View) -> View:
    """Whoever holds the token in the path."""
    view.audience = "holder of the link"  # type: ignore[attr-defined]
    return view
