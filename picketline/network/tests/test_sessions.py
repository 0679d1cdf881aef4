"""Where Bilal is signed in: he sees his browsers, ends one or all others, and nobody else's."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from picketline.accounts import actions
from picketline.accounts.actions import make_sign_in_link
from picketline.accounts.models import Session, SignInLink
from picketline.accounts.sessions import mark_of
from picketline.audit.models import Entry
from picketline.network.tests.conftest import PASSWORD

SESSIONS, DESK = "/en/desk/account/sessions/", "/en/desk/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1"
NOON = timezone.datetime(2026, 1, 5, 12, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def signed_in():
    """A browser in which somebody is signed in by a link."""

    def sign_in(user, browser=FIREFOX, address="203.0.113.77"):
        client = Client(headers={"user-agent": browser}, REMOTE_ADDR=address)
        client.post(reverse("sign_in_link", args=[make_sign_in_link(user)]))
        return client

    return sign_in


def text_of(page):
    return page.content.decode()


def is_in(client):
    return client.get(SESSIONS).status_code == 200


def test_bilal_sees_his_browsers_in_plain_words_and_this_one_first(bilal, signed_in, time_machine):
    signed_in(bilal, PHONE)
    time_machine.move_to(NOON + timedelta(hours=2), tick=False)
    page = text_of(signed_in(bilal).get(SESSIONS))
    assert page.index("Firefox on Windows") < page.index("This one") < page.index("Safari on iPhone")
    assert "Since 5 January 2026, 14:00 UTC." in page
    assert "Last seen 5 January 2026, 12:00 UTC." in page
    assert page.count("Sign out there") == 1


def test_the_database_knows_neither_address_nor_version_nor_page(bilal, signed_in):
    signed_in(bilal, FIREFOX, "203.0.113.77").get(DESK)
    (session,) = Session.objects.all()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_session")
        kept = str(cursor.fetchall()) + str(session.get_decoded())
    assert session.get_decoded()["browser"] == ["Firefox", "Windows"]
    assert not [word for word in ("203.0.113", "/140", "Mozilla", "NT 10", "/desk/") if word in kept]


def test_a_browser_without_a_name_is_said_so(bilal, signed_in):
    assert "A browser that does not say its name" in text_of(signed_in(bilal, "").get(SESSIONS))


@pytest.mark.parametrize(("minutes", "noted"), [(9, "12:00"), (11, "12:11")])
def test_when_a_browser_was_here_is_noted_to_ten_minutes(bilal, signed_in, time_machine, minutes, noted):
    client = signed_in(bilal)
    time_machine.move_to(NOON + timedelta(minutes=minutes), tick=False)
    client.get(SESSIONS)
    assert f"Last seen 5 January 2026, {noted} UTC." in text_of(client.get(SESSIONS))


def test_bilal_signs_one_browser_out(bilal, signed_in):
    phone, tablet, here = signed_in(bilal, PHONE), signed_in(bilal, PHONE), signed_in(bilal)
    mark = mark_of(phone.session.session_key)
    answer = here.post(reverse("session_end", args=[mark]))
    assert (answer.status_code, answer.headers["Location"]) == (303, SESSIONS)
    assert (is_in(phone), is_in(tablet), is_in(here)) == (False, True, True)
    assert Entry.objects.filter(act="end sessions", actor=str(bilal.pk), words="1").count() == 1


def test_bilal_signs_out_everywhere_else(bilal, signed_in):
    phone, tablet, here = signed_in(bilal, PHONE), signed_in(bilal, PHONE), signed_in(bilal)
    assert here.post(reverse("other_sessions_end")).status_code == 303
    assert (is_in(phone), is_in(tablet), is_in(here)) == (False, False, True)
    assert "Sign out everywhere else" not in text_of(here.get(SESSIONS))


def test_chen_ends_no_session_of_bilal_and_does_not_see_it(bilal, chen, signed_in):
    bilals, chens = signed_in(bilal), signed_in(chen, PHONE)
    assert "Firefox" not in text_of(chens.get(SESSIONS))
    mark = mark_of(bilals.session.session_key)
    assert chens.post(reverse("session_end", args=[mark])).status_code == 404
    chens.post(reverse("other_sessions_end"))
    assert is_in(bilals)


def test_neither_the_page_nor_the_database_has_the_key_that_signs_in(bilal, signed_in):
    phone, here = signed_in(bilal, PHONE), signed_in(bilal)
    key, mark = phone.session.session_key, mark_of(phone.session.session_key)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_session")
        kept = str(cursor.fetchall())
    for shown in (text_of(here.get(SESSIONS)), kept):
        assert (mark in shown, key in shown) == (True, False)


def test_whoever_has_read_the_database_is_not_signed_in_by_what_it_keeps(bilal, signed_in):
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = mark_of(signed_in(bilal).session.session_key)
    assert not is_in(thief)


def test_opening_an_address_ends_nothing(bilal, signed_in):
    phone, here = signed_in(bilal, PHONE), signed_in(bilal)
    mark = mark_of(phone.session.session_key)
    assert here.get(reverse("session_end", args=[mark])).status_code == 405
    assert here.get(reverse("other_sessions_end")).status_code == 405
    assert is_in(phone)


@pytest.mark.parametrize("path", ["password/", "password/first/"])
def test_a_new_password_signs_every_other_browser_out(bilal, signed_in, path):
    if path == "password/first/":
        bilal.set_unusable_password()
        bilal.save()
    phone, here = signed_in(bilal, PHONE), signed_in(bilal)
    new = {"oldpassword": PASSWORD, "password1": "Half a year on strike", "password2": "Half a year on strike"}
    here.post(f"/en/desk/account/{path}", new)
    assert [session.pk for session in Session.objects.of(bilal)] == [mark_of(here.session.session_key)]
    assert (is_in(phone), is_in(here)) == (False, True)


def test_signing_in_ends_after_twelve_hours_however_busy_bilal_was(bilal, signed_in, time_machine):
    client = signed_in(bilal)
    for hour in range(1, 12):
        time_machine.move_to(NOON + timedelta(hours=hour), tick=False)
        assert is_in(client)
    time_machine.move_to(NOON + timedelta(hours=12, seconds=1), tick=False)
    assert not is_in(client)


def test_a_lost_phone_is_signed_out_with_its_second_factor(bilal, signed_in):
    phone = signed_in(bilal, PHONE)
    actions.forget_second_factor(bilal)
    assert not is_in(phone)


def test_signing_out_leaves_nothing_behind(bilal, signed_in):
    signed_in(bilal).post("/en/desk/account/logout/")
    assert not Session.objects.exists()


def test_what_is_over_is_forgotten_and_what_is_in_use_stays(bilal, signed_in, time_machine):
    make_sign_in_link(bilal)
    signed_in(bilal)
    used = SignInLink.behind(make_sign_in_link(bilal))
    used.claim()
    time_machine.move_to(NOON + timedelta(hours=13), tick=False)
    here = signed_in(bilal)
    actions.forget()
    assert is_in(here)
    assert Session.objects.count() == 1
    assert [link.used_at for link in SignInLink.objects.all()] == [None]
    time_machine.move_to(NOON + timedelta(hours=25), tick=False)
    actions.forget()
    assert not SignInLink.objects.exists()
