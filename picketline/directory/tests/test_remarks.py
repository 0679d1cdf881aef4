"""A reader says that an address is wrong: out of a list, answered the same whatever became of it."""

import re

import pytest
from django.db import IntegrityError, transaction

from picketline.directory.models import Remark
from picketline.gate import throttle

MADE = "/en/directory/remarks/made/"


@pytest.fixture
def page(mail):
    return f"/en/directory/contacts/{mail.pk}/remarks/"


def tell(client, page, why="moved", **more):
    token = re.search(r'name="token" value="([^"]+)"', client.get(page).content.decode())[1]
    return client.post(page, {"why": why, "token": token} | more)


def seen(answer):
    return answer.status_code, answer.headers["location"], {k: v for k, v in answer.headers.items() if k != "Date"}


def test_a_reader_tells_and_nothing_changes_by_itself(mail, page, client, words):
    assert "office@justice.kz.invalid" in words(client.get(page))
    answer = tell(client, page)
    assert (answer.status_code, answer.headers["location"]) == (303, MADE)
    assert "Somebody of us looks into it." in words(client.get(MADE))
    mail.refresh_from_db()
    assert (Remark.objects.get().why, mail.state, mail.is_usable) == ("moved", "unverified", True)


def test_no_cookie_and_nothing_kept(page, client):
    for answer in (client.get(page), tell(client, page), client.get(MADE)):
        assert "Set-Cookie" not in answer.headers
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_five_wait_at_most_and_the_sixth_gets_the_same_answer(mail, page, client, words):
    answers = [seen(tell(client, page)) for _one in range(6)]
    assert Remark.objects.count() == 5
    assert answers[0] == answers[5]
    assert "We know that something is wrong with it" in words(client.get(page))


@pytest.mark.parametrize(
    "wrong", [{"why": ""}, {"why": "write to evil@x.invalid"}, {"token": "forged"}, {"homepage": "x"}]
)
def test_what_is_not_in_the_list_is_refused_and_nothing_is_kept(mail, page, client, wrong):
    answer = tell(client, page, **wrong)
    assert (answer.status_code, Remark.objects.count()) == (422, 0)
    assert "evil@" not in answer.content.decode()


def test_words_that_a_machine_adds_are_kept_nowhere(mail, page, client):
    assert tell(client, page, words="new address: evil@x.invalid", value="evil@x.invalid").status_code == 303
    assert [field.name for field in Remark._meta.get_fields()] == [
        *("id", "contact", "why", "made_on", "settled_at", "settled_by"),
    ]


def test_too_many_from_one_network_wait(mail, page, client, monkeypatch, words):
    monkeypatch.setattr(throttle, "wait_seconds", lambda request, act: 90 if act == "remark on an address" else 0)
    answer = tell(client, page)
    assert (answer.status_code, answer.headers["Retry-After"], Remark.objects.count()) == (429, "90", 0)
    assert "Try again in 2 minutes." in words(answer)


def test_a_network_has_its_measure(mail, page, client, settings):
    settings.WEB_WORKERS = 1
    throttle.limit_of.cache_clear()
    answers = [tell(client, page).status_code for _one in range(21)]
    assert (answers[19], answers[20]) == (303, 429)


def test_what_no_page_shows_does_not_exist_here(mail, page, client):
    for hidden in ({"state": "retired"}, {"state": "bouncing"}, {"state": "unverified", "is_mobile": True}):
        type(mail).objects.update(may_carry_letters=False, **hidden)
        assert client.get(page).status_code == 404
        assert client.post(page, {"why": "moved"}).status_code == 404
    assert client.get("/en/directory/contacts/99999/remarks/").status_code == 404


def test_the_desk_reads_them_and_settles_what_it_has_seen(mail, page, client, bilal, at_the_desk, words):
    tell(client, page)
    desk, office = at_the_desk(bilal), f"/en/desk/directory/{mail.authority.uuid}/"
    assert "Readers say: the office has moved" in words(desk.get(office))
    assert "1 reader says that it is wrong" in words(desk.get("/en/desk/checks/"))
    first = Remark.objects.get()
    tell(client, page, why="no_answer")
    told = desk.post(f"{office}contacts/{mail.pk}/remarks/", {"seen": [first.pk, "x", "9" * 40]}, follow=True)
    assert "Readers say: nobody answers there" in words(told)
    first.refresh_from_db()
    assert (first.settled_by, Remark.objects.open().count()) == (bilal, 1)
    assert client.post(f"{office}contacts/{mail.pk}/remarks/").status_code == 302


def test_the_database_knows_the_list(mail):
    with pytest.raises(IntegrityError, match="a_remark_is_out_of_the_list"), transaction.atomic():
        Remark.objects.create(contact=mail, why="elsewhere")


def test_the_kit_offers_it(example, client, words):
    assert "This address is wrong : justice@kz.invalid" in words(client.get(f"/en/appeals/{example.slug}/kit/"))
