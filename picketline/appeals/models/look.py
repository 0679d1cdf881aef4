"""A second pair of eyes."""

from django.db import models
from django.utils import timezone

from picketline.appeals.models.appeal import Appeal


class Look(models.Model):
    """An organiser has read the whole appeal, before it was published or after."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="looks")
    actor = models.CharField(max_length=64)
    looked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appeal", "actor"], name="one_look_per_appeal_and_organiser")]

    def __str__(self) -> str:
        return f"look at {self.appeal_id}"
