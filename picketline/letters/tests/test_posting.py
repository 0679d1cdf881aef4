"""The form as a browser posts it: what the answer is, and how few statements it takes."""

import re

import pytest

from picketline.appeals.models import Closure
from picketline.gate import form_token, throttle
from picketline.letters.models import Letter

WRITE = "/en/appeals/oil-workers-and-their-lawyer/letters/"
PAGE = "/en/appeals/oil-workers-and-their-lawyer/"


@pytest.fixture(autouse=True)
def no_bell(monkeypatch):
    """The worker is not called: it would look into another database."""
    monkeypatch.setattr("picketline.letters.views.ring", lambda task, delay=0: None)


@pytest.fixture
def press(anna, client):
    """Fill in the form and press the button."""

    def pressed(address="anna@example.org", **typed):
        form = {
            "token": form_token.make(str(anna.appeal.uuid)),
            "name": "Anna Example",
            "email": address,
            "country": "DE",
            "points": ["1", "2", "3", "4", "5"],
            "named_as": "full",
        }
        return client.post(WRITE, form | typed)

    return pressed


def test_a_letter_that_was_taken_answers_303_to_a_page_that_names_nobody(press):
    answer = press()
    assert (answer.status_code, answer["Location"]) == (303, WRITE + "sent/")


def test_a_letter_with_three_addressees_takes_at_most_eight_statements(press, anna, statements):
    press("first@example.org")
    with statements() as said:
        assert press().status_code == 303
    assert anna.letter().deliveries.count() == 3
    assert len(said.spoken) <= 8, "\n".join(said.spoken)


@pytest.mark.parametrize("wants_updates", ["", "1"])
def test_confirming_it_takes_at_most_eight_statements(press, anna, client, statements, wants_updates):
    press(wants_updates=wants_updates)
    path = f"/en/letters/{anna.token(anna.letter())}/confirmation/"
    with statements() as said:
        assert client.post(path).status_code == 303
    assert anna.letter().confirmed_at is not None
    assert len(said.spoken) <= 8, "\n".join(said.spoken)


def test_writing_and_confirming_never_write_to_the_appeal_and_never_lock_it(press, anna, client, statements):
    with statements() as said:
        press()
        client.post(f"/en/letters/{anna.token(anna.letter())}/confirmation/")
    written = re.compile(r'(UPDATE|INSERT INTO|DELETE FROM) "appeals_|FOR UPDATE')
    assert [sql for sql in said.spoken if written.search(sql)] == []
    assert len([sql for sql in said.spoken if "UPDATE" in sql]) >= 2


def test_a_known_address_takes_no_more_statements_than_a_new_one(press, statements):
    press("first@example.org")
    with statements() as new:
        press()
    with statements() as known:
        press()
    assert len(known.spoken) <= len(new.spoken)


def test_new_known_unconfirmed_confirmed_and_blocked_addresses_get_the_same_bytes(press, anna, client):
    answers = [press(), press()]
    token = anna.token(anna.letter())
    client.post(f"/en/letters/{token}/confirmation/")
    answers.append(press())
    client.post(f"/en/letters/{token}/disavowal/")
    answers.append(press())
    same = {(one.status_code, one.content, tuple(sorted(one.headers.items()))) for one in answers}
    assert len(same) == 1


def test_the_page_after_writing_has_no_address_on_it(press, client):
    press("canary@example.org")
    assert b"canary" not in client.get(WRITE + "sent/").content


def test_looking_at_where_the_form_goes_leads_to_the_appeal(anna, client):
    answer = client.get(WRITE)
    assert (answer.status_code, answer["Location"]) == (303, PAGE)


def test_a_refused_form_is_422_and_neither_stored_nor_sent_on(press):
    answer = press(address="anna@")
    assert (answer.status_code, answer["Referrer-Policy"]) == (422, "no-referrer")
    assert "no-store" in answer["Cache-Control"]
    assert Letter.objects.count() == 0


def test_too_many_letters_from_one_network_are_429_with_what_was_typed(press, monkeypatch):
    monkeypatch.setitem(throttle.LIMITS, "write a letter", (throttle.RateLimitItemPerMinute, 1))
    throttle.limit_of.cache_clear()
    try:
        press("first@example.org")
        answer = press("second@example.org", own_words="I am a nurse.")
    finally:
        throttle.limit_of.cache_clear()
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 61
    assert b"I am a nurse." in answer.content
    assert Letter.objects.count() == 1


def test_a_form_from_a_stale_page_of_a_stopped_appeal_says_so_and_stores_nothing(press, anna):
    Closure.objects.create(appeal=anna.appeal, outcome="stopped", actor="bilal")
    answer = press()
    assert answer.status_code == 409
    assert b"Nothing was sent" in answer.content
    assert Letter.objects.count() == 0


def test_a_site_without_mail_takes_no_letters(press, settings):
    settings.MAIL_IS_SET_UP = False
    assert (press().status_code, Letter.objects.count()) == (409, 0)


@pytest.mark.parametrize("noun", ["confirmation", "withdrawal", "disavowal", "disavowal/undo"])
def test_looking_at_a_button_changes_nothing(press, anna, client, noun):
    press()
    before = Letter.objects.values().get()
    assert client.get(f"/en/letters/{anna.token(anna.letter())}/{noun}/").status_code == 405
    assert Letter.objects.values().get() == before


@pytest.mark.parametrize("noun", ["confirmation", "withdrawal", "disavowal", "disavowal/undo"])
def test_chen_who_guesses_a_link_gets_404(press, client, noun):
    press()
    answer = client.post(f"/en/letters/{'x' * 43}/{noun}/")
    assert answer.status_code == 404


def test_what_the_link_answers_is_kept_by_nobody_and_tells_no_other_site(press, anna, client):
    press()
    answer = client.post(f"/en/letters/{anna.token(anna.letter())}/confirmation/")
    assert (answer["Referrer-Policy"], "no-store" in answer["Cache-Control"]) == ("no-referrer", True)


def test_a_closed_appeal_confirms_nothing(press, anna, client):
    press()
    Closure.objects.create(appeal=anna.appeal, outcome="won", actor="bilal")
    client.post(f"/en/letters/{anna.token(anna.letter())}/confirmation/")
    assert anna.letter().confirmed_at is None
