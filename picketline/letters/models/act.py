"""What a supporter did outside our sight and told us."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.appeals.models import Appeal

SHOWN_AFTER = timedelta(hours=1)


class ActQuerySet(models.QuerySet):
    def shown(self) -> Self:
        """Acts that may be counted in public: an hour old, and not quarantined."""
        return self.filter(told_at__lte=timezone.now() - SHOWN_AFTER).exclude(
            quarantined_at__isnull=False, released_at__isnull=True
        )

    def quarantined(self) -> Self:
        """Acts of a burst that wait for an editor."""
        return self.filter(quarantined_at__isnull=False, released_at__isnull=True)


class Act(models.Model):
    """“I posted it”, “I sent it myself”, “I phoned”: an appeal, a country and a moment, and nobody's name."""

    class Kind(models.TextChoices):
        POSTED = "posted", _("posted a letter")
        SENT_MYSELF = "sent_myself", _("sent an e-mail of their own")
        PHONED = "phoned", _("phoned")

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=11, choices=Kind)
    country = models.CharField(max_length=2)
    key_hash = models.BinaryField(max_length=32)
    told_at = models.DateTimeField(default=timezone.now)
    quarantined_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_hash"], name="a_key_tells_one_act"),
            models.CheckConstraint(
                condition=models.Q(released_at__isnull=True) | models.Q(quarantined_at__isnull=False),
                name="only_a_quarantined_act_is_released",
            ),
        ]
        indexes = [models.Index(fields=["appeal", "told_at"], name="acts_of_an_appeal")]

    def __str__(self) -> str:
        return f"{self.kind} from {self.country}"
