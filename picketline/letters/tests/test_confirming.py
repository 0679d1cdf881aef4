"""Anna opens her link: she sends her letter, stops it, or says that it was not hers."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from picketline.appeals.models import Appeal
from picketline.letters import actions
from picketline.letters.models import Letter
from picketline.sealing import boxes
from picketline.supporters.models import Block, Subscription


def states(letter):
    return list(letter.deliveries.order_by("pk").values_list("state", flat=True))


def traces(letter):
    """What is left of words and person: letter sealed, locked, key; supporter sealed, locked, kept."""
    found = Letter.objects.select_related("supporter").get(pk=letter.pk)
    return [
        bool(box)
        for box in (
            *(found.sealed, found.locked, found.writer_key),
            *(found.supporter.sealed, found.supporter.locked, found.supporter.kept),
        )
    ]


def test_confirming_makes_the_mails_due_and_leaves_the_paper_waiting(anna):
    letter = anna.writes()
    assert actions.confirm_letter(letter, anna.token(letter)) is True
    assert states(letter) == ["due", "due", "waiting"]


def test_confirming_twice_changes_nothing(anna):
    letter = anna.writes_and_confirms()
    assert actions.confirm_letter(letter, anna.token(letter)) is False
    assert anna.letter().confirmed_at == letter.confirmed_at


def test_the_mails_leave_after_the_hold(anna):
    Appeal.objects.update(hold_minutes=60)
    with time_machine.travel("2026-03-01 10:00Z", tick=False):
        letter = anna.writes_and_confirms()
    due = letter.deliveries.filter(state="due").order_by().values_list("due_at", "first_due_at").distinct()
    in_an_hour = letter.confirmed_at + timedelta(hours=1)
    assert list(due) == [(in_an_hour, in_an_hour)]


def test_the_line_for_a_bundle_is_sealed_to_the_section(anna):
    letter = anna.writes_and_confirms(named_as="initials", town="Leipzig")
    assert boxes.unseal("section", letter.supporter.kept) == {"signature": "A. E., Leipzig, Germany"}


def test_nothing_is_sealed_to_the_section_before_she_confirms(anna):
    assert anna.writes(wants_updates=True).supporter.kept is None
    assert Subscription.objects.count() == 0


def test_only_the_ticked_box_makes_a_subscription(anna):
    anna.writes_and_confirms()
    assert Subscription.objects.count() == 0
    anna.writes_and_confirms(email="bilal@example.org", wants_updates=True)
    found = Subscription.objects.get()
    assert boxes.unseal("section", found.sealed) == {"email": "bilal@example.org"}
    assert bytes(found.key) == Subscription.key_for("bilal@example.org", str(anna.appeal.uuid))


def test_asking_for_updates_twice_is_one_subscription(anna):
    letter = anna.writes_and_confirms(wants_updates=True)
    actions.start_updates(letter, "ANNA+news@example.org")
    assert Subscription.objects.count() == 1


def test_a_letter_that_she_withdraws_in_time_is_erased_and_its_link_lives_on(anna):
    letter = anna.writes_and_confirms()
    token = anna.token(letter)
    assert actions.withdraw_letter(letter) is True
    assert states(letter) == ["withdrawn", "withdrawn", "withdrawn"]
    assert traces(letter) == [False, False, False, False, False, False]
    assert Letter.behind(token).withdrawn_at is not None


def test_an_unconfirmed_letter_can_be_erased_behind_its_link_and_never_confirmed_again(anna):
    letter = anna.writes()
    token = anna.token(letter)
    actions.withdraw_letter(letter)
    assert actions.confirm_letter(letter, token) is False
    assert states(letter) == ["withdrawn", "withdrawn", "withdrawn"]


def test_after_withdrawing_she_may_write_again(anna):
    first = anna.writes()
    actions.withdraw_letter(first)
    assert anna.writes(body="Better words.").pk != first.pk


def test_withdrawing_when_everything_has_left_stops_nothing(anna):
    letter = anna.writes_and_confirms()
    letter.deliveries.update(state="accepted", ended_at=timezone.now(), due_at=None)
    assert actions.withdraw_letter(letter) is False
    assert states(letter) == ["accepted", "accepted", "accepted"]
    assert Letter.objects.get(pk=letter.pk).withdrawn_at is None


def test_withdrawing_half_way_stops_the_rest_and_keeps_the_fates(anna):
    letter = anna.writes_and_confirms()
    first = letter.deliveries.order_by("pk").first()
    letter.deliveries.filter(pk=first.pk).update(state="accepted", ended_at=timezone.now(), due_at=None)
    assert actions.withdraw_letter(letter) is True
    assert states(letter) == ["accepted", "withdrawn", "withdrawn"]
    found = Letter.objects.get(pk=letter.pk)
    assert (found.withdrawn_at, found.sealed, found.locked) == (None, None, None)
    assert found.ended_at is not None


def test_this_was_not_me_erases_the_letter_and_blocks_the_address_for_this_appeal_for_90_days(anna):
    letter = anna.writes(wants_updates=True)
    token = anna.token(letter)
    with time_machine.travel("2026-03-01 10:00Z", tick=False):
        actions.disown_letter(letter, token)
    assert traces(letter) == [False, False, False, False, True, False]
    assert states(letter) == ["withdrawn", "withdrawn", "withdrawn"]
    block = Block.objects.get()
    assert bytes(block.key) == Block.key_for("anna@example.org", str(anna.appeal.uuid))
    assert block.until.isoformat() == "2026-05-30T10:00:00+00:00"


def test_this_was_not_me_ends_the_subscription_too(anna):
    letter = anna.writes_and_confirms(wants_updates=True)
    actions.disown_letter(letter, anna.token(letter))
    assert Subscription.objects.count() == 0


def test_the_second_button_blocks_the_address_for_the_whole_site(anna):
    letter = anna.writes()
    actions.disown_letter(letter, anna.token(letter), everywhere=True)
    assert bytes(Block.objects.get().key) == Block.key_for("anna@example.org", "")


@pytest.mark.parametrize("everywhere", [True, False])
def test_the_same_mailbox_takes_this_was_not_me_back(anna, everywhere):
    letter = anna.writes()
    token = anna.token(letter)
    actions.disown_letter(letter, token, everywhere=everywhere)
    assert anna.writes() is None
    actions.lift_block(Letter.behind(token), token)
    assert traces(letter) == [False, False, False, False, False, False]
    assert anna.writes().notice.state == "due"


def test_a_letter_said_not_to_be_hers_cannot_be_confirmed(anna):
    letter = anna.writes()
    token = anna.token(letter)
    actions.disown_letter(letter, token)
    assert actions.confirm_letter(letter, token) is False


def test_a_link_with_another_token_opens_nothing(anna):
    anna.writes()
    assert Letter.behind("x" * 43) is None
