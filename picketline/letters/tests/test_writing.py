"""Anna writes: one letter, one mail, and the same silence whatever her address is."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone

from picketline.appeals.actions import pause, stop
from picketline.appeals.models import Appeal
from picketline.letters import actions
from picketline.letters.actions import writing
from picketline.letters.models import Delivery, Letter
from picketline.letters.routes import routes_from
from picketline.mailing.models import Notice, Stamp
from picketline.network.actions import add_organiser
from picketline.sealing import boxes
from picketline.sealing.matching import token_hash
from picketline.supporters.models import Block, Subscription, Supporter

DAY = timedelta(days=1)


def rows():
    return [noun.objects.count() for noun in (Letter, Supporter, Delivery, Notice, Stamp, Subscription)]


def test_a_letter_waits_for_two_offices_by_mail_and_for_the_embassy_on_paper(anna):
    letter = anna.writes()
    found = letter.deliveries.values_list("authority__role", "courier", "state", "due_at").order_by("pk")
    assert list(found) == [
        ("prosecutor_general", "email", "waiting", None),
        ("minister", "email", "waiting", None),
        ("ambassador", "paper", "waiting", None),
    ]


def test_writing_makes_one_letter_one_supporter_one_mail_and_one_stamp(anna):
    anna.writes()
    assert rows() == [1, 1, 3, 1, 1, 0]


def test_the_confirmation_mail_is_due_at_once_and_knows_only_address_and_link(anna):
    letter = anna.writes(name="Zora Quimby", email="Zora@Example.org")
    content = boxes.unseal("worker", letter.notice.sealed)
    link = f"http://localhost:8000/en/letters/{anna.token(letter)}/"
    assert content == {"to": "Zora@Example.org", "context": {"link": link, "headline": ""}}
    assert (letter.notice.template, letter.notice.state) == ("letters/email/please_confirm.txt", "due")


def test_the_subject_names_the_letter_only_where_the_appeal_says_so(anna):
    Appeal.objects.update(neutral_subject=False)
    anna.appeal.refresh_from_db()
    letter = anna.writes()
    headline = boxes.unseal("worker", letter.notice.sealed)["context"]["headline"]
    assert headline == "Natalia Sokolova and the oil workers of West Kazakhstan"


def test_the_database_keeps_the_hash_of_the_token_alone(anna):
    letter = anna.writes()
    assert bytes(letter.token_hash) == token_hash(anna.token(letter))


def test_the_letter_can_be_read_with_its_link_and_by_the_worker(anna):
    letter = anna.writes(body="One sentence.")
    words = {
        "subject": "Natalia Sokolova and the oil workers of West Kazakhstan",
        "body": "One sentence.",
        "valediction": "Yours respectfully,",
    }
    assert letter.words_for(anna.token(letter)) == words
    assert boxes.unseal("worker", letter.sealed) == words


@pytest.mark.parametrize("spelling", ["anna@example.org", "ANNA@example.org", "anna+strike@Example.ORG"])
def test_writing_twice_keeps_the_first_letter(anna, spelling):
    first = anna.writes(body="The first.")
    before = rows()
    again = anna.writes(email=spelling, body="The second.")
    assert (again.pk, rows()) == (first.pk, before)


def test_a_day_later_a_second_letter_takes_the_place_of_the_unconfirmed_one(anna):
    first = anna.writes(body="The first.")
    with time_machine.travel(timezone.now() + DAY + timedelta(minutes=1)):
        second = anna.writes(body="The second.")
        assert second.pk != first.pk
        assert second.words_for(anna.token(second))["body"] == "The second."
    assert rows() == [1, 1, 3, 1, 2, 0]
    assert Letter.behind(anna.token(first)) is None


def test_a_minute_before_the_day_is_over_the_first_one_stands(anna):
    first = anna.writes()
    with time_machine.travel(timezone.now() + DAY - timedelta(minutes=1)):
        assert anna.writes().pk == first.pk


def test_a_confirmed_letter_never_gives_way(anna):
    first = anna.writes_and_confirms()
    with time_machine.travel(timezone.now() + 3 * DAY):
        assert anna.writes(body="Another.").pk == first.pk


def test_an_address_gets_three_mails_a_day_and_the_fourth_the_day_after(anna):
    with time_machine.travel("2026-03-01 10:00Z", tick=False) as now:
        for _mail in range(3):
            Stamp.of("anna@example.org").save()
        assert anna.writes() is None
        now.shift(DAY)
        assert anna.writes().notice.state == "due"


def test_two_stamps_leave_room_for_one_mail(anna):
    Stamp.of("anna@example.org").save()
    Stamp.of("anna@example.org").save()
    Stamp.of("bilal@example.org").save()
    assert anna.writes().notice.state == "due"
    assert Stamp.objects.filter(key=Stamp.key_for("anna@example.org")).count() == 3


@pytest.mark.parametrize("everywhere", [True, False])
def test_a_blocked_address_gets_nothing_and_nothing_is_kept_of_it(anna, everywhere):
    Block.put("anna@example.org", about="" if everywhere else str(anna.appeal.uuid))
    assert anna.writes() is None
    assert rows() == [0, 0, 0, 0, 0, 0]


def test_a_block_of_another_appeal_or_one_that_lapsed_does_not_count(anna):
    Block.put("anna@example.org", about="another appeal")
    with time_machine.travel(timezone.now() - timedelta(days=91)):
        Block.put("anna@example.org", about="")
    assert anna.writes().notice.state == "due"


@pytest.mark.parametrize("rest", [pause, stop])
def test_an_appeal_that_is_not_open_takes_nothing(anna, rest):
    rest(anna.appeal, actor=add_organiser("bilal@example.org", name="Bilal"))
    appeal = Appeal.objects.with_state().get(pk=anna.appeal.pk)
    with pytest.raises(actions.NotOpen):
        actions.write_letter(appeal, anna.draft(), routes_from(appeal, "DE"))
    assert rows() == [0, 0, 0, 0, 0, 0]


def test_two_letters_of_one_address_at_the_same_moment_are_one(anna, monkeypatch):
    first = anna.writes()
    before = rows()
    monkeypatch.setattr(writing, "make_room", lambda appeal, address: True)
    assert (anna.writes().pk, rows()) == (first.pk, before)


def test_any_other_trouble_with_the_database_is_not_swallowed(anna, monkeypatch):
    def trouble(*_values):
        raise IntegrityError

    monkeypatch.setattr(writing, "keep_letter", trouble)
    with pytest.raises(IntegrityError):
        anna.writes()


def test_nothing_is_kept_when_the_deliveries_cannot_be(anna):
    """An e-mail without an address: the last rows but one cannot be stored."""
    routes = routes_from(anna.appeal, "DE")
    nowhere = replace(routes, all=(replace(routes.by_email[0], contact=None),))
    with pytest.raises(IntegrityError):
        actions.write_letter(anna.appeal, anna.draft(), nowhere)
    assert rows() == [0, 0, 0, 0, 0, 0]


def test_two_letters_of_anna_in_two_appeals_have_nothing_in_common(anna):
    letter = anna.writes()
    other = Appeal(pepper=b"another pepper of thirty-two byte")
    assert bytes(letter.writer_key) != Letter.key_for(other, "anna@example.org")
