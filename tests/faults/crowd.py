"""People at work while things break: they write, press the button again when nobody answers, confirm, withdraw."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.faults.evidence import LINK, Ledger, address_of, kept_by_the_sink, piece_of, read_mail
from tests.living_site import SLUG, LivingSite, patiently

WRITERS = 4
BREATH = 0.05
FORM = {"name": "Anna Example", "country": "DE", "points": ["1", "2", "3", "4", "5"], "named_as": "full"}


@dataclass
class Crowd:
    """Threads with a ledger; every third letter is confirmed, every sixth withdrawn right after."""

    site: LivingSite
    token: str
    ledger: Ledger = field(default_factory=Ledger)
    gone_home: threading.Event = field(default_factory=threading.Event)
    seen: set[str] = field(default_factory=set)

    @classmethod
    def before(cls, site: LivingSite) -> "Crowd":
        """A crowd that has the form open."""
        return cls(site, site.get(f"/en/appeals/{SLUG}/").field("token"))

    @contextmanager
    def at_work(self, writers: int = WRITERS):
        """Writing and confirming until the block ends."""
        self.gone_home.clear()
        with ThreadPoolExecutor(writers + 1) as threads:
            busy = [threads.submit(self.keep_writing) for _one in range(writers)] + [threads.submit(self.keep_reading)]
            try:
                yield self
            finally:
                self.gone_home.set()
        for one in busy:
            one.result()

    def keep_writing(self) -> None:
        while not self.gone_home.is_set():
            self.write(self.ledger.new_mark())
            time.sleep(BREATH)

    def write(self, mark: str) -> bool:
        """Press the button until somebody answers."""
        form = FORM | {"token": self.token, "email": address_of(mark), "own_words": f"I am a nurse. {mark}"}
        if self.press(f"/en/appeals/{SLUG}/letters/", form):
            self.ledger.acknowledged.add(mark)
        return mark in self.ledger.acknowledged

    def press(self, path: str, form: dict | None = None) -> bool:
        """True where the answer was “see other”; asks again while there is none, unless it is time to go."""
        while True:
            try:
                status = self.site.post(path, form).status
            except OSError:
                if self.gone_home.is_set():
                    return False
                time.sleep(BREATH)
            else:
                self.ledger.answers[status] += 1
                return status == 303

    def keep_reading(self) -> None:
        while not self.gone_home.is_set():
            self.read_new_mail()
            time.sleep(BREATH)

    def read_new_mail(self) -> None:
        """Open each new confirmation mail; what its mark says is done with the letter."""
        for mark in self.collect_links():
            lot = int(mark[-6:], 16) % 6
            if lot % 3 == 0 and self.confirm(mark) and lot == 0:
                self.press(self.path_of(mark) + "withdrawal/")

    def collect_links(self) -> list[str]:
        """Note the token in each new confirmation mail; returns whose they are."""
        found = []
        for file in kept_by_the_sink(self.site):
            if file.name not in self.seen:
                self.seen.add(file.name)
                mail = read_mail(file)
                mark, to = piece_of(mail)
                if to == address_of(mark):
                    self.ledger.tokens[mark] = LINK.search(mail.get_content())[1]
                    found.append(mark)
        return found

    def path_of(self, mark: str) -> str:
        return f"/en/letters/{self.ledger.tokens[mark]}/"

    def confirm(self, mark: str) -> bool:
        """“Yes, send it”."""
        if self.press(self.path_of(mark) + "confirmation/"):
            self.ledger.confirmed.add(mark)
        return mark in self.ledger.confirmed

    def write_and_wait(self) -> str:
        """One letter whose confirmation mail has come; returns its mark."""
        mark = self.ledger.new_mark()
        assert self.write(mark)
        patiently(lambda: self.collect_links() is not None and mark in self.ledger.tokens, 60, f"no mail for {mark}")
        return mark

    def ring(self) -> str:
        """One more letter, confirmed: the bell that makes the worker look for what is due."""
        mark = self.write_and_wait()
        assert self.confirm(mark)
        return mark
