"""The public figures of an appeal, read from their table; pages, and whatever else is public, read nothing else."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from django.db.models import FilteredRelation, Q, QuerySet

from picketline.appeals.models import Appeal
from picketline.numbers.models import Figure, Number
from picketline.numbers.steps import Cells


@dataclass
class Shown:
    """One number as it is shown: as a whole, by channel, by country, and what was taken out of it on which day.

    `value` is 0 where nothing is shown.
    """

    value: int = 0
    by_channel: Cells = field(default_factory=dict)
    by_country: Cells = field(default_factory=dict)
    lowered: dict[date, int] = field(default_factory=dict)

    @property
    def rest(self) -> int:
        """What no listed country accounts for: other countries, and what is not sorted yet."""
        return self.value - sum(self.by_country.values())


@dataclass
class Figures:
    """Every public figure of one appeal; `as_of` is None where nothing is shown."""

    as_of: datetime | None
    confirmed: Shown
    delivered: Shown
    under_way: Shown
    told: Shown

    @classmethod
    def of(cls, appeal: Appeal) -> Self:
        """In one statement."""
        shown = {number: Shown() for number in Number.values}
        as_of = None
        for figure in Figure.objects.filter(appeal=appeal):
            put(shown[figure.number], figure)
            if figure.sorted_by != Figure.Sorted.LOWERED:
                as_of = figure.as_of
        return cls(as_of=as_of, **shown)


def put(shown: Shown, figure: Figure) -> None:
    if figure.sorted_by == Figure.Sorted.WHOLE:
        shown.value = figure.value
    elif figure.sorted_by == Figure.Sorted.CHANNEL:
        shown.by_channel[figure.cell] = figure.value
    elif figure.sorted_by == Figure.Sorted.COUNTRY:
        shown.by_country[figure.cell] = figure.value
    else:
        shown.lowered[date.fromisoformat(figure.cell)] = figure.value


def with_headline(appeals: QuerySet[Appeal]) -> QuerySet[Appeal]:
    """Appeals with the figures of their headline, `figure_confirmed` and the others, in the same statement."""
    wholes = {
        f"figure_{number}": FilteredRelation(
            "figures", condition=Q(figures__number=number, figures__sorted_by=Figure.Sorted.WHOLE)
        )
        for number in (Number.CONFIRMED, Number.DELIVERED, Number.TOLD)
    }
    return appeals.annotate(**wholes).select_related(*wholes)
