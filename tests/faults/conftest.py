"""A site of its own for every file, on SQLite; all of it is marked as faults."""

from pathlib import Path

import pytest

from tests.living_site import living_site

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("faults")


@pytest.fixture
def site(tmp_path):
    """A site whose web server, worker and mail sink run."""
    with living_site(tmp_path / "data") as site:
        yield site
