"""Contact points: which may be used, and what the database refuses."""

from datetime import date
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from picketline.authorities.models import Authority, ContactPoint
from picketline.authorities.models.contact_point import is_free_mail

Kind, State = ContactPoint.Kind, ContactPoint.State


@pytest.fixture
def ministry(kazakhstan):
    return Authority.objects.create(kind=Authority.Kind.MINISTRY, state=kazakhstan, role="minister")


def contact(authority, value, *, kind=Kind.EMAIL, **more):
    found = ContactPoint(authority=authority, kind=kind, value=value, **{"source": "wikidata", **more})
    found.clean()
    found.save()
    return found


def test_free_mail_cannot_be_made_to_carry_letters_even_by_a_raw_update(ministry):
    free = contact(ministry, "ministry.kz@gmail.com")
    with pytest.raises(IntegrityError, match="free_mail_"), transaction.atomic():
        ContactPoint.objects.filter(pk=free.pk).update(may_carry_letters=True)
    free.refresh_from_db()
    assert (free.is_free_mail, free.may_carry_letters, free.is_usable) == (True, False, False)


def test_an_address_of_the_office_itself_may_be_let_carry_letters(ministry):
    own = contact(ministry, "office@ministry.invalid")
    assert own.is_usable is False
    ContactPoint.objects.filter(pk=own.pk).update(may_carry_letters=True)
    own.refresh_from_db()
    assert own.is_usable is True


@pytest.mark.parametrize(
    ("address", "free"),
    [
        ("a@gmail.com", True),
        ("a@GMail.com", True),
        ("a@yahoo.co.uk", True),
        ("a@mail.ru", True),
        ("bern@mfa.kz", False),
        ("a@yahoofoundation.invalid", False),
        ("a@gmail.com.ministry.invalid", True),
        ("a@mail.gov.kz", False),
    ],
)
def test_free_mail_is_known_by_its_provider(address, free):
    assert is_free_mail(address) is free


def test_a_form_cannot_say_that_free_mail_is_none(ministry):
    claimed = ContactPoint(authority=ministry, kind=Kind.EMAIL, value="a@gmail.com", source="hearsay")
    claimed.clean()
    assert claimed.is_free_mail is True


def test_a_street_is_no_free_mail(ministry):
    assert contact(ministry, "c/o gmail.com", kind=Kind.POST).is_free_mail is False


def test_usable_rows_are_the_rows_that_say_so(ministry):
    for place, (kind, state, carries) in enumerate(product(Kind, State, (True, False))):
        contact(
            ministry,
            f"+49 30 {200000 + place}" if kind in ContactPoint.NUMBERS else f"{place}@ministry.invalid",
            kind=kind,
            state=state,
            may_carry_letters=carries,
            checked_by="Anna",
            checked_on=date(2026, 11, 1),
        )
    assert set(ContactPoint.objects.usable()) == {row for row in ContactPoint.objects.all() if row.is_usable}
    assert ContactPoint.objects.usable().count() == len(Kind) * 3 * 2 - 3


def test_a_contact_is_verified_only_by_somebody_on_a_day(ministry):
    street = contact(ministry, "Street 1", kind=Kind.POST)
    for missing in ({"checked_by": "Anna"}, {"checked_on": date(2026, 11, 1)}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ContactPoint.objects.filter(pk=street.pk).update(state=State.VERIFIED, **missing)
    ContactPoint.objects.filter(pk=street.pk).update(
        state=State.VERIFIED, checked_by="Anna", checked_on=date(2026, 11, 1)
    )
    street.refresh_from_db()
    assert street.is_verified is True


def test_a_source_gives_a_value_once_and_two_sources_may_agree(ministry):
    contact(ministry, "Street 1", kind=Kind.POST)
    contact(ministry, "Street 1", kind=Kind.POST, source="telephone book")
    with pytest.raises(IntegrityError):
        contact(ministry, "Street 1", kind=Kind.POST)


def test_the_checked_contact_comes_first_then_the_newest_then_the_undated(ministry):
    contact(ministry, "undated", kind=Kind.POST)
    contact(ministry, "old", kind=Kind.POST, as_of=date(2014, 1, 1))
    contact(ministry, "new", kind=Kind.POST, as_of=date(2026, 1, 1))
    contact(
        ministry,
        "checked",
        kind=Kind.POST,
        as_of=date(2010, 1, 1),
        state=State.VERIFIED,
        checked_by="A",
        checked_on=date(2026, 1, 1),
    )
    found = Authority.objects.with_contacts().get(pk=ministry.pk).contacts.all()
    assert [row.value for row in found] == ["checked", "new", "old", "undated"]


def insert(authority, **columns):
    """One row by SQL alone: no form and no model stands before the table."""
    row = {
        "authority_id": authority.pk, "kind": "email", "value": "office@ministry.invalid", "normalised": "",
        "label": "", "source": "by hand", "checked_by": "", "state": "unverified", "may_carry_letters": True,
        "is_free_mail": False, "is_mobile": False, "flags": "", "compared_by": "",
        "purpose": "general", "language": "", "checked_how": "", "vouched_by": "", "also_vouched_by": "",
    } | columns  # fmt: skip
    names, marks = ", ".join(row), ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(f"INSERT INTO authorities_contactpoint ({names}) VALUES ({marks})", list(row.values()))


@pytest.mark.parametrize(
    ("columns", "refused_by"),
    [
        ({"is_free_mail": True}, "free_mail_carries_letters_once_two_people_vouch"),
        ({"value": "justice.kz@gmail.com"}, "free_mail_is_known_by_its_address"),
        ({"value": "Justice.KZ@GMail.Com"}, "free_mail_is_known_by_its_address"),
        ({"value": "justice@yahoo.co.uk"}, "free_mail_is_known_by_its_address"),
        ({"value": "justice@mail.ru"}, "free_mail_is_known_by_its_address"),
        ({"kind": "phone", "value": "+77010000000", "is_mobile": True}, "a_mobile_never_carries_letters"),
        ({"kind": "fax", "value": "+77010000000", "is_mobile": True}, "a_mobile_never_carries_letters"),
        ({"flags": "near"}, "an_odd_address_carries_letters_once_somebody_compared_it"),
    ],
)
def test_no_row_that_must_not_carry_letters_gets_into_the_table(ministry, columns, refused_by):
    with pytest.raises(IntegrityError, match=refused_by):
        insert(ministry, **columns)
    assert ContactPoint.objects.count() == 0


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"value": "justice.kz@gmail.com", "may_carry_letters": False},
        {"value": "office@mail.gov.kz"},
        {"value": "office@gmailministry.invalid"},
        {"kind": "post", "value": "c/o office@gmail.com"},
        {"kind": "phone", "value": "+77010000000", "is_mobile": True, "may_carry_letters": False},
        {"flags": "near", "compared_by": "Anna"},
        {"flags": "near", "may_carry_letters": False},
        {"kind": "phone", "value": "212 687-0000", "flags": "maybe_mobile"},
    ],
)
def test_what_is_told_as_a_fact_may_be_kept(ministry, columns):
    insert(ministry, **columns)
    assert ContactPoint.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        (Kind.PHONE, "8 7172 70 00 00", ("+77172700000", False, "", True)),
        (Kind.FAX, "+7 701 000 00 00", ("+77010000000", True, "", False)),
        (Kind.PHONE, "+7 7172", ("", False, "impossible", False)),
        (Kind.EMAIL, "Office@Ministry.INVALID", ("office@ministry.invalid", False, "", False)),
        (Kind.EMAIL, "оffice@ministry.invalid", ("оffice@ministry.invalid", False, "mixed", False)),
        (Kind.POST, "P.O. Box 1", ("", False, "", True)),
    ],
)
def test_what_follows_from_a_value_is_found_in_one_place(ministry, kind, value, found):
    row = contact(ministry, value, kind=kind, is_mobile=True, flags="near")
    assert (row.normalised, row.is_mobile, row.flags, row.is_usable) == found
    assert (row.value, ContactPoint.objects.usable().filter(pk=row.pk).exists()) == (value, row.is_usable)


def test_a_number_is_read_where_the_mission_stands(directory):
    berlin = Authority.objects.get(mission__external_id="wd:Q23786646")
    assert contact(berlin, "030 470 07 0", kind=Kind.PHONE).forms == ["030 470 07 0", "+49 30 470070"]


def test_a_domain_that_is_nearly_the_states_own_is_found(ministry):
    contact(ministry, "office@minjust.gov.kz")
    contact(ministry, "https://www.prosecutor.gov.kz/en", kind=Kind.WEBSITE)
    contact(ministry, "http://[broken", kind=Kind.WEBSITE)
    contact(ministry, "ministry@gmail.com")
    assert ContactPoint.objects.domains_of("KZ") == {"minjust.gov.kz", "prosecutor.gov.kz"}
    assert ContactPoint.objects.domains_of("DE") == set()
    flags = {value: contact(ministry, value).flags for value in ("a@rninjust.gov.kz", "a@astana.minjust.gov.kz")}
    assert flags == {"a@rninjust.gov.kz": "near", "a@astana.minjust.gov.kz": ""}


def test_what_a_volunteer_is_told_about_a_contact(ministry):
    with translation.override("en"):
        free, phone = contact(ministry, "оffice@gmail.com"), contact(ministry, "+7 701 000 00 00", kind=Kind.PHONE)
        told = [[str(words) for words in row.warnings] for row in (free, phone)]
    assert told == [
        [
            "At this provider anybody can open a mailbox: no letter goes there.",
            "It mixes letters of several alphabets that look alike.",
        ],
        ["This is a mobile: nobody is asked to call it, and no page shows it."],
    ]


def test_readers_need_not_hear_that_two_kinds_of_numbers_look_alike(kazakhstan):
    american = ContactPoint(kind=Kind.PHONE, value="212 687-0000", source="x")
    american.derive("US")
    assert (len(american.oddities), american.cautions) == (1, [])


@pytest.mark.parametrize(
    ("value", "compared_by", "plain"),
    [
        ("office@ministry.invalid", "", True),
        ("Info@ministry.invalid", "", True),
        ("оffice@ministry.invalid", "", False),
        ("оffice@ministry.invalid", "Anna", True),
        ("office@gmail.com", "Anna", False),
    ],
)
def test_only_a_plain_address_is_filled_in_for_people(ministry, value, compared_by, plain):
    assert contact(ministry, value, compared_by=compared_by).is_plain is plain


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("Nordendstraße 14-17, 13156 Berlin", ["Nordendstraße 14-17, 13156 Berlin"]),
        ("Embassy\nNordendstraße 14\n\n 13156 Berlin ", ["Embassy", "Nordendstraße 14", "13156 Berlin"]),
    ],
)
def test_postal_lines_are_as_published(value, lines):
    assert ContactPoint(kind=Kind.POST, value=value).lines() == lines


def test_a_contact_says_where_it_is_from_and_of_which_day():
    with translation.override("en"):
        assert ContactPoint(source="wikidata", as_of=date(2022, 11, 16)).provenance() == "wikidata, 16 November 2022"
        assert ContactPoint(source="wikidata").provenance() == "wikidata"
