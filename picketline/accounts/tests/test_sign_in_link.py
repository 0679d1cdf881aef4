"""A sign-in link lets its owner in once, within a day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from picketline.accounts.actions import add_user, make_sign_in_link, redeem_sign_in_link, sign_in_address
from picketline.accounts.models import SignInLink, User
from picketline.audit.models import Entry


@pytest.fixture
def address(bilal):
    """The path of a fresh link for Bilal."""
    return reverse("sign_in_link", args=[make_sign_in_link(bilal)])


def is_signed_in(client, user):
    return client.session.get("_auth_user_id") == str(user.pk)


def test_the_page_says_whom_it_signs_in(client, address):
    page = client.get(address)
    assert page.status_code == 200
    assert "Sign in as Bilal" in page.content.decode()


def test_opening_the_link_changes_nothing(client, address, bilal):
    for _visit in range(3):
        client.get(address)
        client.head(address)
    assert SignInLink.objects.get().used_at is None
    assert not is_signed_in(client, bilal)


def test_the_button_signs_bilal_in_and_leads_to_the_desk(client, address, bilal):
    response = client.post(address)
    assert (response.status_code, response.headers["Location"]) == (302, "/en/desk/")
    assert is_signed_in(client, bilal)
    assert SignInLink.objects.get().used_at is not None


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_link_works_once_and_then_says_how_to_get_another(client, address, bilal, method):
    client.post(address)
    client.logout()
    response = getattr(client, method)(address)
    assert response.status_code == 410
    assert "python manage.py sign_in_link" in response.content.decode()
    assert not is_signed_in(client, bilal)


@pytest.mark.parametrize("method", ["get", "post"])
def test_after_a_day_the_link_is_over(client, address, bilal, method, time_machine):
    time_machine.move_to(timezone.now() + timedelta(hours=24, seconds=1))
    assert getattr(client, method)(address).status_code == 410
    assert not is_signed_in(client, bilal)


def test_within_the_day_the_link_works(client, address, bilal, time_machine):
    time_machine.move_to(timezone.now() + timedelta(hours=23, minutes=59))
    assert client.post(address).status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_invented_link_looks_like_one_that_is_over(client, address, bilal, method):
    client.post(address)
    client.logout()
    invented = getattr(client, method)("/en/desk/account/link/invented/")
    used = getattr(client, method)(address)
    assert invented.status_code == used.status_code
    assert text_of(invented, "/desk/account/link/invented/") == text_of(used, address.removeprefix("/en"))


def text_of(page, path):
    """The page without its own address, which the links to other languages repeat."""
    return page.content.decode().replace(path, "")


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_link_of_a_closed_account_lets_nobody_in(client, address, bilal, method):
    User.objects.update(is_active=False)
    assert getattr(client, method)(address).status_code == 410
    assert not is_signed_in(client, bilal)


def test_the_database_keeps_no_token(bilal):
    token = make_sign_in_link(bilal)
    with connection.cursor() as cursor:
        cursor.execute("SELECT token_hash FROM accounts_signinlink")
        kept = bytes(cursor.fetchone()[0])
    assert len(kept) == 32
    assert token.encode() not in kept
    assert not Entry.objects.filter(words__contains=token).exists()


def test_whoever_read_the_link_before_it_was_used_still_comes_second(bilal):
    token = make_sign_in_link(bilal)
    first, second = SignInLink.behind(token), SignInLink.behind(token)
    assert (first.claim(), second.claim()) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_of_eight_people_pressing_at_the_same_moment_one_gets_in():
    token = make_sign_in_link(add_user("bilal@example.org", name="Bilal"))

    def press(_):
        try:
            return patiently(redeem_sign_in_link, token)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        let_in = [user for user in crowd.map(press, range(8)) if user]
    assert [user.email for user in let_in] == ["bilal@example.org"]
    assert Entry.objects.filter(act="use sign-in link").count() == 1


def patiently(act, *words):
    """SQLite in memory says at once that it is locked, where a file or a server would wait."""
    for _try in range(2000):
        try:
            return act(*words)
        except OperationalError:
            sleep(0.005)
    raise TimeoutError


def test_making_and_using_a_link_stands_in_the_record(client, address, bilal):
    client.post(address)
    made, used = Entry.objects.all()
    assert (made.act, made.actor, made.noun_id) == ("make sign-in link", "command line", str(bilal.pk))
    assert (used.act, used.actor) == ("use sign-in link", str(bilal.pk))


def test_a_link_expires_after_it_was_made(bilal):
    now = timezone.now()
    with pytest.raises(IntegrityError, match="a_link_expires_after_it_was_made"), transaction.atomic():
        SignInLink.objects.create(user=bilal, token_hash=b"x", made_at=now, expires_at=now)


def test_the_command_prints_an_address_that_works(client, bilal, capsys):
    call_command("sign_in_link", " Bilal@Example.org ")
    printed = capsys.readouterr().out.split()[-1]
    assert printed.startswith(f"{settings.SITE_URL}/en/desk/account/link/")
    assert client.post(printed.removeprefix(settings.SITE_URL)).status_code == 302
    assert is_signed_in(client, bilal)


def test_the_command_speaks_plainly_about_an_unknown_address(db):
    with pytest.raises(CommandError, match=r"There is no organiser with the address nobody@example\.org\."):
        call_command("sign_in_link", "nobody@example.org")


def test_the_address_is_in_the_language_asked_for(bilal):
    assert sign_in_address(bilal, language="de").startswith(f"{settings.SITE_URL}/de/desk/account/link/")


def test_the_secret_of_an_authenticator_app_is_not_in_the_database(bilal):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret = generate_totp_secret()
    app = TOTP.activate(bilal, secret)
    assert secret not in str(app.instance.data)
    assert app.validate_code("000000") is False
