"""Numbers as people publish them: kept as they are, dialled where they can be, flagged where they cannot."""

import csv

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from picketline.authorities import shipped
from picketline.authorities.gazetteer import CODES
from picketline.authorities.phones import NumberFlag, international, read

NO_FLAG: tuple = ()


# The notations of real appeals, with their last digits made zero.
@pytest.mark.parametrize(
    ("raw", "country", "e164", "flags"),
    [
        ("030-1200000", "DE", "+49301200000", NO_FLAG),
        ("02/673.80.00", "BE", "+3226738000", NO_FLAG),
        ("(61) 3365-4000", "BR", "+556133654000", NO_FLAG),
        ("007 495 690 00 00", "RU", "+74956900000", NO_FLAG),
        ("00302106990000", "GR", "+302106990000", NO_FLAG),
        ("+ 98 251 7 774 0000", "IR", "", ("impossible",)),
        ("966-11-403-0000", "SA", "+966114030000", NO_FLAG),
        ("966-1-403-0000", "SA", "", ("impossible",)),
        ("+504 2220 44000", "HN", "", ("impossible",)),
        ("+504 9999-0000 0", "HN", "", ("impossible",)),
        ("[33] (1) 43-12-00-00", "FR", "+33143120000", NO_FLAG),
        ("[39] 06-46000", "IT", "+390646000", NO_FLAG),
        ("[011] (509) 2229-8000", "HT", "+50922298000", NO_FLAG),
        ("(011) [52]-55-5080-2000", "MX", "+525550802000", ("maybe_mobile",)),
        ("[33] (1) 43-12-00-00, [33] (1) 42-66-00-00", "FR", "+33143120000", ("several",)),
        ("+49 30 1200000 ext. 5", "DE", "+49301200000", NO_FLAG),
        ("٠٣٠١٢٠٠٠٠٠", "DE", "+49301200000", NO_FLAG),
        ("212 687-0000", "US", "+12126870000", ("maybe_mobile",)),
        ("+44 20 7946 0000", "DE", "+442079460000", ("elsewhere",)),
        ("0900 1234000", "DE", "+499001234000", ("costly",)),
        ("+57-1-6350000", "CO", "", ("not_in_use",)),
        ("", "DE", "", ("impossible",)),
        ("no number", "DE", "", ("impossible",)),
    ],
)
def test_a_number_is_read_in_every_notation(raw, country, e164, flags):
    number = read(raw, country)
    assert (number.raw, number.e164, number.flags) == (raw, e164, flags)


@pytest.mark.parametrize(
    ("raw", "country", "is_mobile"),
    [
        ("+7 701 000 00 00", "KZ", True),
        ("0171 1200000", "DE", True),
        ("030-1200000", "DE", False),
        ("212 687-0000", "US", False),
        ("030-1200000, 0171 1200000", "DE", True),
    ],
)
def test_a_mobile_is_recognised_and_one_among_several_is_enough(raw, country, is_mobile):
    assert read(raw, country).is_mobile is is_mobile


def test_a_number_is_shown_as_it_is_dialled_from_abroad():
    assert [international(one) for one in ("+49301200000", "", "nonsense")] == ["+49 30 1200000", "", ""]


def test_our_reading_agrees_with_the_files():
    with (shipped.FOLDER / "missions.csv").open(encoding="utf-8", newline="") as file:
        hosts = {row["mission_id"]: row["host_iso2"] for row in csv.DictReader(file)}
    with (shipped.FOLDER / "mission_contacts.csv").open(encoding="utf-8", newline="") as file:
        published = [row for row in csv.DictReader(file) if row["kind"] in ("phone", "fax")]
    differs = [
        row["value"]
        for row in published
        if row["value_normalised"] and read(row["value"], hosts[row["mission_id"]]).e164 != row["value_normalised"]
    ]
    assert (len(published), differs) == (1589, [])


NUMBERS = st.text(alphabet="0123456789+()-/.[] ,;x٣abc\n", max_size=30) | st.text(max_size=40)


@settings(deadline=None)  # the first example reads the tables
@given(raw=NUMBERS, country=st.sampled_from([*CODES, "", "XX"]))
def test_reading_never_fails_keeps_what_was_published_and_reads_its_own_result_alike(raw, country):
    number = read(raw, country)
    assert number.raw == raw
    assert {NumberFlag(flag) for flag in number.flags} <= set(NumberFlag)
    assert number == read(raw, country)
    assert bool(number.e164) is not bool({"impossible", "not_in_use"} & set(number.flags))
    if number.e164:
        again = read(number.e164, country)
        assert (again.e164, phonenumbers.is_valid_number(phonenumbers.parse(number.e164))) == (number.e164, True)
        assert read(international(number.e164), country).e164 == number.e164
