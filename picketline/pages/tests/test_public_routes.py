"""Every public page: no cookie, nothing that depends on one, kept as long as it may be, and errors in plain words."""

import pytest

from picketline.gate import shelf

APPEAL = "/en/appeals/oil-workers-and-their-lawyer/"
SHELVED = [
    *("/en/", "/de/", APPEAL, APPEAL + "story/", APPEAL + "kit/", APPEAL + "kit.txt", APPEAL + "own-mail/"),
    *(APPEAL + "numbers/", "/en/imprint/", "/en/privacy/", "/en/consent/"),
    *("/en/directory/", "/de/directory/KZ/", "/en/directory/KZ/map/"),
]
TOKEN = "x" * 43
PUBLIC = [
    *("/", APPEAL + "paper/", APPEAL + "letters/", APPEAL + "letters/sent/", "/en/nothing/", "/nothing"),
    *(APPEAL + "acts/", APPEAL + "acts/told/"),
    *("/en/directory/search/?q=Berlin", "/en/directory/KZ.vcf", "/en/directory/everything.csv"),
    *(f"/en/letters/{TOKEN}/", f"/en/letters/{TOKEN}/confirmation/", f"/en/letters/{TOKEN}/withdrawal/"),
    *(f"/en/letters/{TOKEN}/disavowal/", f"/en/letters/{TOKEN}/disavowal/undo/", "/de/appeals/none/"),
]


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "options"])
@pytest.mark.parametrize("path", SHELVED + PUBLIC)
def test_no_public_route_sets_a_cookie_or_depends_on_one(example, client, path, method):
    client.cookies.load({"sessionid": "chen", "csrftoken": "x" * 32, "messages": "x"})
    answer = getattr(client, method)(path)
    assert answer.status_code < 500
    assert "Set-Cookie" not in answer
    assert not answer.cookies
    assert "cookie" not in answer.get("Vary", "").lower()


def test_the_desk_does_set_one_so_that_the_test_above_could_fail(example, client):
    answer = client.get("/en/desk/account/login/")
    assert answer.cookies or "cookie" in answer.get("Vary", "").lower()


@pytest.mark.parametrize("path", SHELVED)
def test_a_shelved_page_may_be_kept_for_30_seconds_by_anybody(example, client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Cache-Control"], answer["Vary"]) == (
        200,
        "public, max-age=30",
        "Accept-Encoding",
    )


def test_a_real_link_gets_no_cookie_either(anna, client):
    token = anna.token(anna.writes())
    for noun in ("confirmation/", "withdrawal/", "disavowal/", "disavowal/undo/"):
        answer = client.post(f"/en/letters/{token}/{noun}")
        assert (answer.status_code, "Set-Cookie" in answer, "Vary" in answer and "Cookie" in answer["Vary"]) == (
            303,
            False,
            False,
        )
    assert "Set-Cookie" not in client.get(f"/en/letters/{token}/")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("de", "de"), ("de-AT,en;q=0.5", "de"), ("fr", "en"), ("", "en"), ("xx-nonsense;;", "en")],
)
def test_the_front_door_leads_to_the_readers_language(example, client, accepted, language):
    answer = client.get("/", headers={"accept-language": accepted})
    assert (answer.status_code, answer["Location"], answer["Vary"]) == (302, f"/{language}/", "Accept-Language")


@pytest.mark.parametrize(("language", "words"), [("en", "There is no such page"), ("de", "Diese Seite gibt es nicht")])
def test_an_unknown_page_says_so_in_the_readers_language_and_is_not_kept(example, client, language, words):
    answer = client.get(f"/{language}/nothing/")
    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")
    assert words in answer.content.decode()


def test_what_is_too_long_to_read_is_a_400_in_plain_words(example, client):
    answer = client.post(
        APPEAL + "letters/", {"whole": "x" * 300_000}, content_type="application/x-www-form-urlencoded"
    )
    big = client.post(APPEAL + "letters/", {f"f{number}": "1" for number in range(300)})
    assert [one.status_code for one in (answer, big)] == [400, 400]
    for one in (answer, big):
        assert one["Cache-Control"] == "no-store"
        assert b"Nothing was stored and nothing was sent." in one.content


def test_a_request_for_another_host_is_a_400_and_its_name_is_on_no_page(example, client):
    answer = client.get("/en/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil" not in answer.content


def test_no_page_takes_its_links_from_the_host_that_was_asked(example, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for path in SHELVED:
        assert b"evil" not in client.get(path, headers={"host": "evil.example"}).content


@pytest.mark.parametrize("path", SHELVED)
def test_nothing_can_be_posted_to_a_page(example, client, path):
    assert client.post(path).status_code == 405


def test_a_draft_does_not_exist_outside_the_desk(now_it_is, client):
    now_it_is("draft")
    paths = (
        APPEAL,
        APPEAL + "kit/",
        APPEAL + "kit.txt",
        APPEAL + "paper/",
        APPEAL + "own-mail/",
        APPEAL + "numbers/",
        APPEAL + "letters/sent/",
        APPEAL + "acts/",
        APPEAL + "acts/told/",
    )
    assert {client.get(path).status_code for path in paths} == {404}
    assert {client.post(APPEAL + noun).status_code for noun in ("letters/", "acts/")} == {404}
    assert b"oil-workers" not in client.get("/en/").content


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("paused", "Paused since"),
        ("ended", "The deadline was"),
        ("stopped", "Stopped on"),
        ("closed", "Closed on"),
    ],
)
def test_an_appeal_that_takes_no_letters_has_no_form_and_says_why(now_it_is, client, state, words):
    form = 'action="/en/appeals/oil-workers-and-their-lawyer/letters/"'
    assert form in client.get(APPEAL).content.decode()
    now_it_is(state)
    shelf.shelf.clear()
    content = client.get(APPEAL).content.decode()
    assert words in content
    assert (form in content, 'method="post"' in content) == (False, False)


def test_the_names_of_people_at_risk_are_on_the_page_and_nothing_typed_by_writers(anna, client):
    anna.writes(name="Zora Quimby", email="canary@example.org", body="Canary sentence.")
    content = client.get(APPEAL).content.decode()
    assert "Natalia Sokolova" in content
    assert [word for word in ("Zora", "canary", "Canary") if word in content] == []
