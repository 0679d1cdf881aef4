"""Contact points: which may be used, and what the database refuses."""

from datetime import date
from itertools import product

import pytest
from django.db import IntegrityError, transaction
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
    with pytest.raises(IntegrityError, match="free_mail_never_carries_letters"), transaction.atomic():
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
            f"{place}@ministry.invalid",
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
