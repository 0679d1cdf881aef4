"""How an appeal rests and how it ends: rows, so that who and when come free."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.appeals.models.appeal import Appeal
from picketline.appeals.models.wording import Passage

UNDO_FOR = timedelta(minutes=10)


class Pause(models.Model):
    """The appeal rests: no new letters, and what is under way waits. Resuming deletes the row."""

    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, related_name="pause")
    paused_at = models.DateTimeField(default=timezone.now)
    actor = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"pause of {self.appeal_id}"


class Closure(models.Model):
    """The end of an appeal: what came of it, or that it was stopped at once."""

    class Outcome(models.TextChoices):
        WON = "won", _("won")
        PARTLY = "partly", _("partly won")
        WORSE = "worse", _("it got worse")
        WITHDRAWN = "withdrawn", _("withdrawn")
        STOPPED = "stopped", _("stopped")

    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, related_name="closure")
    outcome = models.CharField(max_length=10, choices=Outcome)
    words = models.OneToOneField(Passage, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(default=timezone.now)
    actor = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.appeal_id}"

    @property
    def is_stop(self) -> bool:
        """True where the appeal was stopped, not finished."""
        return self.outcome == self.Outcome.STOPPED

    @property
    def final_at(self) -> datetime:
        """Until then it can be undone; from then on unsent letters are withdrawn and erased."""
        return self.closed_at + UNDO_FOR

    @property
    def is_final(self) -> bool:
        return timezone.now() >= self.final_at
