"""A letter is written: kept until its writer confirms it, and made room for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone, translation

from picketline.appeals.models import Appeal
from picketline.letters.models import Delivery, Letter
from picketline.letters.routes import Routes
from picketline.mailing.actions import sealed_notice
from picketline.mailing.models import MOST_A_DAY, Stamp
from picketline.prepared.asking import Prepared
from picketline.prepared.inserting import insert
from picketline.sealing import boxes
from picketline.sealing.ledger import Fate
from picketline.sealing.matching import new_token, token_hash
from picketline.supporters import address as addresses
from picketline.supporters.models import Block, Supporter

CONSENT_VERSION = 1


class NotOpen(Exception):
    """The appeal takes no letters now; nothing was stored and nothing was sent."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a supporter typed, checked and put together; `body` is without salutation and signature."""

    name: str
    email: str
    country: str
    town: str
    named_as: str
    reply_to_me: bool
    wants_updates: bool
    page_language: str
    language: str
    version: int
    subject: str
    body: str
    valediction: str

    def person(self, link: str) -> dict[str, Any]:
        """What is sealed and locked about the writer."""
        names = ("name", "email", "town", "reply_to_me", "wants_updates", "page_language")
        return {name: getattr(self, name) for name in names} | {"link": link}

    def words(self) -> dict[str, Any]:
        """What is sealed and locked of the letter."""
        return {"subject": self.subject, "body": self.body, "valediction": self.valediction}


def write_letter(appeal: Appeal, draft: Draft, routes: Routes) -> None:
    """Keep a letter until its writer confirms it, and make the confirmation mail due.

    Says nothing about what it did: a new, a known and a blocked address are answered alike. Raises NotOpen.
    """
    if not appeal.is_open:
        raise NotOpen
    address = addresses.canonical(draft.email)
    if not may_be_mailed(address, appeal):
        return
    try:
        keep_letter(appeal, draft, routes, address)
    except IntegrityError:
        replace_letter(appeal, draft, routes, address)


def may_be_mailed(address: str, appeal: Appeal) -> bool:
    """False for a blocked address, and for one that had its three mails today."""
    here, everywhere = Block.keys_for(address, str(appeal.uuid))
    marks = MARKS.rows(here=here, everywhere=everywhere, now=timezone.now(), today=Stamp.key_for(address))
    return ("block",) not in marks and len(marks) < MOST_A_DAY


def marks_on(here: bytes, everywhere: bytes, now: datetime, today: bytes) -> models.QuerySet:
    """Blocks in force, and mails of today, in one question."""
    blocks = Block.objects.in_force(now, keys=(here, everywhere)).values_list(models.Value("block"))
    return blocks.union(Stamp.objects.filter(key=today).values_list(models.Value("stamp")), all=True)


MARKS = Prepared(marks_on, here=bytes, everywhere=bytes, now=datetime, today=bytes)


def replace_letter(appeal: Appeal, draft: Draft, routes: Routes, address: str) -> None:
    """The address has a letter here: a new one takes its place only where the old one waited a day in vain."""
    try:
        with transaction.atomic():
            if make_room(appeal, address):
                keep_letter(appeal, draft, routes, address)
    except IntegrityError:
        if not Letter.objects.filter(appeal=appeal, writer_key=Letter.key_for(appeal, address)).exists():
            raise


def make_room(appeal: Appeal, address: str) -> bool:
    """True where this address has no letter here, or one that waited a day in vain and gives way to the new one."""
    earlier = Letter.objects.filter(appeal=appeal, writer_key=Letter.key_for(appeal, address)).first()
    if earlier is None:
        return True
    if earlier.confirmed_at or earlier.is_fresh:
        return False
    erase(earlier)
    return True


def keep_letter(appeal: Appeal, draft: Draft, routes: Routes, address: str) -> Letter:
    """Supporter, letter, one delivery per authority and the due confirmation mail: all of it or nothing.

    Everything is sealed before the transaction begins: other writers stand in line behind it.
    """
    token = new_token()
    link = link_to(token, draft.page_language)
    supporter = sealed_supporter(draft, token, link)
    letter = sealed_letter(appeal, draft, token, address)
    headline = "" if appeal.neutral_subject else draft.subject
    confirm = "letters/email/please_confirm.txt"
    stamp = Stamp.of(address)
    notice = sealed_notice(confirm, to=draft.email, language=draft.page_language, link=link, headline=headline)
    with transaction.atomic():
        insert(supporter)
        insert(notice)
        letter.supporter, letter.notice = supporter, notice
        insert(letter)
        insert(*deliveries_of(letter, routes))
        insert(stamp)
    return letter


def sealed_supporter(draft: Draft, token: str, link: str) -> Supporter:
    """The writer's row, not stored yet."""
    person = draft.person(link)
    sealed, locked = boxes.seal("worker", person), boxes.lock(token, person)
    return Supporter(named_as=draft.named_as, sealed=sealed, locked=locked)


def sealed_letter(appeal: Appeal, draft: Draft, token: str, address: str) -> Letter:
    """The letter's row, not stored yet."""
    words = draft.words()
    return Letter(
        appeal=appeal,
        writer_key=Letter.key_for(appeal, address),
        token_hash=token_hash(token),
        language=draft.language,
        country=draft.country,
        version=draft.version,
        consent_version=CONSENT_VERSION,
        sealed=boxes.seal("worker", words),
        locked=boxes.lock(token, words),
    )


def deliveries_of(letter: Letter, routes: Routes) -> list[Delivery]:
    """One row per authority that can be reached, not stored yet."""
    return [
        Delivery(letter=letter, authority=route.authority, courier=route.courier, contact=route.contact)
        for route in routes.open
    ]


def link_to(token: str, language: str) -> str:
    """The absolute address of the letter behind its link."""
    with translation.override(language):
        return settings.SITE_URL + reverse("pages:letter", args=[token])


def erase(letter: Letter) -> None:
    """Delete an unconfirmed letter with its supporter, its deliveries and its mail."""
    letter.note(Fate.LETTER_ERASED)
    notice, supporter = letter.notice, letter.supporter
    letter.delete()
    for row in (supporter, notice):
        if row:
            row.delete()
