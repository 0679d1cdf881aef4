"""The opening words to an office."""

import json

import pytest
from django.db import IntegrityError

from picketline.authorities import shipped
from picketline.authorities.models import Authority, Closing, Salutation


def words(role, language):
    salutation = Salutation.objects.for_authority(Authority(role=role), language)
    return salutation.language, salutation.text


@pytest.mark.parametrize(
    ("role", "language", "found"),
    [
        ("ambassador", "en", ("en", "Your Excellency,")),
        ("ambassador", "de", ("de", "Exzellenz,")),
        ("ambassador", "de-at", ("de", "Exzellenz,")),
        ("prosecutor_general", "en", ("en", "Dear Prosecutor General,")),
        ("consul_general", "de", ("de", "Sehr geehrte Damen und Herren,")),
        ("consul_general", "fr", ("fr", "Madame, Monsieur,")),
        ("no such office", "de", ("de", "Sehr geehrte Damen und Herren,")),
        ("ambassador", "kk", ("en", "Your Excellency,")),
        ("prosecutor_general", "tlh", ("en", "Dear Prosecutor General,")),
        ("no such office", "tlh", ("en", "Dear Sir or Madam,")),
    ],
)
def test_the_office_is_addressed_in_the_language_or_in_english_and_says_which(directory, role, language, found):
    assert words(role, language) == found


def test_a_salutation_never_waits_for_a_name(directory):
    assert Salutation.objects.filter(text__contains="{").count() == 12
    Salutation.objects.filter(role="ambassador", language="de").update(text="Sehr geehrte Exzellenz {surname},")
    for role in {*Salutation.objects.values_list("role", flat=True), "no such office"}:
        for language in Salutation.objects.values_list("language", flat=True).distinct():
            salutation = Salutation.objects.for_authority(Authority(role=role), language)
            assert (salutation.gender, "{" in salutation.text) == ("any", False)
    assert words("ambassador", "de") == ("de", "Sehr geehrte Damen und Herren,")


def test_one_query_finds_the_salutation(directory, django_assert_num_queries):
    with django_assert_num_queries(1):
        words("ambassador", "kk")


def test_an_empty_directory_still_opens_a_letter(db):
    assert words("ambassador", "de") == ("en", "Dear Sir or Madam,")


def test_the_salutations_arrive_as_they_are_in_the_file(directory):
    languages = json.loads((shipped.FOLDER / "salutations.json").read_text("utf-8"))["languages"]
    written = {
        (language, role, gender, text, row["status"])
        for language, row in languages.items()
        for role, forms in row["salutation"].items()
        for gender, text in forms.items()
        if gender != "alt"
    }
    assert set(Salutation.objects.values_list("language", "role", "gender", "text", "state")) == written
    alternative = Salutation.objects.get(language="en", role="minister")
    assert (alternative.text, alternative.alternative) == ("Your Excellency,", "Dear Minister,")


def test_only_english_and_german_are_checked_by_readers_of_the_language(directory):
    assert set(Salutation.objects.filter(state="checked").values_list("language", flat=True)) == {"de", "en"}
    assert set(Closing.objects.filter(state="checked").values_list("language", flat=True)) == {"de", "en"}


def test_every_language_closes_its_letters(directory):
    assert Closing.objects.count() == 17
    assert str(Closing.objects.get(language="de")) == "de: Hochachtungsvoll"
    assert Closing.objects.get(language="en").formal == (
        "Please accept, Excellency, the assurances of my highest consideration."
    )


def test_an_office_has_one_salutation_per_language_and_gender(directory):
    with pytest.raises(IntegrityError):
        Salutation.objects.create(role="ambassador", language="de", gender="any", text="Hallo,")
