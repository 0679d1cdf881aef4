"""The way of one piece of mail as a row: claimed by one UPDATE, noted before every step that cannot be undone."""

import logging
import random
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, Self, cast

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.couriers.envelope import Envelope, Held, Overtaken, Refused, Uncertain

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
FRESH_SECONDS = 5
FIRST_PAUSE = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=6)
MOST_DOUBLINGS = 8
GIVE_UP_AFTER = timedelta(days=5)
Carry = Callable[..., str]


class State(models.TextChoices):
    """The ten fates; exactly one at any time."""

    WAITING = "waiting", _("waiting")
    DUE = "due", _("due")
    HELD = "held", _("held")
    TRAVELLING = "travelling", _("on its way")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    BOUNCED = "bounced", _("returned")
    UNCERTAIN = "uncertain", _("uncertain")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("given up")


UNSENT = (State.WAITING, State.DUE, State.HELD)
ENDED = (State.ACCEPTED, State.REFUSED, State.BOUNCED, State.UNCERTAIN, State.WITHDRAWN, State.EXPIRED)


class JourneyQuerySet(models.QuerySet):
    def due(self) -> Self:
        """What may start now, the longest waiting first."""
        return self.filter(state=State.DUE, due_at__lte=timezone.now()).order_by("due_at", "pk")

    def with_lapsed_lease(self) -> Self:
        """What a process claimed and never finished: it was killed, or it hangs."""
        return self.filter(state=State.TRAVELLING, lease_until__lt=timezone.now())

    def recover(self) -> int:
        """Put lapsed journeys right: not yet handed in is due again, handed in without an answer is uncertain."""
        handed_in = self.with_lapsed_lease().filter(handed_in_at__isnull=False)
        uncertain = handed_in.update(
            state=State.UNCERTAIN, ended_at=timezone.now(), lease_until=None, words="no answer after hand-in"
        )
        again = self.with_lapsed_lease().filter(handed_in_at__isnull=True)
        return uncertain + again.update(state=State.DUE, due_at=timezone.now(), lease_until=None, attempt=None)

    def claimed(self, at_most: int) -> Iterator[Any]:
        """Up to `at_most` of these, each claimed when its turn comes.

        They are read by the handful, and anew where that was a while ago: an address may have changed since.
        """
        taken = 0
        while taken < at_most and (handful := list(self.all()[: at_most - taken])):
            read_at = time.monotonic()
            for journey in cast(list[Any], handful):
                if time.monotonic() - read_at > FRESH_SECONDS:
                    break
                if journey.claim():
                    taken += 1
                    yield journey


class Journey(models.Model):
    """Abstract: state, lease, attempts and the courier's last words of one piece of mail."""

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(null=True, blank=True)
    first_due_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempt = models.UUIDField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    message_key = models.UUIDField(default=uuid.uuid4, editable=False)
    words = models.CharField(max_length=500, blank=True)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        abstract = True

    def claim(self) -> bool:
        """Take this journey; False when somebody else has it, or it is no longer due."""
        now = timezone.now()
        attempt = uuid.uuid4()
        taken = self.claimable().update(
            state=State.TRAVELLING,
            attempt=attempt,
            lease_until=now + LEASE,
            attempts=models.F("attempts") + 1,
        )
        if taken:
            self.attempt, self.attempts = attempt, self.attempts + 1
        return bool(taken)

    def claimable(self) -> models.QuerySet:
        """The row as it may be claimed; nouns that know more reasons to wait narrow it further."""
        return type(self).objects.due().filter(pk=self.pk)

    def travel(self, pack: Callable[[], Envelope], carry: Carry) -> None:
        """Pack and carry a claimed envelope, and write down what became of it."""
        try:
            words = carry(self.packed(pack), at_the_door=self.mark_handed_in)
        except Overtaken:
            self.write_down(state=State.DUE, lease_until=None)
        except Held as held:
            self.write_down(state=State.HELD, due_at=None, lease_until=None, words=held.words)
        except Refused as refused:
            self.note_refusal(refused)
        except Uncertain as uncertain:
            self.settle(State.UNCERTAIN, uncertain.words)
        else:
            self.settle(State.ACCEPTED, words)

    def packed(self, pack: Callable[[], Envelope]) -> Envelope:
        """The envelope; one that cannot be packed is logged and refused for now, so that it blocks nobody else."""
        try:
            return pack()
        except Held:
            raise
        except Exception as trouble:
            logger.exception("%s %s could not be packed", type(self).__name__, self.pk)
            raise Refused(f"could not be packed: {type(trouble).__name__}", permanently=False) from trouble

    def mark_handed_in(self) -> None:
        """Persist the point of no return; Overtaken where the lease is no longer ours or the letter was withdrawn."""
        now = timezone.now()
        if not self.may_leave().update(handed_in_at=now, lease_until=now + LEASE, **self.noted_at_the_door()):
            raise Overtaken

    def noted_at_the_door(self) -> dict[str, Any]:
        """What a noun keeps of the envelope when it is handed in; nothing here."""
        return {}

    def may_leave(self) -> models.QuerySet:
        """The row as it may be handed in; nouns that know reasons to stay narrow it."""
        return self.in_our_hands()

    def in_our_hands(self) -> models.QuerySet:
        """The row while this attempt holds it."""
        return type(self).objects.filter(pk=self.pk, state=State.TRAVELLING, attempt=self.attempt)

    def note_refusal(self, refused: Refused) -> None:
        """For good, given up after five days, or due again after a pause that doubles."""
        now = timezone.now()
        if refused.permanently:
            self.settle(State.REFUSED, refused.words)
        elif self.first_due_at and now - self.first_due_at > GIVE_UP_AFTER:
            self.settle(State.EXPIRED, refused.words)
        else:
            due_at = now + pause_after(self.attempts)
            self.write_down(state=State.DUE, due_at=due_at, lease_until=None, handed_in_at=None, words=refused.words)

    def settle(self, state: State, words: str) -> None:
        """The journey has ended."""
        values = {"state": state, "ended_at": timezone.now(), "lease_until": None, "words": words[:500]}
        self.write_down(**values, **self.erased_at_the_end())

    def erased_at_the_end(self) -> dict[str, Any]:
        """What a noun erases with its last step; nothing here."""
        return {}

    def write_down(self, **values: Any) -> bool:
        """Change the row while this attempt still holds it; False where it does not."""
        held = bool(self.in_our_hands().update(**values))
        if held:
            for name, value in values.items():
                setattr(self, name, value)
        return held


def pause_after(attempts: int) -> timedelta:
    """2 minutes, doubled with every attempt up to 6 hours, give or take a fifth."""
    doublings = min(max(0, attempts - 1), MOST_DOUBLINGS)
    pause = min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, keeps no secret


def due_from(moment: datetime) -> dict[str, Any]:
    """The values that make a journey due at `moment`."""
    return {"state": State.DUE, "due_at": moment, "first_due_at": moment}
