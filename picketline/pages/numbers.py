"""The page of an appeal's public figures: what is counted, by channel and by country."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from picketline.appeals.models import Appeal
from picketline.appeals.reading import Reading
from picketline.authorities.gazetteer import alphabetical
from picketline.authorities.models import Country
from picketline.letters.models import Act, Delivery
from picketline.numbers.figures import Figures, Shown
from picketline.numbers.world import World

COURIERS = {
    Delivery.Courier.EMAIL: _("by e-mail, accepted by their mail server"),
    Delivery.Courier.PAPER: _("on paper, settled by a hand-over"),
}
WAITING = {
    Delivery.Courier.EMAIL: _("by e-mail, not accepted yet"),
    Delivery.Courier.PAPER: _("on paper, to be printed or handed over"),
}


@dataclass(frozen=True)
class Row:
    """One line of a table with its bar; `share` is what the bar shows, in per mille of the longest."""

    name: str
    value: int
    share: int


class NumbersPage:
    """Everything the page shows; three statements, however many letters there are."""

    def __init__(self, appeal: Appeal, language: str) -> None:
        self.appeal, self.language = appeal, language
        self.reading = Reading(appeal, language)

    @cached_property
    def figures(self) -> Figures:
        return Figures.of(self.appeal)

    @property
    def confirmed_by_country(self) -> list[Row]:
        return self.countries(self.figures.confirmed)

    @property
    def told_by_country(self) -> list[Row]:
        return self.countries(self.figures.told)

    @property
    def delivered_by_courier(self) -> list[Row]:
        return channels(self.figures.delivered, COURIERS)

    @property
    def told_by_kind(self) -> list[Row]:
        return channels(self.figures.told, dict(Act.Kind.choices))

    @property
    def under_way_by_courier(self) -> list[Row]:
        return channels(self.figures.under_way, WAITING)

    @property
    def world(self) -> World:
        """The map of the letters that are confirmed."""
        return World(self.figures.confirmed.by_country, self.language)

    def countries(self, shown: Shown) -> list[Row]:
        """The listed countries, the largest first."""
        return rows((Country.name_of(code, self.language), value) for code, value in shown.by_country.items())


def channels(shown: Shown, labels: dict) -> list[Row]:
    return rows((str(labels[channel]), value) for channel, value in shown.by_channel.items())


def rows(values: Iterable[tuple[str, int]]) -> list[Row]:
    """Lines in the order of their values, with bars as long as they are."""
    ordered = sorted(values, key=lambda one: (-one[1], alphabetical(one[0])))
    return [Row(name, value, round(1000 * value / ordered[0][1])) for name, value in ordered]
