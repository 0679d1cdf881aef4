"""The way of one piece of mail as a row: claimed by one UPDATE, noted before every step that cannot be undone."""

import logging
import random
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.couriers.envelope import Envelope, Held, Overtaken, Refused, Uncertain
from picketline.prepared.asking import PreparedUpdate

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
FRESH_SECONDS = 5
FIRST_PAUSE = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=6)
MOST_DOUBLINGS = 8
GIVE_UP_AFTER = timedelta(days=5)
Carry = Callable[..., str]
Change = tuple[models.QuerySet, dict[str, Any]]


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
    def due(self, at: datetime | None = None) -> Self:
        """What may start now, or at that moment, the longest waiting first."""
        return self.filter(state=State.DUE, due_at__lte=at or timezone.now()).order_by("due_at", "pk")

    def in_hands_of(self, attempt: uuid.UUID | None) -> Self:
        """What this attempt holds."""
        return self.filter(state=State.TRAVELLING, attempt=attempt)

    def free_to_leave(self) -> Self:
        """What may be handed in; nouns that know reasons to stay narrow it."""
        return self

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
        left, more = at_most, True
        while left and more:
            handful: list[Any] = list(self.all()[:left])
            read_at, more = time.monotonic(), len(handful) == left
            for journey in handful:
                if time.monotonic() - read_at > FRESH_SECONDS:
                    more = True
                    break
                if journey.claim():
                    left -= 1
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
    ERASED_AT_THE_END: ClassVar[dict[str, None]] = {}
    NOTED_AT_THE_DOOR: ClassVar[tuple[str, ...]] = ()  # texts of the envelope that the row keeps

    class Meta:
        abstract = True

    def claim(self) -> bool:
        """Take this journey; False when somebody else has it, or it is no longer due."""
        now = timezone.now()
        attempt = uuid.uuid4()
        taken = self.claiming().run(pk=self.pk, now=now, attempt=attempt, lease_until=now + LEASE)
        if taken:
            self.attempt, self.attempts = attempt, self.attempts + 1
        return bool(taken)

    @classmethod
    @cache
    def claiming(cls) -> PreparedUpdate:
        """From due to travelling; asks again whether it is due."""

        def claim(pk: int, now: datetime, attempt: uuid.UUID, lease_until: datetime) -> Change:
            travelling = {"state": State.TRAVELLING, "attempts": models.F("attempts") + 1}
            return cls.objects.due(now).filter(pk=pk), travelling | {"attempt": attempt, "lease_until": lease_until}

        return PreparedUpdate(claim, pk=int, now=datetime, attempt=uuid.UUID, lease_until=datetime)

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
        noted = {field: getattr(self, field) for field in self.NOTED_AT_THE_DOOR}
        if not self.handing_in().run(pk=self.pk, attempt=self.attempt, now=now, lease_until=now + LEASE, **noted):
            raise Overtaken

    @classmethod
    @cache
    def handing_in(cls) -> PreparedUpdate:
        """Past the point of no return, while this attempt holds it and nothing speaks against it."""

        def hand_in(pk: int, attempt: uuid.UUID, now: datetime, lease_until: datetime, **noted: str) -> Change:
            held = cls.objects.filter(pk=pk).in_hands_of(attempt)
            return held.free_to_leave(), {"handed_in_at": now, "lease_until": lease_until, **noted}

        noted = dict.fromkeys(cls.NOTED_AT_THE_DOOR, str)
        return PreparedUpdate(hand_in, pk=int, attempt=uuid.UUID, now=datetime, lease_until=datetime, **noted)

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
        ended = {"state": state, "ended_at": timezone.now(), "words": words[:500]}
        if self.settling().run(pk=self.pk, attempt=self.attempt, **ended):
            self.take_on(**ended, lease_until=None, **self.ERASED_AT_THE_END)

    @classmethod
    @cache
    def settling(cls) -> PreparedUpdate:
        """To its end, while this attempt still holds it."""

        def settle(pk: int, attempt: uuid.UUID, **ended: Any) -> Change:
            return cls.objects.filter(pk=pk).in_hands_of(attempt), ended | {
                "lease_until": None,
                **cls.ERASED_AT_THE_END,
            }

        return PreparedUpdate(settle, pk=int, attempt=uuid.UUID, state=str, ended_at=datetime, words=str)

    def write_down(self, **values: Any) -> bool:
        """Change the row while this attempt still holds it; False where it does not."""
        held = bool(type(self).objects.filter(pk=self.pk).in_hands_of(self.attempt).update(**values))
        if held:
            self.take_on(**values)
        return held

    def take_on(self, **values: Any) -> None:
        """Say the same as the row."""
        for name, value in values.items():
            setattr(self, name, value)


def pause_after(attempts: int) -> timedelta:
    """2 minutes, doubled with every attempt up to 6 hours, give or take a fifth."""
    doublings = min(max(0, attempts - 1), MOST_DOUBLINGS)
    pause = min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, keeps no secret


def due_from(moment: datetime) -> dict[str, Any]:
    """The values that make a journey due at `moment`."""
    return {"state": State.DUE, "due_at": moment, "first_due_at": moment}
