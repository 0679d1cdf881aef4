"""Questions that a tree's own Django answers: python -m tests.architecture.inside <question>, run in that tree."""

import json
import os
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

TREE = Path.cwd()


def forward_keys() -> Iterator[str]:
    """Relations to an app that comes later in the story; keys written as text escape import-linter."""
    from django.apps import apps

    from tests.architecture.tree import story

    places = story(TREE)
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            there = getattr(field, "related_model", None)
            if not there or isinstance(there, str) or (field.auto_created and not field.concrete):
                continue
            here, to = (place_of(one, places) for one in (model, there))
            if here is not None and to is not None and here < to:
                yield f"{model._meta.label}.{field.name} points forward to {there._meta.label}"


def place_of(model: type, places: dict[str, int]) -> int | None:
    """Where the app of a model stands; None for an app that is not ours."""
    package, _, app = model.__module__.partition(".")
    return places.get(app.partition(".")[0]) if package == "picketline" else None


def generic_keys() -> Iterator[str]:
    """Keys that may point at anything: GenericForeignKey, or a key to ContentType."""
    from django.apps import apps
    from django.contrib.contenttypes.fields import GenericForeignKey
    from django.contrib.contenttypes.models import ContentType

    for model in apps.get_models():
        if model.__module__.startswith("picketline."):
            for field in model._meta.get_fields():
                if isinstance(field, GenericForeignKey) or getattr(field, "related_model", None) is ContentType:
                    yield f"{model._meta.label}.{field.name} may point at anything"


def missing_migrations() -> Iterator[str]:
    """What `makemigrations` would write."""
    from django.core.management import call_command

    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out, verbosity=1)
    except SystemExit:
        yield from (line.strip() for line in out.getvalue().splitlines() if line.startswith("    "))


def routes_without_audience() -> Iterator[str]:
    """Addresses whose view does not say whom it is for."""
    from django.urls import get_resolver

    from tests.architecture.audiences import AUDIENCES

    for address, view in views_under(get_resolver().url_patterns):
        name = f"{view.__module__}.{getattr(view, '__qualname__', type(view).__qualname__)}"
        if not getattr(view, "audience", "") and name not in AUDIENCES:
            yield f"/{address} ({name}) does not say whom it is for"


def routes_put_to_no_test() -> Iterator[str]:
    """Addresses that tests/routes.py does not have, has among those for others, or has though they are gone."""
    from django.urls import get_resolver

    from tests import routes

    listed = {"public": routes.PUBLIC, "an entrance": routes.ENTRANCES, "at the desk": routes.DESK}
    told = {route: kind for kind, known in listed.items() for route in known}
    for address, view in views_under(get_resolver().url_patterns):
        route = f"/{address}"
        kind = kind_of(route, getattr(view, "audience", ""))
        if told.pop(route, "") != kind:
            yield f"{route} is {kind}, and tests/routes.py does not say so"
    yield from (f"tests/routes.py has {route}, which leads nowhere" for route in told)


def kind_of(route: str, audience: str) -> str:
    """Who can reach a route: anybody, anybody who wants to sign in, organisers."""
    if audience in {"organisers", "administrators", "whoever is signed in"}:
        return "at the desk"
    return "an entrance" if route.startswith("/en/desk/") else "public"


def views_under(patterns: list, prefix: str = "") -> Iterator[tuple]:
    """Every address with its view."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from views_under(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


def open_network() -> Iterator[str]:
    """Ways out of this computer that conftest.py leaves open to a test. Nothing is sent: UDP only notes the address."""
    import socket

    import conftest  # noqa: F401 - it puts the guard up

    def connect() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
            way_out.connect(("192.0.2.1", 9))

    for name, attempt in {"connect": connect, "look-up": lambda: socket.getaddrinfo("somewhere.invalid", 80)}.items():
        try:
            attempt()
        except RuntimeError:
            continue
        except OSError:
            pass
        yield f"a test may {name} beyond this computer"


QUESTIONS = [
    forward_keys,
    generic_keys,
    missing_migrations,
    routes_without_audience,
    routes_put_to_no_test,
    open_network,
]


def main() -> None:
    """Answer one question as a line of JSON."""
    question = next(one for one in QUESTIONS if one.__name__ == sys.argv[1])
    if question is not open_network:
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        django.setup()
    print(json.dumps(list(question())))


if __name__ == "__main__":
    main()
