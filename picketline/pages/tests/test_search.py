"""Readers search published appeals, organisers their own; what is typed is answered and kept nowhere."""

import logging

import pytest

from picketline.appeals import actions
from picketline.appeals.models import Appeal, Person
from picketline.gate import shelf, throttle
from picketline.network.actions import add_organiser
from picketline.network.models import Section
from picketline.pages.finding import MOST_HITS
from picketline.pages.tests.test_desk import copy_of, words

SEARCH, DESK = "/en/search/", "/en/desk/search/"
SECRET = "Zoraqavendil"


@pytest.fixture
def bilal(example, settings):
    settings.DEMO = True
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def desk(client, bilal):
    client.force_login(bilal)
    return client


def search(client, asked, where=SEARCH):
    return words(client.get(where, {"q": asked}))


def test_a_reader_finds_an_appeal_by_person_and_state_and_is_told_so(example, client):
    assert "Found by: Natalia Sokolova" in search(client, "Наталья Соколова")
    assert "Found by: Ainur Kurmanov" in search(client, "Kurmanow")
    assert "Found by: Ainur Kurmanov · Kazakhstan" in search(client, "哈萨克斯坦 Kurmanov")
    assert "Found by: the words of the appeal" in search(client, "Aktau")
    german = words(client.get("/de/search/", {"q": "Kazakhstan"}))
    assert "Gefunden durch: Kasachstan" in german


def test_the_list_leads_to_the_appeal(example, client):
    assert f'href="/en/appeals/{example.slug}/"' in client.get(SEARCH, {"q": "Sokolova"}).content.decode()


def test_what_is_not_found_is_repeated_with_what_else_to_try(example, client):
    answer = client.get(SEARCH, {"q": f"<b>{SECRET}"})
    assert answer.status_code == 200
    assert f'<q dir="auto">&lt;b&gt;{SECRET}</q>' in answer.content.decode()
    assert "only the beginning of a name, or another spelling of it" in words(answer)


def test_an_empty_search_shows_the_form_alone(example, client):
    for asked in ("", "   "):
        shown = search(client, asked)
        assert ("Nothing is found" in shown, "Found by" in shown, "A name, a place" in shown) == (False, False, True)


@pytest.mark.parametrize("asked", ['"', "a* OR b", "\x00", "\ud800x".encode("utf-8", "surrogatepass"), "x" * 5_000])
def test_whatever_is_typed_gets_an_answer(example, client, asked):
    assert client.get(SEARCH, {"q": asked}).status_code == 200


def test_the_answer_is_kept_by_nobody_and_tells_no_other_site(example, client):
    client.cookies.load({"sessionid": "chen"})
    answer = client.get(SEARCH, {"q": SECRET})
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store, private", "no-referrer")
    assert ("Set-Cookie" in answer, "cookie" in answer.get("Vary", "").lower(), shelf.shelf) == (False, False, {})


def test_what_is_asked_stands_in_no_log(example, client, caplog):
    with caplog.at_level(logging.INFO):
        client.get(SEARCH, {"q": SECRET})
        logging.getLogger("picketline").info("There is a log.")
    assert (SECRET in caplog.text, "There is a log." in caplog.text) == (False, True)


def test_many_searches_from_one_network_have_to_wait_and_keep_what_was_typed(example, client, monkeypatch, settings):
    settings.WEB_WORKERS = 1
    throttle.limit_of.cache_clear()
    monkeypatch.setitem(throttle.LIMITS, "search", (throttle.RateLimitItemPerMinute, 2))
    try:
        statuses = [client.get(SEARCH, {"q": "Sokolova"}).status_code for _one in range(3)]
        answer = client.get(SEARCH, {"q": "Sokolova"})
    finally:
        throttle.limit_of.cache_clear()
    assert statuses == [200, 200, 429]
    assert (int(answer["Retry-After"]) > 0, "Found by" in words(answer), "Many searches" in words(answer)) == (
        True, False, True,
    )  # fmt: skip
    assert 'value="Sokolova"' in answer.content.decode()
    assert client.get(SEARCH).status_code == 200


def test_a_draft_and_its_people_are_found_by_no_reader(example, bilal, client):
    Appeal.objects.update(published_at=None)
    actions.add_person(example, role="", language="en", actor=bilal, naming="named", name=f"Anna {SECRET}", aliases=[])
    for asked in (SECRET, "Sokolova", "KZ 1/2011", "Kazakhstan"):
        assert "Nothing is found by" in search(client, asked)
    assert Appeal.objects.sought(SECRET).count() == 1


def test_a_name_known_to_the_issuer_is_found_by_nobody(example, bilal, desk):
    person = actions.add_person(
        example, role="A worker", language="en", actor=bilal, naming="named", name=SECRET, aliases=[]
    )
    assert f"Found by: {SECRET}" in search(desk, SECRET)
    hidden = {"naming": "known_to_issuer", "name": "", "aliases": []}
    actions.change_person(example, person, role="A worker", language="en", actor=bilal, **hidden)
    assert "Nothing is found by" in search(desk, SECRET)
    assert "Nothing is found by" in search(desk, SECRET, DESK)


def test_a_name_that_may_be_shown_no_longer_is_found_by_nobody_and_stands_in_nobodys_role(example, bilal, desk):
    who = {"language": "en", "actor": bilal}
    person = actions.add_person(example, role="Driver", naming="named", name=f"Anna {SECRET}", aliases=[], **who)
    actions.add_person(example, role=f"Widow of {SECRET}", naming="named", name="Aysel", aliases=[], **who)
    actions.withdraw_consent(example, person, actor=bilal)
    assert "Nothing is found by" in search(desk, SECRET)
    assert "Nothing is found by" in search(desk, SECRET, DESK)
    shown = search(desk, "Aysel", DESK)
    assert ("Widow of N. N." in shown, SECRET in shown) == (True, False)


def test_at_the_desk_bilal_finds_drafts_and_people_of_his_sections(example, desk):
    Appeal.objects.update(published_at=None)
    shown = search(desk, "Sokolowa", DESK)
    person = Person.objects.get(name="Natalia Sokolova")
    assert "People at risk Natalia Sokolova" in shown
    assert "Draft" in shown
    links = desk.get(DESK, {"q": "Sokolowa"}).content.decode()
    assert f'href="/en/desk/appeals/{example.slug}/people/{person.uuid}/"' in links
    assert f'href="/en/desk/appeals/{example.slug}/"' in links


def test_somebody_without_a_name_is_found_by_their_role(example, desk):
    role = Person.objects.filter(naming="group").first().role.wordings.get(language="en").text
    assert role in search(desk, role, DESK)


def test_what_belongs_to_another_section_is_not_found_at_the_desk(example, desk):
    assert "Natalia Sokolova" in search(desk, "Sokolova", DESK)
    Appeal.objects.update(section=Section.objects.create(code="elsewhere", name="Elsewhere"))
    assert "Nothing is found by" in search(desk, "Sokolova", DESK)


def test_chen_is_refused_at_the_desk(client, example):
    assert client.get(DESK, {"q": "Sokolova"}).status_code == 302


def test_twenty_hits_cost_no_more_than_one_and_say_that_there_may_be_more(example, client, statements):
    counts = []
    for number in range(MOST_HITS):
        if number in (0, MOST_HITS - 1):
            with statements() as asked:
                shown = search(client, "Kasachstan")
            counts.append((len(asked.spoken), "One more word finds fewer" in shown))
        appeal = Appeal.objects.create(
            reference=f"KZ {number}/2012", slug=f"another-{number}", section=example.section, language="en",
            state_concerned=example.state_concerned, headline=copy_of(example.headline), call=copy_of(example.call),
            published_at=example.published_at,
        )  # fmt: skip
        actions.add_demand(appeal, words="Release them", language="en", actor="test")
    assert (counts[0][0] == counts[1][0] <= 14, counts[0][1], counts[1][1]) == (True, False, True)


def test_home_and_desk_offer_the_search(example, client, bilal):
    assert 'action="/en/search/"' in client.get("/en/").content.decode()
    client.force_login(bilal)
    assert f'action="{DESK}"' in client.get("/en/desk/").content.decode()
