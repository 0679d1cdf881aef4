"""Bilal's passkeys: added, named, used alone or after the password, removed; and what others try with them."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from picketline.accounts.actions import make_sign_in_link
from picketline.gate import throttle
from picketline.network.tests.conftest import PASSWORD
from picketline.network.tests.soft_key import SoftKey

ACCOUNT, DESK = "/en/desk/account/", "/en/desk/"
LOGIN, CODE, ALONE = f"{ACCOUNT}login/", f"{ACCOUNT}login/code/", f"{ACCOUNT}login/passkey/"
PASSKEYS = f"{ACCOUNT}second-factor/passkeys/"
REFUSED = re.compile(r"Incorrect code\.|The browser gave no passkey\.")
JUNK = ["", "{", "[]", "1", '"x"', "null", "{}", '{"response": null}', '{"id": "x", "rawId": "x", "response": {}}']


@pytest.fixture(autouse=True)
def a_site_on_this_computer(settings):
    """Passkeys belong to the name in PICKETLINE_SITE_URL."""
    settings.HOST_NAME = "localhost"


@pytest.fixture
def key():
    """A passkey in Bilal's phone."""
    return SoftKey()


@pytest.fixture
def bilal_with_passkey(client, bilal, key):
    """Bilal has added a passkey, and has signed out."""
    sign_in(client)
    add(client, key)
    client.logout()
    return bilal


def sign_in(client):
    return client.post(LOGIN, {"login": "bilal@example.org", "password": PASSWORD})


def text_of(page):
    return page.content.decode()


def asked_by(page):
    """What the page asks of the browser."""
    return json.loads(re.search(r'<script id="asked" type="application/json">(.+?)</script>', text_of(page))[1])


def still_me(client):
    client.post(f"{ACCOUNT}again/", {"password": PASSWORD})


def add(client, key):
    still_me(client)
    asked = asked_by(client.get(f"{PASSKEYS}new/"))
    return client.post(f"{PASSKEYS}new/", {"name": "Phone", "passwordless": "on", "credential": key.made(asked)})


def ask_alone(client):
    return client.get(ALONE, headers={"accept": "application/json"}).json()


def sign_in_alone(client, key, **more):
    return client.post(ALONE, {"credential": key.shown(ask_alone(client)), **more})


def is_let_in(client):
    return client.get(DESK).status_code == 200


def test_a_passkey_is_added_named_and_opens_the_desk_and_codes_come_with_it(client, bilal, key):
    sign_in(client)
    assert client.get(DESK).headers["Location"] == f"{ACCOUNT}second-factor/"
    assert add(client, key).headers["Location"] == f"{ACCOUNT}second-factor/codes/"
    assert is_let_in(client)
    listed = text_of(client.get(PASSKEYS))
    assert "<bdi>Phone</bdi>" in listed
    assert "Signs you in alone." in listed
    assert "Not used yet." in listed
    assert "10 recovery codes are left." in text_of(client.get(f"{ACCOUNT}second-factor/"))


def test_a_passkey_that_nobody_named_is_called_after_its_browser(client, bilal, key):
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    sign_in(client)
    still_me(client)
    page = client.get(f"{PASSKEYS}new/", headers={"user-agent": firefox})
    assert 'value="Firefox on Windows"' in text_of(page)


def test_the_site_asks_for_a_passkey_of_its_own_name_whatever_host_was_named(client, bilal, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.HOST_NAME, settings.SITE_NAME = "appeals.example.org", "Comité"
    sign_in(client)
    still_me(client)
    asked = asked_by(client.get(f"{PASSKEYS}new/", headers={"host": "evil.example"}))["creation_options"]["publicKey"]
    assert asked["rp"] == {"id": "appeals.example.org", "name": "Comité"}


def test_a_passkey_alone_opens_the_desk(client, bilal_with_passkey, key):
    assert sign_in_alone(client, key).headers["Location"] == DESK
    assert is_let_in(client)
    assert "Last used on" in text_of(client.get(PASSKEYS))


def test_with_a_passkey_bilal_comes_to_where_he_wanted_to_go(client, bilal_with_passkey, key):
    assert sign_in_alone(client, key, next="/en/desk/?page=2").headers["Location"] == "/en/desk/?page=2"


def test_a_passkey_is_the_second_step_after_the_password(client, bilal_with_passkey, key):
    assert sign_in(client).headers["Location"] == CODE
    page = client.get(CODE)
    assert "Is the passkey not at hand? Enter a recovery code." in text_of(page)
    assert not is_let_in(client)
    client.post(CODE, {"credential": key.shown(asked_by(page))})
    assert is_let_in(client)


def test_a_link_does_not_take_the_place_of_the_passkey(client, bilal_with_passkey, key):
    link = reverse("sign_in_link", args=[make_sign_in_link(bilal_with_passkey)])
    assert client.post(link).headers["Location"] == CODE
    assert not is_let_in(client)


def test_a_key_that_asks_for_no_finger_works_after_the_password_but_not_alone(client, bilal):
    key = SoftKey(verified=False)
    sign_in(client)
    still_me(client)
    asked = asked_by(client.get(f"{PASSKEYS}new/"))
    client.post(f"{PASSKEYS}new/", {"name": "Old key", "credential": key.made(asked, resident=False)})
    assert "Works after the password." in text_of(client.get(PASSKEYS))
    client.logout()
    assert sign_in_alone(client, key).headers["Location"] == f"{LOGIN}?passkey=refused"
    sign_in(client)
    client.post(CODE, {"credential": key.shown(asked_by(client.get(CODE)))})
    assert is_let_in(client)


def test_a_key_that_asks_for_no_finger_is_not_taken_as_one_that_works_alone(client, bilal):
    sign_in(client)
    assert "Incorrect code." in text_of(add(client, SoftKey(verified=False)))
    assert not Authenticator.objects.exists()


def test_without_a_passkey_the_second_step_speaks_of_the_app_alone(client, bilal, secret_of):
    secret_of(bilal)
    sign_in(client)
    page = text_of(client.get(CODE))
    assert "Open your authenticator app" in page
    assert "passkey" not in page


@pytest.mark.parametrize(
    "stranger", [SoftKey(origin="https://localhost.example"), SoftKey(site="evil.example"), SoftKey()]
)
def test_a_false_page_a_false_site_and_a_false_key_open_nothing(client, bilal_with_passkey, key, stranger):
    stranger.owner, stranger.credential_id = key.owner, key.credential_id
    answer = sign_in_alone(client, stranger)
    assert answer.headers["Location"] == f"{LOGIN}?passkey=refused"
    assert "That passkey opens no account here." in text_of(client.get(answer.headers["Location"]))
    assert not is_let_in(client)


def test_what_a_passkey_said_once_opens_nothing_a_second_time(client, bilal_with_passkey, key):
    said = key.shown(ask_alone(client))
    eavesdropper = Client()
    ask_alone(eavesdropper)
    assert eavesdropper.post(ALONE, {"credential": said}).headers["Location"] == f"{LOGIN}?passkey=refused"
    client.post(ALONE, {"credential": said})
    client.logout()
    client.post(ALONE, {"credential": said})
    assert (is_let_in(client), is_let_in(eavesdropper)) == (False, False)


def test_chen_cannot_take_the_second_step_of_bilal_with_a_passkey_of_his_own(client, bilal_with_passkey, chen, key):
    chens, other = SoftKey(), Client()
    other.force_login(chen)
    link = reverse("sign_in_link", args=[make_sign_in_link(chen)])
    other.post(link)
    add(other, chens)
    sign_in(client)
    chens.owner = key.owner
    assert "Incorrect code." in text_of(client.post(CODE, {"credential": chens.shown(asked_by(client.get(CODE)))}))
    assert not is_let_in(client)


def test_junk_in_place_of_a_passkey_is_refused_in_words_at_the_sign_in_page(client, db):
    for junk in JUNK:
        cache.clear()
        ask_alone(client)
        assert client.post(ALONE, {"credential": junk}).headers["Location"] == f"{LOGIN}?passkey=refused"


def test_junk_in_place_of_a_passkey_is_refused_in_words_at_the_second_step(client, bilal_with_passkey):
    sign_in(client)
    for junk in JUNK:
        cache.clear()
        assert REFUSED.search(text_of(client.post(CODE, {"credential": junk})))
    assert not is_let_in(client)


def test_junk_in_place_of_a_new_passkey_is_refused_in_words(client, bilal):
    sign_in(client)
    still_me(client)
    for junk in JUNK:
        client.get(f"{PASSKEYS}new/")
        assert REFUSED.search(text_of(client.post(f"{PASSKEYS}new/", {"name": "Junk", "credential": junk})))
    assert not Authenticator.objects.exists()


def test_a_passkey_proves_that_it_is_still_bilal(client, bilal_with_passkey, key):
    client.force_login(bilal_with_passkey)
    page = client.get(f"{ACCOUNT}again/passkey/?next={PASSKEYS}")
    assert "please show a passkey" in text_of(page)
    shown = {"credential": key.shown(asked_by(page)), "next": PASSKEYS}
    assert client.post(f"{ACCOUNT}again/passkey/", shown).headers["Location"] == PASSKEYS
    assert client.get(f"{PASSKEYS}new/").status_code == 200


def test_a_passkey_is_renamed_and_removed_and_then_the_desk_is_closed(client, bilal_with_passkey, key):
    sign_in_alone(client, key)
    still_me(client)
    passkey = Authenticator.objects.get(type="webauthn")
    assert 'value="Phone"' in text_of(client.get(f"{PASSKEYS}{passkey.pk}/name/"))
    client.post(f"{PASSKEYS}{passkey.pk}/name/", {"name": "<b>New phone</b>"})
    assert "&lt;b&gt;New phone&lt;/b&gt;" in text_of(client.get(PASSKEYS))
    assert "your recovery codes go as well" in text_of(client.get(f"{PASSKEYS}{passkey.pk}/removal/"))
    client.post(f"{PASSKEYS}{passkey.pk}/removal/")
    assert not Authenticator.objects.exists()
    assert "There is none yet." in text_of(client.get(PASSKEYS))
    assert client.get(DESK).headers["Location"] == f"{ACCOUNT}second-factor/"


@pytest.mark.parametrize("noun", ["name", "removal"])
def test_chen_neither_renames_nor_removes_the_passkey_of_bilal(client, bilal_with_passkey, chen, noun):
    passkey = Authenticator.objects.get(type="webauthn")
    client.post(reverse("sign_in_link", args=[make_sign_in_link(chen)]))
    for method in (client.get, client.post):
        assert method(f"{PASSKEYS}{passkey.pk}/{noun}/", {"name": "mine"}).status_code == 404
    passkey.refresh_from_db()
    assert passkey.wrap().name == "Phone"


def test_recovery_codes_alone_are_no_second_factor(client, bilal_with_passkey):
    Authenticator.objects.filter(type="webauthn").delete()
    client.force_login(bilal_with_passkey)
    assert Authenticator.objects.get().type == "recovery_codes"
    assert client.get(DESK).headers["Location"] == f"{ACCOUNT}second-factor/"


def test_only_pages_with_passkeys_run_our_own_script_and_only_sign_in_may_ask_the_site(client, bilal_with_passkey, key):
    def allowed(path):
        policy = client.get(path).headers["Content-Security-Policy"]
        return {rule.strip() for rule in policy.split(";") if rule.strip().startswith(("script", "connect", "default"))}

    nothing, script, asks = "default-src 'none'", "script-src 'self'", "connect-src 'self'"
    assert allowed("/en/") == {nothing}
    assert allowed(LOGIN) == {nothing, script, asks}
    sign_in(client)
    assert allowed(CODE) == {nothing, script}
    client.post(CODE, {"credential": key.shown(asked_by(client.get(CODE)))})
    still_me(client)
    assert allowed(f"{PASSKEYS}new/") == allowed(f"{ACCOUNT}again/passkey/") == {nothing, script}
    assert allowed(PASSKEYS) == allowed(DESK) == allowed(f"{ACCOUNT}second-factor/") == {nothing}


@pytest.mark.parametrize("path", [LOGIN, f"{PASSKEYS}new/"])
def test_without_javascript_one_line_says_that_password_and_code_work(client, bilal, path):
    if path != LOGIN:
        sign_in(client)
        still_me(client)
    page = text_of(client.get(path))
    assert page.count("Password and code work without.") == 1
    assert re.search(r"<button[^>]* data-passkey hidden>", page)
    assert "<script>" not in page


def test_asking_for_a_passkey_again_and_again_is_slowed_down_with_the_other_tries(client, db, monkeypatch):
    monkeypatch.setattr(throttle, "wait_seconds", lambda request, act: 3600 if act == "sign in" else 0)
    answer = client.get(ALONE, headers={"accept": "application/json"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")


def test_the_address_behind_the_button_is_no_page(client, db):
    assert client.get(ALONE).headers["Location"] == LOGIN
