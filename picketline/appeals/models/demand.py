"""What we ask for."""

from django.db import models

from picketline.appeals.models.appeal import Appeal
from picketline.appeals.models.wording import Passage


class Demand(models.Model):
    """One thing asked for."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="demands")
    place = models.PositiveSmallIntegerField()
    words = models.OneToOneField(Passage, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["appeal", "place"], name="one_demand_per_place")]

    def __str__(self) -> str:
        return f"demand {self.place}"
