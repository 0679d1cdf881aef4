"""The first day of an organiser: a link, an app on the phone, codes on paper, a password."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from picketline.accounts.actions import make_sign_in_link
from picketline.network.actions import add_organiser
from picketline.network.tests.conftest import PASSWORD

ACCOUNT = "/en/desk/account/"


@pytest.fixture
def newcomer(client, section, time_machine):
    """Bilal came in by his first link and has neither password nor second factor."""
    time_machine.move_to(timezone.datetime(2026, 1, 5, 12, 0, 10, tzinfo=timezone.get_default_timezone()), tick=False)
    user = add_organiser("bilal@example.org", name="Bilal", section=section)
    client.post(reverse("sign_in_link", args=[make_sign_in_link(user)]))
    return user


def text_of(page):
    return page.content.decode()


def set_up_app(client, code_of):
    page = client.get(f"{ACCOUNT}second-factor/app/")
    secret = re.search(r'class="secret"[^>]*>(\w+)<', text_of(page))[1]
    return client.post(f"{ACCOUNT}second-factor/app/", {"code": code_of(secret)})


def test_the_app_is_set_up_and_recovery_codes_are_shown(client, newcomer, code_of):
    assert set_up_app(client, code_of).headers["Location"] == f"{ACCOUNT}second-factor/codes/"
    page = text_of(client.get(f"{ACCOUNT}second-factor/codes/"))
    assert len(re.findall(r"<li>\d{8}</li>", page)) == 10
    assert "10 codes are left" in page
    assert client.get("/en/desk/").status_code == 200


def test_a_wrong_code_sets_nothing_up(client, newcomer):
    page = text_of(client.post(f"{ACCOUNT}second-factor/app/", {"code": "000000"}))
    assert re.search(r'<p class="error" id="id_code-error">Incorrect code\.</p>', page)
    assert 'aria-invalid="true" aria-describedby="' in page
    assert not Authenticator.objects.exists()


def test_the_picture_for_the_app_is_one_the_page_may_show(client, newcomer):
    page = client.get(f"{ACCOUNT}second-factor/app/")
    assert 'src="data:image/svg+xml;base64,' in text_of(page)
    assert "img-src 'self' data:" in page.headers["Content-Security-Policy"]


def test_the_first_password_is_chosen_without_an_old_one(client, newcomer):
    assert client.get(f"{ACCOUNT}password/").headers["Location"] == f"{ACCOUNT}password/first/"
    assert "Choose a password" in text_of(client.get(f"{ACCOUNT}password/first/"))
    client.post(f"{ACCOUNT}password/first/", {"password1": PASSWORD, "password2": PASSWORD})
    newcomer.refresh_from_db()
    assert newcomer.check_password(PASSWORD)


@pytest.mark.parametrize("weak", ["short", "password1234", "bilal@example.org"])
def test_a_weak_password_is_refused_beside_its_field(client, newcomer, weak):
    page = text_of(client.post(f"{ACCOUNT}password/first/", {"password1": weak, "password2": weak}))
    assert 'id="id_password1-error"' in page
    newcomer.refresh_from_db()
    assert not newcomer.has_usable_password()


def test_a_password_is_changed_with_the_old_one(client, bilal):
    client.force_login(bilal)
    assert "Change your password" in text_of(client.get(f"{ACCOUNT}password/"))
    new = {"password1": "Half a year on strike", "password2": "Half a year on strike"}
    client.post(f"{ACCOUNT}password/", {"oldpassword": "guessed", **new})
    bilal.refresh_from_db()
    assert bilal.check_password(PASSWORD)
    client.post(f"{ACCOUNT}password/", {"oldpassword": PASSWORD, **new})
    bilal.refresh_from_db()
    assert bilal.check_password("Half a year on strike")


def test_what_was_typed_as_a_password_never_comes_back(client, bilal):
    page = text_of(client.post(f"{ACCOUNT}login/", {"login": "bilal@example.org", "password": "nearly right"}))
    assert "nearly right" not in page
    assert 'value="bilal@example.org"' in page


def test_a_label_is_never_a_placeholder(client, bilal):
    page = text_of(client.get(f"{ACCOUNT}login/"))
    assert "placeholder" not in page
    assert re.findall(r'<label for="(\w+)">([^<]+)</label>', page) == [
        ("id_login", "Email"),
        ("id_password", "Password"),
    ]
    assert 'autocomplete="current-password"' in page


def test_the_app_goes_only_after_the_password_was_asked_again(client, bilal, secret_of):
    secret_of(bilal)
    client.force_login(bilal)
    removal = f"{ACCOUNT}second-factor/app/removal/"
    asked = client.get(removal).headers["Location"]
    assert asked == f"{ACCOUNT}again/?next={removal.replace('/', '%2F')}" or asked == f"{ACCOUNT}again/?next={removal}"
    assert "Is it still you?" in text_of(client.get(asked))
    client.post(f"{ACCOUNT}again/", {"password": "guessed", "next": removal})
    assert client.get(removal).status_code == 302
    assert client.post(f"{ACCOUNT}again/", {"password": PASSWORD, "next": removal}).headers["Location"] == removal
    assert "Remove the authenticator app" in text_of(client.get(removal))
    client.post(removal)
    assert not Authenticator.objects.exists()
    assert client.get("/en/desk/").headers["Location"] == f"{ACCOUNT}second-factor/"


def test_a_code_proves_as_well_that_it_is_still_bilal(client, bilal, secret_of, code_of):
    secret = secret_of(bilal)
    client.force_login(bilal)
    codes = f"{ACCOUNT}second-factor/codes/new/"
    assert "Is it still you?" in text_of(client.get(f"{ACCOUNT}again/code/?next={codes}"))
    assert client.post(f"{ACCOUNT}again/code/", {"code": code_of(secret), "next": codes}).headers["Location"] == codes
    assert "Make new recovery codes" in text_of(client.get(codes))


def test_new_recovery_codes_replace_the_old_ones(client, newcomer, code_of):
    set_up_app(client, code_of)
    listed = re.findall(r"<li>(\d{8})</li>", text_of(client.get(f"{ACCOUNT}second-factor/codes/")))
    assert "The old ones stop working at once." in text_of(client.get(f"{ACCOUNT}second-factor/codes/new/"))
    client.post(f"{ACCOUNT}second-factor/codes/new/")
    fresh = re.findall(r"<li>(\d{8})</li>", text_of(client.get(f"{ACCOUNT}second-factor/codes/")))
    assert len(fresh) == 10
    assert not set(fresh) & set(listed)


def test_recovery_codes_come_as_a_file_for_whoever_proved_that_it_is_them(client, newcomer, code_of):
    set_up_app(client, code_of)
    shown = re.findall(r"<li>(\d{8})</li>", text_of(client.get(f"{ACCOUNT}second-factor/codes/")))
    answer = client.get(f"{ACCOUNT}second-factor/codes/file/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert answer.headers["Content-Type"] == "text/plain"
    assert re.findall(r"^\d{8}$", text_of(answer), re.MULTILINE) == shown
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("noun", ["codes/", "codes/file/", "codes/new/"])
def test_recovery_codes_are_shown_only_after_bilal_has_proved_that_it_is_still_him(client, newcomer, code_of, noun):
    set_up_app(client, code_of)
    client.logout()
    client.force_login(newcomer)
    assert client.get(f"{ACCOUNT}second-factor/{noun}").headers["Location"].startswith(f"{ACCOUNT}again/")


def test_when_every_recovery_code_is_used_the_page_says_to_make_new_ones(client, newcomer, code_of):
    set_up_app(client, code_of)
    codes = Authenticator.objects.get(type="recovery_codes")
    codes.data["used_mask"] = (1 << 10) - 1
    codes.save()
    assert "All of them are used up." in text_of(client.get(f"{ACCOUNT}second-factor/codes/"))


def test_a_recovery_code_works_once_in_place_of_the_phone(client, newcomer, code_of):
    set_up_app(client, code_of)
    codes = re.findall(r"<li>(\d{8})</li>", text_of(client.get(f"{ACCOUNT}second-factor/codes/")))
    entries = []
    for _time in range(2):
        client.post(f"{ACCOUNT}logout/")
        client.post(reverse("sign_in_link", args=[make_sign_in_link(newcomer)]))
        client.post(f"{ACCOUNT}login/code/", {"code": codes[0]})
        entries.append(client.get("/en/desk/").status_code)
    assert entries == [200, 302]
    assert "9 recovery codes are left" in text_of_second_factor(client, newcomer)


def text_of_second_factor(client, user):
    client.force_login(user)
    return text_of(client.get(f"{ACCOUNT}second-factor/"))


def test_the_page_of_the_second_factor_says_that_there_is_none(client, newcomer):
    assert "without it the desk stays closed" in text_of(client.get(f"{ACCOUNT}second-factor/"))
