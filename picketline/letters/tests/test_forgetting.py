"""What is kept for a time only is gone when its time is over."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from picketline.appeals.actions import stop
from picketline.appeals.models import Appeal, Closure
from picketline.letters import actions
from picketline.letters.actions import forgetting
from picketline.letters.models import Delivery, Letter
from picketline.mailing.models import Notice
from picketline.network.actions import add_organiser
from picketline.supporters.models import Block, Supporter

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def later(delay):
    return time_machine.travel(timezone.now() + delay)


def arrive(letter):
    """Every delivery came to its end."""
    letter.deliveries.update(state="accepted", ended_at=timezone.now(), due_at=None)
    actions.look_after(letter)


def boxes_of(letter):
    found = Letter.objects.select_related("supporter").get(pk=letter.pk)
    supporter = found.supporter
    return [bool(box) for box in (found.sealed, found.locked, supporter.sealed, supporter.locked, supporter.kept)]


@pytest.mark.parametrize(("delay", "left"), [(7 * DAY - MINUTE, 1), (7 * DAY + MINUTE, 0)])
def test_an_unconfirmed_letter_is_erased_after_seven_days_with_everything_about_it(anna, delay, left):
    anna.writes()
    with later(delay):
        actions.forget()
    assert [noun.objects.count() for noun in (Letter, Supporter, Notice)] == [left, left, left]
    assert Delivery.objects.count() == 3 * left


def test_a_confirmed_letter_is_not_erased_after_seven_days(anna):
    anna.writes_and_confirms()
    with later(8 * DAY):
        actions.forget()
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(("delay", "opens"), [(28 * DAY - MINUTE, True), (28 * DAY + MINUTE, False)])
def test_a_link_lives_for_28_days_after_the_end(anna, delay, opens):
    letter = anna.writes_and_confirms()
    token = anna.token(letter)
    arrive(letter)
    with later(delay):
        actions.forget()
    assert (Letter.behind(token) is not None) is opens


def test_after_that_only_country_language_and_times_are_left(anna):
    letter = anna.writes_and_confirms()
    arrive(letter)
    with later(29 * DAY):
        actions.forget()
    found = Letter.objects.get(pk=letter.pk)
    assert (found.writer_key, found.token_hash, found.sealed, found.locked) == (None, None, None, None)
    assert (found.country, found.language, found.confirmed_at) == ("DE", "en", letter.confirmed_at)


def test_after_28_days_she_may_write_again(anna):
    letter = anna.writes_and_confirms()
    arrive(letter)
    with later(29 * DAY):
        actions.forget()
        assert anna.writes().pk != letter.pk


def test_her_name_for_a_bundle_outlives_the_link_and_goes_90_days_after_the_closing(anna):
    letter = anna.writes_and_confirms()
    arrive(letter)
    assert boxes_of(letter) == [False, False, False, False, True]
    Closure.objects.create(appeal=anna.appeal, outcome="won", actor="bilal", closed_at=timezone.now())
    with later(89 * DAY):
        actions.forget_names()
        assert boxes_of(letter) == [False, False, False, False, True]
    with later(91 * DAY):
        actions.forget_names()
    assert boxes_of(letter) == [False, False, False, False, False]


@pytest.mark.parametrize(("delay", "is_erased"), [(9 * MINUTE, False), (11 * MINUTE, True)])
def test_ten_minutes_after_a_stop_what_had_not_left_is_withdrawn_and_erased(anna, delay, is_erased):
    letter = anna.writes_and_confirms()
    stop(anna.appeal, actor=add_organiser("bilal@example.org", name="Bilal"))
    with later(delay):
        actions.forget()
    assert boxes_of(letter)[:4] == [not is_erased] * 4
    assert set(letter.deliveries.values_list("state", flat=True)) == (
        {"withdrawn"} if is_erased else {"due", "waiting"}
    )
    assert (Letter.objects.get(pk=letter.pk).withdrawn_at is not None) is is_erased


def test_after_a_stop_an_unconfirmed_letter_is_erased_too(anna):
    letter = anna.writes()
    stop(anna.appeal, actor=add_organiser("bilal@example.org", name="Bilal"))
    with later(11 * MINUTE):
        actions.forget()
    assert boxes_of(letter) == [False] * 5


def test_the_line_of_a_letter_that_never_left_because_of_a_stop_is_erased_like_that_of_any_withdrawn_letter(anna):
    letter = anna.writes_and_confirms()
    stop(anna.appeal, actor=add_organiser("bilal@example.org", name="Bilal"))
    with later(11 * MINUTE):
        actions.forget()
    assert boxes_of(letter) == [False] * 5


def test_paper_waits_28_days_after_the_deadline_then_the_words_are_erased(anna):
    letter = anna.writes_and_confirms()
    letter.deliveries.filter(courier="email").update(state="accepted", ended_at=timezone.now())
    Appeal.objects.update(closes_on=timezone.localdate())
    with later(28 * DAY):
        actions.forget()
        assert boxes_of(letter)[1] is True
    with later(30 * DAY):
        actions.forget()
    assert boxes_of(letter)[:4] == [False] * 4
    assert letter.deliveries.get(courier="paper").state == "withdrawn"


def test_what_was_handed_in_before_the_closing_is_not_called_withdrawn(anna):
    letter = anna.writes_and_confirms()
    first = letter.deliveries.first()
    first.claim()
    first.mark_handed_in()
    first.mark_handed_in()
    stop(anna.appeal, actor=add_organiser("bilal@example.org", name="Bilal"))
    with later(11 * MINUTE):
        actions.forget()
    assert list(letter.deliveries.order_by("pk").values_list("state", flat=True)) == [
        "travelling",
        "withdrawn",
        "withdrawn",
    ]
    assert Letter.objects.get(pk=letter.pk).ended_at is None


def test_a_block_is_forgotten_after_90_days(db, anna):
    Block.put("anna@example.org", about="")
    with later(89 * DAY):
        actions.forget_names()
        assert Block.objects.count() == 1
    with later(91 * DAY):
        actions.forget()
    assert Block.objects.count() == 0


def test_forgetting_twice_is_forgetting_once(anna):
    letter = anna.writes_and_confirms()
    arrive(letter)
    with later(29 * DAY):
        actions.forget()
        actions.forget()
    assert Letter.objects.filter(pk=letter.pk).count() == 1


def test_a_batch_at_a_time_everything_of_a_closed_appeal_is_ended(anna, monkeypatch):
    monkeypatch.setattr(forgetting, "BATCH", 2)
    for number in range(5):
        anna.writes_and_confirms(email=f"anna{number}@example.org")
    Closure.objects.create(
        appeal=anna.appeal, outcome="won", actor="bilal", closed_at=timezone.now() - timedelta(minutes=11)
    )
    actions.forget()
    assert Letter.objects.filter(ended_at=None).count() == 0
