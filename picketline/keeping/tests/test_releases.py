"""Whoever runs an older version keeps everything: its saved database is brought up to date, and the site opens."""

import gzip
import os
from pathlib import Path

import pytest

from tests.living_site import ROOT, SLUG, LivingSite, free_port

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.sqlite3.gz"))
UNCHANGED = ("letters_letter", "letters_delivery", "appeals_appeal", "appeals_person")
KEPT = (*UNCHANGED, "authorities_authority", "audit_entry")


@pytest.fixture
def older(request, tmp_path):
    """An installation with the database of a released version, and keys of its own."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PICKETLINE_")}
    own = {"DEMO": "1", "DATA": str(tmp_path / "data"), "SITE_URL": f"http://localhost:{port}", "DATABASE_URL": ""}
    site = LivingSite(tmp_path / "data", port, free_port(), kept | {f"PICKETLINE_{name}": own[name] for name in own})
    site.data.mkdir(mode=0o700)
    (site.data / "picketline.sqlite3").write_bytes(gzip.decompress(request.param.read_bytes()))
    yield site
    site.stop("web")


def numbers(site: LivingSite) -> dict[str, int]:
    return {table: site.sql(f"SELECT count(*) FROM {table}")[0][0] for table in KEPT}


def test_there_is_a_saved_database():
    assert RELEASES


@pytest.mark.parametrize("older", RELEASES, indirect=True, ids=lambda file: file.name)
def test_its_migrations_are_all_still_there(older):
    applied = older.sql("SELECT app, name FROM django_migrations")
    ours = {(app, name) for app, name in applied if (ROOT / "picketline" / app).is_dir()}
    assert ours
    assert [f"{app}.{name}" for app, name in sorted(ours) if not migration(app, name).exists()] == []


def migration(app: str, name: str) -> Path:
    return ROOT / "picketline" / app / "migrations" / f"{name}.py"


@pytest.mark.parametrize("older", RELEASES, indirect=True, ids=lambda file: file.name)
def test_it_is_brought_up_to_date_and_nothing_is_lost(older):
    before = numbers(older)
    assert before["letters_letter"] == 4
    older.manage("prepare", "--sending", "KZ")
    after = numbers(older)
    assert all(after[table] >= number for table, number in before.items())
    assert {table: after[table] for table in UNCHANGED} == {table: before[table] for table in UNCHANGED}
    assert older.sql("PRAGMA foreign_key_check") == []
    older.start("web")
    older.wait_until_open()
    assert older.get(f"/en/appeals/{SLUG}/").status == 200
