"""Bilal runs the appeal at the desk: he pauses, resumes, extends, stops, takes it back, and closes it."""

import http.client
import re
from urllib.parse import urlencode, urlsplit

import pytest

from tests.living_site import SLUG, Answer, patiently

DESK = f"/en/desk/appeals/{SLUG}/"


class Browser:
    """A browser that keeps its cookies."""

    def __init__(self, site):
        self.site, self.cookies = site, {}

    def ask(self, method, path, form=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=20)
        headers = {
            "Host": f"localhost:{self.site.port}",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }
        body = urlencode(form or {}, doseq=True).encode() if method == "POST" else None
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        found = {name.lower(): value for name, value in answer.getheaders()}
        text = answer.read().decode()
        connection.close()
        return Answer(answer.status, found, text)

    def press(self, path, noun, **form):
        """Post the form of one noun on a page, with the page's CSRF token."""
        page = self.ask("GET", path)
        return self.ask("POST", noun, {"csrfmiddlewaretoken": page.field("csrfmiddlewaretoken")} | form)


@pytest.fixture
def bilal(site):
    """Signed in by the one-use link of the demo."""
    browser = Browser(site)
    link = urlsplit(re.search(r"http://\S+", site.manage("demo_link"))[0]).path
    assert browser.press(link, link).status in {302, 303}
    yield browser
    if site.sql("DELETE FROM appeals_closure RETURNING id") + site.sql("DELETE FROM appeals_pause RETURNING id"):
        site.sql("UPDATE appeals_appeal SET pepper = ? WHERE pepper IS NULL", b"a new pepper of thirty-two bytes")
        site.shows(f"/en/appeals/{SLUG}/", "Send a letter now")


def test_the_desk_is_closed_to_others(site):
    answer = site.get(DESK)
    assert answer.status == 302
    assert "/en/desk/account/login/" in answer.headers["location"]


def test_his_link_works_once(site):
    link = urlsplit(re.search(r"http://\S+", site.manage("demo_link"))[0]).path
    first, second = Browser(site), Browser(site)
    assert first.press(link, link).status in {302, 303}
    assert second.ask("GET", link).status == 410


def test_pausing_closes_the_form_and_confirmed_letters_wait(site, bilal, address):
    site.write_letter(address, own_words=f"Mark {address}")
    path = site.letter_path(address)
    page = site.get(f"/en/appeals/{SLUG}/")
    assert bilal.press(DESK, DESK + "pause/").status == 303
    stale = site.post(
        f"/en/appeals/{SLUG}/letters/",
        {"token": page.field("token"), "name": "A", "email": "x" + address, "country": "DE"},
    )
    assert stale.status == 409
    assert "Nothing you typed was stored." in stale.words
    site.post(path + "confirmation/")
    assert "The appeal is paused. Your letter goes out when it goes on." in site.get(path).words
    assert "Paused. 2 left. Nobody gets it twice." in bilal.ask("GET", DESK).words
    bilal.press(DESK, DESK + "resumption/")
    patiently(lambda: site.get(path).text.count('class="fate accepted"') == 2, 15, "the letter did not go on")
    mails = [mail for mail in site.mails("justice@kz.invalid") if address in mail.get_content()]
    assert len(mails) == 1


def test_stopping_says_so_in_every_language_within_a_minute_and_nothing_more_leaves(site, bilal, address):
    site.sql("UPDATE appeals_appeal SET hold_minutes = 10")
    site.write_letter(address, own_words=f"Mark {address}")
    path = site.letter_path(address)
    site.post(path + "confirmation/")
    site.sql("UPDATE appeals_appeal SET hold_minutes = 0")
    assert bilal.press(DESK, DESK + "stop/").status == 303
    for language, words in (("en", "Stopped on"), ("de", "Gestoppt am")):
        for page in ("", "kit/"):
            where = f"/{language}/appeals/{SLUG}/{page}"
            site.shows(where, words)
            assert 'name="email"' not in site.get(where).text
    assert site.get(f"/en/appeals/{SLUG}/own-mail/").status == 404
    assert "The appeal was stopped" in site.get(path).words
    site.sql("UPDATE letters_delivery SET due_at = first_due_at WHERE state = 'due'")
    assert [mail for mail in site.mails("justice@kz.invalid") if address in mail.get_content()] == []


def test_a_stop_can_be_undone_and_then_the_letter_goes(site, bilal, address):
    bilal.press(DESK, DESK + "stop/")
    assert "Undo" in bilal.ask("GET", DESK).words
    assert bilal.press(DESK, DESK + "closure/undo/").status == 303
    site.shows(f"/en/appeals/{SLUG}/", "Send a letter now")
    site.write_letter(address, own_words=f"Mark {address}")
    path = site.letter_path(address)
    site.post(path + "confirmation/")
    patiently(lambda: site.get(path).text.count('class="fate accepted"') == 2, 20, "not accepted")


def test_after_ten_minutes_a_stop_is_final_and_the_words_are_erased(site, bilal, address):
    site.write_letter(address, own_words=f"Mark {address}")
    path = site.letter_path(address)
    bilal.press(DESK, DESK + "stop/")
    ago = (
        "datetime(closed_at, '-11 minutes')"
        if not site.environment["PICKETLINE_DATABASE_URL"]
        else "closed_at - interval '11 minutes'"
    )
    site.sql(f"UPDATE appeals_closure SET closed_at = {ago}")
    newest = site.sql("SELECT max(id) FROM letters_letter")[0][0]

    def erased():
        return site.sql("SELECT sealed, locked FROM letters_letter WHERE id = ?", newest) == [(None, None)]

    site.manage("forget")
    assert erased()
    assert "Nobody gets it. What you wrote is erased." in site.get(path).words
    assert bilal.press("/en/desk/account/logout/", DESK + "closure/undo/").status == 303
    assert site.sql("SELECT count(*) FROM appeals_closure") == [(1,)]


def test_closing_says_what_came_of_it(site, bilal):
    refused = bilal.press(DESK, DESK + "closure/", outcome="", words="She is free.")
    assert refused.status == 422
    assert "She is free." in refused.text
    assert bilal.press(DESK, DESK + "closure/", outcome="won", words="She is free.").status == 303
    site.shows(f"/en/appeals/{SLUG}/", "won She is free.")


def test_the_deadline_can_be_moved_and_nonsense_comes_back(site, bilal):
    refused = bilal.press(DESK, DESK + "deadline/", closes_on="2001-01-01")
    assert refused.status == 422
    assert 'value="2001-01-01"' in refused.text
    assert bilal.press(DESK, DESK + "deadline/", closes_on="2031-01-01").status == 422


def test_every_press_stands_in_the_record(site, bilal):
    before = site.sql("SELECT count(*) FROM audit_entry")[0][0]
    bilal.press(DESK, DESK + "pause/")
    bilal.press(DESK, DESK + "resumption/")
    assert site.sql("SELECT act FROM audit_entry ORDER BY id DESC LIMIT 2") == [("resume",), ("pause",)]
    assert site.sql("SELECT count(*) FROM audit_entry")[0][0] == before + 2
