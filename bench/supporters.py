"""Supporters who do all of it: open the page, write, wait for the mail, open its link, confirm, see the next one."""

import http.client
import re
import secrets
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from bench.stand import PAGE
from tests.living_site import LivingSite

AT_ONCE = 96
MAIL_WITHIN = 60
TOKEN = re.compile(rb'name="token"[^>]*value="([^"]*)"')
FORM = {"name": "Anna Example", "country": "DE", "points": ["1", "2", "3", "4", "5"], "named_as": "full"}


@dataclass
class Mailbox:
    """What the sink noted: the link for each supporter as it arrives, and how many letters the offices got."""

    book: Path
    links: dict[str, tuple[str, float]] = field(default_factory=dict)
    letters: int = 0
    closed: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        with self.book.open(encoding="ascii") as lines:
            while not self.closed.is_set():
                for line in lines:
                    self.take(*line.split())
                time.sleep(0.05)

    def take(self, to: str, came_at: str, link: str) -> None:
        if to.endswith("@example.org"):
            self.links[to] = link, int(came_at) / 1e9
        else:
            self.letters += 1


@dataclass
class Tally:
    """What the supporters saw; times in seconds."""

    seconds: float = 0
    post_times: list[float] = field(default_factory=list)
    mail_ages: list[tuple[float, float]] = field(default_factory=list)
    confirmed: int = 0
    answers: Counter[str] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        return self.confirmed / self.seconds

    @property
    def last_mail_age(self) -> float:
        """The longest wait among the last fifty mails."""
        return max(age for _when, age in sorted(self.mail_ages)[-50:])


@dataclass
class Crowd:
    """So many supporters at once; as soon as one is done the next one begins."""

    site: LivingSite
    mailbox: Mailbox
    tally: Tally = field(default_factory=Tally)
    end: float = 0

    def work(self, seconds: float, at_once: int = AT_ONCE) -> Tally:
        started = time.monotonic()
        self.end = started + seconds
        with ThreadPoolExecutor(at_once) as threads:
            for one in [threads.submit(self.one_after_the_other) for _one in range(at_once)]:
                one.result()
        self.tally.seconds = time.monotonic() - started
        return self.tally

    def one_after_the_other(self) -> None:
        while time.monotonic() < self.end:
            self.sign(f"anna-{secrets.token_hex(6)}@example.org")

    def sign(self, address: str) -> None:
        """One supporter from first to last; whatever is not as it should be is counted by its name."""
        visitor = Visitor(self.site.port)
        page = visitor.ask("GET", PAGE)[1]
        form = FORM | {"token": TOKEN.search(page)[1].decode(), "email": address, "own_words": "I am a nurse."}
        started, wall = time.monotonic(), time.time()
        status, _page = visitor.ask("POST", PAGE + "letters/", form)
        self.tally.post_times.append(time.monotonic() - started)
        self.tally.answers[f"POST {status}"] += 1
        visitor.leave()
        if status == 303 and (link := self.wait_for_link(address, wall)):
            self.confirm(link)

    def wait_for_link(self, address: str, written_at: float) -> str:
        end = time.monotonic() + MAIL_WITHIN
        while time.monotonic() < end:
            if found := self.mailbox.links.pop(address, None):
                self.tally.mail_ages.append((found[1], found[1] - written_at))
                return found[0]
            time.sleep(0.05)
        self.tally.answers["no mail"] += 1
        return ""

    def confirm(self, link: str) -> None:
        visitor = Visitor(self.site.port)
        opened, _page = visitor.ask("GET", link)
        status, _page = visitor.ask("POST", link + "confirmation/", {})
        visitor.leave()
        self.tally.answers[f"confirmation {opened} {status}"] += 1
        self.tally.confirmed += status == 303


class Visitor:
    """One browser on a network of its own."""

    def __init__(self, port: int) -> None:
        source = (f"127.{secrets.randbelow(250) + 1}.{secrets.randbelow(250)}.{secrets.randbelow(250) + 1}", 0)
        self.host = f"localhost:{port}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=source)

    def ask(self, method: str, path: str, form: dict | None = None) -> tuple[int, bytes]:
        headers = {"Host": self.host}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = None if form is None else urlencode(form, doseq=True)
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def leave(self) -> None:
        self.connection.close()
