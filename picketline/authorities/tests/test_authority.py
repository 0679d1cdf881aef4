"""Offices, their names and how they are found."""

import pytest
from django.db import IntegrityError
from django.utils import translation

from picketline.authorities.models import Authority, AuthorityName, Mission
from picketline.authorities.models.mission import NAMES


def embassy_in(host):
    return Authority.objects.get(state="KZ", mission__host=host, mission__kind="embassy")


@pytest.fixture
def ministry(kazakhstan):
    return Authority.objects.create(kind=Authority.Kind.MINISTRY, state=kazakhstan, role="minister")


def test_an_embassy_names_itself_from_kind_state_and_town(directory):
    assert embassy_in("AT").name_in("en") == "Embassy of Kazakhstan, Vienna"
    assert str(embassy_in("DE")) == "Embassy of Kazakhstan, Berlin"


def test_in_german_state_and_town_are_german_and_the_pattern_is_the_translation(directory):
    with translation.override("de"):
        pattern = str(NAMES[Mission.Kind.EMBASSY])
    assert embassy_in("AT").name_in("de") == pattern.format(state="Kasachstan", city="Wien")
    assert embassy_in("AT").name_in("de-at") == pattern.format(state="Kasachstan", city="Wien")


def test_a_language_that_the_interface_does_not_speak_gets_no_mixture(directory):
    assert embassy_in("AT").name_in("ru") == "Embassy of Kazakhstan, Vienna"


def test_naming_an_office_leaves_the_active_language_alone(directory):
    with translation.override("de"):
        assert embassy_in("AT").name_in("en") == "Embassy of Kazakhstan, Vienna"
        assert translation.get_language() == "de"


def test_the_own_name_wins_in_its_language_only(directory):
    berlin = embassy_in("DE")
    AuthorityName.objects.create(authority=berlin, language="ru", text="Посольство Казахстана в Берлине")
    assert berlin.name_in("ru") == "Посольство Казахстана в Берлине"
    assert berlin.name_in("en") == "Embassy of Kazakhstan, Berlin"


def test_an_office_that_is_no_mission_falls_back_to_english_then_to_any_name(ministry):
    assert ministry.name_in("de") == ""
    AuthorityName.objects.create(authority=ministry, language="kk", text="Әділет министрлігі")
    assert ministry.name_in("de") == "Әділет министрлігі"
    AuthorityName.objects.create(authority=ministry, language="en", text="Ministry of Justice")
    assert ministry.name_in("de") == "Ministry of Justice"


def test_an_office_has_one_name_in_a_language(ministry):
    AuthorityName.objects.create(authority=ministry, language="en", text="Ministry of Justice")
    with pytest.raises(IntegrityError):
        AuthorityName.objects.create(authority=ministry, language="en", text="Justice Ministry")


def test_every_kind_of_mission_has_a_name_and_every_name_says_where():
    assert list(NAMES) == list(Mission.Kind)
    assert [str(pattern) for pattern in NAMES.values() if "{city}" not in str(pattern)] == []


def test_a_mission_without_a_town_says_its_host(directory):
    berlin = embassy_in("DE")
    berlin.mission.city = ""
    assert berlin.name_in("en") == "Embassy of Kazakhstan, Germany"


def test_only_embassies_and_their_equals_speak_for_the_whole_state():
    level = [kind.value for kind in Mission.Kind if Mission(kind=kind).is_embassy_level]
    assert level == ["embassy", "high_commission", "nunciature", "de_facto_embassy"]


def test_the_embassy_comes_before_the_one_that_covers_from_abroad(directory):
    vienna = embassy_in("AT")
    vienna.mission.accreditations.create(country_id="DE", basis="non_resident")
    found = Authority.objects.of("KZ").responsible_for("DE")
    assert [(authority.mission.city, authority.basis) for authority in found] == [
        ("Berlin", "resident"),
        ("Vienna", "non_resident"),
    ]


def test_consulates_are_accredited_but_not_responsible(directory):
    germany = Authority.objects.of("KZ").accredited_to("DE")
    assert sorted(authority.mission.city for authority in germany) == [
        "Berlin",
        "Frankfurt am Main",
        "Hamburg",
        "München",
    ]
    assert [authority.mission.city for authority in Authority.objects.responsible_for("DE")] == ["Berlin"]


def test_a_merged_office_is_not_found_again(directory):
    hamburg = Authority.objects.get(mission__city="Hamburg")
    hamburg.merged_into = embassy_in("DE")
    hamburg.save()
    found = Authority.objects.of("KZ").filter(mission__host="DE").values_list("mission__city", flat=True)
    assert sorted(found) == ["Berlin", "Frankfurt am Main", "München"]
    assert Authority.objects.of("KZ").count() == Authority.objects.count() - 1


def test_nothing_is_merged_into_itself(ministry):
    with pytest.raises(IntegrityError):
        Authority.objects.filter(pk=ministry.pk).update(merged_into=ministry.pk)


@pytest.mark.parametrize(("hosts", "contacts"), [(["NO"], 2), (["NO", "AT", "US"], 7)])
def test_names_and_contacts_of_any_number_of_offices_take_four_queries(
    directory, django_assert_num_queries, hosts, contacts
):
    with django_assert_num_queries(4):
        offices = list(Authority.objects.with_contacts().filter(mission__host__in=hosts))
        assert sum(len(office.contacts.all()) for office in offices) == contacts
        assert [office.name_in("en").partition(",")[0] for office in offices] == ["Embassy of Kazakhstan"] * len(hosts)


def test_an_accreditation_stands_once_per_mission_and_country(directory):
    with pytest.raises(IntegrityError):
        embassy_in("DE").mission.accreditations.create(country_id="DE", basis="resident")


def test_a_mission_cannot_have_half_a_position(directory):
    with pytest.raises(IntegrityError):
        Mission.objects.filter(city="Berlin").update(latitude=None)
