"""What the writer decides behind the link: send it, stop it, erase it, “this was not me”."""

from django.db import transaction
from django.utils import timezone

from picketline.couriers.journey import State, due_from
from picketline.letters import packing
from picketline.letters.models import Comeback, Delivery, Letter
from picketline.sealing import boxes
from picketline.sealing.ledger import Fate
from picketline.supporters import address as addresses
from picketline.supporters.models import Block, Subscription, Supporter


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


@transaction.atomic
def erase_letter(letter: Letter, token: str, *, no_news: bool = False) -> None:
    """“Erase my letter”: take back what has not left, and erase words and name wherever they are kept.

    Offices keep what reached them. The mark of the address stays for its time, so that nobody's letter goes twice.
    """
    if no_news and letter.supporter and letter.supporter.locked:
        end_updates(letter, token)
    letter.deliveries.all().withdraw()
    if letter.ended_at is None or letter.locked:
        end_letter(letter)
    letter.note(Fate.NAME_ERASED)
    Supporter.objects.filter(letter=letter).update(sealed=None, locked=None, kept=None)


def end_updates(letter: Letter, token: str) -> None:
    """No more news of this appeal to the writer of this letter."""
    address = addresses.canonical(boxes.unlock(token, letter.supporter.locked)["email"])
    Subscription.objects.filter(key=Subscription.key_for(address, str(letter.appeal.uuid))).end()


def note_comeback(delivery: Delivery, *, why: str) -> Comeback:
    """The writer got this letter back; told again, the last word counts."""
    return Comeback.objects.update_or_create(delivery=delivery, defaults={"why": why, "told_at": timezone.now()})[0]


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
    end_updates(letter, token)
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
