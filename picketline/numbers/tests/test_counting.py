"""Counting once a day, and what readers see of it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from picketline.letters.models import Letter
from picketline.numbers import actions
from picketline.numbers.models import Figure

NUMBERS = "/en/appeals/oil-workers-and-their-lawyer/numbers/"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def letters(example):
    """Letters of one country, confirmed a while ago."""

    def make(number, country="DE", **values):
        common = {"language": "en", "version": 1, "consent_version": 1, "confirmed_at": NOON - MINUTE}
        rows = [Letter(appeal=example, country=country, **common | values) for _letter in range(number)]
        return Letter.objects.bulk_create(rows)

    return make


@pytest.mark.parametrize(("number", "shown"), [(0, []), (19, []), (20, [20]), (21, [21])])
def test_under_twenty_nothing_is_shown(letters, number, shown):
    letters(number)
    with time_machine.travel(NOON):
        actions.refresh()
    assert list(Figure.objects.filter(sorted_by="whole").values_list("value", flat=True)) == shown


def test_the_page_shows_it(letters, client):
    letters(40)
    letters(12, "XK")
    letters(9, "LI")
    letters(5, "MT")
    with time_machine.travel(NOON):
        actions.refresh()
    page = client.get(NUMBERS).content.decode()
    assert "66 letters confirmed" in page
