"""A page on the shelf: rendered once, the same bytes for everybody, and gone after 20 seconds."""

import gzip
import threading
import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from picketline.appeals.models import Pause
from picketline.gate import shelf
from picketline.gate.shelf import MOST_PAGES, shelved

HOME = "/en/"
APPEAL = "/en/appeals/oil-workers-and-their-lawyer/"
VISITORS = 200


class Slow:
    """A view that takes its time and counts how often it was rendered."""

    def __init__(self, seconds=0.0):
        self.rendered, self.seconds = 0, seconds

    def __call__(self, request, **_arguments):
        self.rendered += 1
        time.sleep(self.seconds)
        return HttpResponse(f"rendering {self.rendered} for {request.GET.get('country', '')}")


def visit(path=HOME, **headers):
    return RequestFactory().get(path, headers=headers)


@pytest.fixture
def slow():
    return Slow()


@pytest.fixture
def page(slow):
    return shelved("country")(slow)


def ask_at_once(page):
    """200 visitors at the same moment; what each of them got."""
    start = threading.Barrier(VISITORS)
    got = []

    def one():
        start.wait()
        got.append(page(visit()).content)

    threads = [threading.Thread(target=one) for _visitor in range(VISITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def run_out():
    """Twenty seconds later, without waiting."""
    for key, kept in list(shelf.shelf.items()):
        shelf.shelf[key] = shelf.Page(0.0, kept.status, kept.content_type, kept.plain, kept.packed)


def test_two_hundred_visitors_of_a_page_that_ran_out_cause_one_rendering():
    slow = Slow(seconds=0.05)
    page = shelved()(slow)
    assert (set(ask_at_once(page)), slow.rendered) == ({b"rendering 1 for "}, 1)
    run_out()
    assert (set(ask_at_once(page)), slow.rendered) == ({b"rendering 2 for "}, 2)


def test_a_page_is_kept_for_20_seconds_and_no_longer(page, slow, monkeypatch):
    now = time.monotonic()
    monkeypatch.setattr(shelf.time, "monotonic", lambda: now)
    page(visit())
    monkeypatch.setattr(shelf.time, "monotonic", lambda: now + 19.9)
    page(visit())
    assert slow.rendered == 1
    monkeypatch.setattr(shelf.time, "monotonic", lambda: now + 20.1)
    page(visit())
    assert slow.rendered == 2


def test_only_the_named_parameters_make_another_page(page, slow):
    for query in ("", "?x=1", "?utm_source=mail&fbclid=2", "?x=1&country="):
        page(visit(HOME + query))
    assert slow.rendered == 1
    for query in ("?country=DE", "?country=IE", "?x=9&country=IE"):
        page(visit(HOME + query))
    assert slow.rendered == 3


def test_another_path_is_another_page(page, slow):
    assert page(visit("/en/")).content != page(visit("/de/")).content
    assert slow.rendered == 2


def test_who_takes_gzip_gets_gzip_and_the_text_is_the_same(page):
    plain, packed = page(visit()), page(visit(**{"Accept-Encoding": "gzip, br"}))
    assert gzip.decompress(packed.content) == plain.content
    assert [one.get("Content-Encoding") for one in (plain, packed)] == [None, "gzip"]
    assert [one["Vary"] for one in (plain, packed)] == ["Accept-Encoding"] * 2


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("gzip;q=0", False), ("br, gzip; q=0.000", False), ("xgzip", False)],
)
def test_who_does_not_want_gzip_does_not_get_it(page, accepted, packed):
    assert ("Content-Encoding" in page(visit(**{"Accept-Encoding": accepted}))) == packed


def test_a_full_shelf_is_cleared_and_not_outgrown(page, monkeypatch):
    monkeypatch.setattr(shelf, "MOST_PAGES", 3)
    for country in ("DE", "IE", "AT", "VE"):
        page(visit(f"{HOME}?country={country}"))
    assert len(shelf.shelf) == 1
    assert MOST_PAGES == 1000


def test_a_page_that_fails_is_tried_again_by_the_next_visitor(slow):
    def failing(request):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        shelved()(failing)(visit())
    assert shelved()(slow)(visit()).content == b"rendering 1 for "


@pytest.mark.parametrize(
    "path", [HOME, APPEAL, APPEAL + "kit/", APPEAL + "kit.txt", APPEAL + "own-mail/", APPEAL + "numbers/"]
)
def test_a_shelved_page_asks_the_database_nothing(example, client, statements, path):
    assert client.get(path).status_code == 200
    with statements() as said:
        assert client.get(path + "?utm_source=mail").status_code == 200
    assert said.spoken == []


def test_the_same_bytes_go_to_everybody(example, client):
    first = client.get(APPEAL)
    run_out()
    for headers in (
        {"cookie": "sessionid=chen"},
        {"accept-language": "de"},
        {"user-agent": "x"},
        {"host": "localhost"},
    ):
        assert client.get(APPEAL, headers=headers).content == first.content


def test_what_a_visitor_types_after_the_question_mark_is_not_on_the_page(example, client):
    assert b"canary" not in client.get(APPEAL + "?canary=canary&country=canary").content


def test_a_pause_shows_when_the_page_has_run_out(example, client):
    client.get(APPEAL)
    Pause.objects.create(appeal=example, actor="bilal")
    assert b"Paused since" not in client.get(APPEAL).content
    run_out()
    assert b"Paused since" in client.get(APPEAL).content


def test_a_page_that_does_not_exist_is_not_kept(example, client):
    assert client.get("/en/appeals/none/").status_code == 404
    assert shelf.shelf == {}


def test_a_page_from_the_counter_has_every_header_of_the_first_one(example, client):
    """What stands before every other middleware must not lose what they said."""
    path = f"/en/appeals/{example.slug}/"
    first, second = client.get(path), client.get(path + "?utm_source=x")
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())
    assert packed["Content-Encoding"] == "gzip"
    assert packed["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert {"X-Frame-Options", "Referrer-Policy", "Content-Language", "Vary"} <= set(packed.headers)


def test_the_counter_never_answers_a_post_or_a_desk_page(example, client):
    path = f"/en/appeals/{example.slug}/"
    client.get(path)
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200
    assert shelf.parameters_of.keys() == {path}
