"""Our own mail: due at once, sent once, sealed while it waits, and forgotten when it is gone."""

from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from picketline.mailing import actions
from picketline.mailing.bell import PAUSE_SECONDS, again, last_rung_for, next_ring, ring
from picketline.mailing.models import Notice, Stamp
from picketline.sealing import boxes

ANNA = "anna@example.org"
LINK = "http://localhost:8000/en/letters/abc/"
CONFIRM = "letters/email/please_confirm.txt"


@pytest.fixture
def queue(db):
    """Queue a confirmation mail."""

    def queued(to=ANNA, language="en", headline=""):
        return actions.queue_notice(CONFIRM, to=to, language=language, link=LINK, headline=headline)

    return queued


def test_a_notice_is_sent_once(queue, post_room):
    queue()
    assert [actions.send_due_notices() for _again in range(3)] == [1, 0, 0]
    assert len(post_room.mails_to(ANNA)) == 1


def test_the_row_names_nobody(queue):
    notice = queue()
    assert not any(b"anna" in bytes(str(value), "utf-8") for value in Notice.objects.values_list().get())
    assert boxes.unseal("worker", notice.sealed)["to"] == ANNA


def test_the_mail_says_what_its_template_says_and_that_a_machine_sent_it(queue, post_room):
    queue()
    actions.send_due_notices()
    mail = post_room.mails_to(ANNA)[0]
    assert (mail["Subject"], mail["Auto-Submitted"]) == ("Please confirm", "auto-generated")
    assert mail.get_content().startswith(LINK + "\n\nOpen this link to read your letter once more")
    assert mail.get_content().endswith("\n\nSolidarity Committee\n")


def test_it_is_written_in_the_language_of_its_reader(queue, post_room):
    queue(language="de")
    actions.send_due_notices()
    mail = post_room.mails_to(ANNA)[0]
    assert mail["Subject"] == "Bitte bestätigen"
    assert "Öffne diesen Link" in mail.get_content()


def test_a_headline_stands_in_the_subject_as_it_is(queue, post_room):
    queue(headline="Natalia & the “oil workers”")
    actions.send_due_notices()
    assert post_room.mails_to(ANNA)[0]["Subject"] == "Please confirm: Natalia & the “oil workers”"


@pytest.mark.parametrize(("answer", "is_kept"), [("250 Taken", False), ("550 nobody", False), ("450 later", True)])
def test_the_address_is_erased_when_the_journey_has_ended(queue, post_room, answer, is_kept):
    post_room.at_recipient[ANNA] = [answer]
    queue()
    actions.send_due_notices()
    assert (Notice.objects.get().sealed is not None) is is_kept


def test_a_notice_that_cannot_be_opened_holds_nobody_up(queue, post_room):
    Notice.objects.filter(pk=queue("bilal@example.org").pk).update(sealed=b"broken" * 20)
    queue()
    assert actions.send_due_notices() == 2
    assert [len(post_room.mails_to(to)) for to in ("bilal@example.org", ANNA)] == [0, 1]


def test_an_uncertain_notice_is_not_sent_again(queue, post_room):
    post_room.at_the_end[ANNA] = [post_room.HANG_UP]
    queue()
    actions.send_due_notices()
    actions.send_due_notices()
    assert (Notice.objects.get().state, len(post_room.mails_to(ANNA))) == ("uncertain", 1)


def test_a_stamp_of_today_cannot_be_matched_tomorrow(db):
    with time_machine.travel("2026-03-01 23:59Z", tick=False) as now:
        stamp = Stamp.of(ANNA)
        stamp.save()
        assert Stamp.objects.filter(key=Stamp.key_for(ANNA)).get() == stamp
        now.shift(timedelta(minutes=2))
        assert Stamp.objects.filter(key=Stamp.key_for(ANNA)).count() == 0


def test_stamps_are_gone_two_days_later(db):
    with time_machine.travel("2026-03-01 12:00Z", tick=False) as now:
        Stamp.of(ANNA).save()
        now.shift(timedelta(days=1))
        assert Stamp.objects.forget_yesterday() == 0
        now.shift(timedelta(days=1))
        assert Stamp.objects.forget_yesterday() == 1


def test_a_bell_that_fails_loses_nothing(queue):
    def broken():
        raise OSError("the queue is gone")

    queue()
    ring(broken)
    assert Notice.objects.due().count() == 1


class Bell:
    """A task that notes for when it was rung."""

    def __init__(self):
        self.rung = []

    def __call__(self):
        self.schedule(delay=0)

    def schedule(self, *, delay):
        self.rung.append(round(delay, 1))


def test_a_bell_rings_at_once_or_after_the_hold():
    bell = Bell()
    ring(bell)
    ring(bell, delay=60)
    assert bell.rung == [0, 60]


def test_whoever_comes_in_the_same_second_shares_the_next_ring():
    bell = Bell()
    for _supporter in range(50):
        ring(bell)
    assert bell.rung[:2] == [0, 1.0]
    assert len(bell.rung) <= 3


def test_a_bell_that_failed_is_rung_for_the_next_one():
    def broken():
        raise OSError("the queue is gone")

    ring(broken)
    assert last_rung_for[broken] == float("-inf")


moments = st.floats(min_value=0, max_value=20).map(lambda moment: round(moment, 2))


@given(st.lists(moments, max_size=40).map(sorted))
def test_everything_that_is_due_is_rung_for_within_two_seconds(wanted):
    last, rings = float("-inf"), []
    for moment in wanted:
        if (rung := next_ring(last, moment)) is not None:
            rings.append(rung)
            last = rung
        assert any(moment <= ring <= moment + 2 * PAUSE_SECONDS for ring in rings)
    assert all(after - before >= 0.99 * PAUSE_SECONDS for before, after in pairwise(rings))


def test_work_that_is_left_stands_in_line_again_at_once():
    bell = Bell()
    again(bell)
    again(bell)
    assert bell.rung == [0, 0]


def test_a_notice_waits_for_its_hour(queue, post_room):
    Notice.objects.filter(pk=queue().pk).update(due_at=timezone.now() + timedelta(hours=1))
    assert (actions.send_due_notices(), post_room.taken) == (0, [])
