"""From one country letters go to the office that an editor chose; everybody else's go where they always go."""

import re

import pytest

from picketline.appeals import actions as appeals
from picketline.appeals.models import Detour, Removal
from picketline.authorities.models import Authority
from picketline.gate import shelf
from picketline.letters.offer import offer_for
from picketline.letters.routes import routes_from
from picketline.network.actions import add_organiser

APPEAL = "/en/appeals/oil-workers-and-their-lawyer/"


@pytest.fixture
def bilal(example):
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def desk(client, bilal, settings):
    """His browser, signed in; the second factor has its own tests."""
    settings.DEMO = True
    client.force_login(bilal)
    return client


@pytest.fixture
def mission(example):
    """The addressee that is the mission responsible for each supporter."""
    return example.addressees.get(authority=None)


@pytest.fixture
def london(example) -> Authority:
    return Authority.objects.of("KZ").get(mission__host="GB", mission__kind="embassy")


@pytest.fixture
def page(example, mission) -> str:
    return f"/en/desk/appeals/{example.slug}/addressees/{mission.pk}/detours/"


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def offices(appeal, country) -> list[str]:
    return [route.authority.name_in("en") for route in routes_from(appeal, country).all]


def test_from_ireland_letters_go_to_london_and_from_germany_to_berlin(desk, example, page, london):
    typed = {"country": "IE", "office": str(london.uuid), "words": "Dublin takes no letters."}
    assert desk.post(page, typed).headers["location"] == page
    assert "Embassy of Kazakhstan, London" in offices(example, "IE")
    assert "Embassy of Kazakhstan, Berlin" in offices(example, "DE")
    route = next(one for one in routes_from(example, "IE").all if one.detour)
    assert (route.authority, route.responsible) == (london, None)
    assert route.detour.in_words("en") == (
        "For letters from Ireland the organisers chose this office. Dublin takes no letters."
    )
    assert "Ireland: Embassy of Kazakhstan, London" in words(desk.get(page))


def test_from_venezuela_letters_go_to_the_capital_only(desk, example, page):
    *before, ministry = offices(example, "VE")
    assert ministry == "Minister of Foreign Affairs"
    desk.post(page, {"country": "VE", "office": "nowhere", "words": ""})
    found = routes_from(example, "VE")
    assert [one.authority.name_in("en") for one in found.all] == before
    assert [one.in_words("en") for one in found.left_out] == [
        "For letters from Venezuela the organisers left out the mission or office that usually gets them."
    ]


def test_an_office_that_gets_the_letter_anyway_gets_it_once(desk, example, page):
    ministry = example.addressees.exclude(authority=None).first().authority
    desk.post(page, {"country": "VE", "office": str(ministry.uuid), "words": "Only the capital answers."})
    found = [one for one in routes_from(example, "VE").all if one.authority == ministry]
    assert [one.detour.in_words("en") for one in found] == [
        "For letters from Venezuela the organisers chose this office. Only the capital answers."
    ]


def test_a_fixed_addressee_can_be_another_one_for_one_country_too(example, london, bilal):
    fixed = example.addressees.exclude(authority=None).first()
    appeals.make_detour(fixed, country="IE", authority=london, words="", language="en", actor=bilal)
    assert fixed.authority not in [one.authority for one in routes_from(example, "IE").all]
    assert fixed.authority in [one.authority for one in routes_from(example, "DE").all]


def test_annas_letter_takes_the_way_that_was_chosen(anna, mission, london, bilal):
    appeals.make_detour(mission, country="IE", authority=london, words="", language="en", actor=bilal)
    letter = anna.writes(country="IE")
    assert london in [one.authority for one in letter.deliveries.select_related("authority")]


def test_supporters_read_which_office_and_why(client, example, mission, london, bilal):
    appeals.make_detour(mission, country="DE", authority=london, words="Berlin is closed.", language="en", actor=bilal)
    why = "For letters from Germany the organisers chose this office. Berlin is closed."
    for shown in (APPEAL, f"{APPEAL}kit/?country=DE", f"{APPEAL}kit.txt?country=DE"):
        page = words(client.get(shown))
        assert "Embassy of Kazakhstan, London" in page
        assert why in page, shown
    assert "In another country another embassy is responsible" in words(client.get(APPEAL))
    assert "haben die Organisierenden diese Stelle gewählt. Berlin is closed." in words(
        client.get(APPEAL.replace("/en/", "/de/"))
    )
    assert why not in words(client.get(f"{APPEAL}kit/?country=AT"))
    appeals.make_detour(mission, country="DE", authority=None, words="", language="en", actor=bilal)
    shelf.shelf.clear()
    for shown in (f"{APPEAL}kit/?country=DE", f"{APPEAL}kit.txt?country=DE"):
        assert "the organisers left out the mission or office" in words(client.get(shown)), shown


def test_a_route_with_a_choice_takes_at_most_one_statement_more(example, mission, london, bilal, statements):
    def asked(country) -> int:
        with statements() as said:
            routes_from(example, country)
        return len(said.spoken)

    without = asked("IE")
    appeals.make_detour(mission, country="IE", authority=london, words="Why", language="en", actor=bilal)
    assert asked("IE") <= without + 1
    assert asked("DE") == without


def test_the_last_choice_for_a_country_counts(desk, example, page, london):
    for office in ("nowhere", str(london.uuid)):
        desk.post(page, {"country": "IE", "office": office, "words": office[:7]})
    assert Detour.objects.get().authority == london


def test_a_choice_is_taken_out_and_put_back(desk, example, page, london, mission):
    desk.post(page, {"country": "IE", "office": str(london.uuid), "words": "Why"})
    desk.post(f"{page}{Detour.objects.get().pk}/removal/")
    assert not Detour.objects.exists()
    assert "Taken out: IE Undo" in words(desk.get(page))
    desk.post(f"/en/desk/appeals/{example.slug}/removals/{Removal.objects.get().pk}/undo/")
    assert Detour.objects.get().words.wordings.get().text == "Why"
    key = mission.pk
    appeals.remove_addressee(mission, actor="test")
    assert not Detour.objects.exists()
    desk.post(f"/en/desk/appeals/{example.slug}/removals/{Removal.objects.get().pk}/undo/")
    assert Detour.objects.get().addressee_id == key


def test_a_follow_up_keeps_the_choices(desk, example, page, london, bilal):
    desk.post(page, {"country": "IE", "office": str(london.uuid), "words": "Why"})
    later = appeals.follow_up(example, headline="Later", call="x", closes_on=None, actor=bilal)
    assert london in [one.authority for one in routes_from(later, "IE").all]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"country": ""}, "Choose a country"),
        ({"country": "ZZ"}, "Select a valid choice"),
        ({"office": ""}, "Choose an office"),
        ({"office": "somewhere"}, "Select a valid choice"),
        ({"words": "x" * 301}, "at most 300 characters"),
    ],
)
def test_a_refused_choice_says_why(desk, example, page, typed, sentence):
    answer = desk.post(page, {"country": "IE", "office": "nowhere", "words": "Kept"} | typed)
    assert (answer.status_code, sentence in words(answer)) == (422, True)
    assert not Detour.objects.exists()


def test_the_office_of_another_state_cannot_be_chosen(desk, example, page):
    other = Authority.objects.create(kind="ministry", state_id="TR", role="minister")
    answer = desk.post(page, {"country": "IE", "office": str(other.uuid), "words": ""})
    assert answer.status_code == 422


def test_the_list_of_addressees_names_the_countries(desk, example, page, london):
    desk.post(page, {"country": "IE", "office": str(london.uuid)})
    assert "Otherwise from: Ireland." in words(desk.get(f"/en/desk/appeals/{example.slug}/addressees/"))


def test_the_offer_keeps_the_choice(example, mission, london, bilal):
    appeals.make_detour(mission, country="DE", authority=london, words="", language="en", actor=bilal)
    assert london in [one.authority for one in offer_for(example, "en").routes_from("DE").open]
