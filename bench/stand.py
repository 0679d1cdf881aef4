"""Where things are measured: a whole installation and a yardstick, both real processes on this computer alone."""

import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from config import processes
from config.web import THREADS, WAITING
from tests import machine
from tests.living_site import ROOT, SLUG, LivingSite, living_site, patiently

PAGE = f"/en/appeals/{SLUG}/"
RUNS = 3


@contextmanager
def installation(*, run: bool = True, database_url: str = ""):
    """The example campaign as it is served to the public: its letters not held back, pages kept as long as always."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        living_site(Path(folder) / "data", run=False, database_url=database_url) as site,
    ):
        site.environment.pop("PICKETLINE_SHELF_SECONDS", None)
        if run:
            site.start("web")
            site.start("worker")
            with noting_sink(site):
                site.wait_until_open()
                yield site
        else:
            yield site


@contextmanager
def noting_sink(site: LivingSite):
    """A mail server that costs less than the demo's; what it notes is in `site.data / "book"`."""
    (site.data / "book").touch()
    command = [sys.executable, "-m", "bench.sink", "--port", str(site.mail_port), "--book", str(site.data / "book")]
    sink = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    try:
        yield
    finally:
        sink.terminate()
        sink.wait(15)


@contextmanager
def databases(name: str):
    """URLs for the application and the yardstick: two PostgreSQL servers that lose nothing, or "" twice for SQLite."""
    if name != "postgres":
        yield "", ""
        return
    with machine.postgres(is_durable=True) as ours, machine.postgres(is_durable=True) as theirs:
        yield ours, theirs


@contextmanager
def yardstick(page: bytes = b"", *, database_url: str = ""):
    """The minimal project under the same flags of granian; yields its port."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        data, port = Path(folder), processes.free_port()
        (data / "page.gz").write_bytes(page)
        connection = sqlite3.connect(data / "yardstick.sqlite3")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.close()
        variables = os.environ | {"YARDSTICK_DATA": folder, "YARDSTICK_DATABASE_URL": database_url}
        variables |= {"DJANGO_SETTINGS_MODULE": "bench.yardstick.settings"}
        migrate = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity", "0"]
        subprocess.run(migrate, cwd=ROOT, env=variables | {"PYTHONPATH": str(ROOT)}, check=True)
        flags = f"--interface wsgi --workers 2 --blocking-threads {THREADS} --backpressure {WAITING} --no-access-log"
        serve = [sys.executable, "-m", "granian", "bench.yardstick.wsgi:application", *flags.split()]
        command = [*serve, "--log-level", "error", "--host", "127.0.0.1", "--port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, env=variables, start_new_session=True)
        try:
            open_door = LivingSite(data, port, 0, {})
            patiently(lambda: open_door.ask("HEAD", "/").status == 200, 30, "the yardstick does not answer")
            yield port
        finally:
            server.terminate()
            server.wait(15)


def inside(site: LivingSite, what: str) -> str:
    """Run bench.inside in a process of its own, with the settings of the installation; returns what it printed."""
    command = [sys.executable, "-m", "bench.inside", what]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return done.stdout


def median(values: list[float]) -> float:
    return statistics.median(values)


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def announce(figure: str) -> None:
    """What is measured, on what machine, and how busy that is already."""
    git = shutil.which("git") or "git"
    asked = subprocess.run([git, "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    load = ", ".join(f"{one:.2f}" for one in os.getloadavg())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(
        f"{figure}\n  machine: {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()},"
        f" Python {platform.python_version()}, load {load}; commit {asked.stdout.strip() or 'unknown'}\n"
        f"  disk: {syncs_a_second():,.0f} synchronised writes/s of 4 KiB, one after the other",
        flush=True,
    )


def syncs_a_second() -> float:
    """What the disk under the temporary folder can do at this minute; every durable step waits for one of these."""
    with tempfile.TemporaryFile() as file:
        started, times = time.monotonic(), 0
        while time.monotonic() - started < 1:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            times += 1
        return times / (time.monotonic() - started)
