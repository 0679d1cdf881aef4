"""A map of the world in a few shades, for orientation; the table beside it says the same in words."""

from dataclasses import dataclass
from functools import cached_property

from picketline.atlas.outlines import drawing, land
from picketline.authorities.models import Country
from picketline.numbers.steps import FEWEST, Cells

SHADES = 4
LADDER = [FEWEST * factor * 10**power for power in range(6) for factor in (1, 3)]  # 10, 30, 100, 300 …


@dataclass(frozen=True)
class Shade:
    """One class of the legend: from `least` to `most`; no `most` for the darkest."""

    number: int
    least: int
    most: int | None


@dataclass(frozen=True)
class Shape:
    """One listed country on the map."""

    name: str
    value: int
    shade: int
    path: str


class World:
    """The listed countries over the land of all others."""

    def __init__(self, values: Cells, language: str) -> None:
        self.values, self.language = values, language

    @property
    def size(self) -> list[int]:
        return drawing()["size"]

    @property
    def land(self) -> str:
        """Everything that is not listed, in one path."""
        return land(without=frozenset(self.values))

    @cached_property
    def shapes(self) -> list[Shape]:
        paths = drawing()["paths"]
        return [
            Shape(self.name(code), value, self.shade_of(value), paths[code])
            for code, value in self.values.items()
            if code in paths
        ]

    @property
    def too_small(self) -> list[str]:
        """Listed countries that this map has no shape for; the table has them."""
        return sorted(self.name(code) for code in self.values if code not in drawing()["paths"])

    @cached_property
    def shades(self) -> list[Shade]:
        """At most four classes, each about three times the one before; the last one takes what is above."""
        steps = [step for step in LADDER if step <= max(self.values.values(), default=0)][-SHADES:]
        firsts = [FEWEST, *steps[1:]]
        ends: list[int | None] = [first - 1 for first in firsts[1:]]
        return [Shade(place, *limits) for place, limits in enumerate(zip(firsts, [*ends, None], strict=True), start=1)]

    def shade_of(self, value: int) -> int:
        return max(shade.number for shade in self.shades if shade.least <= value)

    def name(self, code: str) -> str:
        return Country.name_of(code, self.language)
