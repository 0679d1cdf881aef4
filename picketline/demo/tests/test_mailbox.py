"""The demo's mailbox: what the sink kept, readable, and closed to others when the demo is open to them."""

import base64

import pytest
from django.urls import include, path

from picketline.demo import urls as mailbox_urls

MAIL = (
    "X-Envelope-From: letters@committee.example.org\r\nX-Envelope-To: anna@example.org\r\n"
    "From: Committee <letters@committee.example.org>\r\nTo: anna@example.org\r\nSubject: Please confirm\r\n"
    'Content-Type: text/plain; charset="utf-8"\r\n\r\nhttp://localhost:8000/en/letters/abc/\r\n<script>alert(1)</script>\r\n'
)


@pytest.fixture
def box(settings, tmp_path):
    """A demo whose sink has kept one mail."""
    from config import urls

    settings.DATA = tmp_path
    settings.DEMO_PASSWORD = ""
    settings.ROOT_URLCONF = type(
        "WithMailbox", (), {"urlpatterns": [*urls.urlpatterns, path("demo/mail/", include(mailbox_urls))]}
    )
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], here()]}]
    folder = tmp_path / "mailbox"
    folder.mkdir()
    (folder / "1795463733000000000-abcdef.eml").write_bytes(MAIL.encode())
    return folder


def here():
    from pathlib import Path

    return Path(mailbox_urls.__file__).parent / "templates"


def test_the_mailbox_lists_what_came(box, client):
    text = client.get("/demo/mail/").content.decode()
    assert "Please confirm" in text
    assert "anna@example.org" in text


def test_an_empty_mailbox_says_what_to_do(box, client):
    for file in box.iterdir():
        file.unlink()
    assert "No mail yet." in client.get("/demo/mail/").content.decode()


def test_a_mail_shows_its_link_and_no_script_runs(box, client):
    text = client.get("/demo/mail/1795463733000000000-abcdef.eml/").content.decode()
    assert '<a href="http://localhost:8000/en/letters/abc/"' in text
    assert "<script>alert(1)" not in text


@pytest.mark.parametrize("name", ["../picketline.sqlite3", "..%2Fkeys%2Fworker.key", "1.eml", ".hidden"])
def test_nothing_but_mails_can_be_read(box, client, name):
    assert client.get(f"/demo/mail/{name}/").status_code == 404


def test_a_demo_that_others_can_reach_asks_for_its_password(box, client, settings):
    settings.DEMO_PASSWORD = "four months"
    assert client.get("/demo/mail/").status_code == 401
    for password, status in (("wrong", 401), ("four months", 200)):
        credentials = base64.b64encode(f"anna:{password}".encode()).decode()
        assert client.get("/demo/mail/", headers={"authorization": f"Basic {credentials}"}).status_code == status
    assert client.get("/demo/mail/", headers={"authorization": "Basic !!"}).status_code == 401
