"""What every test stands on: a data folder of its own, keys, no way out of this computer, and a list of rendered pages."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

KEPT = {"PICKETLINE_DATABASE_URL", "PICKETLINE_CHROMIUM"}
FOR_TESTS = "PICKETLINE_TEST_"
HERE = {"localhost", "", None}


def data_folder() -> Path:
    """The folder that the leg names, or a new one; every xdist worker has a part of its own in it."""
    named = os.environ.get("PICKETLINE_TEST_DATA")
    if not named:
        named = os.environ["PICKETLINE_TEST_DATA"] = tempfile.mkdtemp(prefix="picketline-test-")
        os.environ["PICKETLINE_TEST_DATA_OWNER"] = str(os.getpid())
    return Path(named) / os.environ.get("PYTEST_XDIST_WORKER", "main")


def prepare_settings(data: Path) -> None:
    """Settings of a new installation, whatever the shell around the tests says."""
    for name in list(os.environ):
        if name.startswith("PICKETLINE_") and name not in KEPT and not name.startswith(FOR_TESTS):
            del os.environ[name]
    os.environ["PICKETLINE_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    from picketline.sealing import keys

    keys.make_pairs(data / "keys")
    (data / "static").mkdir(exist_ok=True)


prepare_settings(data_folder())


def pytest_configure() -> None:
    """Read the settings now that their folder exists; pytest-django goes on from here."""
    from django.conf import settings

    assert settings.DATABASES


def pytest_unconfigure() -> None:
    """The folder goes with the process that made it."""
    if os.environ.get("PICKETLINE_TEST_DATA_OWNER") == str(os.getpid()):
        shutil.rmtree(os.environ["PICKETLINE_TEST_DATA"], ignore_errors=True)


def is_here(host: object) -> bool:
    """Whether a host or address is this computer."""
    if host in HERE:
        return True
    try:
        return ip_address(str(host)).is_loopback
    except ValueError:
        return False


def refuse_the_world(event: str, values: tuple) -> None:
    """An audit hook, so that no library finds a way around it."""
    if event in {"socket.connect", "socket.sendto"} and isinstance(values[1], tuple):
        host = values[1][0]
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = values[0]
    else:
        return
    if not is_here(host):
        raise RuntimeError(f"A test tried to reach {host}: tests speak with this computer only.")
