"""Whatever arrives, the site answers in its own words, stores nothing, and goes on."""

import gzip
import os
import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pytest

from tests.torture import bad_requests, wire
from tests.torture.bad_requests import USUAL, Bad, get, post
from tests.torture.conftest import Place
from tests.torture.wire import Answer

ALWAYS = {
    "content-security-policy", "permissions-policy", "referrer-policy", "x-content-type-options", "x-frame-options",
    "cross-origin-opener-policy", "cross-origin-resource-policy", "strict-transport-security",
}  # fmt: skip
OURS_ALONE = re.compile(rb"Traceback|File \"|[Dd]jango|granian|picketline\.\w+\.|SELECT |sqlite3|/site-packages/")
STRANGERS = re.compile(rb"""(?:href|src|action)=["'][^"']*//[^"'/]*evil\.example""")
AT_THE_DESK = re.compile(r"/(en|de)/desk/")
STATUS = re.compile(rb"^HTTP/1\.[01] (\d+)", re.MULTILINE)
NIGHTLY = os.environ.get("PICKETLINE_TEST_NIGHTLY") == "1"
DAMAGED = 20_000 if NIGHTLY else 300
MAY_BE_BARE = {301, 302, 303, 304, 416}


def rows(site) -> dict[str, list]:
    """Every row of every table."""
    names = [name for (name,) in site.sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: site.sql(f"SELECT * FROM {name}") for name in names}


def processes(site) -> set[str]:
    """The web server and its workers."""
    master = str(site.processes["web"].pid)
    return {master, *Path(f"/proc/{master}/task/{master}/children").read_text().split()}


def said(site) -> str:
    """What the web server has written down."""
    return (site.data / "web.log").read_text()


@pytest.fixture(scope="module", autouse=True)
def nothing_is_stored_and_nothing_falls_over(site, places, forms):
    """The same rows, the same processes, and no word about a mistake, after all of it."""
    before, there = rows(site), (processes(site), said(site))
    assert len(before["letters_letter"]) == 1
    yield
    after = rows(site)
    assert [name for name, found in before.items() if after[name] != found] == []
    assert (processes(site), said(site)) == there


@pytest.fixture(scope="module")
def crowd():
    """Several at once, as two web workers take them."""
    with ThreadPoolExecutor(4) as pool:
        yield pool


def complaints(site, bad: Bad, place: Place) -> list[str]:
    """What is wrong with the answers to one bad request at one place."""
    content = bad.to(place.path, site.host)
    answers = wire.answers(wire.say(site.port, content), to_head=content.startswith(b"HEAD "))
    found = [] if answers or bad.by_server else ["no answer"]
    for answer in answers[:1]:
        if answer.status not in allowed(bad, place):
            found.append(f"{answer.status}, not {sorted(allowed(bad, place))}")
    here = asked(content, place)
    return [f"{place.path}: {one}" for answer in answers for one in [*found, *about(answer, here, bad.by_server)]]


def allowed(bad: Bad, place: Place) -> set[int]:
    """Styles are the same under every name, also in part; allauth's views lead to the door, or say what one may ask."""
    found = bad.allowed - USUAL | ({place.usual} if bad.allowed >= USUAL else set())
    if place.path.startswith("/static/"):
        found |= {200, 206, 416} if bad in bad_requests.HOSTS or bad in bad_requests.HEADERS else set()
        found |= {200} if bad.name == "HTTP/1.0 without a host" else set()
    if AT_THE_DESK.match(place.path) and bad in bad_requests.METHODS:
        found |= {200, 302}
    return found


def asked(content: bytes, place: Place) -> str:
    """The address that was really asked for, as far as there is one."""
    words = content.partition(b"\r\n")[0].split(b" ")
    return words[1].decode("latin-1") if len(words) > 1 else place.path


def about(answer: Answer, path: str, by_server: bool) -> list[str]:
    """What every answer must hold, whatever was asked."""
    found = [f"status {answer.status}"] if answer.status >= 500 else []
    if answer.is_the_servers:
        return found + ([] if by_server else [f"the server itself said {answer.status}"])
    found += [f"no {name}" for name in ALWAYS - answer.headers.keys()]
    packed = answer.headers.get("content-encoding") == "gzip" and answer.body
    body = gzip.decompress(answer.body) if packed else answer.body
    if "set-cookie" in answer.headers and not AT_THE_DESK.search(path):
        found.append("a cookie")
    found += [f"it tells {secret!r}" for secret in OURS_ALONE.findall(body)]
    found += [f"it leads to {stranger!r}" for stranger in STRANGERS.findall(body)]
    if not re.match(r"/(?!/)", answer.headers.get("location", "/")):
        found.append(f"it leads to {answer.headers['location']}")
    return found + about_page(answer, body, path)


def about_page(answer: Answer, body: bytes, path: str) -> list[str]:
    """A page is one of ours, in the language of its address; only where there is nothing to say nothing is said."""
    if not answer.headers.get("content-type", "").startswith("text/html") or not body:
        bare = answer.status in MAY_BE_BARE or "allow" in answer.headers or answer.headers.get("content-length") != "0"
        return [] if body or bare else [f"an empty page with status {answer.status}"]
    spoken = re.search(rb'<html lang="(\w+)" dir="ltr">', body)
    if not spoken or b'class="site-bar"' not in body:
        return ["a page that is not ours"]
    language = re.match(r"/(en|de)/", path)
    return [] if not language or language[1] == spoken[1].decode() else [f"it speaks {spoken[1].decode()}"]


def test_there_are_many_and_each_is_another():
    kinds = [*bad_requests.TO_EVERY_ROUTE, *bad_requests.TO_EVERY_FORM]
    assert len({bad.to("/en/", "host") for bad in kinds}) == len({bad.name for bad in kinds}) == len(kinds) >= 300


@pytest.mark.parametrize("bad", bad_requests.TO_EVERY_ROUTE, ids=lambda bad: bad.name)
def test_a_bad_request_gets_a_good_answer_on_every_route(site, places, crowd, bad):
    found = crowd.map(lambda place: complaints(site, bad, place), places.values())
    assert list(chain(*found)) == []


@pytest.mark.parametrize("bad", bad_requests.TO_EVERY_FORM, ids=lambda bad: bad.name)
def test_a_form_that_nobody_filled_in_is_refused_everywhere(site, forms, crowd, bad):
    found = crowd.map(lambda place: complaints(site, bad, place), forms.values())
    assert list(chain(*found)) == []


@pytest.mark.parametrize("token", bad_requests.TOKENS, ids=lambda token: token[:20])
def test_a_link_with_a_token_of_nonsense_opens_nothing(site, token):
    nowhere = frozenset({301, 404})
    paths = [f"/de/letters/{token}/", *(f"/en/letters/{token}/{verb}/" for verb in ("confirmation", "disavowal/undo"))]
    for path in paths:
        place = Place(path, 404)
        opens = path.endswith(("confirmation/", "undo/"))
        bad = post("nonsense", b"a=b", allowed=nowhere) if opens else get("nonsense", nowhere)
        assert complaints(site, bad, place) == []


def test_many_requests_in_one_breath_get_as_many_answers(site):
    one = f"GET /de/nichts/ HTTP/1.1\r\nHost: {site.host}\r\n\r\n".encode()
    last = one.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    found = wire.answers(wire.say(site.port, one * 30 + last))
    assert [answer.status for answer in found] == [404] * 31


def test_what_follows_a_form_is_not_taken_for_a_part_of_it(site):
    path = f"/en/letters/{'x' * 43}/withdrawal/"
    first = f"POST {path} HTTP/1.1\r\nHost: {site.host}\r\nContent-Length: 3\r\n\r\na=b".encode()
    smuggled = f"GET /de/nichts/ HTTP/1.1\r\nHost: {site.host}\r\nConnection: close\r\n\r\n".encode()
    found = wire.answers(wire.say(site.port, first + smuggled))
    assert [(answer.status, b'<html lang="de"' in answer.body) for answer in found] == [(404, False), (404, True)]


@pytest.mark.parametrize(
    "half", [b"", b"G", b"GET /en/", b"GET /en/ HTTP/1.1\r\n", b"GET /en/ HTTP/1.1\r\nHost: a\r\nX"]
)
def test_who_hangs_up_in_the_middle_of_a_word_hurts_nobody(site, half):
    found = wire.answers(wire.say(site.port, half, half=True))
    assert [answer.status for answer in found] in ([], [400])


def test_half_a_form_is_no_form(site, forms):
    for place in forms.values():
        whole = post("half", b"name=Anna&own_words=I wri", length="3000").to(place.path, site.host)
        assert [answer.status for answer in wire.answers(wire.say(site.port, whole, half=True))] in ([400], [])


def test_slow_senders_keep_nobody_from_reading(site, forms):
    """A hundred forms that never come to their end, from a hundred networks."""
    slow = post("slow", b"name=", length="3000").to(next(iter(forms.values())).path, site.host)
    dawdling = [wire.opened(site.port) for _one in range(100)]
    try:
        for connection in dawdling:
            connection.sendall(slow)
        readers = [site.get(path) for path in ("/en/", "/de/", "/en/nothing/") * 5]
        assert {reader.status for reader in readers} == {200, 404}
        place = Place("/de/letters/x/withdrawal/", 405)
        assert complaints(site, post("too much at once", b"a=b", allowed=frozenset({404, 429})), place) == []
    finally:
        for connection in dawdling:
            connection.close()
    site.wait_until_open()


def test_bytes_changed_by_chance_change_nothing_else(site, places, forms, crowd):
    """Requests of the table with some bytes lost, doubled or turned round; at night very many, others every night."""
    chance = random.Random(time.time() if NIGHTLY else 1)
    looks, posts = ([place.path for place in found.values()] for found in (places, forms))
    sent = []
    for _one in range(DAMAGED // 2):
        sent.append(chance.choice(bad_requests.TO_EVERY_ROUTE).to(chance.choice(looks), site.host))
        sent.append(chance.choice(bad_requests.TO_EVERY_FORM).to(chance.choice(posts), site.host))
    sent = [damaged(content, chance) for content in sent]
    heard = crowd.map(lambda content: wire.say(site.port, content, half=True), sent)
    for content, answer in zip(sent, heard, strict=True):
        assert {int(status) for status in STATUS.findall(answer)} <= {*range(100, 500)}, content
        assert not OURS_ALONE.search(answer.replace(b"server: granian", b"")), content


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The same bytes but for one to four accidents."""
    for _accident in range(chance.randint(1, 4)):
        at = chance.randrange(len(content) or 1)
        middle = content[at : at + chance.randint(0, 20)]
        instead = chance.choice([b"", middle * 2, middle[::-1], chance.randbytes(3), b"\r\n", b"\0", b"%", b":"])
        content = content[:at] + instead + content[at + len(middle) :]
    return content
