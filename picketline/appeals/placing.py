"""Rows that stand in an order: where the next one comes, and changing places with a neighbour."""

from typing import Any

from django.db import models
from django.db.models import Max


def next_place(rows: Any) -> int:
    """The place after the last one."""
    return (rows.aggregate(last=Max("place"))["last"] or 0) + 1


def move(row: models.Model, rows: Any, *, up: bool) -> bool:
    """Change places with the neighbour above or below; False where there is none.

    It goes over a free place, because no two rows may ever stand at the same one.
    """
    here = row.place
    neighbours = rows.filter(place__lt=here).order_by("-place") if up else rows.filter(place__gt=here).order_by("place")
    other = neighbours.first()
    if other is None:
        return False
    for one, place in ((row, next_place(rows)), (other, here), (row, other.place)):
        rows.filter(pk=one.pk).update(place=place)
    return True
