"""One living site for all stories of a file, on the database that the leg names."""

import os
import secrets
from pathlib import Path

import pytest

from tests.living_site import living_site


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of its own for every file: web server, worker and mail sink run."""
    folder: Path = tmp_path_factory.mktemp("site")
    with living_site(folder / "data with a space", database_url=own_database()) as site:
        yield site


@pytest.fixture
def address() -> str:
    """An address that nobody used before."""
    return f"anna-{secrets.token_hex(4)}@example.org"


def own_database() -> str:
    """A new database on the leg's PostgreSQL server; empty on SQLite, where the data folder holds it."""
    url = os.environ.get("PICKETLINE_TEST_POSTGRES", "")
    if not url:
        return ""
    import psycopg

    name = f"stories_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    base, _, query = url.partition("?")
    return base.rpartition("/")[0] + f"/{name}" + (f"?{query}" if query else "")
