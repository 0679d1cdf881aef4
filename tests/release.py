"""python -m tests.release: saves the database of this version, so that every later version is tried on it.

It is the example campaign with letters in several states; whoever they are from exists nowhere.
"""

import gzip
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from picketline.keeping import version
from tests.living_site import ROOT, LivingSite, living_site, patiently

SAVED = ROOT / "picketline" / "keeping" / "tests" / "releases"
ENDED = "SELECT count(*) FROM letters_delivery WHERE state = 'accepted'"


def main() -> None:
    """One file for the version that pyproject.toml names; a version is saved once."""
    file = SAVED / f"{version.current()}.sqlite3.gz"
    if file.exists():
        raise SystemExit(f"{file.name} is saved already: a released database does not change.")
    with tempfile.TemporaryDirectory() as folder, living_site(Path(folder) / "data") as site:
        write_letters(site)
        for process in ("web", "worker"):
            site.stop(process)
        save(site.data / "picketline.sqlite3", file)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")


def write_letters(site: LivingSite) -> None:
    """One that arrived, one that was taken back, one that waits for its writer, one that its writer did not write."""
    for address in ("arrived", "withdrawn", "waiting", "disowned"):
        site.write_letter(f"{address}@example.org")
    site.post(site.letter_path("arrived@example.org") + "confirmation/")
    patiently(lambda: site.sql(ENDED)[0][0] == 2, 60, "the letter does not arrive")
    site.sql("UPDATE appeals_appeal SET hold_minutes = 10")
    site.post(site.letter_path("withdrawn@example.org") + "confirmation/")
    site.post(site.letter_path("withdrawn@example.org") + "withdrawal/")
    site.post(site.letter_path("disowned@example.org") + "disavowal/")
    site.letter_path("waiting@example.org")


def save(database: Path, file: Path) -> None:
    """The whole of it in one file, compressed."""
    file.parent.mkdir(exist_ok=True)
    copy = database.with_name("copy.sqlite3")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("VACUUM INTO ?", [str(copy)])
    file.write_bytes(gzip.compress(copy.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
