"""What the site tells every browser, on every kind of answer, as behind a proxy that speaks HTTPS."""

import re

import pytest

from tests import routes
from tests.organiser import Organiser
from tests.torture.observatory import Seen, points_of, score

BARE = Seen({"content-type": "text/html", "x-frame-options": "DENY"})
FINE = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.fixture(scope="module")
def bilal(site) -> Organiser:
    browser = Organiser(site)
    assert browser.sign_in().status == 302
    return browser


@pytest.fixture(scope="module")
def answers(site, places, bilal) -> dict[str, Seen]:
    """One answer of every kind: pages, styles, feeds of text, ways on, refusals, the desk."""
    visitor, seen = Organiser(site), {}

    def keep(browser, name, answer):
        seen[f"{answer.status} {name}"] = Seen(answer.headers, tuple(browser.set_cookies), answer.text)

    for place in places.values():
        keep(visitor, place.path, visitor.get(place.path))
        keep(visitor, f"{place.path} again", visitor.get(place.path))
        keep(visitor, f"POST {place.path}", Organiser(site).post(place.path, {"name": "Anna"}))
    style = re.search(r'href="(/static/\S+\.css)"', visitor.get("/en/").text)[1]
    fresh = visitor.get(style)
    keep(visitor, style, fresh)
    keep(visitor, f"kept {style}", visitor.ask("GET", style, **{"If-None-Match": fresh.headers["etag"]}))
    keep(visitor, "no slash", visitor.get("/en"))
    keep(visitor, "another host", visitor.ask("GET", "/en/", Host="evil.example"))
    for route in routes.DESK:
        path = routes.filled(route, routes.example_values(site))
        keep(bilal, path, bilal.get(path))
    keep(bilal, "a form from elsewhere", bilal.post("/en/desk/appeals/new/blank/", Origin="https://evil.example"))
    return seen


def test_there_is_an_answer_of_every_kind(answers):
    assert {name.split()[0] for name in answers} >= {
        "200",
        "301",
        "302",
        "303",
        "304",
        "400",
        "403",
        "404",
        "405",
        "422",
    }


def test_every_answer_would_get_an_a_plus(answers):
    scores = {name: score(seen) for name, seen in answers.items()}
    assert {name: points_of(answers[name]) for name, points in scores.items() if points < 100} == {}
    assert min(scores.values()) == 130


@pytest.mark.parametrize("name", FINE)
def test_without_one_of_them_it_would_not(name):
    left = {one: value for one, value in FINE.items() if one != name}
    assert score(Seen(FINE)) == 130
    assert score(Seen(left)) < score(Seen(FINE))


@pytest.mark.parametrize(
    ("headers", "cookies", "page", "points"),
    [
        (BARE.headers, (), "", 50),
        ({}, (), "", 30),
        (FINE | {"content-security-policy": "default-src 'self'"}, (), "", 100 - 20),
        (FINE | {"content-security-policy": "default-src 'none'; script-src 'unsafe-inline'"}, (), "", 100 - 20 - 20),
        (FINE | {"content-security-policy": "default-src 'none'; style-src data:"}, (), "", 100 - 20),
        (FINE, ("sessionid=a; Secure",), "", 100 - 30),
        (FINE, ("csrftoken=a; Secure",), "", 100 - 20),
        (FINE, ("a=b",), "", 100 - 5 + 30),
        (FINE, ("sessionid=a; Secure; HttpOnly; SameSite=Strict",), "", 135),
        (FINE, (), '<script src="//cdn.example/x.js"></script>', 100 - 50),
        (FINE | {"strict-transport-security": "max-age=100"}, (), "", 100 - 10 + 30),
    ],
)  # fmt: skip
def test_the_score_is_the_published_one(headers, cookies, page, points):
    assert score(Seen(headers, cookies, page)) == points


def test_the_desks_cookies_stay_on_this_host_and_are_read_by_no_script(site):
    browser, lines = Organiser(site), []
    link = re.search(r"(/en/desk/account/link/\S+)", site.manage("demo_link"))[1]
    for step in (lambda: browser.get(link), lambda: browser.post(link), lambda: browser.get("/en/desk/")):
        step()
        lines += browser.set_cookies
    assert {line.partition("=")[0] for line in lines} == {"__Host-csrftoken", "__Host-sessionid"}
    for line in lines:
        flags = {part.strip().lower() for part in line.split(";")[1:]}
        assert {"secure", "httponly", "samesite=strict", "path=/"} <= flags
        assert not any(flag.startswith("domain") for flag in flags)


def test_a_button_of_the_desk_works_behind_the_proxy_and_one_of_a_stranger_does_not(bilal):
    assert bilal.post("/en/desk/appeals/new/blank/", {}).status == 422
    assert bilal.post("/en/desk/appeals/new/blank/", {}, Origin="https://evil.example").status == 403


def test_signing_in_leads_to_no_other_site(site):
    for elsewhere in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        browser = Organiser(site)
        link = re.search(r"(/en/desk/account/link/\S+)", site.manage("demo_link"))[1]
        browser.get(link)
        led = browser.post(f"{link}?next={elsewhere}", {"next": elsewhere})
        assert (led.status, "evil" in led.headers["location"] or "script" in led.headers["location"]) == (302, False)
