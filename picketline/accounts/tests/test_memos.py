"""Every web process knows what another was told a moment ago; nobody can read from the disk whom it was about."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.utils import timezone

from picketline.accounts import actions
from picketline.accounts.memos import Memos
from picketline.accounts.models import Memo
from picketline.accounts.tests.test_sign_in_link import patiently

LOGIN = "/en/desk/account/login/"
NETWORK = "allauth:rl:allauth.account:login:30/60/ip:ip:203.0.113.0/24"


@pytest.fixture
def processes(db):
    """Two web processes: one table, and a memory each."""
    return Memos("one", {}), Memos("other", {})


def test_a_code_used_in_one_process_is_used_in_the_other(processes):
    one, other = processes
    assert one.add("used?user=1&code=123456", "y", timeout=30) is True
    assert other.add("used?user=1&code=123456", "y", timeout=30) is False
    assert other.add("used?user=2&code=123456", "y", timeout=30) is True


def test_what_one_process_counts_the_other_reads_changes_and_takes_away(processes):
    one, other = processes
    one.set("failed", [2.5], timeout=300)
    assert other.get("failed") == [2.5]
    other.set("failed", [3.5, 2.5], timeout=300)
    assert (one.get("failed"), "failed" in one, one.get("other", "none")) == ([3.5, 2.5], True, "none")
    assert (other.delete("failed"), one.delete("failed"), one.get("failed")) == (True, False, None)


def test_after_its_time_it_is_as_if_nobody_had_said_it(processes, time_machine):
    one, other = processes
    one.add("used", "y", timeout=30)
    one.set("kept without a time", 1)
    time_machine.move_to(timezone.now() + timedelta(seconds=31))
    assert other.get("used") is None
    assert other.add("used", "y", timeout=30) is True
    time_machine.move_to(timezone.now() + timedelta(seconds=301))
    assert one.get("kept without a time") is None
    actions.forget()
    assert not Memo.objects.exists()


def test_what_is_counted_by_network_stays_in_the_memory_of_its_process(processes):
    one, other = processes
    one.set(NETWORK, [1.0])
    one.add(f"{NETWORK}:lock", True)
    assert (one.get(NETWORK), other.get(NETWORK)) == ([1.0], None)
    assert not Memo.objects.exists()
    assert (one.delete(NETWORK), one.get(NETWORK)) == (True, None)


def test_five_wrong_passwords_lock_the_account_in_every_process(bilal):
    for _try in range(5):
        Client(REMOTE_ADDR="203.0.113.77").post(LOGIN, {"login": "bilal@example.org", "password": "guessed"})
    caches["default"] = Memos("a process that was just started", {})
    try:
        page = Client().post(LOGIN, {"login": "bilal@example.org", "password": "Four months on strike"})
    finally:
        del caches["default"]
    assert "Too many failed login attempts." in page.content.decode()


def test_the_table_tells_neither_who_nor_from_where(bilal):
    Client(REMOTE_ADDR="203.0.113.77").post(LOGIN, {"login": "bilal@example.org", "password": "guessed"})
    assert Memo.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_memo")
        kept = str([[bytes(value) if isinstance(value, memoryview) else value for value in row] for row in cursor])
    assert not [word for word in ("bilal", "203.0.113", "allauth", "login") if word in kept]


def test_not_even_the_memory_of_a_process_has_the_address(bilal):
    Client(REMOTE_ADDR="203.0.113.77").post(LOGIN, {"login": "bilal@example.org", "password": "guessed"})
    keys = list(cache.here._cache)
    assert [key for key in keys if ":ip:" in key]
    assert not [key for key in keys if "203.0.113" in key]


@pytest.mark.django_db(transaction=True)
def test_of_eight_processes_that_get_a_code_at_the_same_moment_one_takes_it():
    start = Barrier(8)

    def use(number):
        try:
            start.wait()
            return patiently(Memos(str(number), {}).add, "used?user=1&code=123456", "y")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        assert sorted(crowd.map(use, range(8))) == [False] * 7 + [True]
