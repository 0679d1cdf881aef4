"""The letter in Anna's own mail program: the link says exactly what she would send, or she copies first."""

import html
import re
import unicodedata
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.pages.own_mail import MOST_CHARACTERS, OwnMail

OWN_MAIL = "/en/appeals/oil-workers-and-their-lawyer/own-mail/"
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60)
TEXT = st.lists(LINE, max_size=12).map("\n".join)
ADDRESS = st.sampled_from(["deputy@embassy.invalid", "o'neil+kz&co=x?%@example.org", "a/b#c@example.org"])


def as_a_mail_program_reads_it(link):
    """Address, subject and text behind a mailto link."""
    parts = urlsplit(link)
    fields = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True))
    assert parts.scheme == "mailto"
    assert parts.fragment == ""
    return unquote(parts.path), fields


def nfc(text):
    return unicodedata.normalize("NFC", text)


@given(ADDRESS, LINE, TEXT)
def test_the_link_opens_a_mail_to_the_office_with_subject_and_text(address, subject, body):
    to, fields = as_a_mail_program_reads_it(OwnMail(None, address, subject, body).complete)
    assert to == address
    assert fields == {"subject": nfc(subject), "body": nfc(body).replace("\n", "\r\n")}


@given(ADDRESS, LINE, TEXT)
def test_lines_end_as_mail_wants_it_whatever_they_ended_with(address, subject, body):
    unix, dos = OwnMail(None, address, subject, body), OwnMail(None, address, subject, body.replace("\n", "\r\n"))
    assert unix.complete == dos.complete


@given(ADDRESS, LINE, TEXT)
def test_a_link_has_no_character_that_html_or_a_mail_program_reads_otherwise(address, subject, body):
    link = OwnMail(None, address, subject, body).complete
    assert re.fullmatch(r"[A-Za-z0-9:@?=&%._~/-]*", link)
    assert link.count("&") == 1


@given(ADDRESS, st.text("aä漢 \n", max_size=2000))
def test_a_link_is_short_enough_or_leaves_the_text_to_be_copied(address, body):
    mail = OwnMail(None, address, "Natalia Sokolova", body)
    assert len(mail.link) <= MOST_CHARACTERS
    assert mail.is_complete is (len(mail.complete) <= MOST_CHARACTERS)
    _to, fields = as_a_mail_program_reads_it(mail.link)
    assert set(fields) == ({"subject", "body"} if mail.is_complete else {"subject"})


@pytest.mark.parametrize(("characters", "is_complete"), [(1800, True), (1801, False)])
def test_1800_characters_are_the_most(characters, is_complete):
    short = len(OwnMail(None, "a@example.org", "s", "").complete)
    mail = OwnMail(None, "a@example.org", "s", "x" * (characters - short))
    assert (len(mail.complete), mail.is_complete) == (characters, is_complete)


def links_on(page):
    return [html.unescape(link) for link in re.findall(r'href="(mailto:[^"]*)"', page)]


def test_the_example_letter_is_copied_first_and_the_link_fills_in_address_and_subject(example, client):
    page = client.get(OWN_MAIL).content.decode()
    found = [as_a_mail_program_reads_it(link) for link in links_on(page)]
    subject = {"subject": "Natalia Sokolova and the oil workers of West Kazakhstan"}
    assert found == [("prosecutor.general@kz.invalid", subject), ("justice@kz.invalid", subject)]
    assert page.count("Copy the letter below.") == 2
    texts = [html.unescape(text) for text in re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)]
    assert [text.splitlines()[0] for text in texts] == ["Dear Prosecutor General,", "Your Excellency,"]
    assert [text.splitlines()[-1] for text in texts] == ["Yours respectfully,"] * 2


def test_a_short_letter_opens_complete(example, client):
    example.model_letters.filter(language="en").update(opening="Please release her.", closing="")
    letter = example.model_letters.get(language="en")
    letter.points.all().delete()
    page = client.get(OWN_MAIL).content.decode()
    to, fields = as_a_mail_program_reads_it(links_on(page)[1])
    assert to == "justice@kz.invalid"
    assert fields["body"] == "Your Excellency,\r\n\r\nPlease release her.\r\n\r\nYours respectfully,"
    assert "Copy the letter below." not in page


def test_a_reader_in_kazakhstan_is_warned_and_gets_no_link(example, client):
    page = client.get(OWN_MAIL + "?country=KZ").content.decode()
    assert links_on(page) == []
    assert "You are in Kazakhstan?" in page


@pytest.mark.parametrize(
    ("state", "status"), [("paused", 200), ("ended", 200), ("stopped", 404), ("closed", 404), ("draft", 404)]
)
def test_own_mail_is_there_as_long_as_writing_makes_sense(now_it_is, client, state, status):
    now_it_is(state)
    assert client.get(OWN_MAIL).status_code == status
