"""The ledger of erasures: opaque, on disk before the erasure is, and readable whatever a power cut left of it."""

import re
import stat
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from picketline.appeals.models import Closure
from picketline.keeping import replay
from picketline.letters import actions
from picketline.letters.models import Letter
from picketline.sealing import ledger
from picketline.sealing.ledger import Fate
from picketline.supporters.models import Subscription, Supporter

DAY = timedelta(days=1)


@pytest.fixture
def book(settings, tmp_path):
    """A ledger in which nothing is yet."""
    settings.LEDGER = tmp_path / "erased.log"
    return settings.LEDGER


def fates(book):
    return [line.fate.value for line in ledger.read(book)] if book.exists() else []


def test_writing_and_confirming_note_nothing(book, anna):
    anna.writes_and_confirms()
    assert fates(book) == []


def test_an_erased_letter_is_noted_before_it_is_gone(book, anna):
    letter = anna.writes()
    with transaction.atomic():
        actions.erase(Letter.objects.select_related("supporter", "notice").get(pk=letter.pk))
        transaction.set_rollback(True)
    assert (fates(book), Letter.objects.count()) == (["letter erased"], 1)


@pytest.mark.parametrize(
    ("act", "noted"),
    [
        (lambda letter, _token: actions.withdraw_letter(letter), ["letter withdrawn"]),
        (actions.disown_letter, ["letter withdrawn", "subscription ended"]),
    ],
)
def test_what_its_writer_takes_back_is_noted(book, anna, act, noted):
    letter = anna.writes_and_confirms(wants_updates=True)
    act(letter, anna.token(letter))
    assert fates(book) == noted


def test_a_letter_that_came_to_its_end_is_noted(book, anna):
    letter = anna.writes_and_confirms()
    letter.deliveries.update(state="accepted", ended_at=timezone.now(), due_at=None)
    actions.look_after(letter)
    assert fates(book) == ["letter ended"]


def test_letters_of_a_closed_appeal_are_noted_and_later_their_names(book, anna):
    letter = anna.writes_and_confirms()
    letter.deliveries.filter(courier="email").update(state="accepted", ended_at=timezone.now(), due_at=None)
    Closure.objects.create(appeal=anna.appeal, outcome="won", actor="bilal", closed_at=timezone.now())
    with time_machine.travel(timezone.now() + DAY):
        actions.forget()
        assert fates(book) == ["letter ended"]
    with time_machine.travel(timezone.now() + 91 * DAY):
        actions.forget_names()
        actions.forget_names()
    assert fates(book) == ["letter ended", "name erased"]


def test_a_name_that_was_erased_is_erased_again(book, anna):
    letter = anna.writes_and_confirms()
    letter.note(Fate.NAME_ERASED)
    assert replay.erase_again(ledger.read(book)) == 1
    assert Supporter.objects.get(letter=letter).kept is None


def test_applying_it_twice_changes_nothing_more(book, anna):
    letter = anna.writes_and_confirms(wants_updates=True)
    letter.note(Fate.LETTER_ENDED)
    ledger.note(Fate.SUBSCRIPTION_ENDED, [Subscription.objects.get().mark])
    assert [replay.erase_again(list(ledger.read(book))) for _again in range(2)] == [2, 0]
    assert (Letter.objects.get().sealed, Letter.objects.get().locked) == (None, None)
    assert set(letter.deliveries.values_list("state", flat=True)) == {"uncertain"}


def test_other_letters_are_left_alone(book, anna):
    anna.writes_and_confirms(email="first@example.org").note(Fate.LETTER_ERASED)
    second = anna.writes_and_confirms(email="second@example.org")
    assert replay.erase_again(ledger.read(book)) == 1
    assert list(Letter.objects.values_list("pk", flat=True)) == [second.pk]
    assert all(box for box in (Letter.objects.get().locked, Letter.objects.get().sealed))


def test_a_line_tells_a_time_a_fate_and_a_mark_and_nothing_else(book, anna):
    letter = anna.writes_and_confirms()
    actions.withdraw_letter(letter)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00 letter withdrawn: [0-9a-f]{32}\n", book.read_text())


def test_the_same_number_at_another_moment_is_another_letter(anna):
    letter = anna.writes()
    one, other = (Letter(pk=letter.pk, written_at=letter.written_at + delay) for delay in (0 * DAY, DAY))
    marks = [ledger.mark("letter", str(two.pk), two.written_at.isoformat()) for two in (one, other)]
    assert marks[0] != marks[1]


def test_nobody_else_on_the_computer_reads_it(book):
    ledger.note(Fate.LETTER_ENDED, ["a" * 32])
    assert stat.S_IMODE(book.stat().st_mode) & stat.S_IRWXO == 0


def test_a_line_that_a_power_cut_tore_apart_spoils_no_other(book):
    ledger.note(Fate.LETTER_ENDED, ["a" * 32])
    with book.open("a") as torn:
        torn.write("2026-11-23T12:00:00+00:00 letter en")
    ledger.note(Fate.LETTER_ERASED, ["b" * 32])
    assert [(line.fate, line.mark) for line in ledger.read(book)] == [
        (Fate.LETTER_ENDED, "a" * 32),
        (Fate.LETTER_ERASED, "b" * 32),
    ]


def test_what_cannot_be_noted_is_not_erased(settings, tmp_path, anna):
    letter = anna.writes_and_confirms()
    settings.LEDGER = tmp_path / "not there" / "erased.log"
    with pytest.raises(FileNotFoundError):
        actions.withdraw_letter(letter)
    assert Letter.objects.get().sealed is not None


def test_completing_a_ledger_adds_each_line_once(book, tmp_path):
    ledger.note(Fate.LETTER_ENDED, ["a" * 32, "b" * 32])
    other = tmp_path / "other.log"
    ledger.complete(other, list(ledger.read(book))[:1])
    ledger.complete(other, [*ledger.read(book), *ledger.read(book)])
    assert other.read_text() == book.read_text()
