"""Collects what the oracle judges: the clients' ledger, the files of the mail server, the rows by plain SQL."""

import email
import email.policy
import hashlib
import hmac
import re
import secrets
from collections import Counter
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from tests.faults.oracle import Evidence, Piece
from tests.living_site import LivingSite, patiently

MARK = re.compile(r"mark-[0-9a-f]{12}")
LINK = re.compile(r"/en/letters/([\w-]+)/")
CONFIRM = "letters/email/please_confirm.txt"
LONG_AGO = "2000-01-01 00:00:00"
JOURNEYS = ("letters_delivery", "mailing_notice")


@dataclass
class Ledger:
    """What the clients did and were told; a mark stands for one letter and for its writer's address."""

    written: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)
    tokens: dict[str, str] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)

    def new_mark(self) -> str:
        mark = f"mark-{secrets.token_hex(6)}"
        self.written.add(mark)
        return mark


def address_of(mark: str) -> str:
    return f"{mark}@example.org"


def read_mail(file: Path) -> EmailMessage:
    return email.message_from_bytes(file.read_bytes().replace(b"\r\n", b"\n"), policy=email.policy.default)


def piece_of(mail: EmailMessage) -> Piece:
    """Whose letter it is and who got it."""
    to = str(mail["X-Envelope-To"])
    found = MARK.search(to) or MARK.search(mail.get_content())
    return (found[0] if found else "no mark"), to


def copies_in(site: LivingSite) -> Counter[Piece]:
    """How often the mail server took each piece."""
    return Counter(piece_of(read_mail(file)) for file in kept_by_the_sink(site))


def kept_by_the_sink(site: LivingSite) -> list[Path]:
    """Its files, oldest first; names that begin with a dot are not finished."""
    return sorted((site.data / "mailbox").glob("[0-9]*.eml"))


def gather(site: LivingSite, ledger: Ledger) -> Evidence:
    """Everything, once nothing moves any more."""
    letters = site.sql(
        "SELECT l.id, l.writer_key, l.token_hash, l.confirmed_at IS NOT NULL, n.state"
        " FROM letters_letter l LEFT JOIN mailing_notice n ON n.id = l.notice_id"
    )
    known = keys_of(site, ledger)
    marks = {row[0]: known.get(row[1]) or known.get(row[2]) or f"a stranger’s letter {row[0]}" for row in letters}
    ways = site.sql(
        "SELECT d.letter_id, c.value, d.state FROM letters_delivery d"
        " JOIN authorities_contactpoint c ON c.id = d.contact_id WHERE d.courier = 'email'"
    )
    notices = [((marks[row[0]], address_of(marks[row[0]])), row[4]) for row in letters if row[4]]
    return Evidence(
        acknowledged=frozenset(ledger.acknowledged),
        confirmed=frozenset(ledger.confirmed),
        stored=tuple(marks.values()),
        stored_confirmed=frozenset(marks[row[0]] for row in letters if row[3]),
        without_notice=tuple(marks[row[0]] for row in letters if not row[4]),
        notices_of_nobody=orphans(site),
        states=(*notices, *(((marks[letter], to), state) for letter, to, state in ways)),
        copies=copies_in(site),
        answers=Counter(ledger.answers),
    )


def keys_of(site: LivingSite, ledger: Ledger) -> dict[bytes, str]:
    """Marks by what the rows hold of them: the keyed hash of the address, and the hash of the link's token."""
    pepper = bytes(site.sql("SELECT pepper FROM appeals_appeal")[0][0])
    keys = {hmac.digest(pepper, address_of(mark).encode(), "sha256"): mark for mark in ledger.written}
    return keys | {hashlib.sha256(token.encode()).digest(): mark for mark, token in ledger.tokens.items()}


def orphans(site: LivingSite) -> int:
    return site.sql(
        "SELECT count(*) FROM mailing_notice n WHERE n.template = ?"
        " AND NOT EXISTS (SELECT 1 FROM letters_letter l WHERE l.notice_id = n.id)",
        CONFIRM,
    )[0][0]


def let_leases_lapse(site: LivingSite) -> None:
    """As if two minutes went by: only while no worker runs, so that nobody holds what lapses."""
    for table in JOURNEYS:
        site.sql(f"UPDATE {table} SET lease_until = ? WHERE state = 'travelling'", LONG_AGO)


def let_pauses_end(site: LivingSite) -> None:
    """As if the pause before the next attempt were over."""
    for table in JOURNEYS:
        site.sql(f"UPDATE {table} SET due_at = ? WHERE state = 'due'", LONG_AGO)


def wait_until_quiet(site: LivingSite, seconds: float) -> None:
    """Return when no mail is on its way and none is due now; later attempts may be planned."""
    now = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
    moving = " UNION ALL ".join(
        f"SELECT 1 FROM {table} WHERE state = 'travelling' OR (state = 'due' AND due_at <= {now})" for table in JOURNEYS
    )
    patiently(lambda: not site.sql(moving), seconds, "mail is still on its way")
