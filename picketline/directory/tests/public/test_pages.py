"""Anna reads the directory."""

import pytest

from picketline.authorities.models import Authority, Country, Mission
from picketline.directory.tests.public.conftest import words
from picketline.gate import shelf


def test_the_list_of_states_counts_offices_at_home_abroad_and_here(ministry, client):
    page = words(client.get("/en/directory/"))
    assert "Kazakhstan 1 47 0" in page
    assert "Germany 0 0 4" in page


def test_the_page_of_a_state_says_what_is_known_in_absolute_numbers(ministry, client):
    page = words(client.get("/en/directory/KZ/"))
    told = "47 missions; 6 with an address, 3 with e-mail, 5 with a telephone number; newest value of 22 January 2026"
    assert f"{told}; none verified." in page
    assert "1 office; 0 with an address, 0 with e-mail, 0 with a telephone number; none verified." in page
    assert (
        "Embassy of Kazakhstan, Berlin Germany · postal address, website · not verified, as of 16 November 2022" in page
    )


def test_a_mission_stands_on_the_page_of_its_host_too(directory, client):
    page = words(client.get("/de/directory/DE/"))
    assert "Botschaft Kasachstan, Berlin Kasachstan · Postanschrift, Website" in page


def test_every_office_leads_to_its_page(embassy, client):
    assert f'href="/en/directory/offices/{embassy.uuid}/"' in client.get("/en/directory/kz/").content.decode()


def test_an_unknown_state_is_nowhere(directory, client):
    assert client.get("/en/directory/QQ/").status_code == 404


@pytest.mark.parametrize("path", ["/en/directory/", "/en/directory/KZ/"])
def test_a_page_asks_the_same_whether_there_are_few_missions_or_many(
    directory, client, path, django_assert_num_queries
):
    limit = {"/en/directory/": 2, "/en/directory/KZ/": 4}[path]
    with django_assert_num_queries(limit):
        client.get(path)
    many_more_missions()
    with django_assert_num_queries(limit):
        client.get(path)


def many_more_missions():
    shelf.shelf.clear()
    for code in Country.objects.values_list("pk", flat=True)[:60]:
        office = Authority.objects.create(kind="mission", state_id="KZ")
        Mission.objects.create(authority=office, kind="consulate", host_id=code)


def test_the_map_has_a_point_for_every_mission_with_a_place_and_the_table_has_all(directory, client):
    page = client.get("/en/directory/KZ/map/")
    with_place = Mission.objects.filter(latitude__isnull=False).count()
    assert page.content.decode().count('<circle class="place"') == with_place
    assert page.content.decode().count("<tr><th") == 1 + 47
    assert "For orientation" in words(page)


def test_a_mission_whose_place_is_not_known_stands_in_the_table_alone(embassy, client):
    Mission.objects.filter(pk=embassy.mission.pk).update(latitude=None, longitude=None)
    page = words(client.get("/en/directory/KZ/map/"))
    assert "Germany not on the map Embassy of Kazakhstan, Berlin" in page
    assert "it stands in the table alone" in page or "they stand in the table alone" in page


def test_a_state_without_missions_has_no_map_but_a_sentence(directory, client):
    assert "No mission of this state is known here yet." in words(client.get("/en/directory/DE/map/"))


@pytest.mark.parametrize("path", ["/en/directory/KZ/map/"])
def test_the_map_asks_the_same_however_many_missions_there_are(directory, client, path, django_assert_num_queries):
    many_more_missions()
    with django_assert_num_queries(3):
        client.get(path)


def test_the_footer_of_every_page_leads_to_the_directory(directory, client):
    assert '<a href="/en/directory/">Directory of offices</a>' in client.get("/en/imprint/").content.decode()
