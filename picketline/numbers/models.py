"""The one table that every public figure comes from."""

from typing import Self

from django.db import models

from picketline.appeals.models import Appeal
from picketline.numbers.steps import FEWEST, SHOWN_FROM


class Number(models.TextChoices):
    """What is counted; these are never added to each other."""

    CONFIRMED = "confirmed"  # letters
    DELIVERED = "delivered"  # deliveries accepted by their mail server, or settled by a hand-over
    UNDER_WAY = "under_way"  # deliveries that have not arrived yet
    TOLD = "told"  # acts outside our sight


class FigureQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """The figures that are shown now; not what was once taken out of them."""
        return self.exclude(sorted_by=Figure.Sorted.LOWERED)


class Figure(models.Model):
    """One public figure of an appeal as of one moment: a number, or a cell of one; nothing smaller is ever stored."""

    class Sorted(models.TextChoices):
        WHOLE = "whole"  # the number itself; `cell` is empty
        CHANNEL = "channel"  # `cell` is a courier or a kind of act
        COUNTRY = "country"  # `cell` is an ISO 3166-1 alpha-2 code
        LOWERED = "lowered"  # how many were taken out of the number, on the day that `cell` names

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="figures")
    number = models.CharField(max_length=9, choices=Number)
    sorted_by = models.CharField(max_length=7, choices=Sorted)
    cell = models.CharField(max_length=11, blank=True)
    value = models.PositiveIntegerField()
    as_of = models.DateTimeField()

    objects = FigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appeal", "number", "sorted_by", "cell"], name="a_figure_stands_once"),
            models.CheckConstraint(
                condition=models.Q(value__gte=FEWEST), name="no_figure_is_about_fewer_than_ten_people"
            ),
            models.CheckConstraint(
                condition=~models.Q(sorted_by="whole") | models.Q(value__gte=SHOWN_FROM),
                name="no_number_under_twenty_is_shown",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.cell or self.sorted_by}: {self.value}"
