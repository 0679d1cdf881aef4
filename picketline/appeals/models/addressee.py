"""Whom one appeal writes to."""

from typing import Self

from django.db import models

from picketline.appeals.models.appeal import Appeal
from picketline.appeals.models.wording import Passage
from picketline.authorities.models import Authority


class AddresseeQuerySet(models.QuerySet):
    def for_country(self, country: str) -> Self:
        """Each with its `detour` for letters from one country, where it has one; in one query."""
        there = models.FilteredRelation("detours", condition=models.Q(detours__country=country))
        return self.annotate(detour=there).select_related("authority", "detour__words", "detour__authority")


class Addressee(models.Model):
    """An authority as one appeal writes to it; without an authority it is the mission responsible for the supporter."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="addressees")
    authority = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="addressed_by"
    )
    place = models.PositiveSmallIntegerField()
    is_copy = models.BooleanField(default=False)

    objects = AddresseeQuerySet.as_manager()

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


class Detour(models.Model):
    """Letters from one country go to another office instead, or for this addressee to none, by an editor's choice."""

    addressee = models.ForeignKey(Addressee, on_delete=models.CASCADE, related_name="detours")
    country = models.CharField(max_length=2)
    authority = models.ForeignKey(Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.OneToOneField(Passage, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["country"]
        constraints = [
            models.UniqueConstraint(fields=["addressee", "country"], name="one_detour_per_addressee_and_country")
        ]

    def __str__(self) -> str:
        return f"detour from {self.country}"
