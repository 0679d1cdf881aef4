"""Nobody derives one to nine people from two pages of numbers; every simpler rule gives somebody away."""

from itertools import pairwise

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from picketline.numbers.steps import listed, moved
from picketline.numbers.tests.attacker import Page, findings, in_one

PLACES = 250
COUNTRIES = ["DE", "FR", "KZ", "LI", "MT", "VE"]
MORE = st.sampled_from([0, 0, 1, 2, 3, 8, 9, 10, 11, 12, 19, 20, 37, 100])
DAY = st.fixed_dictionaries(dict.fromkeys(COUNTRIES, MORE))
PLENTY = settings(max_examples=500, deadline=None)
A_LONG_SEARCH = settings(max_examples=20_000, deadline=None, database=None, phases=[Phase.generate])


def added_up(days):
    """What had been written by the end of each day."""
    sums, found = dict.fromkeys(COUNTRIES, 0), []
    for day in days:
        sums = {country: sums[country] + day[country] for country in COUNTRIES}
        found.append(sums)
    return found


GROWING = st.lists(DAY, min_size=2, max_size=6).map(added_up)
ANYHOW = st.lists(DAY, min_size=2, max_size=6)  # every day's counts may be less than the day's before
FEW_PLACES = st.sampled_from([6, 7, 8, 10])


def ours(history, places=PLACES):
    """Our pages, day by day."""
    page, pages = Page(0, {}, places), []
    for counted in history:
        whole = moved(page.whole, sum(counted.values()))
        page = Page(whole, listed(page.listed, counted, whole=(page.whole, whole), places=places), places)
        pages.append(page)
    return pages


def derived(pages):
    return [sentence for before, after in pairwise(pages) for sentence in findings(before, after)]


@PLENTY
@given(GROWING)
def test_nobody_is_derived_while_letters_come_in(history):
    assert derived(ours(history)) == []


@PLENTY
@given(ANYHOW)
def test_nobody_is_derived_where_letters_are_taken_back(history):
    assert derived(ours(history)) == []


@PLENTY
@given(GROWING, FEW_PLACES)
def test_no_page_fills_every_country_that_is_not_listed_where_there_are_few_to_hide_in(history, places):
    assert [sentence for page in ours(history, places) for sentence in in_one(page)] == []


@PLENTY
@given(st.one_of(GROWING, ANYHOW))
def test_whoever_knows_our_rule_finds_the_same_pages_in_a_world_without_the_few(history):
    """In that world every listed country wrote exactly what is listed, and those of our six that are not, nothing.

    So no page, nor all of them together, tells that there are a few more from anywhere.
    """
    pages = ours(history)
    elsewhere = [f"X{number}" for number in range(PLACES - len(COUNTRIES))]
    other_world = [page.listed | spread(page.rest, elsewhere) for page in pages]
    assert ours(other_world) == pages


def spread(rest, places):
    """The rest in countries of which none gets ten."""
    assert rest <= 9 * len(places)
    return {place: rest // len(places) + (number < rest % len(places)) for number, place in enumerate(places)}


@PLENTY
@given(GROWING)
def test_numbers_are_behind_by_a_bounded_amount_and_never_ahead(history):
    for page, counted in zip(ours(history), history, strict=True):
        assert 0 <= sum(counted.values()) - page.whole < (10 if page.whole else 20)
        assert all(value <= counted[country] for country, value in page.listed.items())


# What others do, and we thought of first. Each is shown to give somebody away.


def exactly(history):
    """Every country as it is."""
    return [Page(sum(counted.values()), {c: n for c, n in counted.items() if n}, PLACES) for counted in history]


def without_the_small(history):
    """Countries under ten are left out; nothing else."""
    return [
        Page(sum(counted.values()), {c: n for c, n in counted.items() if n >= 10}, PLACES)
        for counted in history
        if sum(counted.values()) >= 20
    ]


def with_a_rest_of_ten(history):
    """The smallest country joins the others until the rest is nothing or ten; counted anew every day."""
    return [with_enough_rest(page) for page in without_the_small(history)]


def with_enough_rest(page):
    cells = dict(page.listed)
    while cells and 0 < page.whole - sum(cells.values()) < 10:
        del cells[min(cells, key=cells.get)]
    return Page(page.whole, cells, PLACES)


def in_steps_without_a_budget(history):
    """Whole and countries move by ten or more; whoever reaches ten is listed with all they have."""
    page, pages = Page(0, {}, PLACES), []
    for counted in history:
        steps = {c: n if n - page.listed.get(c, 0) >= 10 else page.listed.get(c, 0) for c, n in counted.items()}
        whole = moved(page.whole, sum(counted.values()))
        shown = {c: n for c, n in steps.items() if n >= 10} if whole else {}
        page = with_enough_rest(Page(whole, shown, PLACES))
        pages.append(page)
    return pages


def with_a_live_headline(history):
    """Our countries of the day, and beside them what has come in since."""
    return [
        Page(page.whole, page.listed, PLACES, headline=sum(counted.values()))
        for page, counted in zip(ours(history), history, strict=True)
    ]


def rounded_to_tens(history):
    """Every number rounded down to ten."""
    return [
        Page(sum(counted.values()) // 10 * 10, {c: n // 10 * 10 for c, n in counted.items() if n >= 10}, 6)
        for counted in history
    ]


@pytest.mark.parametrize(
    "naive",
    [
        exactly,
        without_the_small,
        with_a_rest_of_ten,
        in_steps_without_a_budget,
        with_a_live_headline,
        rounded_to_tens,
    ],
)
def test_a_simpler_rule_gives_somebody_away(naive):
    history = find(GROWING, lambda days: derived(naive(days)), settings=A_LONG_SEARCH)
    assert derived(naive(history)) != []
