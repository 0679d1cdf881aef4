"""The address book at the desk: by state, by name, by what waits for the reader."""

import pytest

from picketline.authorities import cards
from picketline.authorities.models import Authority, AuthorityName
from picketline.directory import actions

BOOK = "/en/desk/directory/"


@pytest.fixture
def desk(ministry, mail, bilal, at_the_desk):
    cards.index(Authority.objects.all())
    return at_the_desk(bilal)


def test_nothing_is_listed_until_somebody_asks(desk, words):
    seen = words(desk.get(BOOK))
    assert "Choose a state, or look for an office" in seen
    assert "Ministry of Justice" not in seen


def test_an_office_is_found_by_its_state_and_by_its_name(desk, words):
    for question in ("?state=kz", "?q=justce+ministry", "?q=justice&state=KZ"):
        assert "Ministry of Justice 1 contact, 0 checked" in words(desk.get(BOOK + question)), question
    assert "No office is found." in words(desk.get(f"{BOOK}?state=XX"))
    assert desk.get(f"{BOOK}?q=%00&state=%00%F0").status_code == 200


def test_what_waits_is_listed_for_who_can_decide_it(desk, mail, anna, at_the_desk, words):
    assert "Nothing waits for you here." in words(desk.get(f"{BOOK}?waiting=1"))
    actions.propose_change(mail, values={"value": "minister@justice.kz.invalid"}, evidence="x", actor=anna)
    assert "1 proposal waits for you." in words(desk.get(BOOK))
    assert "Ministry of Justice" in words(desk.get(f"{BOOK}?waiting=1"))
    assert "Ministry of Justice" not in words(at_the_desk(anna).get(f"{BOOK}?waiting=1"))


def test_two_offices_of_one_name_may_be_one(desk, ministry, words):
    assert "Possibly one and the same" not in words(desk.get(f"{BOOK}?state=KZ"))
    other = Authority.objects.create(kind="ministry", state=ministry.state)
    AuthorityName.objects.create(authority=other, language="ru", text="ministry of justice")
    assert "Possibly one and the same" in words(desk.get(f"{BOOK}?state=KZ"))


def test_nobody_outside_browses(client, db):
    assert client.get(BOOK).status_code == 302
