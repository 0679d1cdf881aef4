"""The directory as a spreadsheet: every office, every value that everybody may have, nothing else."""

import csv
import io
from datetime import date

import pytest
from django.conf import settings

from picketline.authorities.models import Authority, ContactPoint
from picketline.directory.columns import COLUMNS, NOTICE, as_meant
from picketline.directory.exporting import offices, spreadsheet
from picketline.directory.tests.public.conftest import contact


def text_of(*states) -> str:
    return "".join(spreadsheet.written(states or None))


def read(text) -> list[dict[str, str]]:
    """The rows as they were meant, without the notice."""
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows[-1]["authority_uuid"] == NOTICE
    return [{column: as_meant(cell) for column, cell in row.items()} for row in rows[:-1]]


def test_every_contact_has_a_row_and_an_office_without_any_has_one(ministry):
    rows = read(text_of())
    assert list(rows[0]) == list(COLUMNS)
    told = {(row["authority_uuid"], row["contact_kind"], row["value"], row["source"]) for row in rows}
    known = ContactPoint.objects.shown().select_related("authority")
    assert known.count() == 56
    there = {(str(one.authority.uuid), one.kind, one.value, one.source) for one in known}
    without = Authority.objects.exclude(contacts__in=known)
    assert told == there | {(str(one.uuid), "", "", "") for one in without}
    assert len(rows) == known.count() + without.count()


def test_a_row_says_everything_about_office_and_contact_but_who_checked_it(ministry):
    ministry.contacts.create(
        kind="phone", value="+7 7172 740001\nor 740002", label="reception", purpose="press", language="ru",
        source="their own page", as_of=date(2026, 4, 5), state="verified", checked_by="Bilal K.",
        checked_on=date(2026, 5, 6), checked_how="call",
    )  # fmt: skip
    text = text_of("KZ")
    (row,) = (row for row in read(text) if row["kind"] == "ministry")
    assert row == {
        "authority_uuid": str(ministry.uuid),
        "kind": "ministry",
        "state": "KZ",
        "host": "",
        "mission_kind": "",
        "city": "",
        "name_en": "Ministry of Justice",
        "role": "minister",
        "contact_kind": "phone",
        "value": "+7 7172 740001\nor 740002",
        "label": "reception",
        "purpose": "press",
        "language": "ru",
        "source": "their own page",
        "as_of": "2026-04-05",
        "state_of_contact": "verified",
        "checked_on": "2026-05-06",
        "accredited_to": "",
    }
    assert "Bilal" not in text


def test_a_mission_says_where_it_lies_and_for_which_countries_it_speaks(directory):
    london = Authority.objects.get(mission__host="GB", state="KZ")
    row = next(row for row in read(text_of()) if row["authority_uuid"] == str(london.uuid))
    assert (row["host"], row["mission_kind"], row["city"], row["accredited_to"]) == (
        "GB",
        "embassy",
        "London",
        "GB|IE|IS",
    )


def test_mobiles_free_mail_and_what_is_out_of_use_stay_here(ministry):
    contact(ministry, "phone", "+7 701 111 22 33")
    contact(ministry, "email", "minister@gmail.com")
    contact(ministry, "email", "old@justice.example.org", state="retired")
    text = text_of()
    assert [word in text for word in ("701 111", "gmail", "old@justice")] == [False, False, False]
    contact(ministry, "email", "office@justice.example.org", state="bouncing")
    assert "office@justice.example.org" in text_of()


def test_free_mail_stays_here_even_if_the_row_does_not_say_that_it_is(ministry):
    ministry.contacts.create(kind="email", value="minister@gmail.com", source="an importer that forgot to look")
    assert "gmail" not in text_of()


def test_a_merged_office_is_left_out(ministry):
    Authority.objects.create(kind="ministry", state_id="KZ", merged_into=ministry)
    assert len([row for row in read(text_of()) if row["kind"] == "ministry"]) == 1


def test_no_cell_begins_like_a_formula(ministry):
    contact(ministry, "fax", "+7 7172 740001", label="=1+1", source="@here")
    for row in csv.reader(io.StringIO(text_of().removeprefix("\ufeff"), newline="")):
        assert not [cell for cell in row if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
    row = next(row for row in read(text_of()) if row["contact_kind"] == "fax" and row["kind"] == "ministry")
    assert (row["value"], row["label"], row["source"]) == ("+7 7172 740001", "=1+1", "@here")


def test_the_licences_travel_in_the_last_row(directory):
    last = text_of().rstrip().rpartition("\r\n")[2]
    assert last.startswith(f"{NOTICE},,,,,,,,,")
    assert ("CC0-1.0" in last, "public domain" in last, settings.SITE_URL in last) == (True, True, True)


def test_only_the_states_that_are_asked_for_are_there(ministry):
    Authority.objects.create(kind="court", state_id="DE")
    assert {row["state"] for row in read(text_of("DE"))} == {"DE"}
    assert {row["state"] for row in read(text_of())} == {"DE", "KZ"}


@pytest.mark.parametrize("size", [1, 7, 48, 1000])
def test_the_order_is_the_same_whatever_the_order_of_entry_and_the_size_of_a_batch(ministry, monkeypatch, size):
    whole = text_of()
    monkeypatch.setattr(offices, "BATCH", size)
    assert text_of() == whole
    keys = [(row["state"], row["authority_uuid"]) for row in read(whole)]
    assert keys == sorted(keys)


def test_a_long_list_takes_a_few_statements_for_each_batch(directory, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(offices, "BATCH", 10)
    with django_assert_num_queries(1 + 5 * 4 + 1):
        list(spreadsheet.written())


def test_pieces_are_put_together_without_losing_a_letter():
    lines = [f"line {number}\r\n" for number in range(30_000)]
    pieces = list(offices.many_at_once(iter(lines)))
    assert "".join(pieces) == "".join(lines)
    assert len(pieces) < 10
