"""Bilal, who organises; Chen, who has an account and no access; and limits that start anew in every test."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache

from picketline.accounts.actions import add_user
from picketline.gate import throttle
from picketline.network.actions import add_organiser, main_section

PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
PASSWORD = "Four months on strike"


@pytest.fixture(autouse=True)
def a_site_with_a_desk(settings):
    """A public page, the desk and the account pages; nothing remembered from the test before."""
    settings.ROOT_URLCONF = "picketline.network.tests.urls"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN_FILES}}
    cache.here.clear()
    throttle.memory.storage.reset()


@pytest.fixture
def section(db):
    """The main section."""
    return main_section()


@pytest.fixture
def bilal(section):
    """An organiser of the main section, with a password."""
    return with_password(add_organiser("bilal@example.org", name="Bilal", section=section))


@pytest.fixture
def chen(db):
    """Somebody with an account and a password who belongs to no section."""
    return with_password(add_user("chen@example.org", name="Chen"))


@pytest.fixture
def secret_of():
    """Sets up an authenticator app; returns its secret."""

    def set_up(user):
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        return secret

    return set_up


@pytest.fixture
def code_of():
    """What the authenticator app shows now, or so many times thirty seconds ago."""

    def shown(secret, ago=0):
        return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - ago))

    return shown


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user
