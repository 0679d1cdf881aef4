"""python -m bench.sign [postgres]: supporters/s through the whole flow, then the POST alone against the yardstick."""

import secrets
import sys
import threading
import time
from urllib.parse import urlencode

from bench import load
from bench.stand import PAGE, RUNS, announce, databases, installation, median, percentile, yardstick
from bench.supporters import FORM, Crowd, Mailbox, Tally

SECONDS, POST_SECONDS = 20, 5
FLOOR, OLDEST_MAIL, PART_OF_YARDSTICK = 60, 10, 0.4
WORK_LEFT = "SELECT count(*) FROM letters_delivery WHERE state IN ('due', 'travelling')"
DRAINED_WITHIN = 300


def main() -> None:
    """The whole flow three times with everything running; then the POST alone, worker and sink at rest."""
    name = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    announce(f"bench.sign {name}")
    with databases(name) as (ours, theirs), installation(database_url=ours) as site:
        mailbox = Mailbox(site.data / "book")
        watcher = threading.Thread(target=mailbox.watch)
        watcher.start()
        try:
            rates = [flow(site, mailbox).rate for _run in range(RUNS)]
        finally:
            mailbox.closed.set()
            watcher.join()
        met = "met" if median(rates) >= FLOOR else "MISSED"
        print(f"  whole flow: {median(rates):.0f} supporters/s, median of {RUNS}; floor {FLOOR}: {met}", flush=True)
        site.stop("worker")
        post_alone(site, theirs)


def flow(site, mailbox: Mailbox) -> Tally:
    """One run, and how long the letters of its supporters still take to leave."""
    tally = Crowd(site, mailbox).work(SECONDS)
    left, started = site.sql(WORK_LEFT)[0][0], time.monotonic()
    while site.sql(WORK_LEFT)[0][0] and time.monotonic() - started < DRAINED_WITHIN:
        time.sleep(0.2)
    drained = time.monotonic() - started
    p50, p99 = (1000 * percentile(tally.post_times, part) for part in (0.5, 0.99))
    young = "met" if tally.last_mail_age <= OLDEST_MAIL else "MISSED"
    print(
        f"  run: {tally.rate:.0f} supporters/s; POST p50 {p50:.0f} ms, p99 {p99:.0f} ms;"
        f" confirmation mail at the end after {tally.last_mail_age:.1f} s (target ≤ {OLDEST_MAIL}: {young});"
        f" {left} letters left at the end, gone {drained:.1f} s later; {dict(tally.answers)}",
        flush=True,
    )
    return tally


def post_alone(site, database_url: str) -> None:
    """In turns with the yardstick."""
    token = site.get(PAGE).field("token")
    with yardstick(database_url=database_url) as other:
        ours, theirs = [], []
        for _run in range(RUNS):
            ours.append(posts(site.port, PAGE + "letters/", lambda: letter(token)))
            theirs.append(posts(other, "/sign/", signature))
    print(f"  POST:      {median(ours):6,.0f} /s (runs: {', '.join(f'{one:,.0f}' for one in ours)})")
    print(f"  yardstick: {median(theirs):6,.0f} /s (runs: {', '.join(f'{one:,.0f}' for one in theirs)})")
    part = median(ours) / median(theirs)
    met = "met" if part >= PART_OF_YARDSTICK else "MISSED"
    print(f"  {part:.0%} of the yardstick; target ≥ {PART_OF_YARDSTICK:.0%}: {met}", flush=True)


def posts(port: int, path: str, body) -> float:
    return load.run(port, load.posting(path, port, body), POST_SECONDS, connections=8).rate(303)


def new_address() -> str:
    return f"anna-{secrets.token_hex(6)}@example.org"


def letter(token: str) -> bytes:
    return urlencode(FORM | {"token": token, "email": new_address(), "own_words": "I am a nurse."}, doseq=True).encode()


def signature() -> bytes:
    return urlencode({"name": "Anna Example", "email": new_address(), "country": "DE"}).encode()


if __name__ == "__main__":
    main()
