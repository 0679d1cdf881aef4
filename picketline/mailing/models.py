"""Our own mail to supporters as rows that are due."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from picketline.couriers.journey import Journey, JourneyQuerySet
from picketline.sealing.matching import site_hash

MOST_A_DAY = 3

KEPT_FOR = timedelta(days=28)


class NoticeQuerySet(JourneyQuerySet):
    def forget_ended(self) -> int:
        """Delete notices whose journey ended four weeks ago."""
        return self.filter(ended_at__lt=timezone.now() - KEPT_FOR).delete()[0]


class Notice(Journey):
    """One mail of ours to one supporter: a template, and the recipient and links sealed to the worker."""

    template = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    sealed = models.BinaryField(null=True)

    objects = NoticeQuerySet.as_manager()
    ERASED_AT_THE_END: ClassVar[dict[str, None]] = {"sealed": None}  # nobody needs the recipient any more

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="notices_that_are_due")]


class StampQuerySet(models.QuerySet):
    def forget_yesterday(self) -> int:
        """Stamps live two days at most."""
        return self.filter(on__lt=timezone.now().date() - timedelta(days=1)).delete()[0]


class Stamp(models.Model):
    """One mail counted against an address's daily limit.

    Its key changes every day, and nothing ties it to a notice or a letter.
    """

    key = models.BinaryField(max_length=32)
    on = models.DateField()

    objects = StampQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["key"], name="stamps_of_an_address")]

    def __str__(self) -> str:
        return f"a mail on {self.on}"

    @classmethod
    def of(cls, address: str) -> "Stamp":
        """One mail to this canonical address today; it counts as soon as it is stored."""
        return cls(key=cls.key_for(address), on=timezone.now().date())

    @staticmethod
    def key_for(address: str) -> bytes:
        """The key of a canonical address today."""
        return site_hash("stamp", timezone.now().date().isoformat(), address)
