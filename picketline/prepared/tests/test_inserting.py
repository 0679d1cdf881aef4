"""Rows stored by SQL that is written once."""

from django.utils import timezone

from picketline.mailing.models import Notice, Stamp
from picketline.prepared.inserting import insert


def test_rows_are_stored_as_save_stores_them(db):
    rows = [Stamp(key=bytes([n]) * 32, on=timezone.localdate()) for n in range(3)]
    insert(*rows)
    assert [bytes(Stamp.objects.get(pk=row.pk).key) for row in rows] == [bytes([n]) * 32 for n in range(3)]


def test_defaults_are_there_and_the_row_can_be_saved_again(db):
    notice = Notice(template="x.txt", language="en")
    insert(notice)
    notice.language = "de"
    notice.save()
    stored = Notice.objects.get()
    assert (stored.language, stored.state, stored.message_key) == ("de", "waiting", notice.message_key)


def test_nothing_is_no_row(db):
    insert()
    assert Stamp.objects.count() == 0
