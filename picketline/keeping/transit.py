"""Mail that was on its way when a backup was taken: what it was since, nobody knows, so nothing leaves twice."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from picketline.couriers.journey import ENDED, State
from picketline.letters import actions
from picketline.letters.models import Delivery, Letter
from picketline.mailing.models import Notice
from picketline.supporters.models import Supporter

KEY_IS_GONE = "given up: restored from a backup of {at:%Y-%m-%d %H:%M} UTC, and the key that opens this letter is gone"
MAY_HAVE_LEFT = (
    "restored from a backup of {at:%Y-%m-%d %H:%M} UTC: it may have left since then, so it is not sent again"
)


@transaction.atomic
def come_to_terms(taken_at: datetime, *, key_is_gone: bool) -> list[str]:
    """Settle what cannot or must not leave any more; returns a line for every delivery that was settled."""
    on_their_way = Delivery.objects.under_way().filter(courier=Delivery.Courier.EMAIL)
    letters = set(on_their_way.values_list("letter", flat=True))
    settled = settle(on_their_way, taken_at, key_is_gone=key_is_gone)
    told = [
        f"letter {one.letter_id} to {one.authority}: {one.get_state_display()}"
        for one in Delivery.objects.filter(pk__in=settled).select_related("authority")
    ]
    settle(Notice.objects.exclude(state__in=ENDED), taken_at, key_is_gone=key_is_gone)
    if key_is_gone:
        Letter.objects.filter(sealed__isnull=False).update(sealed=None)
        Supporter.objects.filter(sealed__isnull=False).update(sealed=None)
        Notice.objects.filter(sealed__isnull=False).update(sealed=None)
    end_what_is_over(letters)
    return told


def settle(journeys: QuerySet, taken_at: datetime, *, key_is_gone: bool) -> list[int]:
    """Uncertain what may have left, expired what cannot be opened; returns the numbers of those rows."""
    due = Q(state=State.DUE, due_at__lte=timezone.now())
    may_have_left = list(journeys.filter(due | Q(state=State.TRAVELLING)).values_list("pk", flat=True))
    cannot_be_opened = list(journeys.values_list("pk", flat=True)) if key_is_gone else []
    noun = journeys.model.objects
    for numbers, state, words in (
        (cannot_be_opened, State.EXPIRED, KEY_IS_GONE),
        ([] if key_is_gone else may_have_left, State.UNCERTAIN, MAY_HAVE_LEFT),
    ):
        noun.filter(pk__in=numbers).update(
            state=state, ended_at=timezone.now(), due_at=None, lease_until=None, words=words.format(at=taken_at)
        )
    return cannot_be_opened or may_have_left


def end_what_is_over(letters: set[int]) -> None:
    """Letters of which nothing is on its way any more come to their end like any other."""
    over = Letter.objects.filter(pk__in=letters, ended_at=None).exclude(deliveries__in=Delivery.objects.under_way())
    for letter in over:
        actions.end_letter(letter)
