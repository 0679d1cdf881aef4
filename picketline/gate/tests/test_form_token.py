"""The note on a cached form: the same for everybody, good for a day and for one appeal."""

import pytest
import time_machine
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from picketline.gate import form_token
from picketline.gate.forms import GatedForm

HOUR = 60 * 60


def test_everybody_gets_the_same_note_all_hour_long():
    with time_machine.travel("2026-03-01 10:00:00Z", tick=False) as now:
        first = form_token.make("appeal")
        now.shift(HOUR - 1)
        assert form_token.make("appeal") == first
        now.shift(1)
        assert form_token.make("appeal") != first


@pytest.mark.parametrize(("age", "is_good"), [(0, True), (24 * HOUR, True), (25 * HOUR, False), (-HOUR, False)])
def test_a_note_is_good_for_a_day_and_never_before_its_hour(age, is_good):
    with time_machine.travel("2026-03-01 10:00:00Z", tick=False) as now:
        note = form_token.make("appeal")
        now.shift(age)
        assert form_token.is_valid(note, "appeal") is is_good


def test_a_note_of_another_appeal_is_not_good():
    assert form_token.is_valid(form_token.make("another"), "appeal") is False


@pytest.mark.parametrize("content", [["appeal"], "appeal", None, {"appeal": 1}, ["appeal", 1, 2]])
def test_a_note_that_we_signed_for_something_else_is_not_good(content):
    other = signing.Signer(salt=form_token.SALT).sign_object(content)
    assert form_token.is_valid(other, "appeal") is False


def test_a_note_signed_under_another_salt_is_not_good():
    forged = signing.Signer(salt="another").sign_object(["appeal", form_token.this_hour()])
    assert form_token.is_valid(forged, "appeal") is False


@given(st.text(max_size=400))
def test_no_text_that_anybody_types_is_a_good_note(typed):
    assert form_token.is_valid(typed, "appeal") is False


@given(st.data())
def test_a_note_with_one_character_changed_is_not_good(data):
    note = form_token.make("appeal")
    place = data.draw(st.integers(0, len(note) - 1))
    other = data.draw(st.characters(min_codepoint=33, max_codepoint=126).filter(lambda one: one != note[place]))
    assert form_token.is_valid(note[:place] + other + note[place + 1 :], "appeal") is False


def test_a_gated_form_takes_its_own_note_and_an_empty_trap():
    form = GatedForm({"token": form_token.make("appeal"), "homepage": ""}, subject="appeal")
    assert form.is_valid()
    assert form_token.is_valid(form.fresh_token(), "appeal")


def test_a_gated_form_says_what_is_wrong():
    form = GatedForm({"token": "old", "homepage": "http://spam.example"}, subject="appeal")
    assert form.errors == {
        "token": ["This page was open for a long time. Nothing is lost: press the button again."],
        "homepage": ["Leave the field “homepage” empty: it is there to stop machines."],
    }
