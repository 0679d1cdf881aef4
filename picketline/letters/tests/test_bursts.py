"""Too many acts at once are set apart, all of them, before anybody has seen one; an editor decides."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from picketline.appeals.models import Appeal
from picketline.audit.models import Entry
from picketline.letters.actions import telling
from picketline.letters.models import Act
from picketline.network.actions import add_organiser

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def clock(db):
    with time_machine.travel("2026-03-01 10:00Z", tick=False) as now:
        yield now


@pytest.fixture
def tell(example, clock):
    """`number` people tell us, `every` so often."""
    keys = iter(range(100_000))

    def told(number, every=timedelta(seconds=1), appeal=example):
        for _time in range(number):
            telling.tell(appeal, kind="posted", country="DE", key=f"key {next(keys)}")
            clock.shift(every)

    return told


@pytest.fixture
def bilal(example):
    return add_organiser("bilal@example.org", name="Bilal")


def apart():
    return Act.objects.quarantined().count()


def test_twenty_in_ten_minutes_are_an_evening_and_the_next_one_sets_all_of_them_apart(tell):
    tell(20)
    assert apart() == 0
    tell(1)
    assert (apart(), Act.objects.count()) == (21, 21)


def test_twenty_one_in_more_than_ten_minutes_are_no_burst(tell):
    tell(21, every=timedelta(seconds=31))
    assert apart() == 0


def test_a_script_that_keeps_below_that_is_found_within_the_hour(tell):
    tell(60, every=timedelta(seconds=50))
    assert apart() == 0
    tell(1)
    assert apart() == 61


def test_a_patient_script_adds_two_hundred_a_day_and_then_a_person_looks(tell):
    tell(200, every=6 * MINUTE)
    assert apart() == 0
    tell(40, every=6 * MINUTE)
    assert (apart(), Act.objects.filter(quarantined_at=None).count()) == (49, 191)
    tell(1, every=HOUR)
    assert apart() == 50


def test_what_came_before_the_burst_is_counted_as_ever(tell, clock):
    tell(3)
    clock.shift(11 * MINUTE)
    tell(21)
    assert (apart(), Act.objects.waiting().count()) == (21, 3)


def test_what_follows_within_the_burst_belongs_to_it_and_what_comes_when_it_is_over_does_not(tell, clock):
    tell(25)
    clock.shift(10 * MINUTE)
    tell(3)
    (burst,) = Act.objects.bursts()
    assert (burst.number, apart(), Act.objects.waiting().count()) == (25, 25, 3)


def test_a_burst_in_one_appeal_sets_nothing_apart_in_another(tell, example):
    values = Appeal.objects.filter(pk=example.pk).values("section_id", "state_concerned_id", "published_at").get()
    words = {name: type(example.call).say({"en": "Words"}, source_language="en") for name in ("headline", "call")}
    other = Appeal.objects.create(reference="KZ 2/2011", slug="another", language="en", **values, **words)
    tell(15)
    tell(15, appeal=other)
    assert apart() == 0
    tell(6)
    assert set(Act.objects.quarantined().values_list("appeal", flat=True)) == {example.pk}


def test_nothing_that_is_set_apart_was_ever_shown(tell, clock):
    for _time in range(90):
        tell(1, every=timedelta(seconds=45))
        shown = set(Act.objects.shown().values_list("pk", flat=True))
        assert shown & set(Act.objects.quarantined().values_list("pk", flat=True)) == set()
    assert (apart() > 60, Act.objects.shown().count()) == (True, 0)


def test_a_burst_is_not_shown_after_an_hour_nor_after_a_year(tell, clock):
    tell(21)
    for wait in (2 * HOUR, timedelta(days=365)):
        clock.shift(wait)
        assert Act.objects.shown().count() == 0


def test_counting_them_shows_them_and_is_recorded(tell, clock, example, bilal):
    tell(41)
    clock.shift(2 * HOUR)
    (burst,) = Act.objects.bursts()
    assert (burst.number, burst.first, burst.last - burst.first) == (
        41, Act.objects.earliest("told_at").told_at, timedelta(seconds=40),
    )  # fmt: skip
    assert telling.release(example, quarantined_at=burst.quarantined_at, until=burst.last, actor=bilal) == 41
    assert (apart(), Act.objects.shown().count()) == (0, 41)
    entry = Entry.objects.latest("pk")
    assert (entry.act, entry.actor, entry.section) == ("count acts", str(bilal.pk), str(example.section_id))
    assert entry.words == "41, of the burst of 2026-03-01 10:00:20 UTC"


def test_leaving_them_out_is_for_good_and_is_recorded(tell, clock, example, bilal):
    tell(21)
    (burst,) = Act.objects.bursts()
    telling.dismiss(example, quarantined_at=burst.quarantined_at, until=burst.last, actor=bilal)
    clock.shift(timedelta(days=400))
    assert (apart(), Act.objects.shown().count(), Act.objects.count()) == (0, 0, 21)
    assert Entry.objects.latest("pk").act == "leave out acts"


def test_deciding_twice_is_deciding_once_and_the_first_decision_stands(tell, example, bilal):
    tell(21)
    (burst,) = Act.objects.bursts()
    entries = Entry.objects.count()
    telling.dismiss(example, quarantined_at=burst.quarantined_at, until=burst.last, actor=bilal)
    assert telling.release(example, quarantined_at=burst.quarantined_at, until=burst.last, actor=bilal) == 0
    assert (Act.objects.filter(released_at=None).count(), Entry.objects.count()) == (21, entries + 1)


def test_what_came_after_the_editor_looked_waits_for_another_look(tell, example, bilal):
    tell(25)
    (seen,) = Act.objects.bursts()
    tell(4)
    assert telling.release(example, quarantined_at=seen.quarantined_at, until=seen.last, actor=bilal) == 25
    assert apart() == 4


def test_acts_that_an_editor_counted_make_no_new_burst(tell, example, bilal):
    tell(25)
    (burst,) = Act.objects.bursts()
    telling.release(example, quarantined_at=burst.quarantined_at, until=burst.last, actor=bilal)
    tell(5)
    assert (apart(), Act.objects.waiting().count()) == (0, 30)


def test_what_follows_a_burst_that_was_left_out_is_set_apart_too(tell, example, bilal):
    tell(25)
    (burst,) = Act.objects.bursts()
    telling.dismiss(example, quarantined_at=burst.quarantined_at, until=burst.last, actor=bilal)
    tell(5)
    assert (apart(), Act.objects.waiting().count()) == (5, 0)


@pytest.mark.parametrize("decide", [telling.release, telling.dismiss])
def test_a_decision_can_be_taken_back_for_a_day(tell, clock, example, bilal, decide):
    tell(21)
    (burst,) = Act.objects.bursts()
    decide(example, quarantined_at=burst.quarantined_at, until=burst.last, actor=bilal)
    (decided,) = Act.objects.decided().bursts()
    clock.shift(23 * HOUR)
    assert telling.undo_decision(example, decided_at=decided.decided_at, actor=bilal) == 21
    assert (apart(), Act.objects.shown().count()) == (21, 0)
    entry = Entry.objects.latest("pk")
    assert (entry.act, entry.words) == ("undo decision on acts", "21")
    assert telling.undo_decision(example, decided_at=decided.decided_at, actor=bilal) == 0


def test_after_a_day_it_stands(tell, clock, example, bilal):
    tell(21)
    (burst,) = Act.objects.bursts()
    telling.dismiss(example, quarantined_at=burst.quarantined_at, until=burst.last, actor=bilal)
    decided_at = timezone.now()
    clock.shift(24 * HOUR + MINUTE)
    assert Act.objects.decided().count() == 0
    assert telling.undo_decision(example, decided_at=decided_at, actor=bilal) == 0
    assert Act.objects.filter(dismissed_at__isnull=False).count() == 21


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"released_at": timezone.now()}, "only_a_quarantined_act_is_released"),
        ({"dismissed_at": timezone.now()}, "only_a_quarantined_act_is_left_out"),
        (
            {"quarantined_at": F("told_at"), "released_at": F("told_at"), "dismissed_at": F("told_at")},
            "only_a_quarantined_act_is_left_out",
        ),
    ],
)
def test_the_database_refuses_a_decision_about_what_was_not_set_apart_and_two_at_once(tell, wrong, name):
    tell(1)
    with pytest.raises(IntegrityError, match=name):
        Act.objects.update(**wrong)
