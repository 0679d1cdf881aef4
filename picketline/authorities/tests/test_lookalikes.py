"""Addresses that look like another one."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from picketline.authorities.lookalikes import (
    DRAWN_ALIKE,
    AddressFlag,
    ascii_form,
    both_forms,
    flags_of,
    is_one_slip,
    skeleton,
    unicode_form,
)

KNOWN = {"mfa.kz", "minjust.gov.kz", "justice.gov.kz", "xn--80ak6aa92e.kz"}


@pytest.mark.parametrize(
    ("address", "flags"),
    [
        ("office@justice.gov.kz", ()),
        ("office@berlin.justice.gov.kz", ()),
        ("office-1@justice.gov.kz", ()),
        ("OFFICE@JUSTICE.GOV.KZ", ()),
        ("bern@mfa.kz", ()),
        ("info@other-ministry.kz", ()),
        ("日本大使館@日本.jp", ("foreign",)),
        ("日本taishi@justice.gov.kz", ()),
        ("\u043effice@justice.gov.kz", ("mixed",)),
        ("office@justic\u0435.gov.kz", ("mixed", "foreign", "near")),
        ("office@xn--justic-8of.gov.kz", ("mixed", "foreign", "near")),
        ("\u03bfffice@justice.gov.kz", ("mixed",)),
        ("\u0441\u043e\u0440\u0435@justice.gov.kz", ("poses",)),
        ("почта@минюст.рф", ("foreign",)),
        ("of\u200bfice@justice.gov.kz", ("invisible",)),
        ("of\u00adfice@justice.gov.kz", ("invisible",)),
        ("of\u202efice@justice.gov.kz", ("invisible",)),
        ("office@just\ufe0fice.gov.kz", ("invisible", "foreign", "near")),
        ("Ithsamheng@justice.gov.kz", ("letter_or_digit",)),
        ("min1stry@justice.gov.kz", ("letter_or_digit",)),
        ("0ffice@justice.gov.kz", ("letter_or_digit",)),
        ("DIL@justice.gov.kz", ()),
        ("office2011@justice.gov.kz", ()),
        ("office@rninjust.gov.kz", ("near",)),
        ("office@minju5t.gov.kz", ("near",)),
        ("office@minjsut.gov.kz", ("near",)),
        ("office@justce.gov.kz", ("near",)),
        ("office@justice.gov.kz.example.org", ("near",)),
        ("office@justice.gov.kz-mail.example.org", ("near",)),
        ("office@jústice.gov.kz", ("foreign", "near")),
        ("", ()),
        ("@@", ()),
    ],
)
def test_what_is_odd_about_an_address_is_found(address, flags):
    assert flags_of(address, KNOWN) == flags


def test_who_gives_out_one_domain_gives_out_others_but_none_that_is_drawn_alike():
    known = {"gov.kz", "customs.gov.kz", "justice.gov.kz"}
    told = {name: flags_of(f"a@{name}.gov.kz", known) for name in ("costoms", "justlce", "labour")}
    assert told == {"costoms": (), "justlce": ("near",), "labour": ()}


def test_nothing_is_near_where_nothing_is_known():
    assert flags_of("office@rninjust.gov.kz") == ()


def test_a_domain_is_shown_as_it_reads_and_as_it_travels():
    assert both_forms("o@münchen.example") == ["o@münchen.example", "o@xn--mnchen-3ya.example"]
    assert both_forms("o@xn--mnchen-3ya.example") == ["o@münchen.example", "o@xn--mnchen-3ya.example"]
    assert both_forms("o@justice.gov.kz") == ["o@justice.gov.kz"]
    assert (unicode_form("xn--\u0431.kz"), ascii_form("a..b")) == ("xn--\u0431.kz", "a..b")


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("mfa.kz", "mfa.kz", False), ("mfa.kz", "mfaa.kz", True), ("mfa.kz", "ma.kz", True), ("mfa.kz", "mga.kz", True),
        ("mfa.kz", "fma.kz", True), ("mfa.kz", "mfa.zk", True), ("mfa.kz", "mgb.kz", False),
        ("mfa.kz", "mfa.kzzz", False),
    ],
)  # fmt: skip
def test_a_slip_is_one_letter_or_two_that_changed_places(one, other, slip):
    assert (is_one_slip(one, other), is_one_slip(other, one)) == (slip, slip)


def test_the_table_leads_from_other_letters_to_small_latin_ones():
    signs = [sign for row in DRAWN_ALIKE.values() for sign in row]
    assert len(signs) == len(set(signs))
    assert [sign for sign in signs if sign.isascii() and sign not in "10|"] == []
    assert all(unicodedata.name(sign) for sign in signs)


@settings(deadline=None)  # the first example reads the tables
@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_looking_never_fails(text, known):
    assert {AddressFlag(flag) for flag in flags_of(text, known)} <= set(AddressFlag)
    assert both_forms(text)


@settings(deadline=None)  # the first example reads the tables
@given(st.text(alphabet="cilrnvwdmI1|áéсоре.", max_size=30) | st.text(max_size=60))
def test_a_skeleton_is_its_own_skeleton(text):
    assert skeleton(skeleton(text)) == skeleton(text)
