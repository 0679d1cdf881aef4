"""Bilal, who organises; the pages he signs in on; and limits that start anew in every test."""

from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.management.commands import flush

from picketline.accounts.actions import add_user
from picketline.audit import append_only
from picketline.gate import throttle

PASSWORD = "Four months on strike"


@pytest.fixture(autouse=True)
def a_site_with_account_pages(settings):
    """A public page, the desk and the account pages; nothing remembered from the test before."""
    settings.ROOT_URLCONF = "picketline.network.tests.urls"
    cache.clear()
    throttle.memory.storage.reset()


@pytest.fixture
def bilal(db):
    """An organiser with a password."""
    user = add_user("bilal@example.org", name="Bilal")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture(scope="session", autouse=True)
def a_record_that_can_be_emptied():
    """Tests with real transactions empty every table at their end: for that moment the triggers are lifted."""
    sql_flush = flush.sql_flush

    def emptying(style, connection, **options):
        vendor = connection.vendor
        return [*append_only.LIFT[vendor], *sql_flush(style, connection, **options), *append_only.PROTECT[vendor]]

    with patch.object(flush, "sql_flush", emptying):
        yield
