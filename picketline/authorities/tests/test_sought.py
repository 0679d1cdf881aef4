"""Offices are found in any script and spelling, by any name of the place, and by nothing else."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from picketline.authorities import actions, cards
from picketline.authorities.models import Authority, AuthorityCard, Country, PlaceCard
from picketline.authorities.models.card import looked_for
from picketline.network.actions import add_organiser
from picketline.search.asking import holds
from picketline.search.index import name_of_index
from picketline.search.models import OnCard
from picketline.search.reading import found_by

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=60)
ASKED = ["Берлин", "kz", "Rio", "em", "Peking", "京", "Botschaft", "a", "Schanaosen", "دل", "大"]


def found(text):
    """The names of what is found, the closest first."""
    return [str(one) for one in Authority.objects.sought(text)]


@pytest.fixture
def ministry(directory, django_user_model):
    """The office that the directory did not know, in place of the one it has a title of."""
    Authority.objects.get(state="KZ", portfolio="justice").delete()
    return actions.add_office(
        "KZ", kind="ministry", role="minister", names={"en": "Ministry of Justice", "kk": "Әділет министрлігі"},
        email="justice@kz.invalid", post="", source="its page", checked_by="Anna", checked_on="2026-11-01",
        section=None, actor=add_organiser("bilal@example.org", name="Bilal"),
    )  # fmt: skip


def test_a_town_is_found_in_every_script(directory):
    towns = [
        *("Berlin", "berlin", "Берлин", "برلين", "برلین", "ברלין", "柏林", "ベルリン", "베를린", "เบอร์ลิน", "Βερολίνο"),
        *("ბერლინი", "Բեռլին", "बर्लिन", "বার্লিন", "ብርሊን", "Berl", "berlín", "Ｂｅｒｌｉｎ", "Berlyn"),
    ]
    assert [town for town in towns if found(town)[0] != "Embassy of Kazakhstan, Berlin"] == []


def test_a_country_is_found_in_every_language(directory):
    names = [
        *(
            "Germany",
            "Deutschland",
            "Allemagne",
            "ألمانيا",
            "آلمان",
            "גרמניה",
            "德国",
            "德國",
            "ドイツ",
            "독일",
            "เยอรมนี",
        ),
        *("Германия", "Німеччина", "Γερμανία", "გერმანია", "Գերմանիա", "जर्मनी", "DE", "DEU", "Almaniya", "Tyskland"),
    ]
    exactly = {name: [str(one) for one in Authority.objects.sought(name) if one.closeness == 0] for name in names}
    germany = {"Berlin", "München", "Hamburg", "Frankfurt am Main"}
    towns = {name: {office.rpartition(", ")[2] for office in offices} for name, offices in exactly.items()}
    assert [name for name in names if not towns[name] >= germany] == []


def test_a_town_is_found_by_the_name_it_had(directory):
    had = {"Пекин": "Beijing", "Peking": "Beijing", "Kiew": "Kyiv", "Constantinople": "", "Christiania": "Oslo"}
    closest = {then: ", ".join(found(then)[:1]).rpartition(", ")[2] for then in had}
    assert closest == had


def test_the_capital_is_found_by_each_of_its_names(directory):
    berlin = Authority.objects.get(mission__city="Berlin")
    berlin.mission.host_id, berlin.mission.city = "KZ", "Astana"
    berlin.mission.save()
    cards.index(Authority.objects.filter(pk=berlin.pk))
    names = [
        "Astana",
        "Астана",
        "Nur-Sultan",
        "Нур-Султан",
        "nursultan",
        "Tselinograd",
        "阿斯塔纳",
        "أستانا",
        "Nursoultan",
    ]
    assert {name: found(name)[:1] for name in names} == {name: ["Embassy of Kazakhstan, Astana"] for name in names}


def test_kind_role_state_and_town_are_found_together(directory):
    for asked in (
        "Embassy of Kazakhstan in Berlin",
        "Botschaft Kasachstan Berlin",
        "ambassador Berlin",
        "Botsch Berlin",
    ):
        assert found(asked) == ([] if asked.startswith("Botsch ") else ["Embassy of Kazakhstan, Berlin"])


def test_an_office_is_found_by_its_own_names_at_once(ministry):
    for asked in ("ministry of justice", "Minister Justice", "әділет", "adilet", "justic", "Dschustice"):
        assert found(asked) == ["Ministry of Justice"]


def test_what_nobody_is_called_finds_nobody(directory):
    assert {asked: found(asked) for asked in ("", " ", "!!!", "Zoraqavendil", "Berlin Zoraqavendil")} == {
        "": [],
        " ": [],
        "!!!": [],
        "Zoraqavendil": [],
        "Berlin Zoraqavendil": [],
    }


def test_no_mark_of_a_place_can_be_typed(directory):
    assert (len(found("@276")), found("@2950159"), len(found("@kz")) > 40) == (0, [], True)


def test_the_word_comes_before_the_word_that_begins_so(directory):
    for city, name in (("Rome", "burmanow"), ("Bern", "burmanovsk"), ("Berlin", "burmanov")):
        card = AuthorityCard.objects.filter(noun__mission__city=city)
        card.update(words=found_by(names=[name]))
    closest = [(one.mission.city, one.closeness) for one in Authority.objects.sought("Burmanov")]
    assert closest == [("Berlin", 0), ("Bern", 1)]


def test_what_sounds_so_is_guessed_where_nothing_is_written_so(directory):
    AuthorityCard.objects.filter(noun__mission__city="Rome").update(words=found_by(names=["Kurmanov"]))
    assert found("Kurmanow") == ["Embassy of Kazakhstan, Rome"]
    AuthorityCard.objects.filter(noun__mission__city="Bern").update(words=found_by(names=["Kurmanow"]))
    assert found("Kurmanow") == ["Embassy of Kazakhstan, Bern"]


def test_an_office_that_was_merged_into_another_is_not_found(ministry):
    ministry.merged_into = Authority.objects.get(mission__city="Berlin")
    ministry.save()
    assert found("министрлігі") == []


def test_an_office_that_is_gone_leaves_nothing_in_the_index(ministry):
    assert found("министрлігі") == ["Ministry of Justice"]
    ministry.delete()
    assert (found("министрлігі"), AuthorityCard.objects.filter(words__contains="justice").count()) == ([], 0)


def test_no_sign_of_the_databases_own_language_is_obeyed(directory):
    attacks = [
        *('"', "'", '" OR "a', "a' | 'b", "NEAR(a b)", "words:a", "a AND", "NOT a", "*", "a*", "-a", "^a", "(", ")("),
        *("a:*", "a <-> b", "\\", "\x00", "%", "_", "{a b}: c", "💥", "\ud800", "a" * 10_000, "( " * 500, "ﷺ" * 300),
    ]
    for attack in attacks:
        list(Authority.objects.sought(attack))
    assert found('Berlin" OR "a') == []
    assert found("Ber*") == found("ber") != []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT)
def test_whatever_is_typed_is_looked_for(directory, text):
    list(Authority.objects.sought(text)[:3])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(ASKED), max_size=3).map(" ".join))
def test_the_database_finds_exactly_what_the_cards_say(directory, text):
    asked = looked_for(text)
    words = dict(AuthorityCard.objects.values_list("pk", "words"))
    for tree in () if asked.is_empty else (asked.exact, asked.begun, asked.alike):
        says = {pk for pk, held in words.items() if holds(tree, held.split())}
        assert set(Authority.objects.filter(OnCard(tree, card=AuthorityCard)).values_list("pk", flat=True)) == says


def test_every_card_says_what_its_office_says_now(ministry):
    assert cards.index(Authority.objects.all()) == (0, 0)
    assert AuthorityCard.objects.count() == Authority.objects.count() == 61


def test_an_office_is_found_by_who_heads_it_now(ministry):
    actions.address_office(ministry, role="president", addressed_as="any", on=None, actor="test")
    assert ministry in Authority.objects.sought("president")
    assert cards.index(Authority.objects.all()) == (0, 0)


def test_the_databases_index_agrees_with_the_cards(ministry):
    Authority.objects.get(mission__city="Berlin").delete()
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        for card in (AuthorityCard, PlaceCard):
            index = name_of_index(card._meta.db_table)
            cursor.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def test_a_search_asks_the_database_a_handful_of_times(directory, statements):
    with statements() as asked:
        list(Authority.objects.sought("Botschaft Kasachstan")[:50])
    assert len(asked.spoken) <= 6


def test_a_country_has_one_card_however_many_missions_it_has(directory):
    assert PlaceCard.objects.filter(place__in=["@kz", "@de"]).count() == 2
    assert Country.objects.count() == 254
    assert "kasachstan" not in AuthorityCard.objects.get(noun__mission__city="Berlin").words
