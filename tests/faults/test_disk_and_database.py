"""The disk is full, the database is busy or cannot be written, and the power goes: no false “thank you”."""

import resource
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from tests.faults.crowd import Crowd
from tests.faults.evidence import gather, wait_until_quiet
from tests.faults.oracle import complaints
from tests.faults.power import NIGHTLY, kill, kill_the_worker, web_workers

LOCKED_SECONDS = 5
POWER_CUTS = 20 if NIGHTLY else 3
WRITE_VERSION_AT = 18  # a byte of SQLite's file format: above 2, the file may be read and not be written
NOT_WRITABLE, WRITABLE = b"\x03", b"\x02"


def stored(site) -> int:
    return site.sql("SELECT count(*) FROM letters_letter")[0][0]


def judge(site, crowd):
    crowd.ring()
    wait_until_quiet(site, 60)
    return complaints(gather(site, crowd.ledger))


def test_a_lock_that_another_writer_holds_for_five_seconds_is_waited_out(site):
    crowd = Crowd.before(site)
    assert crowd.write(crowd.ledger.new_mark())
    locked = threading.Event()
    with ThreadPoolExecutor(9) as threads:
        lock = threads.submit(hold_the_lock, site, locked)
        assert locked.wait(10)
        started = time.monotonic()
        writers = [threads.submit(crowd.write, crowd.ledger.new_mark()) for _one in range(8)]
        assert all(writer.result() for writer in writers)
        assert time.monotonic() - started > LOCKED_SECONDS - 1
        lock.result()
    assert dict(crowd.ledger.answers) == {303: 9}
    assert judge(site, crowd) == []


def hold_the_lock(site, locked: threading.Event) -> None:
    connection = sqlite3.connect(site.data / "picketline.sqlite3", isolation_level=None, timeout=20)
    connection.execute("BEGIN IMMEDIATE")
    locked.set()
    time.sleep(LOCKED_SECONDS)
    connection.execute("ROLLBACK")
    connection.close()


def test_a_database_that_cannot_be_written_is_said_and_nothing_is_acknowledged(site):
    crowd = Crowd.before(site)
    assert crowd.write(crowd.ledger.new_mark())
    wait_until_quiet(site, 30)
    make_database(site, NOT_WRITABLE)
    site.wait_until_open()
    answer = refused_letter(site, crowd)
    assert answer.status == 500
    assert "thank" not in answer.words.lower()
    assert "<h1" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    make_database(site, WRITABLE)
    site.wait_until_open()
    assert stored(site) == 1
    assert judge(site, crowd) == []


def make_database(site, version: bytes) -> None:
    """While nothing runs: everything from the log into the file, then one byte of the file's head."""
    for name in ("web", "worker"):
        site.stop(name)
    file = site.data / "picketline.sqlite3"
    if version == NOT_WRITABLE:
        connection = sqlite3.connect(file)
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
        connection.close()
    with file.open("r+b") as head:
        head.seek(WRITE_VERSION_AT)
        head.write(version)
    for name in ("web", "worker"):
        site.start(name)


def refused_letter(site, crowd):
    """A letter that cannot be kept; it is in no ledger as acknowledged."""
    mark = crowd.ledger.new_mark()
    return site.write_letter(f"{mark}@example.org", own_words=mark)


def test_a_full_disk_is_said_and_writing_goes_on_once_there_is_room(site):
    crowd = Crowd.before(site)
    assert crowd.write(crowd.ledger.new_mark())
    wait_until_quiet(site, 30)
    before = stored(site)
    let_no_file_grow_beyond(site, 1)
    answers = [refused_letter(site, crowd) for _one in range(6)]
    assert [answer.status for answer in answers] == [500] * 6
    assert stored(site) == before
    let_no_file_grow_beyond(site, resource.RLIM_INFINITY)
    assert judge(site, crowd) == []


def let_no_file_grow_beyond(site, size: int) -> None:
    """For the processes that answer requests, as the kernel sees them: a write beyond `size` bytes fails."""
    for pid in web_workers(site):
        _soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))


def test_the_database_is_whole_after_everything_was_killed_at_once_under_load(site):
    crowd = Crowd.before(site)
    with crowd.at_work(writers=8):
        for _cut in range(POWER_CUTS):
            time.sleep(1)
            for name in ("web", "worker"):
                kill(site, name)
            assert broken_parts(site) == []
            for name in ("web", "worker"):
                site.start(name)
            site.wait_until_open()
    kill_the_worker(site)
    assert judge(site, crowd) == []
    assert len(crowd.ledger.acknowledged) > 10 * POWER_CUTS
    assert broken_parts(site) == []


def broken_parts(site) -> list[str]:
    """What SQLite itself finds wrong in both files, foreign keys included."""
    found = []
    for name in ("picketline.sqlite3", "queue.sqlite3"):
        connection = sqlite3.connect(site.data / name, timeout=20)
        found += [f"{name}: {words}" for (words,) in connection.execute("PRAGMA integrity_check") if words != "ok"]
        found += [f"{name}: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
        connection.close()
    return found
