"""The mission that a supporter's letter belongs to."""

import pytest
from django.utils import translation

from picketline.authorities.models import Accreditation, Authority, Country, Mission
from picketline.authorities.responsible import ladder, responsible_mission


def answer(country, state="KZ"):
    found = responsible_mission(state, country)
    return found.mission and found.mission.mission.city, found.basis


def new_mission(kind, host, *, external_id, country="VE", basis="resident"):
    authority = Authority.objects.create(kind=Authority.Kind.MISSION, state_id="KZ")
    mission = Mission.objects.create(
        authority=authority, kind=kind, host_id=host, city=external_id, dataset="test", external_id=external_id
    )
    mission.accreditations.create(country_id=country, basis=basis)
    return mission


@pytest.mark.parametrize(
    ("country", "city", "basis"),
    [
        ("DE", "Berlin", "resident"),
        ("AT", "Vienna", "resident"),
        ("IE", "London", "non_resident"),
        ("NZ", "Singapore", "non_resident"),
        ("DK", "Stockholm", "non_resident"),
        ("VE", None, "capital"),
        ("KZ", None, "none"),
        ("XX", None, "capital"),
    ],
)
def test_the_letter_goes_to_the_mission_accredited_to_the_country(directory, country, city, basis):
    assert answer(country) == (city, basis)


def test_the_answer_for_ireland_is_the_accreditation_and_nothing_else(directory):
    Accreditation.objects.filter(country="IE", mission__authority__state="KZ").delete()
    assert answer("IE") == (None, "capital")
    assert answer("GB") == ("London", "resident")


def test_near_is_not_responsible(directory):
    """Bern is nearer to Liechtenstein than any other embassy, but not accredited there."""
    assert answer("LI") == (None, "capital")


def test_vienna_is_responsible_although_no_address_is_known(directory):
    vienna = responsible_mission("KZ", "AT").mission
    assert vienna.contacts.count() == 0


def test_one_query_answers_and_says_why_and_a_second_looks_for_an_office_in_place_of_an_embassy(
    directory, django_assert_num_queries
):
    for country, queries in (("DE", 1), ("IE", 1), ("VE", 2)):
        with django_assert_num_queries(queries):
            responsible_mission("KZ", country).in_words("de")


def test_resident_wins_over_a_lower_id_from_abroad(directory):
    new_mission("embassy", "BR", external_id="a", basis="non_resident")
    new_mission("embassy", "VE", external_id="b")
    assert answer("VE") == ("b", "resident")


def test_between_two_embassies_the_lowest_id_wins_whatever_came_first(directory):
    for external_id in ("wd:Q3", "fb:KZ-VE", "wd:Q2", "cur:x"):
        new_mission("embassy", "VE", external_id=external_id)
    assert answer("VE") == ("cur:x", "resident")


def test_an_interests_section_stands_in_only_where_there_is_no_embassy(directory):
    new_mission("interests_section", "VE", external_id="section")
    assert answer("VE") == ("section", "resident")
    new_mission("embassy", "BR", external_id="z", basis="non_resident")
    assert answer("VE") == ("z", "non_resident")


@pytest.mark.parametrize("kind", ["consulate_general", "honorary_consulate", "trade_office"])
def test_a_consulate_never_answers_for_the_state(directory, kind):
    new_mission(kind, "VE", external_id="other")
    assert answer("VE") == (None, "capital")


def test_a_mission_of_another_state_never_answers(directory):
    Authority.objects.filter(mission__city="Berlin").update(state="UZ")
    assert answer("DE") == (None, "capital")


def test_a_merged_mission_never_answers(directory):
    berlin, vienna = (Authority.objects.get(mission__city=city) for city in ("Berlin", "Vienna"))
    Authority.objects.filter(pk=berlin.pk).update(merged_into=vienna)
    assert answer("DE") == (None, "capital")


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("DE", "It is the mission of Kazakhstan in Germany."),
        ("IE", "It covers Ireland from London."),
        ("VE", "No mission of Kazakhstan is known for Venezuela: write to the Ministry of Foreign Affairs in Astana."),
        ("KZ", "Inside Kazakhstan no mission is responsible: read the advice on safety before you write."),
    ],
)
def test_the_reason_is_a_sentence(directory, country, words):
    assert responsible_mission("KZ", country).in_words("en") == words
    assert responsible_mission("KZ", country).in_words("sw") == words


def test_an_office_in_place_of_an_embassy_says_so(directory):
    new_mission("interests_section", "VE", external_id="Caracas")
    words = responsible_mission("KZ", "VE").in_words("en")
    assert words == "This office in Caracas stands in for an embassy of Kazakhstan in Venezuela."


def test_the_reason_names_countries_in_the_readers_language(directory):
    with translation.override("de"):
        pattern = translation.gettext("It covers {country} from {city}.")
    assert responsible_mission("KZ", "IE").in_words("de") == pattern.format(country="Irland", city="London")


def test_a_letter_to_london_from_ireland_crosses_a_border_and_one_to_berlin_from_germany_does_not(directory):
    abroad = [responsible_mission("KZ", country).is_abroad for country in ("IE", "DE", "VE")]
    assert abroad == [True, False, True]


def test_a_country_may_be_given_for_its_code(directory):
    germany = Country.objects.get(iso2="DE")
    assert [row.mission.city for row in Authority.objects.of("KZ").responsible_for(germany)] == ["Berlin"]


def test_without_a_mission_the_ministry_of_foreign_affairs_is_responsible(directory):
    ministry = responsible_mission("KZ", "VE")
    assert (ministry.office.name_in("en"), ministry.mission) == ("Minister of Foreign Affairs", None)
    words = "Für Venezuela ist keine Vertretung bekannt (Kasachstan): Schreib an das Außenministerium in Astana."
    assert ministry.in_words("de") == words


def test_without_a_ministry_the_head_of_government_is(directory):
    Authority.objects.filter(state="KZ", portfolio="foreign_affairs").delete()
    words = "No mission of Kazakhstan is known for Venezuela: write to the head of government in Astana."
    assert responsible_mission("KZ", "VE").in_words("en") == words
    Country.objects.filter(pk="KZ").update(capital="")
    words = "No mission of Kazakhstan is known for Venezuela: write to its head of government."
    assert responsible_mission("KZ", "VE").in_words("en") == words


def test_where_nothing_is_known_the_sentence_says_so(directory):
    Authority.objects.filter(state="KZ").exclude(kind="mission").delete()
    words = "No mission of Kazakhstan is known for Venezuela: write to the capital."
    assert (answer("VE"), responsible_mission("KZ", "VE").in_words("en")) == ((None, "none"), words)


def test_the_mission_at_the_united_nations_is_nearer_than_the_capital(directory):
    geneva = new_mission("permanent_mission", "CH", external_id="Geneva", country="CH")
    geneva.accreditations.all().delete()
    words = "No mission of Kazakhstan is known for Venezuela: write to the one at the seat in Geneva."
    assert (answer("VE"), responsible_mission("KZ", "VE").in_words("en")) == (("Geneva", "seat"), words)
    assert answer("IE") == ("London", "non_resident")


def test_the_ladder_goes_from_the_embassy_to_the_capital(directory):
    new_mission("interests_section", "IE", external_id="Dublin", country="IE")
    new_mission("permanent_mission", "US", external_id="New York", country="US")
    steps = [(one.city_in("en"), one.basis) for one in ladder("KZ", "IE")]
    assert steps == [
        ("London", "non_resident"),
        ("Dublin", "resident"),
        ("New York", "seat"),
        ("Astana", "capital"),
        ("Astana", "capital"),
    ]


def test_inside_the_state_nobody_is_responsible_and_nothing_is_asked(directory, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert (list(ladder("KZ", "KZ")), responsible_mission("KZ", "KZ").is_inside) == ([], True)
