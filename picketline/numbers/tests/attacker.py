"""Somebody who keeps every page and subtracts. Knows nothing of how the pages are made and imports none of it.

What is published is taken as exact, and where countries are listed, one that is not as fewer than ten: that is what
such pages usually mean. A finding is a sentence about one to nine people.
"""

from collections.abc import Iterator
from dataclasses import dataclass

FEW = range(1, 10)
FEWEST, MOST_UNLISTED = 10, 9


@dataclass(frozen=True)
class Page:
    """What readers see: a number, the countries that are listed, and how many countries there are in the world.

    `headline` is the number where it stands elsewhere, if that is another one.
    """

    whole: int
    listed: dict[str, int]
    places: int
    headline: int = 0

    @property
    def rest(self) -> int:
        return self.whole - sum(self.listed.values())

    @property
    def unlisted(self) -> int:
        return self.places - len(self.listed)


def findings(before: Page, after: Page) -> list[str]:
    """Everything about one to nine people in two pages."""
    return [*in_one(before), *in_one(after), *between(before, after)]


def in_one(page: Page) -> Iterator[str]:
    """By subtracting within one page."""
    for country, value in page.listed.items():
        if value in FEW:
            yield f"{value} from {country}"
    if page.rest in FEW:
        yield f"{page.rest} from all that are not listed"
    if page.headline and abs(page.headline - page.whole) in FEW:
        yield f"{abs(page.headline - page.whole)} since the countries were counted"
    least = page.rest - MOST_UNLISTED * (page.unlisted - 1)
    if page.listed and 0 < page.rest <= MOST_UNLISTED * page.unlisted and least in FEW:
        yield f"at least {least} from each that is not listed"


def between(before: Page, after: Page) -> Iterator[str]:
    """By subtracting one page from the next."""
    for country in before.listed.keys() & after.listed.keys():
        if abs(after.listed[country] - before.listed[country]) in FEW:
            yield f"{after.listed[country] - before.listed[country]} more from {country}"
    if abs(after.whole - before.whole) in FEW:
        yield f"{after.whole - before.whole} more in all"
    if before.listed.keys() == after.listed.keys() and abs(after.rest - before.rest) in FEW:
        yield f"{after.rest - before.rest} more from all that are not listed"
    yield from about_who_appears(before, after)


def about_who_appears(before: Page, after: Page) -> Iterator[str]:
    """A country that is new in the list, where nothing on the pages fell: how many wrote before it was listed?

    All that were not listed before are the rest then. Those who are still not listed have at most the rest now, the
    other new ones at most what they have now; what is missing must be hers.
    """
    new = {country: value for country, value in after.listed.items() if country not in before.listed}
    if not before.whole or fell(before, after):
        return
    for country, value in new.items():
        others = sum(min(MOST_UNLISTED, after.listed[other]) for other in new if other != country)
        unlisted = min(after.rest, MOST_UNLISTED * after.unlisted)
        least = max(0, before.rest - others - unlisted)
        most = min(MOST_UNLISTED, value, before.rest)
        if least in FEW and most in FEW:
            yield f"{least} to {most} from {country} before it was listed"
        if most and value - least in FEW:
            yield f"at most {value - least} more from {country}"
        arrived = after.whole - before.whole
        if value - arrived in FEW and most in FEW:
            yield f"at least {value - arrived} from {country} before it was listed"


def fell(before: Page, after: Page) -> bool:
    """Whether anything on the pages became less, so that letters were taken back."""
    gone = before.listed.keys() - after.listed.keys()
    return (
        bool(gone) or after.whole < before.whole or any(after.listed[one] < before.listed[one] for one in before.listed)
    )
