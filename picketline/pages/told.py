"""What people told us about an appeal, for the desk: shown, waiting, set apart. Never part of the letters' fates."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.db.models import Count

from picketline.appeals.models import Appeal
from picketline.letters.models import Act
from picketline.letters.models.act import Burst


@dataclass(frozen=True)
class Told:
    """`shown` per kind, in words and numbers; `waiting` are less than an hour old."""

    shown: list[tuple[str, int]]
    waiting: int
    bursts: list[Burst]
    decided: list[Burst]

    @cached_property
    def is_anything(self) -> bool:
        return bool(self.waiting or self.bursts or self.decided or any(number for _words, number in self.shown))

    @classmethod
    def about(cls, appeal: Appeal) -> Self:
        """What is told about one appeal."""
        acts = Act.objects.filter(appeal=appeal)
        numbers = dict(acts.shown().values_list("kind").annotate(number=Count("pk")))
        return cls(
            shown=[(kind.label, numbers.get(kind, 0)) for kind in Act.Kind],
            waiting=acts.waiting().count(),
            bursts=acts.quarantined().bursts(),
            decided=acts.decided().bursts(),
        )
