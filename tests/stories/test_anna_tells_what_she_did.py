"""Anna posted a letter herself and tells us: once, however nervous her finger is."""

from concurrent.futures import ThreadPoolExecutor

from tests.living_site import SLUG

ACTS = f"/en/appeals/{SLUG}/acts/"
PRESSES = 16


def acts(site):
    return site.sql("SELECT kind, country FROM letters_act ORDER BY id")


def test_she_finds_the_page_from_the_kit_and_is_thanked(site):
    assert "I have posted it" in site.get(f"/en/appeals/{SLUG}/kit/").words
    page = site.get(ACTS + "?did=posted")
    assert (page.headers["cache-control"], page.headers["referrer-policy"]) == ("no-store, private", "no-referrer")
    answer = site.post(ACTS, {"token": page.field("token"), "kind": "posted", "country": "IE"})
    assert (answer.status, answer.headers["location"]) == (303, ACTS + "told/")
    assert "It is counted in an hour" in site.get(ACTS + "told/").words
    assert acts(site) == [("posted", "IE")]


def test_sixteen_presses_at_the_same_moment_are_one_act(site):
    before = len(acts(site))
    for kind in ("phoned", "sent_myself", "posted"):
        form = {"token": site.get(ACTS).field("token"), "kind": kind, "country": "DE"}
        with ThreadPoolExecutor(PRESSES) as fingers:
            answers = list(fingers.map(lambda _press, form=form: site.post(ACTS, form), range(PRESSES)))
        assert {(one.status, one.headers["location"]) for one in answers} == {(303, ACTS + "told/")}
    assert acts(site)[before:] == [("phoned", "DE"), ("sent_myself", "DE"), ("posted", "DE")]
