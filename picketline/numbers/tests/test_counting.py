"""Counting once a day, from rows: what is counted, what is not, and that nothing is half-done."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from picketline.appeals.models import Appeal
from picketline.letters import actions as letter_actions
from picketline.letters.models import Delivery, Letter
from picketline.numbers import actions, tasks
from picketline.numbers.counting import count as count_rows
from picketline.numbers.figures import Figures
from picketline.numbers.models import Figure
from picketline.numbers.tests.conftest import DAY, HOUR, MINUTE, NOON


@pytest.fixture
def shown(example):
    """What stands in the table."""
    return lambda: Figures.of(example)


@pytest.mark.parametrize(("number", "value"), [(0, 0), (19, 0), (20, 20), (21, 21)])
@pytest.mark.parametrize("name", ["confirmed", "told"])
def test_under_twenty_nothing_is_shown_and_nothing_is_stored(crowd, count, shown, name, number, value):
    {"confirmed": crowd.write, "told": crowd.tell}[name](number)
    count()
    assert getattr(shown(), name).value == value
    assert Figure.objects.exists() is bool(value)


def test_letters_deliveries_and_acts_are_apart(crowd, count, shown):
    crowd.send(crowd.write(30), offices=2)
    crowd.send(crowd.write(25), courier="paper", state="waiting")
    crowd.tell(40)
    count()
    found = shown()
    assert (found.confirmed.value, found.delivered.value, found.told.value) == (55, 60, 40)
    assert found.delivered.by_channel == {"email": 60}
    assert found.under_way.by_channel == {}


@pytest.mark.parametrize(
    "values",
    [{"confirmed_at": None}, {"withdrawn_at": NOON - DAY}, {"withdrawn_at": NOON - DAY, "disowned_at": NOON - DAY}],
)
def test_a_letter_that_is_unconfirmed_withdrawn_or_disowned_is_not_counted(crowd, count, shown, values):
    crowd.write(20)
    crowd.write(30, **values)
    count()
    assert shown().confirmed.value == 20


def test_what_happened_after_the_full_hour_counts_the_next_day(crowd, count, shown):
    crowd.write(20)
    crowd.write(30, confirmed_at=NOON + MINUTE)
    count(NOON + 3 * MINUTE)
    assert (shown().confirmed.value, shown().as_of) == (20, NOON)


def test_an_act_counts_after_an_hour_and_a_quarantined_one_when_it_is_released(crowd, count, shown):
    crowd.tell(20)
    crowd.tell(30, told_at=NOON - HOUR / 2)
    crowd.tell(40, quarantined_at=NOON - DAY)
    crowd.tell(50, quarantined_at=NOON - DAY, released_at=NOON - HOUR)
    count()
    assert shown().told.value == 70


@pytest.mark.parametrize(("delay", "value"), [(HOUR, 40), (DAY - HOUR, 40), (DAY, 60)])
def test_it_is_counted_once_a_day_however_often_the_worker_comes(crowd, count, shown, delay, value):
    crowd.write(40)
    assert [count(), count(), count()] == [1, 0, 0]
    crowd.write(20)
    count(NOON + delay)
    assert shown().confirmed.value == value


def test_an_appeal_without_a_number_is_looked_at_every_hour(crowd, count, shown):
    crowd.write(19)
    count()
    crowd.write(1)
    count(NOON + HOUR)
    assert shown().confirmed.value == 20


def test_a_draft_is_not_counted(crowd, count):
    crowd.write(40)
    Appeal.objects.update(published_at=None)
    assert count() == 0


def test_counting_again_changes_nothing(crowd, count, shown):
    crowd.write(45)
    crowd.tell(33, kind="phoned")
    count()
    before = shown()
    count(NOON + DAY)
    after = shown()
    assert (after.confirmed, after.told, after.as_of - before.as_of) == (before.confirmed, before.told, DAY)


def test_ten_more_are_shown_and_nine_more_are_not(crowd, count, shown):
    crowd.write(40)
    count()
    crowd.write(9)
    count(NOON + DAY)
    assert shown().confirmed.value == 40
    crowd.write(1)
    count(NOON + 2 * DAY)
    assert shown().confirmed.value == 50


def test_a_count_that_breaks_in_the_middle_leaves_the_old_figures(crowd, count, shown, monkeypatch):
    crowd.write(40)
    count()
    before = list(Figure.objects.values_list("pk", "value", "as_of"))
    crowd.write(40)

    def breaks(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "note_what_was_taken_out", breaks)
    with pytest.raises(ZeroDivisionError):
        count(NOON + DAY)
    assert list(Figure.objects.values_list("pk", "value", "as_of")) == before


def test_the_second_of_two_workers_leaves_what_the_first_wrote(crowd, example, shown):
    crowd.write(40)
    counted = count_rows(example, NOON)
    crowd.write(40)
    assert actions.publish(example, counted, NOON)
    assert not actions.publish(example, count_rows(example, NOON), NOON)
    assert shown().confirmed.value == 40


@pytest.mark.parametrize(("sorted_by", "value"), [("country", 9), ("channel", 9), ("whole", 19), ("lowered", 9)])
def test_the_database_refuses_a_figure_about_a_few(example, sorted_by, value):
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(appeal=example, number="confirmed", sorted_by=sorted_by, value=value, as_of=NOON)


def test_letters_that_are_taken_back_lower_the_number_with_a_note(crowd, count, shown):
    crowd.write(60)
    count()
    Letter.objects.filter(pk__in=Letter.objects.values("pk")[:15]).update(withdrawn_at=NOON)
    count(NOON + DAY)
    assert (shown().confirmed.value, shown().confirmed.lowered) == (45, {(NOON + DAY).date(): 15})


def test_nine_letters_that_are_taken_back_change_nothing(crowd, count, shown):
    crowd.write(60)
    count()
    Letter.objects.filter(pk__in=Letter.objects.values("pk")[:9]).update(withdrawn_at=NOON)
    count(NOON + DAY)
    assert (shown().confirmed.value, shown().confirmed.lowered) == (60, {})


def test_a_number_that_falls_under_twenty_goes_without_a_word(crowd, count):
    crowd.write(40)
    count()
    Letter.objects.filter(pk__in=Letter.objects.values("pk")[:25]).update(withdrawn_at=NOON)
    count(NOON + DAY)
    assert not Figure.objects.exists()


def test_deliveries_move_by_ten_letters_worth(crowd, count, shown):
    """Two offices a letter: eighteen deliveries may be nine people, twenty are ten at least."""
    crowd.send(crowd.write(20), offices=2)
    count()
    assert shown().delivered.value == 40
    crowd.send(crowd.write(9), offices=2)
    count(NOON + DAY)
    assert shown().delivered.value == 40
    crowd.send(crowd.write(1), offices=2)
    count(NOON + 2 * DAY)
    assert shown().delivered.value == 60


def test_twenty_deliveries_of_ten_letters_are_not_shown(crowd, count, shown):
    crowd.send(crowd.write(10), offices=2)
    count()
    assert shown().delivered.value == 0


def test_what_waits_is_told_by_its_way(crowd, count, shown):
    crowd.send(crowd.write(25), courier="paper", state="waiting")
    for state in ("due", "held", "travelling"):
        crowd.send(crowd.write(10), state="accepted")
        Delivery.objects.filter(state="accepted").update(state=state, ended_at=None)
    count()
    assert shown().under_way.by_channel == {"email": 30, "paper": 25}
    Delivery.objects.filter(courier="email").update(state="accepted", ended_at=NOON)
    count(NOON + DAY)
    assert (shown().under_way.by_channel, shown().delivered.by_channel) == ({"paper": 25}, {"email": 30})


def test_acts_are_told_by_kind_and_their_whole_is_the_sum_of_what_is_shown(crowd, count, shown):
    crowd.tell(25, "posted")
    crowd.tell(30, "sent_myself", "FR")
    crowd.tell(3, "phoned")
    count()
    assert (shown().told.value, shown().told.by_channel) == (55, {"posted": 25, "sent_myself": 30})
    assert (shown().told.by_country, shown().told.rest) == ({"FR": 30, "DE": 25}, 0)


def test_countries_are_listed_from_ten_and_the_rest_has_nothing_or_ten(crowd, count, shown):
    crowd.write(40, "DE")
    crowd.write(12, "XK")
    crowd.write(3, "LI")
    count()
    assert (shown().confirmed.by_country, shown().confirmed.rest) == ({"DE": 33, "XK": 12}, 10)


def test_nobody_is_missing_from_the_whole(crowd, count, shown):
    for country in ("XK", "TW", "MT", "AQ"):
        crowd.write(15, country)
    count()
    assert shown().confirmed.by_country == {"XK": 15, "TW": 15, "MT": 15, "AQ": 15}


def test_of_21_letters_that_supporters_confirm_one_that_is_stopped_is_not_counted(anna, example, count, shown):
    letters = [anna.writes_and_confirms(email=f"anna{number}@example.org") for number in range(21)]
    Letter.objects.update(confirmed_at=NOON - DAY)
    letter_actions.withdraw_letter(letters[0])
    count()
    assert shown().confirmed.value == 20


def test_the_number_of_statements_does_not_grow_with_the_letters(crowd, example, statements):
    spoken = []
    for _round in range(2):
        crowd.send(crowd.write(60), offices=2)
        crowd.tell(60)
        with statements() as said:
            count_rows(example, NOON)
        spoken.append(len(said.spoken))
    assert spoken == [5, 5]


def test_the_worker_and_the_command_do_the_same(crowd, shown, capsys):
    crowd.write(20)
    call_command("count")
    assert capsys.readouterr().out == "1 appeals counted.\n"
    assert shown().confirmed.value == 20
    crowd.write(20)
    Figure.objects.update(as_of=NOON - 400 * DAY)
    tasks.refresh.call_local()
    assert shown().confirmed.value == 40
