"""Whatever is typed: a letter is taken whole or not at all, and a link opens one letter or nothing."""

import html
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.gate import form_token
from picketline.gate.tests.anything import TEXT, Undone, forms, post, tried
from picketline.pages.errors import Printable

WRITE = "/en/appeals/oil-workers-and-their-lawyer/letters/"
LETTER = {
    "token": "",
    "name": "Anna Example",
    "email": "anna@example.org",
    "country": "DE",
    "points": ["1", "2", "3", "4", "5"],
    "own_words": "",
    "whole": "",
    "named_as": "full",
    "town": "Cork",
    "reply_to_me": "1",
    "wants_updates": "1",
    "homepage": "",
}
ONE_LETTER = {
    "letters_letter": 1,
    "letters_delivery": 3,
    "supporters_supporter": 1,
    "mailing_notice": 1,
    "mailing_stamp": 1,
}


@pytest.fixture(autouse=True)
def no_bell(monkeypatch):
    """The worker is not called: it would look into another database."""
    monkeypatch.setattr("picketline.letters.views.ring", lambda task, delay=0: None)


@tried(40)
@given(typed=forms(LETTER), has_token=st.sampled_from([True, True, True, False]))
def test_a_letter_is_taken_whole_or_comes_back_whole(example, client, typed, has_token):
    if has_token:
        typed["token"] = [form_token.make(str(example.uuid))]
    with Undone() as block:
        answer = post(client, WRITE, typed)
        assert answer.status_code in {303, 422}
        if answer.status_code == 303:
            assert block.changed == ONE_LETTER
        else:
            assert block.changed == {}
            page = answer.content.decode()
            for name in ("name", "town", "email", "own_words"):
                assert html.escape(Printable.FORBIDDEN.sub("", (typed[name] or [""])[-1])) in page


@tried(40)
@given(
    token=TEXT.filter(bool), verb=st.sampled_from(["", "confirmation/", "withdrawal/", "disavowal/", "disavowal/undo/"])
)
def test_a_link_that_is_none_opens_nothing(anna, client, token, verb):
    anna.writes()
    with Undone() as block:
        path = f"/de/letters/{quote(token, safe='')}/{verb}"
        assert client.post(path).status_code in {404, 405}
        assert client.get(path).status_code in {404, 405}
        assert block.changed == {}


@tried(40)
@given(
    typed=forms({"everywhere": "1", "csrfmiddlewaretoken": "x", "token": "x"}),
    verbs=st.lists(st.sampled_from(["confirmation", "withdrawal", "disavowal", "disavowal/undo"]), max_size=6),
)
def test_its_buttons_work_in_any_order_with_anything_in_the_form(anna, client, typed, verbs):
    with Undone():
        path = f"/en/letters/{anna.token(anna.writes())}/"
        for verb in verbs:
            assert post(client, f"{path}{verb}/", typed).status_code == 303
            assert client.get(path).status_code == 200
