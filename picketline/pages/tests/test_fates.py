"""The fates in numbers: each letter counted once, under what really became of it."""

import pytest
from django.utils import timezone

from picketline.letters import actions
from picketline.pages.fates import Fates


@pytest.fixture
def numbers(example):
    """Confirmed, unconfirmed, on paper, not sent, accepted."""

    def counted():
        fates = Fates.of([example])[example.pk]
        return fates.confirmed, fates.unconfirmed, fates.on_paper, fates.not_sent, fates.accepted

    return counted


def test_no_letters_are_zeros(numbers):
    assert numbers() == (0, 0, 0, 0, 0)


def test_an_unconfirmed_letter_is_not_under_way(anna, numbers):
    anna.writes()
    assert numbers() == (0, 1, 0, 0, 0)


def test_a_confirmed_letter_is_two_mails_and_one_paper(anna, numbers):
    anna.writes_and_confirms()
    assert numbers() == (1, 0, 1, 2, 0)


def test_what_arrived_is_counted_as_accepted(anna, numbers, post_room):
    anna.writes_and_confirms()
    actions.deliver_due()
    assert numbers() == (1, 0, 1, 0, 2)


def test_a_letter_that_was_erased_before_it_was_confirmed_is_not_counted(anna, numbers):
    actions.withdraw_letter(anna.writes())
    assert numbers() == (0, 0, 0, 0, 0)


def test_a_letter_withdrawn_after_it_was_confirmed_has_no_paper_that_waits(anna, numbers):
    actions.withdraw_letter(anna.writes_and_confirms())
    assert numbers() == (1, 0, 0, 0, 0)


def test_many_letters_add_up(anna, numbers, post_room):
    for number in range(3):
        anna.writes_and_confirms(email=f"anna{number}@example.org", country="VE")
    anna.writes(email="bilal@example.org")
    actions.deliver_due()
    anna.writes_and_confirms(email="late@example.org")
    assert numbers() == (4, 1, 1, 2, 6)


@pytest.mark.parametrize(
    ("state", "troubled"),
    [
        ("refused", [("refused", 2)]),
        ("bounced", [("returned", 2)]),
        ("uncertain", [("uncertain", 2)]),
        ("expired", [("given up", 2)]),
        ("accepted", []),
        ("withdrawn", []),
        ("held", [("held", 2)]),
    ],
)
def test_what_needs_a_human_is_told_with_its_number(anna, example, state, troubled):
    letter = anna.writes_and_confirms()
    letter.deliveries.filter(courier="email").update(state=state, ended_at=timezone.now())
    fates = Fates.of([example])[example.pk]
    assert [(str(label), number) for label, number in fates.troubled] == troubled


def test_one_appeal_or_three_take_two_statements(anna, example, statements):
    anna.writes_and_confirms()
    for appeals in ([example], [example] * 3, []):
        with statements() as said:
            Fates.of(appeals)
        assert len(said.spoken) <= 2
