"""What a reader sees when something is wrong, and what of it is written down."""

import logging
from io import StringIO
from logging.config import dictConfig

import pytest
from django.conf import settings as site
from django.test import Client

APPEAL = "/en/appeals/oil-workers-and-their-lawyer/"
OF_A_BUTTON = [f"letters/{'x' * 43}/{noun}/" for noun in ("confirmation", "withdrawal", "disavowal", "disavowal/undo")]


@pytest.mark.parametrize("path", OF_A_BUTTON)
@pytest.mark.parametrize(
    ("language", "words"), [("en", "There is nothing to see here"), ("de", "Hier gibt es nichts zu sehen")]
)
def test_who_opens_the_address_of_a_button_is_told_so(example, client, language, words, path):
    answer = client.get(f"/{language}/{path}")
    assert (answer.status_code, answer["Allow"], answer["Cache-Control"]) == (405, "POST", "no-store")
    assert words in answer.content.decode()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_a_letter_is_written_with_the_button_alone(example, client, method):
    answer = getattr(client, method)(f"{APPEAL}letters/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


def test_a_form_of_the_desk_without_its_cookie_says_what_to_do(db):
    chen = Client(enforce_csrf_checks=True, headers={"cookie": ""})
    answer = chen.post("/de/desk/account/login/", {"login": "chen@example.org", "password": "x"})
    assert answer.status_code == 403
    assert "Bitte versuch das noch einmal" in answer.content.decode()
    assert "style=" not in answer.content.decode()


@pytest.mark.parametrize(("origin", "passes"), [("https://appeals.example.org", True), ("https://evil.example", False)])
def test_behind_a_proxy_the_desk_knows_the_site_by_its_https_address(example, settings, origin, passes):
    settings.CSRF_TRUSTED_ORIGINS = ["https://appeals.example.org"]
    settings.ALLOWED_HOSTS = ["appeals.example.org"]
    browser = Client(enforce_csrf_checks=True, headers={"host": "appeals.example.org"})
    page = browser.get("/en/desk/account/login/")
    form = {"login": "bilal@example.org", "password": "wrong", "csrfmiddlewaretoken": page.context["csrf_token"]}
    answer = browser.post("/en/desk/account/login/", form, headers={"origin": origin})
    assert answer.status_code == (200 if passes else 403)


def test_the_sites_own_address_is_the_origin_that_the_desk_trusts():
    assert site.CSRF_TRUSTED_ORIGINS == [site.SITE_URL]


def test_what_no_page_can_hold_does_not_come_back(example, client):
    typed = {"name": "Anna\0Exa\x01mple\x7f\ufdd0\ufffe", "own_words": "one\r\ntwo\tthree \u200d “é”"}
    answer = client.post(f"{APPEAL}letters/", typed)
    content = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="AnnaExample"' in content
    assert "one\r\ntwo\tthree \u200d “é”" in content


def test_a_page_in_another_language_is_offered_where_there_is_one(example, client):
    assert f'href="/de{APPEAL[3:]}"' in client.get(APPEAL).content.decode()
    assert 'href="/de/"' in client.get(f"/en/{'a' * 5_000}/").content.decode()
    assert len(client.get(f"/en/{'a' * 5_000}/").content) < 4_000


@pytest.fixture
def written():
    """What the site writes down as its settings say; the loggers are put back afterwards."""
    loggers = [logging.getLogger(name) for name in ("", "django.request", "django.security")]
    before = [(one, one.level, one.handlers[:]) for one in loggers]
    dictConfig(site.LOGGING)
    paper = StringIO()
    for handler in logging.root.handlers:
        handler.setStream(paper)
    yield paper.getvalue
    for one, level, handlers in before:
        one.setLevel(level)
        one.handlers[:] = handlers


def test_the_log_names_nobodys_link_and_no_address_that_somebody_asked_for(anna, client, written):
    token = anna.token(anna.writes())
    for path in (f"/en/letters/{token}/confirmation/", f"/en/nothing/{token}", f"/en/desk/account/link/{token}/"):
        client.get(path)
    client.get("/en/", headers={"host": "evil.example"})
    client.post(f"{APPEAL}letters/", {str(number): "x" for number in range(300)})
    assert written() == ""


def test_a_mistake_of_ours_is_written_down_without_the_link(anna, written, monkeypatch):
    token = anna.token(anna.writes())
    monkeypatch.setattr("picketline.pages.views.LetterPage", None)
    browser = Client(raise_request_exception=False)
    answer = browser.get(f"/de/letters/{token}/")
    assert (answer.status_code, "Das war unser Fehler" in answer.content.decode()) == (500, True)
    lines = written()
    assert "Internal Server Error: /de/letters/…/" in lines
    assert "TypeError" in lines
    assert token not in lines
