"""Every address in every language, every form that comes back, every error: nothing that the validator minds."""

import base64
import hashlib
import hmac
import re
import secrets
import struct
import time

import pytest

from tests import routes
from tests.living_site import SLUG

LANGUAGES = ("en", "de")
SHELF_RUNS_OUT_SECONDS = 2.1
CHANGES = ("removal/", "place/", "pause/", "stop/", "closure/", "undo/", "publication/", "resumption/", "rehearsal/")
APPEAL = f"/appeals/{SLUG}/"
NONSENSE = dict.fromkeys(
    ("words", "name", "headline", "naming", "kind", "office", "point", "email"), "<b>“é\0\x01\x7f\ufdd0"
)
PAGES_OF_AN_APPEAL = ("", "kit/", "own-mail/", "letters/sent/")


def values(site, **more):
    """What fills the slots of the routes: a real mail, and what a test names."""
    mails = sorted(file.name for file in (site.data / "mailbox").glob("*.eml"))
    return routes.example_values(site) | {"name": mails[0] if mails else "none"} | more


def letter_of(site):
    """The path of a new letter's link."""
    address = f"anna-{secrets.token_hex(4)}@example.org"
    assert site.write_letter(address).status == 303
    return site.letter_path(address)


def code_for(secret):
    """What an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1)
    number = struct.unpack_from(">I", digest, digest[-1] & 15)[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def test_every_public_page_and_every_entrance(site, album):
    known = values(site, token=letter_of(site).split("/")[3])
    for language in LANGUAGES:
        for route in (*routes.PUBLIC, *routes.ENTRANCES):
            path = routes.filled(route, known, language=language)
            album.keep(site.get(path), path)
        for query in ("kit/?country=VE", "kit/?country=KZ", "kit/?country=zz", "own-mail/?country=IE"):
            album.keep(site.get(f"/{language}{APPEAL}{query}"), query)
    for path in re.findall(r'href="([^"]+/paper/[^"]+)"', site.get(f"/de{APPEAL}kit/?country=DE").text):
        assert album.keep(site.get(path.replace("&amp;", "&")), path).status == 200


def test_a_letter_and_its_form_at_every_stage(site, album):
    for language in LANGUAGES:
        album.keep(site.write_letter("", language=language, name="", points=[]), "empty")
        album.keep(site.write_letter("anna@", language=language, own_words=NONSENSE["name"], town="\x0b"), "refused")
        album.keep(site.write_letter("anna@example.org", language=language, country="KZ"), "from inside")
        confirmed, withdrawn, disowned = (
            letter_of(site).replace("/en/", f"/{language}/") for _one in ("confirmed", "withdrawn", "disowned")
        )
        site.post(f"{confirmed}confirmation/")
        site.post(f"{withdrawn}withdrawal/")
        site.post(f"{disowned}disavowal/")
        for path in (confirmed, withdrawn, disowned):
            assert album.keep(site.get(path), path).status == 200


def test_every_page_of_the_desk(site, bilal, album):
    for language in LANGUAGES:
        for route in routes.DESK:
            path = routes.filled(route, values(site, language=language), language=language)
            album.keep(bilal.get(path), path)
        for page in ("text/", "people/", "occurrences/", "demands/"):
            album.keep(bilal.get(f"/{language}/desk{APPEAL}{page}?language=fr"), f"{page}?language=fr")


def test_every_form_of_the_desk_that_comes_back(site, bilal, album):
    for language in LANGUAGES:
        for route in routes.DESK:
            if not route.endswith(CHANGES):
                path = routes.filled(route, values(site, language=language), language=language)
                album.keep(bilal.post(path, NONSENSE), f"POST {path}")


def test_a_draft_and_its_tasks(bilal, album):
    new = {"headline": "Free the teacher", "call": "She is in prison.", "state": "KZ", "language": "en"}
    closes_on = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 40 * 24 * 3600))
    made = bilal.post("/en/desk/appeals/new/blank/", new | {"closes_on": closes_on})
    assert made.status == 303
    for language in LANGUAGES:
        desk = made.headers["location"].replace("/en/", f"/{language}/")
        for page in ("", "preview/", "people/", "occurrences/", "demands/", "addressees/", "letters/en/"):
            assert album.keep(bilal.get(desk + page), page).status == 200


def test_setting_up_a_second_factor(bilal, album):
    for language in LANGUAGES:
        account = f"/{language}/desk/account/second-factor"
        page = album.keep(bilal.get(f"{account}/app/"), "app")
        album.keep(bilal.post(f"{account}/app/", {"code": "000000"}), "wrong code")
        secret = re.search(r'"secret"[^>]*>(\w+)<', page.text)[1]
        assert bilal.post(f"{account}/app/", {"code": code_for(secret)}).status == 302
        for path in ("/", "/codes/", "/codes/new/", "/app/removal/"):
            assert album.keep(bilal.get(account + path), path).status == 200
        assert bilal.post(f"{account}/app/removal/").status == 302


@pytest.mark.parametrize("state", ["paused", "ended", "stopped", "closed"])
def test_an_appeal_that_takes_no_letters(site, bilal, album, state):
    letter = letter_of(site)
    desk = f"/en/desk{APPEAL}"
    change, undo = {
        "paused": (lambda: bilal.post(f"{desk}pause/"), lambda: bilal.post(f"{desk}resumption/")),
        "stopped": (lambda: bilal.post(f"{desk}stop/"), lambda: bilal.post(f"{desk}closure/undo/")),
        "closed": (
            lambda: bilal.post(f"{desk}closure/", {"outcome": "won", "words": "She is free."}),
            lambda: bilal.post(f"{desk}closure/undo/"),
        ),
        "ended": (
            lambda: site.sql("UPDATE appeals_appeal SET closes_on = '2011-12-31' WHERE slug = ?", SLUG),
            lambda: site.sql("UPDATE appeals_appeal SET closes_on = NULL WHERE slug = ?", SLUG),
        ),
    }[state]
    change()
    try:
        time.sleep(SHELF_RUNS_OUT_SECONDS)
        for language in LANGUAGES:
            for page in PAGES_OF_AN_APPEAL:
                album.keep(site.get(f"/{language}{APPEAL}{page}"), f"{state} {page}")
            refused = album.keep(site.post(f"/{language}{APPEAL}letters/", {"name": "Anna"}), f"{state} write")
            assert refused.status == 409
            album.keep(site.get(letter.replace("/en/", f"/{language}/")), f"{state} letter")
            album.keep(site.get(f"/{language}/"), f"{state} home")
            album.keep(bilal.get(f"/{language}{desk[3:]}"), f"{state} desk")
            album.keep(bilal.get(f"/{language}/desk/"), f"{state} desk")
    finally:
        undo()
        time.sleep(SHELF_RUNS_OUT_SECONDS)


def test_every_error(site, bilal, album):
    for language in LANGUAGES:
        write = f"/{language}{APPEAL}letters/"
        album.keep(site.ask("POST", write, b"name=" + b"x" * 1_000_000), "400")
        album.keep(bilal.post(f"/{language}/desk{APPEAL}text/", Origin="https://evil.example"), "403")
        album.keep(site.get(f"/{language}/" + "x" * 200), "404")
        album.keep(site.post(f"/{language}/"), "405")
        album.keep(site.get(f"/{language}/desk/account/link/none/"), "410")
        while (throttled := bilal.post(write, {"name": "Anna"})).status == 422:
            pass
        album.keep(throttled, "429")
        site.sql("ALTER TABLE letters_letter RENAME TO hidden")
        try:
            album.keep(site.get(f"/{language}/letters/x/"), "500")
        finally:
            site.sql("ALTER TABLE hidden RENAME TO letters_letter")


def test_the_validator_minds_nothing(album):
    """One start of Java for the pages of all the tests above."""
    assert album.statuses == {200, 400, 403, 404, 405, 409, 410, 422, 429, 500}
    assert len(album.names) > 200
    assert album.complaints() == []
