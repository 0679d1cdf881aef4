"""Sites to back up and to restore: real processes, driven by commands, HTTP and SQL."""

import re
import subprocess
import sys
from dataclasses import replace

import pytest

from tests.living_site import ROOT, LivingSite
from tests.stories.conftest import own_database


class Keeper:
    """Somebody who keeps one site's backups, with the key in a drawer."""

    def __init__(self, site: LivingSite, drawer) -> None:
        self.site, self.drawer = site, drawer
        self.key = drawer / "key.txt"

    def backs_up(self, name: str = "one.age"):
        """The file of a new backup."""
        if not self.key.exists():
            self.site.manage("new_backup_key", str(self.key))
        self.site.manage("backup", str(self.drawer / name))
        return self.drawer / name

    def empty_place(self, name: str = "restored") -> LivingSite:
        """A data folder and a database in which nothing is yet."""
        folder = self.drawer / name / "data"
        changed = {"PICKETLINE_DATA": str(folder)}
        if self.site.environment["PICKETLINE_DATABASE_URL"]:
            changed["PICKETLINE_DATABASE_URL"] = own_database()
        return replace(self.site, data=folder, environment=self.site.environment | changed, processes={})

    def restores(self, file, place: LivingSite, *more: str) -> str:
        """What the command said."""
        if "--without-ledger" not in more:
            more = (*more, "--ledger", str(self.site.data / "erased.log"))
        return place.manage("restore", str(file), "--identity", str(self.key), *more)


def refusal(site: LivingSite, *arguments: str) -> str:
    """The one sentence of a command that refuses."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, ""), done
    return re.sub(r"\s+", " ", done.stderr.removeprefix("CommandError:")).strip()


def everything_in(site: LivingSite) -> dict[str, list[tuple]]:
    """Every row of every table."""
    if site.environment["PICKETLINE_DATABASE_URL"]:
        names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    else:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
    return {name: sorted(map(plain, site.sql(f'SELECT * FROM "{name}"'))) for (name,) in site.sql(names)}


def plain(row: tuple) -> tuple:
    """Values that can be put in order."""
    return tuple(repr(bytes(value)) if isinstance(value, memoryview) else repr(value) for value in row)


@pytest.fixture(scope="session")
def database_url():
    """A database of one's own on the leg's server; empty on SQLite."""
    return own_database
