"""Anna looks for an office; what she types is answered and kept nowhere."""

import logging

import pytest

from picketline.authorities import cards
from picketline.authorities.models import Authority
from picketline.directory.tests.public.conftest import words
from picketline.gate import shelf, throttle

SEARCH = "/en/directory/search/"
SECRET = "Zoraqavendil"


@pytest.fixture
def indexed(ministry):
    cards.index(Authority.objects.filter(pk=ministry.pk))
    return ministry


def search(client, asked):
    return words(client.get(SEARCH, {"q": asked}))


def test_an_office_is_found_by_name_place_and_kind_in_any_script(indexed, client):
    assert "Ministry of Justice Kazakhstan · no address known" in search(client, "министерство юстиции")
    assert "Embassy of Kazakhstan, London Kazakhstan · postal address" in search(client, "Лондон Kasachstan")
    assert "Botschaft Kasachstan, Berlin" in words(client.get("/de/directory/search/", {"q": "embassy Berlin"}))


def test_what_is_found_leads_to_its_page(indexed, client):
    page = client.get(SEARCH, {"q": "Ministry of Justice"}).content.decode()
    assert f'href="/en/directory/offices/{indexed.uuid}/"' in page


def test_a_merged_office_is_found_no_more(indexed, client):
    Authority.objects.filter(pk=indexed.pk).update(merged_into=Authority.objects.exclude(pk=indexed.pk).first())
    assert "Ministry of Justice Kazakhstan" not in search(client, "Ministry of Justice")


@pytest.mark.parametrize("asked", ['"', "a* OR b", "\x00", "x" * 5_000, f"<b>{SECRET}"])
def test_what_is_not_found_is_repeated_with_what_else_to_try(indexed, client, asked):
    answer = client.get(SEARCH, {"q": asked})
    assert answer.status_code == 200
    assert "<b>Zora" not in answer.content.decode()


def test_an_empty_search_shows_the_form_alone(indexed, client):
    shown = search(client, "  ")
    assert ("Nothing is found" in shown, "Name, kind or place of an office" in shown) == (False, True)


def test_the_answer_is_kept_by_nobody_and_stands_in_no_log(indexed, client, caplog):
    client.cookies.load({"sessionid": "chen"})
    with caplog.at_level(logging.INFO):
        answer = client.get(SEARCH, {"q": SECRET})
        logging.getLogger("picketline").info("There is a log.")
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store, private", "no-referrer")
    assert ("Set-Cookie" in answer, shelf.shelf) == (False, {})
    assert (SECRET in caplog.text, "There is a log." in caplog.text) == (False, True)


def test_many_searches_from_one_network_have_to_wait(indexed, client):
    limit = throttle.limit_of("search").amount
    answers = [client.get(SEARCH, {"q": "Berlin"}) for _time in range(limit + 1)]
    assert [one.status_code for one in answers] == [200] * limit + [429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert 'value="Berlin"' in answers[-1].content.decode()


def test_a_search_asks_the_same_however_many_are_found(indexed, client, django_assert_max_num_queries):
    for asked in ("Minsk", "Kazakhstan"):
        with django_assert_max_num_queries(12):
            client.get(SEARCH, {"q": asked})
