"""Letters leave, and what is owed to the writer afterwards."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from picketline.authorities.models import Authority, Salutation
from picketline.authorities.models.authority import known_holders
from picketline.couriers.couriers import COURIERS
from picketline.couriers.journey import due_from
from picketline.letters import packing
from picketline.letters.actions.deciding import end_letter
from picketline.letters.models import Delivery, Letter
from picketline.mailing.actions import queue_notice
from picketline.prepared.asking import Prepared
from picketline.sealing import boxes
from picketline.supporters.models import Supporter

A_HANDFUL = 20


def deliver_due(at_most: int = A_HANDFUL) -> int:
    """Carry deliveries that are due, one after the other; returns how many were tried, `at_most` if more are left."""
    tried = 0
    due = Delivery.objects.due().select_related("letter__supporter", "letter__appeal", "contact", "authority")
    due = due.prefetch_related(known_holders("authority__"))
    for delivery in due.claimed(at_most):
        delivery.travel(partial(packing.envelope_of, delivery), COURIERS[delivery.courier])
        look_after(delivery.letter)
        tried += 1
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


def look_after(letter: Letter) -> None:
    """After a journey: tell the writer when every office refused, and erase what nobody needs any more."""
    deliveries = OF_A_LETTER.objects(letter=letter.pk)
    mails = [delivery for delivery in deliveries if not delivery.is_on_paper]
    if not any(mail.is_under_way for mail in mails):
        settle_accounts(letter, deliveries, in_vain=all(mail.has_failed for mail in mails))


OF_A_LETTER = Prepared(lambda letter: Delivery.objects.filter(letter=letter), letter=int)


@transaction.atomic
def settle_accounts(letter: Letter, deliveries: list[Delivery], *, in_vain: bool) -> None:
    """No mail is under way any more; a letter that waits on paper stays readable for its writer."""
    if in_vain:
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
