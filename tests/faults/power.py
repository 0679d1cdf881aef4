"""Ending real processes without a warning, and how often."""

import os
import signal
from pathlib import Path

from tests.faults.evidence import let_leases_lapse
from tests.living_site import LivingSite


def chosen(name: str, default: str = "") -> str:
    """PICKETLINE_<name>; the runner of the tests may hand it on as PICKETLINE_TEST_<name>."""
    return os.environ.get(f"PICKETLINE_TEST_{name}") or os.environ.get(f"PICKETLINE_{name}", default)


NIGHTLY = chosen("NIGHTLY") == "1"
KILLS = int(chosen("FAULT_KILLS", "20" if NIGHTLY else "6"))


def web_workers(site: LivingSite) -> list[int]:
    """The processes that answer requests: children of the web server."""
    master = site.processes["web"].pid
    return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


def kill_one_web_worker(site: LivingSite, turn: int) -> None:
    """SIGKILL for one of them; the web server starts another."""
    pids = web_workers(site)
    if pids:
        os.kill(pids[turn % len(pids)], signal.SIGKILL)


def kill(site: LivingSite, name: str) -> None:
    """SIGKILL for a process and its children."""
    process = site.processes.pop(name)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def kill_the_web_server(site: LivingSite) -> None:
    """All of it at once; then it is started again."""
    kill(site, "web")
    site.start("web")


def kill_the_worker(site: LivingSite) -> None:
    """In the middle of whatever it does; its leases are over when the next one starts."""
    kill(site, "worker")
    let_leases_lapse(site)
    site.start("worker")
