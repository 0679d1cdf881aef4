"""python -m bench.memory: resident memory of all server processes after a walk through the site."""

import os
import re
import threading
from pathlib import Path

from bench.stand import PAGE, announce, installation
from bench.supporters import Crowd, Mailbox
from tests.living_site import LivingSite

MOST_MEGABYTES = 160
WALK = ("/en/", "/de/", PAGE, PAGE.replace("/en/", "/de/"), PAGE + "kit/", PAGE + "kit/?country=AT", "/en/nothing/")
ROUNDS, SECONDS = 10, 10
LINE = re.compile(r"^(Pss|Rss): +(\d+) kB", re.MULTILINE)


def main() -> None:
    """After the walk, and once more after supporters wrote for ten seconds."""
    announce("bench.memory")
    with installation() as site:
        for _round in range(ROUNDS):
            for path in WALK:
                site.get(path)
        write(site, 2)
        total = report("after the walk", site)
        print(f"  target ≤ {MOST_MEGABYTES} MB: {'met' if total <= MOST_MEGABYTES else 'MISSED'}")
        write(site, SECONDS)
        report(f"after {SECONDS} s of writing", site)


def write(site: LivingSite, seconds: float) -> None:
    mailbox = Mailbox(site.data / "book")
    watcher = threading.Thread(target=mailbox.watch)
    watcher.start()
    try:
        Crowd(site, mailbox).work(seconds, at_once=8)
    finally:
        mailbox.closed.set()
        watcher.join()


def report(when: str, site: LivingSite) -> float:
    """Web server and worker, process by process; the demo's mail sink is no part of a server. Returns megabytes."""
    total = {"Pss": 0.0, "Rss": 0.0}
    lines = []
    for name in ("web", "worker"):
        for pid in family(site.processes[name].pid):
            found = {kind: int(size) / 1000 * 1.024 for kind, size in LINE.findall(smaps(pid))}
            lines.append(f"    {name:7}{found['Pss']:6.0f} MB proportional, {found['Rss']:6.0f} MB resident")
            total = {kind: total[kind] + found[kind] for kind in total}
    print(f"  {when}: {total['Pss']:.0f} MB proportional (PSS), {total['Rss']:.0f} MB as the sum of RSS")
    print("\n".join(lines), flush=True)
    return total["Pss"]


def family(pid: int) -> list[int]:
    """A process and its children."""
    return [pid, *(int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def smaps(pid: int) -> str:
    """PSS counts a page shared by two processes half in each; only root and the owner may read it."""
    file = Path(f"/proc/{pid}/smaps_rollup")
    if not os.access(file, os.R_OK):
        raise SystemExit(f"{file} cannot be read: run this as the user that owns the processes.")
    return file.read_text(encoding="ascii")


if __name__ == "__main__":
    main()
