"""Whom one appeal writes to."""

from django.db import models

from picketline.appeals.models.appeal import Appeal
from picketline.authorities.models import Authority


class Addressee(models.Model):
    """An authority as one appeal writes to it; without an authority it is the mission responsible for the supporter."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="addressees")
    authority = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="addressed_by"
    )
    place = models.PositiveSmallIntegerField()
    is_copy = models.BooleanField(default=False)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["appeal", "authority"], name="an_authority_is_addressed_once_in_an_appeal"),
            models.UniqueConstraint(
                fields=["appeal"],
                condition=models.Q(authority__isnull=True),
                name="the_responsible_mission_is_addressed_once_in_an_appeal",
            ),
        ]

    def __str__(self) -> str:
        return f"addressee {self.place}"

    @property
    def is_responsible_mission(self) -> bool:
        return self.authority_id is None
