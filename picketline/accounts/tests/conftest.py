"""Bilal, who organises; the pages he signs in on; and limits that start anew in every test."""

import pytest
from django.core.cache import cache

from picketline.accounts.actions import add_user
from picketline.gate import throttle

PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
PASSWORD = "Four months on strike"


@pytest.fixture(autouse=True)
def a_site_with_account_pages(settings):
    """A public page, the desk and the account pages; nothing remembered from the test before."""
    settings.ROOT_URLCONF = "picketline.network.tests.urls"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN_FILES}}
    cache.here.clear()
    throttle.memory.storage.reset()


@pytest.fixture
def bilal(db):
    """An organiser with a password."""
    user = add_user("bilal@example.org", name="Bilal")
    user.set_password(PASSWORD)
    user.save()
    return user
