"""Everything that can happen to a letter."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone, translation

from picketline.appeals.models import Appeal
from picketline.appeals.models.closure import UNDO_FOR
from picketline.audit.actions import record
from picketline.authorities.models import Authority, Salutation
from picketline.couriers.couriers import COURIERS
from picketline.couriers.journey import State, due_from
from picketline.letters import packing
from picketline.letters.models import Delivery, Letter
from picketline.letters.publishing import what_blocks
from picketline.letters.routes import Routes
from picketline.mailing.actions import queue_notice
from picketline.mailing.models import MOST_A_DAY, Stamp
from picketline.sealing import boxes
from picketline.sealing.ledger import Fate
from picketline.sealing.matching import new_token, token_hash
from picketline.supporters import address as addresses
from picketline.supporters.models import Block, Subscription, Supporter

CONSENT_VERSION = 1
BATCH = 500
A_HANDFUL = 20
PAPER_WAITS_FOR = timedelta(days=28)
BUNDLE_NAMES_FOR = timedelta(days=90)


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


@transaction.atomic
def publish(appeal: Appeal, *, actor: Any, reason: str = "") -> bool:
    """Open an appeal to the public, unless something blocks it; False where it stays as it is.

    A `reason` stands in for the agreement of people who are shown by name, and goes into the record.
    """
    if what_blocks(appeal, reason=reason):
        return False
    is_new = bool(Appeal.objects.filter(pk=appeal.pk, published_at=None).update(published_at=timezone.now()))
    if is_new:
        excepted = reason.strip() if appeal.people.named_without_consent().exists() else ""
        record("publish", appeal, actor=actor, section=appeal.section_id, words=excepted)
    return is_new


def write_letter(appeal: Appeal, draft: Draft, routes: Routes) -> None:
    """Keep a letter until its writer confirms it, and make the confirmation mail due.

    Says nothing about what it did: a new, a known and a blocked address are answered alike. Raises NotOpen.
    """
    if not appeal.is_open:
        raise NotOpen
    address = addresses.canonical(draft.email)
    try:
        with transaction.atomic():
            if may_be_mailed(address, appeal) and make_room(appeal, address):
                keep_letter(appeal, draft, routes, address)
    except IntegrityError:
        if not Letter.objects.filter(appeal=appeal, writer_key=Letter.key_for(appeal, address)).exists():
            raise


def may_be_mailed(address: str, appeal: Appeal) -> bool:
    """False for a blocked address, and for one that had its three mails today."""
    blocks = Block.objects.on(address, about=str(appeal.uuid)).values_list(Value("block"))
    stamps = Stamp.objects.for_address(address).values_list(Value("stamp"))
    marks = [mark for (mark,) in blocks.union(stamps, all=True)]
    return "block" not in marks and len(marks) < MOST_A_DAY


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
    """Supporter, letter, one delivery per authority and the due confirmation mail: all of it or nothing."""
    token = new_token()
    link = link_to(token, draft.page_language)
    person, words = draft.person(link), draft.words()
    letter = Letter(
        appeal=appeal,
        supporter=Supporter.objects.create(
            named_as=draft.named_as, sealed=boxes.seal("worker", person), locked=boxes.lock(token, person)
        ),
        writer_key=Letter.key_for(appeal, address),
        token_hash=token_hash(token),
        language=draft.language,
        country=draft.country,
        version=draft.version,
        consent_version=CONSENT_VERSION,
        sealed=boxes.seal("worker", words),
        locked=boxes.lock(token, words),
    )
    headline = "" if appeal.neutral_subject else draft.subject
    letter.notice = queue_notice(
        "letters/email/please_confirm.txt", to=draft.email, language=draft.page_language, link=link, headline=headline
    )
    letter.save(force_insert=True)
    Delivery.objects.bulk_create(
        Delivery(letter=letter, authority=route.authority, courier=route.courier, contact=route.contact)
        for route in routes.open
    )
    Stamp.put(address)
    return letter


def link_to(token: str, language: str) -> str:
    """The absolute address of the letter behind its link."""
    with translation.override(language):
        return settings.SITE_URL + reverse("pages:letter", args=[token])


@transaction.atomic
def confirm_letter(letter: Letter, token: str) -> bool:
    """The writer says: send it. E-mails become due after the hold; False where that was said before, or is too late."""
    now = timezone.now()
    waiting = Letter.objects.filter(pk=letter.pk, confirmed_at=None, ended_at=None, locked__isnull=False)
    if not waiting.update(confirmed_at=now):
        return False
    by_email = letter.deliveries.filter(courier=Delivery.Courier.EMAIL, state=State.WAITING)
    by_email.update(**due_from(now + letter.appeal.hold))
    keep_what_was_asked(letter, token)
    return True


def keep_what_was_asked(letter: Letter, token: str) -> None:
    """Seal to the section what outlives the letter: the line for a bundle, and the address of who wants updates."""
    person = boxes.unlock(token, letter.supporter.locked)
    kept = boxes.seal("section", {"signature": packing.signature_for(letter, person)})
    Supporter.objects.filter(letter=letter).update(kept=kept)
    if person["wants_updates"]:
        start_updates(letter, person["email"])


def start_updates(letter: Letter, email: str) -> None:
    """Subscribe an address to news of this appeal; once, however often it asks."""
    about = str(letter.appeal.uuid)
    Subscription.objects.bulk_create(
        [
            Subscription(
                key=Subscription.key_for(addresses.canonical(email), about),
                about=about,
                language=letter.language,
                sealed=boxes.seal("section", {"email": email}),
                started_on=timezone.now().date(),
            )
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def withdraw_letter(letter: Letter) -> bool:
    """“Stop my letter”: take back and erase what has not left; False where nothing could be stopped."""
    stopped = letter.deliveries.all().withdraw()
    if stopped and not letter.deliveries.under_way().exists():
        end_letter(letter)
    elif stopped:
        letter.note(Fate.LETTER_ENDED)
    return bool(stopped)


def end_letter(letter: Letter) -> None:
    """Every delivery has come to its end: erase what was written; the link shows fates for 28 days more."""
    now = timezone.now()
    never_left = not letter.deliveries.exclude(state=State.WITHDRAWN).exists()
    letter.note(Fate.LETTER_WITHDRAWN if never_left else Fate.LETTER_ENDED)
    gone = {"withdrawn_at": now, "writer_key": None} if never_left else {}
    Letter.objects.filter(pk=letter.pk).update(ended_at=now, sealed=None, locked=None, **gone)
    unkept = {"locked": None, "kept": None} if never_left else {"locked": None}
    Supporter.objects.filter(letter=letter).update(sealed=None, **unkept)


@transaction.atomic
def disown_letter(letter: Letter, token: str, *, everywhere: bool = False) -> None:
    """“This was not me”: erase the letter and block its address here, or for the whole site, for 90 days.

    The address stays locked under the link, so that the same mailbox can take the block back.
    """
    person = boxes.unlock(token, letter.supporter.locked)
    address = addresses.canonical(person["email"])
    letter.deliveries.all().withdraw()
    letter.note(Fate.LETTER_WITHDRAWN)
    Block.put(address, about="" if everywhere else str(letter.appeal.uuid))
    Subscription.objects.filter(key=Subscription.key_for(address, str(letter.appeal.uuid))).end()
    now = timezone.now()
    Letter.objects.filter(pk=letter.pk).update(
        disowned_at=now, ended_at=now, withdrawn_at=now, writer_key=None, sealed=None, locked=None
    )
    Supporter.objects.filter(letter=letter).update(sealed=None, kept=None)


@transaction.atomic
def lift_block(letter: Letter, token: str) -> None:
    """Undo “This was not me”: the address may be written to again. The letter stays erased."""
    address = addresses.canonical(boxes.unlock(token, letter.supporter.locked)["email"])
    for about in ("", str(letter.appeal.uuid)):
        Block.lift(address, about=about)
    Letter.objects.filter(pk=letter.pk).update(disowned_at=None)
    Supporter.objects.filter(letter=letter).update(locked=None)


def erase(letter: Letter) -> None:
    """Delete an unconfirmed letter with its supporter, its deliveries and its mail."""
    letter.note(Fate.LETTER_ERASED)
    notice, supporter = letter.notice, letter.supporter
    letter.delete()
    for row in (supporter, notice):
        if row:
            row.delete()


def deliver_due(at_most: int = A_HANDFUL) -> int:
    """Carry deliveries that are due, one after the other; returns how many were tried, `at_most` if more are left."""
    tried = 0
    due = Delivery.objects.due().select_related("letter__supporter", "letter__appeal", "contact", "authority")
    while tried < at_most and (delivery := due.first()):
        if delivery.claim():
            delivery.travel(partial(packing.envelope_of, delivery), COURIERS[delivery.courier])
            look_after(delivery.letter)
            tried += 1
        due = due.all()
    return tried


def release_greeted() -> int:
    """Letters that were held without a salutation are due again where there is one now; returns how many."""
    held = Delivery.objects.held_for(packing.NO_SALUTATION).filter(letter__in=Letter.objects.in_transit())
    released = 0
    for authority, language in set(held.values_list("authority", "letter__language")):
        if Salutation.objects.in_language(Authority.objects.get(pk=authority), language):
            waiting = held.filter(authority=authority, letter__language=language)
            released += waiting.update(**due_from(timezone.now()), words="")
    return released


@transaction.atomic
def look_after(letter: Letter) -> None:
    """After a journey: tell the writer when every office refused, and erase what nobody needs any more."""
    deliveries = list(letter.deliveries.all())
    mails = [delivery for delivery in deliveries if not delivery.is_on_paper]
    if any(mail.is_under_way for mail in mails):
        return
    if all(mail.has_failed for mail in mails):
        tell_the_writer(letter)
    if any(delivery.is_under_way for delivery in deliveries):
        Letter.objects.filter(pk=letter.pk).update(sealed=None)
        Supporter.objects.filter(letter=letter).update(sealed=None)
    else:
        end_letter(letter)


def tell_the_writer(letter: Letter) -> None:
    """One mail: it could not be delivered; the page behind the link says why and what else can be done."""
    if letter.supporter and letter.supporter.sealed:
        person = boxes.unseal("worker", letter.supporter.sealed)
        queue_notice(
            "letters/email/not_delivered.txt",
            to=person["email"],
            language=person["page_language"],
            link=person["link"],
        )


def forget() -> None:
    """Everything that is kept for a time only, and whose time is over."""
    for letter in Letter.objects.never_confirmed().select_related("supporter", "notice")[:BATCH]:
        with transaction.atomic():
            erase(letter)
    Delivery.objects.filter(letter__ended_at__isnull=False).withdraw()
    while end_letters_of_closed_appeals():
        pass
    over = list(Letter.objects.over().values_list("pk", flat=True)[:BATCH])
    Supporter.objects.filter(letter__in=over).update(sealed=None, locked=None)
    Letter.objects.filter(pk__in=over).update(token_hash=None, writer_key=None)
    Block.objects.forget_lapsed()
    long_closed = Q(letter__appeal__closure__closed_at__lt=timezone.now() - BUNDLE_NAMES_FOR)
    named = list(Supporter.objects.filter(long_closed, kept__isnull=False).values_list("pk", flat=True)[:BATCH])
    Letter.objects.filter(supporter__in=named).note(Fate.NAME_ERASED)
    Supporter.objects.filter(pk__in=named).update(kept=None)


@transaction.atomic
def end_letters_of_closed_appeals() -> int:
    """One batch: withdraw what has not left of appeals that are closed for good or long past their deadline."""
    closed = Q(appeal__closure__closed_at__lt=timezone.now() - UNDO_FOR)
    lapsed = Q(appeal__closes_on__lt=timezone.localdate() - PAPER_WAITS_FOR)
    batch = list(Letter.objects.filter(closed | lapsed, ended_at=None).values_list("pk", flat=True)[:BATCH])
    Delivery.objects.filter(letter__in=batch).withdraw()
    travelling = Delivery.objects.under_way().filter(letter=OuterRef("pk"))
    left = Delivery.objects.exclude(state=State.WITHDRAWN).filter(letter=OuterRef("pk"))
    ended = Letter.objects.filter(~Exists(travelling), pk__in=batch)
    now = timezone.now()
    ended.filter(Exists(left)).note(Fate.LETTER_ENDED)
    ended.filter(~Exists(left)).note(Fate.LETTER_WITHDRAWN)
    Supporter.objects.filter(letter__in=ended.filter(~Exists(left))).update(kept=None)
    ended.filter(~Exists(left)).update(withdrawn_at=now, sealed=None, locked=None)
    count = ended.update(ended_at=now, sealed=None, locked=None)
    Supporter.objects.filter(letter__in=batch, letter__ended_at=now).update(sealed=None, locked=None)
    return count
