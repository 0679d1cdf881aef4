"""E-mail addresses: what is one, and when two spellings are one mailbox."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.supporters.address import NotAnAddress, canonical, cleaned

LOCAL = st.text("abcxyzABC019._+-!#$%&'*/=?^`{|}~", min_size=1, max_size=20).filter(
    lambda text: not text.startswith(".") and not text.endswith(".") and ".." not in text
)
DOMAIN = st.sampled_from(["example.org", "Example.ORG", "gmail.com", "GoogleMail.com", "bücher.example", "a-b.co.uk"])
ADDRESS = st.builds(lambda local, domain: f"{local}@{domain}", LOCAL, DOMAIN)


@given(ADDRESS)
def test_cleaning_twice_is_cleaning_once(address):
    assert cleaned(cleaned(address)) == cleaned(address)


@given(ADDRESS.filter(lambda address: ".+" not in address))
def test_the_canonical_spelling_of_a_canonical_spelling_is_itself(address):
    assert canonical(canonical(address)) == canonical(address)


def test_a_dot_before_the_tag_gives_a_canonical_spelling_that_is_an_address():
    assert canonical(canonical("anna.+news@example.org")) == canonical("anna.+news@example.org")


@given(ADDRESS)
def test_upper_and_lower_case_are_one_mailbox(address):
    assert canonical(address.upper()) == canonical(address.lower())


@given(LOCAL.filter(lambda local: "+" not in local), DOMAIN, st.text("abc019-", min_size=1, max_size=5))
def test_a_tag_makes_no_other_mailbox(local, domain, tag):
    assert canonical(f"{local}+{tag}@{domain}") == canonical(f"{local}@{domain}")


@given(st.text("abc019", min_size=2, max_size=10), st.integers(1, 9))
def test_dots_make_no_other_mailbox_at_gmail(local, place):
    dotted = ".".join([local[:place], local[place:]]) if local[place:] else local
    assert canonical(f"{dotted}@gmail.com") == canonical(f"{local}@googlemail.com") == f"{local}@gmail.com"


def test_dots_make_another_mailbox_elsewhere():
    assert canonical("a.b@example.org") != canonical("ab@example.org")


@pytest.mark.parametrize(
    ("typed", "sent_to"),
    [
        ("  Anna@Example.ORG ", "Anna@example.org"),
        ("anna@bücher.example", "anna@xn--bcher-kva.example"),
        ("anna@BÜCHER.example.", "anna@xn--bcher-kva.example"),
        ("ａｎｎａ＠ｅｘａｍｐｌｅ.org", "anna@example.org"),
        ("o'neil+x@example.org", "o'neil+x@example.org"),
    ],
)
def test_mail_goes_to_the_address_as_typed_with_its_domain_in_ascii(typed, sent_to):
    assert cleaned(typed) == sent_to


@pytest.mark.parametrize(
    "typed",
    [
        *("", "@", "anna", "anna@", "@example.org", "anna@example", "a b@example.org", ".a@example.org"),
        *("a.@example.org", "a..b@example.org", "a@b@example.org", "a@-b.org", "a@b-.org", "a@.org", "a@b..org"),
        *("a@[127.0.0.1]", '"a"@example.org', "a@example.org\nBcc: x@example.org", "a\n@example.org", "ä@example.org"),
        *("a" * 65 + "@example.org", "a@" + "b" * 64 + ".org", "a@" + ".".join(["b" * 60] * 5), "a@exa_mple.org"),
        *("a@example.org, b@example.org", "<a@example.org>", "a@exämple\x00.org"),
    ],
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(NotAnAddress):
        cleaned(typed)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_an_address_or_refused_and_never_brings_a_second_one(typed):
    try:
        address = cleaned(typed)
    except NotAnAddress:
        return
    assert address.count("@") == 1
    assert address.isascii()
    assert [one for one in address if one.isspace() or one in ',;<>()[]\\"'] == []
