"""The doctor finds each fault that was planted, and says which command mends it."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from config.processes import free_port
from picketline.audit.actions import record
from picketline.audit.append_only import LIFT
from picketline.audit.models import Entry
from picketline.keeping import house, trust, work
from picketline.keeping.checkup import examine
from picketline.keeping.finding import State
from picketline.mailing.actions import queue_notice
from picketline.mailing.models import Notice
from picketline.network.actions import add_organiser
from picketline.sealing import boxes, keys

MINUTE = timedelta(minutes=1)


@pytest.fixture
def healthy(db, settings, tmp_path, post_room):
    """A data folder of its own in which nothing is wrong."""
    settings.DATA, settings.KEYS = tmp_path / "data", tmp_path / "data" / "keys"
    settings.LEDGER = settings.DATA / "erased.log"
    settings.SITE_URL = "https://appeals.example.org"
    keys.make_pairs(settings.KEYS)
    keys.write_once(settings.KEYS / trust.RECIPIENT, b"age1")
    (settings.DATA / trust.LAST_BACKUP).write_text(timezone.now().isoformat())
    boxes.public_key.cache_clear()
    yield settings
    boxes.public_key.cache_clear()


def found(state):
    return [finding.about for finding in examine() if finding.state == state]


def test_a_healthy_site_has_nothing_wrong_and_no_mail_was_sent(healthy, post_room, monkeypatch):
    monkeypatch.setattr(house, "SAFE_SQLITE", (3, 0, 0))
    assert (found(State.WRONG), found(State.LOOK)) == ([], [])
    assert post_room.taken == []


def test_an_old_sqlite_is_told(healthy, monkeypatch):
    monkeypatch.setattr(house.sqlite3, "sqlite_version_info", (3, 51, 2))
    assert found(State.LOOK) == (["SQLite"] if connection.vendor == "sqlite" else [])


def test_a_data_folder_that_is_open_to_all_is_wrong(healthy):
    healthy.DATA.chmod(0o755)
    assert found(State.WRONG) == ["permissions"]


@pytest.mark.parametrize("name", ["worker.key", "section.key"])
def test_a_private_key_that_a_group_may_read_is_wrong(healthy, name):
    (healthy.KEYS / name).chmod(0o440)
    assert found(State.WRONG) == ["permissions"]


@pytest.mark.parametrize(("free", "state"), [(100_000_000, State.WRONG), (1_000_000_000, State.LOOK)])
def test_a_disk_that_fills_is_told(healthy, monkeypatch, free, state):
    monkeypatch.setattr(house.shutil, "disk_usage", lambda _folder: type("Usage", (), {"free": free}))
    assert "disk" in found(state)


def test_a_clock_that_ran_backwards_is_wrong(healthy, monkeypatch):
    record("test", Notice(pk=1), actor="bilal")
    monkeypatch.setattr(house.timezone, "now", lambda: Entry.objects.get().at - 10 * MINUTE)
    assert house.clock().state == State.WRONG


def test_debugging_is_wrong(healthy):
    healthy.DEBUG = True
    assert found(State.WRONG) == ["debugging"]


@pytest.mark.parametrize("key", ["short", "a" * 60, "django-insecure-" + "abcdefghij" * 5])
def test_a_weak_secret_key_is_wrong(healthy, key):
    healthy.SECRET_KEY = key
    assert found(State.WRONG) == ["secret key"]


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("http://appeals.example.org", State.WRONG),
        ("http://localhost:8000", State.LOOK),
        ("http://abcdefghij.onion", State.OK),
        ("https://appeals.example.org", State.OK),
    ],
)
def test_the_address_is_https_or_an_onion_service(healthy, url, state):
    healthy.SITE_URL = url
    assert house.site_url().state == state


@pytest.mark.parametrize("name", ["worker", "section"])
def test_a_key_of_another_pair_is_wrong(healthy, tmp_path, name):
    keys.make_pairs(tmp_path / "other")
    (healthy.KEYS / f"{name}.key").unlink()
    (healthy.KEYS / f"{name}.key").write_bytes((tmp_path / "other" / f"{name}.key").read_bytes())
    (healthy.KEYS / f"{name}.key").chmod(0o400)
    assert found(State.WRONG) == [f"{name} key"]


def test_a_missing_worker_key_is_wrong_and_a_section_key_may_be_offline(healthy):
    for name in ("worker", "section"):
        (healthy.KEYS / f"{name}.key").unlink()
    assert found(State.WRONG) == ["worker key"]


def test_a_site_without_a_key_for_backups_is_wrong(healthy):
    (healthy.KEYS / trust.RECIPIENT).unlink()
    assert found(State.WRONG) == ["backup"]


def test_a_site_that_was_never_backed_up_is_wrong(healthy):
    (healthy.DATA / trust.LAST_BACKUP).unlink()
    assert found(State.WRONG) == ["backup"]


@pytest.mark.parametrize(("days", "state"), [(1, State.OK), (3, State.LOOK), (9, State.WRONG)])
def test_an_old_backup_is_told(healthy, days, state):
    (healthy.DATA / trust.LAST_BACKUP).write_text((timezone.now() - timedelta(days=days)).isoformat())
    assert trust.backups().state == state


def test_a_ledger_that_cannot_be_written_is_wrong(healthy, monkeypatch):
    monkeypatch.setattr(trust.os, "access", lambda path, way: path != healthy.LEDGER.parent)
    assert trust.erasures().state == State.WRONG


def test_an_organiser_without_a_second_factor_is_wrong(healthy):
    bilal = add_organiser("bilal@example.org", name="Bilal")
    assert found(State.WRONG) == ["second factor"]
    Authenticator.objects.create(user=bilal, type=Authenticator.Type.TOTP, data={})
    assert found(State.WRONG) == []


def test_a_database_of_another_version_is_wrong(healthy):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'letters'")
    assert found(State.WRONG) == ["database"]


def test_a_record_that_somebody_changed_is_wrong(healthy):
    record("stop", Notice(pk=1), actor="bilal")
    with connection.cursor() as cursor:
        for statement in LIFT[connection.vendor]:
            cursor.execute(statement)
        cursor.execute("UPDATE audit_entry SET actor = 'chen'")
    assert found(State.WRONG) == ["record"]


def test_mail_that_is_not_set_up_is_told(healthy):
    healthy.MAIL_IS_SET_UP = False
    assert "mail" in found(State.LOOK)


def test_a_mail_server_that_does_not_answer_is_wrong(healthy):
    healthy.EMAIL_PORT = free_port()
    assert found(State.WRONG) == ["mail"]


@pytest.mark.parametrize(("minutes", "state"), [(0, State.OK), (5, State.LOOK), (20, State.WRONG)])
def test_a_worker_that_sleeps_is_told_by_what_is_due(healthy, minutes, state):
    queue_notice("letters/email/please_confirm.txt", to="anna@example.org", language="en", link="", headline="")
    Notice.objects.update(due_at=timezone.now() - minutes * MINUTE)
    assert work.notices().state == state


def test_what_cannot_be_looked_at_is_wrong_and_hides_nothing_else(healthy, monkeypatch):
    before = list(examine())

    def burns():
        raise RuntimeError("smoke")

    monkeypatch.setattr(house, "LOOKS", [burns, *house.LOOKS])
    burnt = list(examine())
    assert (burnt[0].about, burnt[0].words) == ("burns", "could not be looked at: RuntimeError: smoke")
    assert [finding.about for finding in burnt[1:]] == [finding.about for finding in before]


def test_the_command_ends_with_status_1_where_something_is_wrong(healthy):
    said = StringIO()
    call_command("doctor", stdout=said)
    healthy.DEBUG = True
    with pytest.raises(SystemExit) as end:
        call_command("doctor", stdout=said)
    assert end.value.code == 1
    assert "wrong      debugging: is on: error pages show settings and letters.\n           → unset" in said.getvalue()


def test_everything_wrong_or_to_look_at_has_a_command_that_mends_it(healthy):
    healthy.DEBUG, healthy.SECRET_KEY, healthy.SITE_URL = True, "short", "http://appeals.example.org"
    healthy.EMAIL_PORT = free_port()
    (healthy.KEYS / "worker.key").unlink()
    (healthy.KEYS / trust.RECIPIENT).unlink()
    healthy.DATA.chmod(0o755)
    add_organiser("bilal@example.org", name="Bilal")
    findings = [finding for finding in examine() if finding.state == State.WRONG]
    assert (len(findings), [finding.about for finding in findings if not finding.mend]) == (8, [])
