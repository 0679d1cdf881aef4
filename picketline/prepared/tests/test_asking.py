"""What is written once says the same as what Django writes anew."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from picketline.letters.models import Letter
from picketline.mailing.models import Notice, Stamp
from picketline.prepared.asking import Prepared, PreparedUpdate, filled

NOW = timezone.now()


@pytest.fixture
def notices(db):
    """Five, due one minute after the other."""
    rows = [Notice(template="x.txt", language="en", state="due", due_at=NOW + timedelta(minutes=n)) for n in range(5)]
    return Notice.objects.bulk_create(rows)


def due_before(language, moment, key):
    return Notice.objects.filter(language=language, due_at__lt=moment).exclude(message_key=key).order_by("pk")


def test_a_question_gives_the_same_rows(notices):
    asked = Prepared(
        lambda **values: due_before(**values).values_list("pk"), language=str, moment=datetime, key=uuid.UUID
    )
    for minutes, left_out in [(0, 0), (3, 1), (3, 4), (9, 2)]:
        values = {"moment": NOW + timedelta(minutes=minutes), "key": notices[left_out].message_key}
        for language in ("en", "de"):
            plain = due_before(language, **values).values_list("pk")
            assert asked.rows(language=language, **values) == list(plain)


def test_bytes_are_compared_as_bytes(db):
    Stamp.objects.create(key=b"\x00" * 32, on=NOW.date())
    Stamp.objects.create(key=b"\xff" * 32, on=NOW.date())
    asked = Prepared(lambda key: Stamp.objects.filter(key=key).values_list("pk"), key=bytes)
    assert [len(asked.rows(key=key * 32)) for key in (b"\x00", b"\xff", b"\x01")] == [1, 1, 0]


def taking(pk, attempt, moment):
    row = Notice.objects.filter(pk=pk, due_at__lte=moment)
    return row, {"state": "travelling", "attempt": attempt, "lease_until": moment, "attempts": F("attempts") + 1}


def test_a_change_leaves_the_same_behind(notices):
    take = PreparedUpdate(taking, pk=int, attempt=uuid.UUID, moment=datetime)
    attempt = uuid.uuid4()
    assert take.run(pk=notices[3].pk, attempt=attempt, moment=NOW) == 0
    assert take.run(pk=notices[0].pk, attempt=attempt, moment=NOW) == 1
    written = Notice.objects.get(attempt=attempt)
    assert (written.pk, written.state, written.attempts, written.lease_until) == (notices[0].pk, "travelling", 1, NOW)


def test_the_same_value_in_two_places_is_put_in_both(notices):
    asked = Prepared(
        lambda moment: Notice.objects.filter(due_at__gte=moment, due_at__lte=moment).values_list("pk"), moment=datetime
    )
    assert asked.rows(moment=NOW + timedelta(minutes=2)) == [(notices[2].pk,)]


@given(st.integers(0, 2**31 - 1), st.text(st.characters(codec="ascii"), max_size=12), st.uuids(), st.datetimes())
def test_any_value_finds_its_place(number, text, key, moment):
    moment = timezone.make_aware(moment.replace(year=2000 + moment.year % 30, fold=0))

    def ask(number, text, key, moment):
        known = Notice.objects.filter(pk=number, language=text, message_key=key, due_at=moment)
        return known.exclude(first_due_at=moment).values_list("pk")

    asked = Prepared(ask, number=int, text=str, key=uuid.UUID, moment=datetime)
    values = {"number": number, "text": text, "key": key, "moment": moment}
    sql, parameters = filled(asked.written(), values)
    plain, its_parameters = asked.compiler(values).as_sql()
    assert (sql, parameters) == (plain, list(its_parameters))


def saying(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_rows_are_models_with_what_belongs_to_them(anna, statements):
    letter = anna.writes()
    stranger = anna.writes(email="bert@example.org")

    def ask(pk):
        return Letter.objects.filter(pk=pk).select_related("supporter", "appeal__closure", "appeal__section", "notice")

    asked = Prepared(ask, pk=int)
    asked.objects(pk=stranger.pk)
    with statements() as told:
        [found] = asked.objects(pk=letter.pk)
        seen = [found.supporter, found.appeal, found.appeal.section, found.notice]
        assert getattr(found.appeal, "closure", None) is None
    plain = ask(letter.pk).get()
    assert len(told) == 1
    assert saying(found) == saying(plain)
    assert [saying(one) for one in seen] == [
        saying(one) for one in (plain.supporter, plain.appeal, plain.appeal.section, plain.notice)
    ]
    assert asked.objects(pk=0) == []


def test_a_model_that_was_asked_for_can_be_saved(notices):
    [notice] = Prepared(lambda pk: Notice.objects.filter(pk=pk), pk=int).objects(pk=notices[0].pk)
    notice.language = "de"
    notice.save()
    assert Notice.objects.filter(language="de").get() == notice
