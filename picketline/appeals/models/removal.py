"""What was taken out of an appeal, for as long as it can be put back."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from picketline.appeals.models.appeal import Appeal

PUT_BACK_FOR = timedelta(hours=1)


class RemovalQuerySet(models.QuerySet):
    def undoable(self) -> Self:
        """What can still be put back, the latest first."""
        return self.filter(removed_at__gt=timezone.now() - PUT_BACK_FOR).order_by("-pk")

    def over(self) -> Self:
        """What is to be forgotten."""
        return self.filter(removed_at__lte=timezone.now() - PUT_BACK_FOR)


class Removal(models.Model):
    """Rows that were taken out together: whole, in the order in which they can be written again."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="removals")
    noun = models.CharField(max_length=20)
    called = models.CharField(max_length=80, blank=True)
    kept = models.JSONField()
    pointed_at_by = models.JSONField(default=list, blank=True)  # keys of the rows that pointed at the last one kept
    removed_at = models.DateTimeField(default=timezone.now)

    objects = RemovalQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.noun} taken out of {self.appeal_id}"
