"""A journey as a row: who holds it, when it is tried again, and when it ends."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from picketline.couriers.envelope import Overtaken, Refused, Uncertain
from picketline.couriers.journey import ENDED, UNSENT, State, due_from, pause_after
from picketline.mailing.models import Notice

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def journey(db):
    """One piece of mail that is due."""
    return Notice.objects.create(template="x.txt", language="en", **due_from(timezone.now() - MINUTE))


def told(journey):
    return Notice.objects.get(pk=journey.pk)


def carrying(trouble=None):
    """A courier that takes everything, or brings one trouble back."""

    def carry(_envelope, *, at_the_door):
        if not isinstance(trouble, Refused):
            at_the_door()
        if trouble:
            raise trouble
        return "250 taken"

    return carry


def goes(journey, trouble=None):
    assert journey.claim()
    journey.travel(lambda: None, carrying(trouble))
    return told(journey)


def test_there_are_ten_fates_and_every_one_is_open_or_unsent_or_an_end():
    assert len(State) == 10
    assert set(State) - set(UNSENT) - set(ENDED) == {State.TRAVELLING}


@given(st.integers(0, 30))
def test_a_pause_doubles_up_to_six_hours_give_or_take_a_fifth(attempts):
    middle = min(2 * MINUTE * 2 ** max(0, attempts - 1), 6 * HOUR)
    assert middle * 0.8 <= pause_after(attempts) <= middle * 1.2


@pytest.mark.parametrize(("attempts", "middle"), [(0, 2), (1, 2), (2, 4), (3, 8), (8, 256), (9, 360), (30, 360)])
def test_the_pauses_in_minutes(attempts, middle):
    assert abs(pause_after(attempts) - middle * MINUTE) <= middle * MINUTE / 5


def test_after_a_thousand_attempts_the_pause_is_still_six_hours():
    assert pause_after(1000) <= 7.2 * HOUR


def test_what_was_taken_is_accepted_with_the_servers_words(journey):
    done = goes(journey)
    assert (done.state, done.words, done.attempts, done.lease_until) == ("accepted", "250 taken", 1, None)
    assert done.handed_in_at <= done.ended_at


def test_a_no_for_now_is_due_again_with_its_first_day_kept(journey):
    waits = goes(journey, Refused("450 later", permanently=False))
    assert (waits.state, waits.words, waits.first_due_at) == ("due", "450 later", journey.first_due_at)
    assert waits.due_at > timezone.now() + MINUTE
    assert Notice.objects.due().count() == 0


def test_a_no_for_good_ends_it(journey):
    assert goes(journey, Refused("550 no", permanently=True)).state == "refused"


@pytest.mark.parametrize(("age", "state"), [(5 * 24 * HOUR - MINUTE, "due"), (5 * 24 * HOUR + MINUTE, "expired")])
def test_after_five_days_a_no_for_now_is_the_last(journey, age, state):
    journey.first_due_at = timezone.now() - age
    journey.save()
    assert goes(journey, Refused("450 later", permanently=False)).state == state


def test_silence_after_the_text_is_uncertain(journey):
    assert goes(journey, Uncertain("no answer")).state == "uncertain"
    assert journey.claim() is False


@pytest.mark.parametrize("state", [state for state in State if state != State.DUE])
def test_only_what_is_due_can_be_claimed(journey, state):
    Notice.objects.update(state=state)
    assert journey.claim() is False


def test_what_is_due_later_cannot_be_claimed_now(journey):
    Notice.objects.update(due_at=timezone.now() + MINUTE)
    assert journey.claim() is False


def test_the_longest_waiting_goes_first(journey):
    now = timezone.now()
    late = Notice.objects.create(template="x.txt", language="en", **due_from(now - 2 * MINUTE))
    assert list(Notice.objects.due()) == [late, journey]


def test_a_lease_holds_for_two_minutes_and_then_the_journey_is_put_right(journey):
    with time_machine.travel(datetime(2026, 3, 1, 10, tzinfo=UTC), tick=False) as now:
        Notice.objects.update(due_at=timezone.now())
        journey.claim()
        now.shift(timedelta(minutes=2))
        assert Notice.objects.recover() == 0
        now.shift(timedelta(seconds=1))
        assert Notice.objects.recover() == 1
        assert told(journey).state == "due"


def test_handing_in_renews_the_lease(journey):
    with time_machine.travel(datetime(2026, 3, 1, 10, tzinfo=UTC), tick=False) as now:
        Notice.objects.update(due_at=timezone.now())
        journey.claim()
        now.shift(timedelta(seconds=90))
        journey.mark_handed_in()
        now.shift(timedelta(seconds=90))
        assert Notice.objects.recover() == 0


def test_what_was_handed_in_and_never_answered_is_uncertain(journey):
    journey.claim()
    journey.mark_handed_in()
    Notice.objects.update(lease_until=timezone.now() - MINUTE)
    assert Notice.objects.recover() == 1
    done = told(journey)
    assert (done.state, done.words, done.ended_at is not None) == ("uncertain", "no answer after hand-in", True)


def test_an_attempt_that_lost_its_journey_changes_nothing_any_more(journey):
    slow = told(journey)
    slow.claim()
    Notice.objects.update(lease_until=timezone.now() - MINUTE)
    Notice.objects.recover()
    assert goes(journey).state == "accepted"
    slow.travel(lambda: None, carrying())
    slow.note_refusal(Refused("550 no", permanently=True))
    assert (told(journey).state, told(journey).words) == ("accepted", "250 taken")


def test_an_attempt_that_lost_its_lease_cannot_hand_in_while_another_one_travels(journey):
    slow, quick = told(journey), told(journey)
    slow.claim()
    Notice.objects.update(lease_until=timezone.now() - MINUTE)
    Notice.objects.recover()
    quick.claim()
    with pytest.raises(Overtaken):
        slow.mark_handed_in()
    slow.travel(lambda: None, carrying())
    assert (told(journey).state, told(journey).handed_in_at) == ("travelling", None)
    quick.mark_handed_in()
    assert told(journey).handed_in_at is not None


def test_an_envelope_that_cannot_be_packed_is_tried_again_later(journey):
    journey.claim()
    journey.travel(lambda: 1 / 0, carrying())
    waits = told(journey)
    assert (waits.state, waits.words) == ("due", "could not be packed: ZeroDivisionError")
    assert waits.due_at > timezone.now()


def test_very_long_words_are_cut(journey):
    assert len(goes(journey, Uncertain("no " * 500)).words) == 500
