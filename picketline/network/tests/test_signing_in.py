"""Bilal signs in with his password and a second factor; guessing and repeating do not help."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from picketline.accounts.actions import make_sign_in_link
from picketline.accounts.models import User
from picketline.audit.models import Entry
from picketline.gate import throttle
from picketline.network.tests.conftest import PASSWORD

LOGIN, CODE, DESK = "/en/desk/account/login/", "/en/desk/account/login/code/", "/en/desk/"

GUESS = "guessed"


def enter_password(client, email="bilal@example.org", password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def is_let_in(client):
    return client.get(DESK).status_code == 200


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    """A fixed moment in the middle of a code's thirty seconds."""
    moment = timezone.datetime(2026, 1, 5, 12, 0, 10, tzinfo=timezone.get_default_timezone())
    time_machine.move_to(moment, tick=False)


def test_password_and_code_open_the_desk(client, bilal, section, secret_of, code_of):
    secret = secret_of(bilal)
    assert enter_password(client).headers["Location"] == CODE
    assert not is_let_in(client)
    assert client.post(CODE, {"code": code_of(secret)}).headers["Location"] == DESK
    assert client.get(DESK).content.decode() == section.name


def test_a_wrong_code_opens_nothing(client, bilal, secret_of, code_of):
    secret = secret_of(bilal)
    enter_password(client)
    wrong = f"{(int(code_of(secret)) + 1) % 1_000_000:06}"
    page = client.post(CODE, {"code": wrong})
    assert "Incorrect code." in page.content.decode()
    assert not is_let_in(client)


def test_a_code_of_a_minute_ago_opens_nothing(client, bilal, secret_of, code_of):
    secret = secret_of(bilal)
    enter_password(client)
    client.post(CODE, {"code": code_of(secret, ago=2)})
    assert not is_let_in(client)


def test_a_code_that_was_used_before_opens_nothing(client, bilal, secret_of, code_of):
    secret = secret_of(bilal)
    enter_password(client)
    client.post(CODE, {"code": code_of(secret)})
    eavesdropper = Client()
    enter_password(eavesdropper)
    page = eavesdropper.post(CODE, {"code": code_of(secret)})
    assert "Incorrect code." in page.content.decode()
    assert (is_let_in(client), is_let_in(eavesdropper)) == (True, False)


def test_five_wrong_codes_lock_even_the_right_one_out(client, bilal, secret_of, code_of):
    secret = secret_of(bilal)
    enter_password(client)
    for _try in range(5):
        client.post(CODE, {"code": "000000"})
    page = client.post(CODE, {"code": code_of(secret)})
    assert "Too many failed login attempts." in page.content.decode()
    assert not is_let_in(client)


def test_an_unknown_address_is_answered_like_a_wrong_password(client, bilal):
    wrong = enter_password(client, password=GUESS)
    unknown = enter_password(client, email="nobody@example.org")
    assert wrong.status_code == unknown.status_code
    assert without_what_was_typed(wrong) == without_what_was_typed(unknown)
    assert "are not correct" in without_what_was_typed(unknown)


def without_what_was_typed(page):
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
    return re.sub(r'value="\w+@example\.org"', "", text)


def test_five_wrong_passwords_lock_even_the_right_one_out(client, bilal):
    for _try in range(5):
        enter_password(client, password=GUESS)
    page = enter_password(client)
    assert "Too many failed login attempts." in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_one_network_cannot_try_address_after_address(client, bilal, monkeypatch):
    monkeypatch.setattr(throttle, "wait_seconds", lambda request, act: 3600 if act == "sign in" else 0)
    page = enter_password(client)
    assert "Too many failed login attempts." in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_thirty_tries_in_a_minute_meet_a_page_that_says_wait(client, bilal):
    for _try in range(30):
        enter_password(client, password=GUESS)
    page = enter_password(client)
    assert page.status_code == 429
    assert "Too many tries" in page.content.decode()


def test_a_password_is_kept_as_argon2(bilal):
    assert User.objects.get().password.startswith("argon2$argon2id$")


def test_a_closed_account_stays_outside(client, bilal):
    User.objects.update(is_active=False)
    page = client.get(enter_password(client).headers["Location"])
    assert "This account is closed" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_after_signing_in_bilal_is_where_he_wanted_to_go(client, bilal, secret_of, code_of):
    secret = secret_of(bilal)
    asked = client.get(DESK + "?page=2").headers["Location"]
    assert asked == f"{LOGIN}?next=/en/desk/%3Fpage%3D2"
    assert 'name="next" value="/en/desk/?page=2"' in client.get(asked).content.decode()
    enter_password(client, next="/en/desk/?page=2")
    assert client.post(CODE, {"code": code_of(secret)}).headers["Location"] == "/en/desk/?page=2"


def test_nobody_is_led_to_another_site(client, bilal):
    assert enter_password(client, next="https://example.com/").headers["Location"] == DESK


def test_signing_out_needs_the_button(client, bilal):
    enter_password(client)
    assert "Sign out" in client.get("/en/desk/account/logout/").content.decode()
    assert "_auth_user_id" in client.session
    client.post("/en/desk/account/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password"])
def test_nobody_signs_up_or_resets_a_password_by_mail(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/"])
def test_there_is_no_page_for_signing_up(client, db, path):
    assert client.get(f"/en/desk/account/{path}").status_code == 404


def test_a_link_takes_the_place_of_the_password_but_not_of_the_second_factor(client, bilal, secret_of, code_of):
    secret = secret_of(bilal)
    response = client.post(reverse("sign_in_link", args=[make_sign_in_link(bilal)]))
    assert response.headers["Location"] == CODE
    assert not is_let_in(client)
    client.post(CODE, {"code": code_of(secret)})
    assert is_let_in(client)


def test_a_lost_phone_can_be_forgotten_by_whoever_runs_the_server(client, bilal, secret_of, capsys):
    secret_of(bilal)
    call_command("sign_in_link", "bilal@example.org", "--forget-second-factor")
    assert not Authenticator.objects.exists()
    client.post(capsys.readouterr().out.split()[-1].removeprefix("http://localhost:8000"))
    assert client.get(DESK).headers["Location"] == "/en/desk/account/second-factor/"
    assert Entry.objects.filter(act="forget second factor", noun_id=str(bilal.pk)).exists()
