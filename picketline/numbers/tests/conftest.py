"""A day in November, and letters, deliveries and acts by the dozen."""

import os
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from picketline.authorities.models import Authority, ContactPoint
from picketline.gate import shelf
from picketline.letters.models import Act, Delivery, Letter
from picketline.numbers import actions

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


class Crowd:
    """Many people who write in one appeal; what they did is a day and two hours old, so that it counts at once."""

    def __init__(self, appeal):
        self.appeal, self.on = appeal, NOON - DAY - 2 * HOUR

    def write(self, number, country="DE", **values):
        """Confirmed letters from one country."""
        common = {"language": "en", "version": 1, "consent_version": 1, "confirmed_at": self.on}
        return Letter.objects.bulk_create(
            Letter(appeal=self.appeal, country=country, **common | values) for _letter in range(number)
        )

    def send(self, letters, state="accepted", courier="email", offices=1):
        """Deliveries of letters to the first so many offices."""
        contact = ContactPoint.objects.filter(kind="email").first()
        ended_at = self.on if state == "accepted" else None
        Delivery.objects.bulk_create(
            Delivery(letter=one, authority=office, courier=courier, contact=contact, state=state, ended_at=ended_at)
            for one in letters
            for office in Authority.objects.order_by("pk")[:offices]
        )

    def tell(self, number, kind="posted", country="DE", **values):
        """Acts that people told us of."""
        Act.objects.bulk_create(
            Act(
                appeal=self.appeal, kind=kind, country=country, key_hash=os.urandom(32), **{"told_at": self.on} | values
            )
            for _act in range(number)
        )


@pytest.fixture
def crowd(example):
    return Crowd(example)


@pytest.fixture
def count():
    """The worker's hourly round, at one moment."""

    def at(moment=NOON):
        shelf.shelf.clear()
        with time_machine.travel(moment, tick=False):
            return actions.refresh()

    return at
