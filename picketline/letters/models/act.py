"""What a supporter did outside our sight and told us."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.appeals.models import Appeal

SHOWN_AFTER = timedelta(hours=1)
KEY_FOR = timedelta(hours=48)
UNDO_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Burst:
    """Acts of one appeal that came too fast: they wait for an editor, or one has decided at `decided_at`."""

    quarantined_at: datetime
    released_at: datetime | None
    dismissed_at: datetime | None
    number: int
    first: datetime
    last: datetime

    @property
    def decided_at(self) -> datetime | None:
        return self.released_at or self.dismissed_at

    @property
    def is_within_a_day(self) -> bool:
        """True where first and last act were told on one calendar day."""
        return self.first.date() == self.last.date()


class ActQuerySet(models.QuerySet):
    def shown(self) -> Self:
        """Acts that may be counted in public: an hour old, and not quarantined."""
        return self.filter(told_at__lte=timezone.now() - SHOWN_AFTER).exclude(
            quarantined_at__isnull=False, released_at__isnull=True
        )

    def waiting(self) -> Self:
        """Acts that will be shown when they are an hour old."""
        return self.filter(told_at__gt=timezone.now() - SHOWN_AFTER).exclude(
            quarantined_at__isnull=False, released_at__isnull=True
        )

    def quarantined(self) -> Self:
        """Acts of a burst that wait for an editor."""
        return self.filter(quarantined_at__isnull=False, released_at__isnull=True, dismissed_at__isnull=True)

    def decided(self) -> Self:
        """Acts of a burst about which an editor decided, and can still take it back."""
        since = timezone.now() - UNDO_FOR
        return self.filter(Q(released_at__gt=since) | Q(dismissed_at__gt=since))

    def bursts(self) -> list[Burst]:
        """The bursts among these acts, and the decisions about them, the oldest first."""
        found = self.filter(quarantined_at__isnull=False).values("quarantined_at", "released_at", "dismissed_at")
        found = found.annotate(number=Count("pk"), first=Min("told_at"), last=Max("told_at"))
        return [Burst(**row) for row in found.order_by("first", "released_at", "dismissed_at")]

    def forget_keys(self) -> int:
        """Forget the keys that nobody can use any more: from then on no device that still holds one is known by it."""
        return self.filter(key_hash__isnull=False, told_at__lt=timezone.now() - KEY_FOR).update(key_hash=None)


class Act(models.Model):
    """“I posted it”, “I sent it myself”, “I phoned”: an appeal, a country and a moment, and nobody's name."""

    class Kind(models.TextChoices):
        POSTED = "posted", _("posted a letter")
        SENT_MYSELF = "sent_myself", _("sent an e-mail of their own")
        PHONED = "phoned", _("phoned")

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=11, choices=Kind)
    country = models.CharField(max_length=2)
    key_hash = models.BinaryField(max_length=32, null=True)
    told_at = models.DateTimeField(default=timezone.now)
    quarantined_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    dismissed_at = models.DateTimeField(null=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_hash"], name="a_key_tells_one_act"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(quarantined_at__isnull=False),
                name="only_a_quarantined_act_is_released",
            ),
            models.CheckConstraint(
                condition=Q(dismissed_at__isnull=True) | Q(quarantined_at__isnull=False, released_at__isnull=True),
                name="only_a_quarantined_act_is_left_out",
            ),
        ]
        indexes = [
            models.Index(fields=["appeal", "told_at"], name="acts_of_an_appeal"),
            models.Index(fields=["told_at"], condition=Q(key_hash__isnull=False), name="acts_with_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.country}"
