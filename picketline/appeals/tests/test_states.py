"""Where an appeal stands follows from rows and dates, and every way of asking gives the same answer."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from picketline.appeals import actions
from picketline.appeals.models import Appeal, Closure, Pause
from picketline.appeals.models.appeal import State
from picketline.audit.models import Entry
from picketline.network.actions import add_organiser

DAYS = st.none() | st.integers(-400, 400)
IN_ONE_DATABASE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


@pytest.fixture
def bilal(example):
    return add_organiser("bilal@example.org", name="Bilal")


def told(appeal):
    return Appeal.objects.with_state().get(pk=appeal.pk)


def expected(is_published, is_paused, outcome, days_left):
    if not is_published:
        return "draft"
    if outcome:
        return "stopped" if outcome == "stopped" else "closed"
    if is_paused:
        return "paused"
    return "ended" if days_left is not None and days_left < 0 else "open"


@IN_ONE_DATABASE
@given(st.booleans(), st.booleans(), st.none() | st.sampled_from(Closure.Outcome.values), DAYS)
def test_the_state_follows_from_rows_and_dates(example, is_published, is_paused, outcome, days_left):
    Pause.objects.all().delete()
    Closure.objects.all().delete()
    closes_on = None if days_left is None else timezone.localdate() + timedelta(days=days_left)
    Appeal.objects.update(published_at=timezone.now() if is_published else None, closes_on=closes_on)
    if is_paused:
        Pause.objects.create(appeal=example, actor="bilal")
    if outcome:
        Closure.objects.create(appeal=example, outcome=outcome, actor="bilal")
    appeal, state = told(example), expected(is_published, is_paused, outcome, days_left)
    assert (appeal.state, appeal.is_open) == (state, state == "open")
    assert Appeal.objects.open().exists() is (state == "open")
    assert Appeal.objects.published().exists() is (state != "draft")
    assert Appeal.objects.in_transit().exists() is (state in {"open", "ended"})


def test_asking_for_the_state_takes_no_statement(example, statements):
    appeal = told(example)
    with statements() as said:
        assert appeal.state == State.OPEN
    assert said.spoken == []


def test_on_its_last_day_an_appeal_is_open_and_the_day_after_it_is_not(example):
    with time_machine.travel("2026-03-01 23:59Z", tick=False) as now:
        Appeal.objects.update(closes_on="2026-03-01")
        assert (told(example).state, Appeal.objects.open().count()) == ("open", 1)
        now.shift(60)
        assert (told(example).state, Appeal.objects.open().count()) == ("ended", 0)


def acts():
    return list(Entry.objects.order_by("pk").exclude(act="add organiser").values_list("act", "words"))


def test_pausing_twice_is_pausing_once(example, bilal):
    actions.pause(example, actor=bilal)
    actions.pause(example, actor=bilal)
    assert (told(example).state, Pause.objects.count(), acts()) == ("paused", 1, [("pause", "")])


def test_resuming_what_does_not_rest_changes_nothing(example, bilal):
    actions.resume(example, actor=bilal)
    assert (told(example).state, acts()) == ("open", [])


def test_a_paused_appeal_goes_on(example, bilal):
    actions.pause(example, actor=bilal)
    actions.resume(example, actor=bilal)
    assert (told(example).state, acts()) == ("open", [("pause", ""), ("resume", "")])


def test_the_first_closure_stands(example, bilal):
    actions.stop(example, actor=bilal)
    actions.close(example, outcome="won", words="She is free.", language="en", actor=bilal)
    assert (told(example).state, acts()) == ("stopped", [("end", "stopped")])


def test_stopping_writes_the_closure_and_not_the_appeal(example, bilal, statements):
    with statements() as said:
        actions.stop(example, actor=bilal)
    assert [sql for sql in said.spoken if 'UPDATE "appeals_appeal"' in sql or "letters_" in sql] == []


def test_closing_words_are_kept_in_the_language_they_were_written_in(example, bilal):
    closure = actions.close(example, outcome="won", words="Sie ist frei.", language="de", actor=bilal)
    wording = closure.words.wordings.get()
    assert (wording.language, wording.text, closure.words.source_language) == ("de", "Sie ist frei.", "de")


def test_closing_without_words_leaves_none(example, bilal):
    assert actions.close(example, outcome="worse", words="", language="en", actor=bilal).words is None


@pytest.mark.parametrize("minutes", [0, 5, 9.9])
def test_a_closure_can_be_undone_within_ten_minutes(example, bilal, minutes):
    with time_machine.travel("2026-03-01 10:00Z", tick=False) as now:
        actions.stop(example, actor=bilal)
        now.shift(timedelta(minutes=minutes))
        actions.undo_closure(example, actor=bilal)
    assert (told(example).state, acts()) == ("open", [("end", "stopped"), ("undo closure", "")])


@pytest.mark.parametrize("minutes", [10, 11, 60 * 24])
def test_after_ten_minutes_it_is_too_late(example, bilal, minutes):
    with time_machine.travel("2026-03-01 10:00Z", tick=False) as now:
        closure = actions.stop(example, actor=bilal)
        now.shift(timedelta(minutes=minutes))
        assert closure.is_final is True
        with pytest.raises(actions.TooLate):
            actions.undo_closure(example, actor=bilal)
    assert (told(example).state, acts()) == ("stopped", [("end", "stopped")])


def test_an_appeal_that_is_not_closed_has_nothing_to_undo(example, bilal):
    with pytest.raises(actions.TooLate):
        actions.undo_closure(example, actor=bilal)


def test_a_later_deadline_opens_it_again(example, bilal):
    Appeal.objects.update(closes_on="2011-12-31")
    assert told(example).state == "ended"
    later = timezone.localdate() + timedelta(days=7)
    actions.extend(told(example), until=later, actor=bilal)
    assert (told(example).state, acts()) == ("open", [("extend", f"2011-12-31 to {later}")])


@pytest.mark.parametrize(("minutes", "is_destroyed"), [(9, False), (11, True)])
def test_the_pepper_is_destroyed_when_the_end_is_final(example, bilal, minutes, is_destroyed):
    with time_machine.travel("2026-03-01 10:00Z", tick=False) as now:
        actions.stop(example, actor=bilal)
        now.shift(timedelta(minutes=minutes))
        actions.destroy_peppers()
    assert (told(example).pepper is None) is is_destroyed


def test_the_pepper_of_an_appeal_that_goes_on_stays(example):
    assert (actions.destroy_peppers(), told(example).pepper is None) == (0, False)


@pytest.mark.parametrize("minutes", [0, 10, 60])
def test_a_letter_may_be_held_for_an_hour_at_most(example, minutes):
    Appeal.objects.update(hold_minutes=minutes)
    assert told(example).hold == timedelta(minutes=minutes)


@pytest.mark.parametrize("minutes", [61, 32_767])
def test_a_longer_hold_is_refused(example, minutes):
    with pytest.raises(IntegrityError, match="a_letter_is_held_an_hour_at_most"), transaction.atomic():
        Appeal.objects.update(hold_minutes=minutes)


def test_two_appeals_have_two_peppers():
    assert Appeal().pepper != Appeal().pepper
    assert len(Appeal().pepper) == 32
