"""People who only read: in German, without mail, from inside, with a text browser, with a link to `/`."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.living_site import ROOT, SLUG, living_site
from tests.stories.conftest import own_database

GERMAN = ROOT / "picketline" / "locale" / "de" / "LC_MESSAGES" / "django.po"


def english_phrases():
    """Every English message that German says otherwise, long enough not to be found by chance."""
    with GERMAN.open("rb") as file:
        catalog = read_po(file, locale="de")
    singular = [one.id for one in catalog if isinstance(one.id, str) and one.id and one.id != one.string]
    return [text for text in singular if len(text) > 7 and "%(" not in text and "{" not in text]


def test_no_german_page_holds_an_english_message(site, address):
    site.write_letter(address, language="de")
    letter = site.letter_path(address)
    paths = [
        "/de/", f"/de/appeals/{SLUG}/", f"/de/appeals/{SLUG}/kit/", f"/de/appeals/{SLUG}/kit/?country=VE",
        f"/de/appeals/{SLUG}/kit.txt", f"/de/appeals/{SLUG}/own-mail/", f"/de/appeals/{SLUG}/letters/sent/", letter,
        f"/de/appeals/{SLUG}/acts/", f"/de/appeals/{SLUG}/acts/told/",
        "/de/nothing/", "/de/desk/account/login/", "/de/desk/account/link/none/",
    ]  # fmt: skip
    pages = {path: site.get(path).words for path in paths}
    pages["refused"] = site.write_letter("", language="de", name="").words
    site.post(letter + "confirmation/")
    pages["confirmed"] = site.get(letter).words
    pages["mail"] = site.mail_to(address).get_content()
    found = [
        (where, phrase)
        for where, words in without_addresses(pages)
        for phrase in english_phrases()
        if re.search(rf"(?<!\w){re.escape(' '.join(phrase.split()))}(?!\w)", words)
    ]
    assert found == []


def without_addresses(pages):
    """E-mail and web addresses are not in any language."""
    return [(where, re.sub(r"\S+@\S+|https?://\S+", "", words)) for where, words in pages.items()]


def test_public_pages_set_no_cookie_and_are_the_same_for_everybody(site):
    paths = [
        "/",
        "/en/",
        f"/en/appeals/{SLUG}/",
        f"/en/appeals/{SLUG}/kit/",
        f"/en/appeals/{SLUG}/letters/sent/",
        "/en/x/",
    ]
    for path in paths:
        answer = site.get(path, Cookie="sessionid=abc; csrftoken=def")
        assert "set-cookie" not in answer.headers
        assert "cookie" not in answer.headers.get("vary", "").lower()
    plain, dressed = (
        site.get(f"/en/appeals/{SLUG}/"),
        site.get(f"/en/appeals/{SLUG}/?utm_source=x&fbclid=1", Cookie="a=b"),
    )
    assert plain.text == dressed.text
    assert plain.headers["cache-control"] == "public, max-age=30"


def test_the_front_door_opens_in_the_readers_language(site):
    for asked, led in (("de-AT,en;q=0.5", "/de/"), ("fr", "/en/"), ("en-GB", "/en/")):
        answer = site.get("/", **{"Accept-Language": asked})
        assert (answer.status, answer.headers["location"]) == (302, led)
        assert "Accept-Language" in answer.headers["vary"]


def test_both_accounts_of_a_disputed_date_are_shown(site):
    words = site.get(f"/en/appeals/{SLUG}/").words
    told = words[words.index("Sources disagree") :][:700]
    assert re.findall(r"8 August 2011|June 2011 day not known", told)[:2] == [
        "8 August 2011",
        "June 2011 day not known",
    ]


def test_the_kit_is_complete_as_plain_text(site):
    answer = site.get(f"/en/appeals/{SLUG}/kit.txt?country=DE")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    parts = [
        "Salutation: Dear Prosecutor General,", "Nordendstraße 14-17, 13156 Berlin", "I am writing about Natalia",
        "not checked, as of 30 November 2014", "- Release Natalia Sokolova.", "https://sozialismus.info/",
    ]  # fmt: skip
    for part in parts:
        assert part in answer.text
    assert "<" not in answer.text


def test_a_reader_inside_gets_a_warning_and_no_addresses(site):
    words = site.get(f"/en/appeals/{SLUG}/kit/?country=KZ").words
    assert "Writing from inside can put you and your family in danger." in words
    assert "prosecutor.general@kz.invalid" not in words


@pytest.fixture(scope="module")
def site_without_mail(tmp_path_factory):
    """A real-life start: nothing but the data folder is set up."""
    folder: Path = tmp_path_factory.mktemp("no mail")
    with living_site(folder / "data", database_url=own_database(), mail=False) as site:
        yield site


def test_without_mail_the_page_leads_with_own_mail_and_asks_for_no_address(site_without_mail):
    page = site_without_mail.get(f"/en/appeals/{SLUG}/")
    assert page.status == 200
    assert 'name="email"' not in page.text
    assert "Use my own e-mail" in page.words
    assert (
        "mailto:prosecutor.general@kz.invalid?subject=" in site_without_mail.get(f"/en/appeals/{SLUG}/own-mail/").text
    )
    refused = site_without_mail.post(f"/en/appeals/{SLUG}/letters/", {"name": "Anna", "email": "anna@example.org"})
    assert refused.status == 409
    assert site_without_mail.sql("SELECT count(*) FROM letters_letter") == [(0,)]
