"""Whatever is typed, the page says what is wrong, keeps the words, stores nothing and sends nothing."""

import re

import pytest

from tests.living_site import SLUG

WRITE = f"/en/appeals/{SLUG}/letters/"


def stored(site):
    tables = ("letters_letter", "letters_delivery", "supporters_supporter", "mailing_notice", "mailing_stamp")
    return [site.sql(f"SELECT count(*) FROM {table}")[0][0] for table in tables]


def test_an_empty_form_comes_back_with_a_summary(site):
    before = stored(site)
    answer = site.write_letter("", name="", points=[])
    assert answer.status == 422
    assert re.search(r"<title>Error: ", answer.text)
    assert "Nothing was sent yet Enter your name Enter your e-mail address" in answer.words
    assert stored(site) == before


def test_everything_typed_comes_back(site):
    answer = site.write_letter(
        "anna@",
        name="Anna “Q” Ö",
        country="IE",
        points=["2", "4"],
        own_words="I am <b>a</b> nurse.",
        named_as="initials",
        town="Cork",
        reply_to_me="1",
        wants_updates="1",
    )
    assert answer.status == 422
    assert answer.headers["cache-control"] == "no-store, private"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.field("name") == "Anna “Q” Ö"
    assert answer.field("email") == "anna@"
    assert answer.field("town") == "Cork"
    assert '<option value="IE" selected>' in answer.text
    assert "I am &lt;b&gt;a&lt;/b&gt; nurse." in answer.text
    ticked = re.findall(r'name="points" value="(\d)"( checked)?', answer.text)
    assert ticked == [("1", ""), ("2", " checked"), ("3", ""), ("4", " checked"), ("5", "")]
    assert 'name="reply_to_me" value="1" checked' in answer.text
    assert 'name="wants_updates" value="1" checked' in answer.text
    assert 'value="initials" checked' in answer.text


def test_a_page_that_was_open_for_two_days_asks_to_press_again_and_that_works(site, address):
    refused = site.write_letter(address, token="old")
    assert refused.status == 422
    assert "This page was open for a long time. Nothing is lost: press the button again." in refused.words
    assert site.write_letter(address, token=refused.field("token")).status == 303


@pytest.mark.parametrize(
    "name",
    [
        "Anna\x00Example", "Anna\r\nBcc: all@example.org", "=cmd|' /C calc'!A0", "+49 30 1", "-1+1", "@SUM(1)",
        "Anna \u202egpj.exe", "Anna \u2066x\u2069", "Anna \ufffd", "see https://example.org", "x" * 101,
    ],
)  # fmt: skip
def test_a_name_that_cannot_stand_in_a_letter_is_refused(site, address, name):
    before = stored(site)
    assert site.write_letter(address, name=name).status == 422
    assert stored(site) == before


def test_names_of_every_script_are_welcome(site, address):
    for number, name in enumerate(
        ["Ñandú O’Brien", "محمد‌رضا احمدی", "Айнур Құрманов", "王小明", "अनिता", "Nguyễn Thị"]
    ):
        assert site.write_letter(f"{number}-{address}", name=name).status == 303


@pytest.mark.parametrize(
    "email", ["anna", "anna@", "@example.org", "a b@example.org", "anna@example", "anna@exa mple.org",
              "anna@example.org\r\nBcc: x@example.org", "anna@example.org,bob@example.org", "a" * 65 + "@example.org",
              "anna\x00@example.org", "<anna@example.org>"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(site, email):
    before = stored(site)
    assert site.write_letter(email).status == 422
    assert stored(site) == before


def test_square_brackets_must_be_filled_in(site, address):
    answer = site.write_letter(address, whole="I write from [your city].")
    assert answer.status == 422
    assert "Your letter still contains [your city]: fill it in" in answer.words


def test_a_writer_inside_the_state_concerned_is_warned_and_not_stored(site, address):
    before = stored(site)
    answer = site.write_letter(address, country="KZ")
    assert answer.status == 422
    assert "Writing from inside Kazakhstan can put you in danger" in answer.words
    assert "You are in Kazakhstan?" in answer.words
    assert "What you can do instead Tell somebody you trust in another country about this page." in answer.words
    assert stored(site) == before


def test_the_trap_for_machines_says_so_to_people(site, address):
    assert site.write_letter(address, homepage="http://spam.example").status == 422


def test_bytes_that_are_no_text_are_refused(site, address):
    page = site.get(f"/en/appeals/{SLUG}/")
    body = f"token={page.field('token')}&email={address}&country=DE&name=".encode() + b"Anna%FF%FE"
    answer = site.ask("POST", WRITE, body, **{"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status == 422


@pytest.mark.parametrize(
    "body",
    [b"name=" + b"x" * 10_000_000, b"&".join(b"f%d=1" % n for n in range(10_000))],
    ids=["10 MB", "10,000 fields"],
)
def test_a_flood_of_bytes_is_a_clear_400(site, body):
    before = stored(site)
    answer = site.ask("POST", WRITE, body, **{"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status == 400
    assert "Nothing was stored and nothing was sent." in answer.words
    assert stored(site) == before


def test_fields_sent_as_lists_and_wrong_types_are_no_500(site, address):
    for typed in (
        {"country": ["DE", "IE"]},
        {"points": ["x", "9"]},
        {"points": "1e9"},
        {"named_as": "king"},
        {"country": "Q"},
    ):
        assert site.write_letter(address, **typed).status in {303, 422}


def test_unknown_pages_and_links_are_404_in_the_readers_language(site):
    for path in (
        "/en/nothing/",
        "/en/letters/abc/",
        "/de/appeals/none/",
        "/en/letters/%00/",
        "/en/letters/" + "x" * 3000 + "/",
    ):
        assert site.get(path).status == 404
    assert "Diese Seite gibt es nicht" in site.get("/de/appeals/none/").words
