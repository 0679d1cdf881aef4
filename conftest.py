"""What every test stands on: a data folder of its own, keys, no way out of this computer, a list of rendered templates.

Django's settings are read here and not by pytest-django, because their data folder must exist first.
"""

import atexit
import os
import shutil
import sys
import tempfile
from ipaddress import ip_address
from pathlib import Path
from unittest.mock import patch

import django
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as examples

KEPT = {"PICKETLINE_DATABASE_URL", "PICKETLINE_CHROMIUM"}
FOR_TESTS = "PICKETLINE_TEST_"
SETTINGS = "DJANGO_SETTINGS_MODULE"


# A slow machine breaks nothing, and the same code has the same examples; every night it has others.
examples.register_profile(
    "steady", deadline=None, derandomize=not os.environ.get("PICKETLINE_TEST_NIGHTLY"),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
examples.load_profile("steady")


def data_folder() -> Path:
    """The folder that the leg names, or a new one for this run; every xdist worker has a part of its own in it."""
    named = os.environ.get("PICKETLINE_TEST_DATA")
    if not named:
        named = os.environ["PICKETLINE_TEST_DATA"] = tempfile.mkdtemp(prefix="picketline-test-")
        atexit.register(shutil.rmtree, named, ignore_errors=True)
    return Path(named) / os.environ.get("PYTEST_XDIST_WORKER", "main")


def start_django(data: Path) -> None:
    """A new installation, whatever the shell around the tests says; xdist workers come through here too."""
    from django.conf import settings

    if settings.configured:
        raise pytest.UsageError(f"Unset {SETTINGS} and leave out --ds: conftest.py names the settings.")
    for name in list(os.environ):
        if name.startswith("PICKETLINE_") and name not in KEPT and not name.startswith(FOR_TESTS):
            del os.environ[name]
    (data / "static").mkdir(parents=True, exist_ok=True)
    os.environ |= {"PICKETLINE_DATA": str(data), SETTINGS: "config.settings"}
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        settings.DATABASES["default"]["TEST"] = {"NAME": data / "test.sqlite3"}
    django.setup()
    from picketline.sealing import keys

    keys.make_pairs(data / "keys")
    del os.environ[SETTINGS]


start_django(data_folder())


def is_here(host: str | bytes | None) -> bool:
    """Whether a host name or address means this computer."""
    name = host.decode() if isinstance(host, bytes) else host
    if not name or name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def refuse_the_world(event: str, values: tuple) -> None:
    """An audit hook of Python itself, so that no library finds a way round it."""
    if event in {"socket.connect", "socket.sendto"}:
        host = values[1][0] if isinstance(values[1], tuple) else None
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = values[0]
    else:
        return
    if not is_here(host):
        raise RuntimeError(f"A test tried to reach {host!r}: tests speak with this computer only.")


sys.addaudithook(refuse_the_world)

rendered: set[str] = set()


def remember(template: django.template.Template, **_kwargs: object) -> None:
    """One more template that a test has rendered."""
    rendered.add(template.name or "")


@pytest.fixture(scope="session", autouse=True)
def rendered_templates():
    """Every template that the tests of this process render goes into the file that the leg names."""
    from django.test.signals import template_rendered

    template_rendered.connect(remember)
    yield rendered
    file = os.environ.get("PICKETLINE_TEST_TEMPLATES")
    if file:
        with open(file, "a", encoding="utf-8") as out:
            out.writelines(f"{name}\n" for name in sorted(rendered))


@pytest.fixture(scope="session", autouse=True)
def a_record_that_can_be_emptied():
    """Tests with real transactions empty every table at their end: for that moment the triggers are lifted."""
    from django.core.management.commands import flush

    from picketline.audit import append_only

    sql_flush = flush.sql_flush

    def emptying(style, connection, **options):
        vendor = connection.vendor
        return [*append_only.LIFT[vendor], *sql_flush(style, connection, **options), *append_only.PROTECT[vendor]]

    with patch.object(flush, "sql_flush", emptying):
        yield
