"""Imprint, privacy, what the button agrees to: in the reader's language, with the periods the software obeys."""

import html
import re

import pytest

from picketline.letters.models import letter as letter_model
from picketline.network.models import Disclosure


@pytest.fixture
def text_of(example, client):
    """What a page says, without its tags."""

    def read(path):
        answer = client.get(path)
        assert answer.status_code == 200
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())

    return read


def test_the_imprint_speaks_the_readers_language(text_of):
    assert "Example Street 1, 10115 Berlin, Germany" in text_of("/en/imprint/")
    assert "Beispielstraße 1, 10115 Berlin" in text_of("/de/imprint/")


def test_where_a_language_is_missing_the_other_one_is_shown_and_marked(text_of, client):
    Disclosure.objects.filter(kind="imprint", language="en").delete()
    assert 'lang="de" dir="ltr"' in client.get("/en/imprint/").content.decode()


def test_an_empty_imprint_says_so(text_of):
    Disclosure.objects.all().delete()
    assert "Nothing is written here yet." in text_of("/en/imprint/")


def test_what_is_typed_there_is_text_and_not_html(text_of, client):
    Disclosure.objects.filter(kind="imprint", language="en").update(text="<script>alert(1)</script>")
    page = client.get("/en/imprint/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_the_periods_are_the_ones_the_software_obeys(text_of, client, monkeypatch):
    text = text_of("/en/privacy/")
    assert f"Not confirmed: {letter_model.UNCONFIRMED_FOR.days} days." in text
    assert f"{letter_model.LINK_FOR.days} days after your letter has come to its end." in text
    assert "office@committee.example.org" in text


def test_the_consent_page_names_its_version(text_of):
    assert "This is version 1 of what is agreed to" in text_of("/en/consent/")


@pytest.mark.parametrize("page", ["/en/", "/de/", "/en/appeals/oil-workers-and-their-lawyer/"])
def test_every_page_leads_there(example, client, page):
    content = client.get(page).content.decode()
    language = page[1:3]
    assert [f'href="/{language}/{name}/"' in content for name in ("imprint", "privacy", "consent")] == [True] * 3
