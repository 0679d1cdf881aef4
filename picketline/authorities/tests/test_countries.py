"""Names of countries and towns."""

import json

import pytest

from picketline.authorities import shipped
from picketline.authorities.gazetteer import CODES, alphabetical, town_in
from picketline.authorities.models import Country, country_choices


def in_the_file():
    return json.loads((shipped.FOLDER / "countries.json").read_text("utf-8"))["countries"]


def test_the_choices_are_exactly_the_countries_that_are_imported(directory):
    for language in ("en", "de", "kk", "zh-hant", "xx"):
        codes = sorted(code for code, _name in country_choices(language))
        assert codes == sorted(Country.objects.values_list("iso2", flat=True))


def test_every_country_of_the_file_arrives_without_loss(directory):
    for row in in_the_file():
        country = Country.objects.get(iso2=row["iso2"])
        assert [country.iso3, country.numeric, country.calling_code, country.capital] == [
            row["iso3"],
            row["numeric"] or "",
            row["calling_code"] or "",
            row["capital"] or "",
        ]
        assert country.official_languages == row["official_languages"]
        assert (country.postal, country.names) == (row.get("address") or {}, row["names"])


def test_the_codes_stand_once_and_in_order():
    assert list(CODES) == sorted(set(CODES))
    assert len(CODES) == 254


def test_choosing_a_country_asks_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        choices = dict(country_choices("de"))
        assert (choices["KZ"], Country.name_of("KZ", "de")) == ("Kasachstan", "Kasachstan")


def test_a_name_without_the_database_is_the_name_in_the_database(directory):
    for country in Country.objects.all():
        for language in ("en", "de", "ru"):
            assert Country.name_of(country.iso2, language) == country.name_in(language)


def test_german_readers_find_austria_and_egypt_among_the_letters_they_expect():
    names = [name for _code, name in country_choices("de")]
    assert names[:5] == ["Afghanistan", "Ägypten", "Ålandinseln", "Albanien", "Algerien"]
    assert names.index("Norwegen") < names.index("Österreich") < names.index("Pakistan")


@pytest.mark.parametrize(
    ("before", "after"), [("Äpfel", "Azoren"), ("Zypern", "zzz"), ("Großes", "Grosz"), ("Côte d’Or", "Cote Z")]
)
def test_umlauts_sort_with_their_letter(before, after):
    assert sorted([after, before], key=alphabetical) == [before, after]


def test_a_country_is_named_in_the_language_its_base_or_english(directory):
    kazakhstan = Country.objects.get(iso2="KZ")
    assert [kazakhstan.name_in(tag) for tag in ("de", "de-AT", "kk", "zh-hant", "tlh")] == [
        "Kasachstan",
        "Kasachstan",
        "Қазақстан",
        "哈薩克",
        "Kazakhstan",
    ]
    assert str(kazakhstan) == "Kazakhstan"


def test_a_country_without_names_is_its_code():
    assert Country(iso2="XX").name_in("de") == "XX"
    assert Country.name_of("XX", "de") == "XX"


@pytest.mark.parametrize(
    ("language", "town", "name"),
    [("de", "Vienna", "Wien"), ("de", "Berlin", "Berlin"), ("en", "Vienna", "Vienna"), ("de", "Uccle", "Uccle")],
)
def test_a_town_has_the_name_its_readers_know(language, town, name):
    assert town_in(language, town) == name
