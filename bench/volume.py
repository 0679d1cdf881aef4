"""python -m bench.volume [LETTERS …]: the POST, the minute's sweep and bytes per letter, beside many letters."""

import json
import sqlite3
import sys
from pathlib import Path

from bench.sign import letter, posts
from bench.stand import PAGE, RUNS, announce, inside, installation, median

LEVELS = (1_000, 100_000, 1_000_000)
STEP = 50_000
WITHIN = 0.05
NUMBERS = "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < :rows) "


def main() -> None:
    """Each level holds the letters of the one before; the first is what the others are judged by."""
    announce("bench.volume")
    levels = tuple(int(word) for word in sys.argv[1:]) or LEVELS
    with installation() as site:
        site.stop("worker")
        site.stop("sink")
        token = site.get(PAGE).field("token")
        site.post(PAGE + "letters/", {"token": token, "name": "Anna", "email": "anna@example.org", "country": "DE"})
        database, first = site.data / "picketline.sqlite3", 0.0
        for level in levels:
            size = fill(database, level)
            runs = [posts(site.port, PAGE + "letters/", lambda: letter(token)) for _run in range(RUNS)]
            first = first or median(runs)
            sweep = json.loads(inside(site, "sweep"))
            print(
                f"  {level:9,} letters: POST {median(runs):4.0f} /s ({', '.join(f'{one:.0f}' for one in runs)}),"
                f" {median(runs) / first:.0%} of the first; sweep {sweep:.0f} ms; {size:,.0f} bytes a letter",
                flush=True,
            )
            met = "met" if median(runs) >= first * (1 - WITHIN) else "MISSED"
            print(f"            target: within {WITHIN:.0%} of the first: {met}", flush=True)


def fill(database: Path, level: int) -> float:
    """Bring the letters to `level` with copies of the one that was posted; returns bytes a letter, indexes included."""
    connection = sqlite3.connect(database, timeout=60)
    connection.execute("PRAGMA synchronous=OFF")
    before = connection.execute("SELECT count(*) FROM letters_letter").fetchone()[0]
    taken = pages(connection)
    missing = level - before
    while missing > 0:
        copy(connection, min(STEP, missing))
        missing -= STEP
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    grown = pages(connection) - taken
    connection.execute("ANALYZE")
    connection.close()
    return grown / max(1, level - before)


def pages(connection: sqlite3.Connection) -> int:
    """Bytes in use."""
    total, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return (total - free) * size


def copy(connection: sqlite3.Connection, rows: int) -> None:
    """Letters that arrived: their words are erased, the name is kept, one of three ways waits on paper."""
    supporters, letters = (
        connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]  # noqa: S608 - our own two names
        for table in ("supporters_supporter", "letters_letter")
    )
    named = {"id": f"{supporters} + n", "sealed": "NULL", "locked": "NULL", "kept": "randomblob(90)"}
    repeat(connection, "supporters_supporter", rows, named)
    arrived = {
        "id": f"{letters} + n",
        "supporter_id": f"{supporters} + n",
        "notice_id": "NULL",
        "writer_key": "randomblob(32)",
        "token_hash": "randomblob(32)",
        "sealed": "NULL",
        "confirmed_at": "written_at",
    }
    repeat(connection, "letters_letter", rows, arrived)
    first = connection.execute("SELECT min(letter_id) FROM letters_delivery").fetchone()[0]
    offices = connection.execute("SELECT id, courier FROM letters_delivery WHERE letter_id = ?", (first,)).fetchall()
    for office, courier in offices:
        way = {
            "id": "NULL",
            "letter_id": f"{letters} + n",
            "message_key": "lower(hex(randomblob(16)))",
            "state": "'waiting'" if courier == "paper" else "'accepted'",
        }
        repeat(connection, "letters_delivery", rows, way, of=office)
    connection.commit()


def repeat(connection: sqlite3.Connection, table: str, rows: int, values: dict[str, str], of: int = 1) -> None:
    """Copies of one row with other values."""
    columns = [column[1] for column in connection.execute(f"PRAGMA table_info({table})")]
    wanted = ", ".join(values.get(column, f'"{column}"') for column in columns)
    connection.execute(
        f"INSERT INTO {table} {NUMBERS} SELECT {wanted} FROM {table}, many WHERE {table}.id = :of",  # noqa: S608 - our own names
        {"rows": rows, "of": of},
    )


if __name__ == "__main__":
    main()
