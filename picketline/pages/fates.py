"""The fates of an appeal's letters in true, absolute numbers."""

from collections import Counter
from dataclasses import dataclass
from typing import Self

from django.db.models import Count, Q

from picketline.appeals.models import Appeal
from picketline.couriers.journey import State
from picketline.letters.models import Delivery, Letter


@dataclass(frozen=True)
class Fates:
    """Letters confirmed and not, and deliveries by e-mail per state; letters on paper are counted apart."""

    confirmed: int
    unconfirmed: int
    on_paper: int
    by_state: Counter

    @property
    def not_sent(self) -> int:
        """Confirmed and still with us."""
        return self.by_state[State.DUE] + self.by_state[State.HELD] + self.by_state[State.TRAVELLING]

    @property
    def accepted(self) -> int:
        return self.by_state[State.ACCEPTED]

    @property
    def troubled(self) -> list[tuple[str, int]]:
        """States that need a human, with their numbers; only those that occur."""
        states = (State.HELD, State.REFUSED, State.BOUNCED, State.UNCERTAIN, State.EXPIRED)
        return [(state.label, self.by_state[state]) for state in states if self.by_state[state]]

    @classmethod
    def of(cls, appeals: list[Appeal]) -> dict[int, Self]:
        """The fates of several appeals, in two queries."""
        letters = {
            row["appeal"]: row
            for row in Letter.objects.filter(appeal__in=appeals)
            .values("appeal")
            .annotate(confirmed=Count("pk", Q(confirmed_at__isnull=False)), unconfirmed=Count("pk", WAITS))
        }
        states: dict[int, Counter] = {appeal.pk: Counter() for appeal in appeals}
        paper: Counter = Counter()
        for row in (
            Delivery.objects.filter(COUNTED, letter__appeal__in=appeals).values(*BY).annotate(number=Count("pk"))
        ):
            if row["courier"] == Delivery.Courier.PAPER:
                paper[row["letter__appeal"]] += row["number"] if row["state"] == State.WAITING else 0
            else:
                states[row["letter__appeal"]][row["state"]] += row["number"]
        return {
            appeal.pk: cls(
                confirmed=letters.get(appeal.pk, NONE)["confirmed"],
                unconfirmed=letters.get(appeal.pk, NONE)["unconfirmed"],
                on_paper=paper[appeal.pk],
                by_state=states[appeal.pk],
            )
            for appeal in appeals
        }


WAITS = Q(confirmed_at__isnull=True, ended_at__isnull=True)
COUNTED = Q(letter__confirmed_at__isnull=False)
BY = ("letter__appeal", "courier", "state")
NONE = {"confirmed": 0, "unconfirmed": 0}
