"""What a browser may do with our answers: the whole list, for every kind of page."""

import re

import pytest
from django.test import Client

from picketline.gate import headers

NOTHING_BUT_OUR_STYLES = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
THAT_ASKS_US = f"{NOTHING_BUT_OUR_STYLES}; script-src 'self'; connect-src 'self'"
PUBLIC = ["/", "/en/", "/de/nothing/", "/nothing", "/en/letters/x/", "/static/none.css", "/en/desks/account/"]
DESK = ["/en/desk/", "/de/desk/appeals/new/", "/en/desk/nothing/", "/en/desk/accounts/"]
ACCOUNT = ["/de/desk/account/link/none/", "/en/desk/account/nothing/", "/en/desk/account/password/"]
SIGN_IN = ["/en/desk/account/login/", "/de/desk/account/login/"]


@pytest.mark.parametrize(
    ("paths", "policy"),
    [(PUBLIC + DESK + ACCOUNT, NOTHING_BUT_OUR_STYLES), (SIGN_IN, THAT_ASKS_US)],
    ids=["every page", "where a passkey signs in"],
)
def test_a_page_may_load_nothing_but_what_is_listed(example, client, paths, policy):
    assert {client.get(path)["Content-Security-Policy"] for path in paths} == {policy}


@pytest.mark.parametrize("path", ["/", "/en/", "/en/nothing/", "/en/desk/", "/en/desk/account/login/"])
def test_a_browser_tells_no_other_site_anything_and_lends_a_page_nothing(example, client, path):
    answer = client.get(path)
    assert {name: answer[name] for name in list(headers.EVERYWHERE)[2:]} == {
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    lent = {power for power in answer["Permissions-Policy"].split(", ") if not power.endswith("=()")}
    passkeys = {"publickey-credentials-create=(self)", "publickey-credentials-get=(self)"}
    assert lent == (passkeys if "/login/" in path else set())
    assert all(
        re.fullmatch(r"[a-z]+(-[a-z]+)*=\((self)?\)", power) for power in answer["Permissions-Policy"].split(", ")
    )
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(answer["Permissions-Policy"].split(", "))


def test_a_page_that_is_stricter_stays_so(anna, client):
    page = client.get(f"/en/letters/{anna.token(anna.writes())}/")
    assert (page.status_code, page["Referrer-Policy"]) == (200, "no-referrer")


@pytest.mark.parametrize("query", ["", "?" + "&".join(f"a{number}=1" for number in range(300))])
@pytest.mark.parametrize("host", ["testserver", "evil.example"])
def test_a_page_from_the_shelf_and_one_that_is_refused_carry_them_too(example, client, host, query):
    kit = f"/de/appeals/{example.slug}/kit/"
    assert client.get(kit).status_code == 200
    answer = client.get(kit + query, headers={"host": host})
    refused = bool(query) or host != "testserver"
    assert (answer.status_code, answer["Content-Security-Policy"]) == (400 if refused else 200, NOTHING_BUT_OUR_STYLES)
    assert (b"Das war nicht lesbar" in answer.content) == refused


def test_without_https_no_browser_is_told_to_insist_on_it(example, client):
    assert "Strict-Transport-Security" not in client.get("/en/")


def test_behind_a_proxy_that_speaks_https_every_browser_is_told_to_insist_on_it(example, settings):
    settings.HTTPS = True
    for path in ("/en/", "/en/", "/static/none.css", "/en/desk/account/login/"):
        assert Client().get(path)["Strict-Transport-Security"] == "max-age=31536000"
