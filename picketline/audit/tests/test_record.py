"""The record tells what was done, and shows when somebody touched it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from picketline.audit.actions import first_broken_entry, record
from picketline.audit.models import GENESIS, Entry


def raw(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_act_is_told_with_who_what_and_which_noun(three_acts):
    entry = Entry.objects.get(act="stop")
    assert (entry.actor, entry.section, entry.noun, entry.noun_id) == ("bilal", "main", "audit.entry", "7")
    assert str(entry) == f"{entry.at:%Y-%m-%d %H:%M} bilal: stop audit.entry 7"


def test_the_first_entry_begins_the_chain_and_each_holds_the_one_before(three_acts):
    first, second, third = Entry.objects.all()
    assert (first.previous, second.previous, third.previous) == (GENESIS, first.digest, second.digest)


def test_an_untouched_record_holds(three_acts):
    assert first_broken_entry() is None


def test_an_empty_record_holds(db):
    assert first_broken_entry() is None


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("column", ["at", "actor", "section", "act", "noun", "noun_id", "words", "digest"])
def test_a_changed_entry_is_found(three_acts, without_triggers, place, column):
    value = three_acts[place].at + timedelta(seconds=1) if column == "at" else "changed"
    Entry.objects.filter(pk=three_acts[place].pk).update(**{column: value})
    assert first_broken_entry() == three_acts[place]


@pytest.mark.parametrize("place", [0, 1])
def test_a_deleted_entry_is_found_at_the_one_that_followed(three_acts, without_triggers, place):
    raw("DELETE FROM audit_entry WHERE id = %s", three_acts[place].pk)
    assert first_broken_entry() == three_acts[place + 1]


def test_two_entries_that_changed_places_are_found(three_acts, without_triggers):
    first, second, _third = three_acts
    Entry.objects.filter(pk=first.pk).update(id=F("id") + 100)
    Entry.objects.filter(pk=second.pk).update(id=first.pk)
    Entry.objects.filter(pk=first.pk + 100).update(id=second.pk)
    assert first_broken_entry().pk == first.pk


def test_an_entry_put_in_between_is_found(three_acts, without_triggers):
    first, second, _third = three_acts
    forged = Entry(pk=second.pk, at=first.at, actor="chen", act="stop", noun="x", noun_id="1", previous=first.digest)
    forged.digest = forged.computed_digest()
    Entry.objects.filter(pk=second.pk).delete()
    forged.save(force_insert=True)
    assert first_broken_entry() == three_acts[2]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET words = 'nothing happened'",
        "UPDATE audit_entry SET id = id + 100 WHERE act = 'stop'",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE act = 'stop'",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(three_acts, sql):
    with pytest.raises(DatabaseError, match="the record can only be added to"), transaction.atomic():
        raw(sql)
    assert [entry.act for entry in Entry.objects.all()] == ["pause", "resume", "stop"]
    assert first_broken_entry() is None


def test_an_act_that_fails_leaves_no_entry(three_acts):
    @transaction.atomic
    def close():
        record("close", three_acts[0], actor="bilal")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        close()
    assert Entry.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_triggers_can_be_taken_back_and_put_up_again():
    call_command("migrate", "audit", "zero", verbosity=0)
    assert "audit_entry" not in connection.introspection.table_names()
    call_command("migrate", "audit", verbosity=0)
    assert "audit_entry" in connection.introspection.table_names()
