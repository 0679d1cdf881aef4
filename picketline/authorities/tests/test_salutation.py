"""The opening words to an office."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from picketline.authorities import shipped
from picketline.authorities.importer import Importer
from picketline.authorities.models import Authority, Closing, Salutation
from picketline.network.actions import add_organiser


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
        (language, role, gender, text, block["status"])
        for language, row in languages.items()
        for block in (row, row.get("more", {"salutation": {}}))
        for role, forms in block["salutation"].items()
        for gender, text in forms.items()
        if gender != "alt"
    }
    assert set(Salutation.objects.values_list("language", "role", "gender", "text", "state")) == written
    alternative = Salutation.objects.get(language="en", role="minister", gender="any")
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


def opening(language, **office):
    """What a letter opens with, or None where it would be held."""
    today = timezone.localdate()
    found = Salutation.objects.in_language(Authority(addressed_as_on=today, **office), language)
    return found and found.text


@pytest.mark.parametrize(
    ("language", "office", "text"),
    [
        ("de", {"role": "ambassador", "addressed_as": "f"}, "Exzellenz, sehr geehrte Frau Botschafterin,"),
        ("de", {"role": "ambassador", "addressed_as": "m"}, "Exzellenz, sehr geehrter Herr Botschafter,"),
        ("de", {"role": "ambassador", "addressed_as": "x"}, "Exzellenz,"),
        ("de", {"role": "ambassador", "addressed_as": "any"}, "Exzellenz,"),
        ("de", {"role": "ambassador", "addressed_as": "several"}, "Exzellenzen,"),
        ("de", {"role": "charge_daffaires", "addressed_as": "f"}, "Sehr geehrte Frau Geschäftsträgerin,"),
        ("de", {"role": "charge_daffaires"}, "Sehr geehrte Damen und Herren,"),
        ("en", {"role": "charge_daffaires"}, "Dear Chargé d'Affaires,"),
        ("en", {"role": "ambassador", "addressed_as": "several"}, "Your Excellencies,"),
        ("en", {"role": "monarch"}, "Your Majesty,"),
        ("en", {"role": "royal_highness"}, "Your Royal Highness,"),
        ("de", {"role": "royal_highness"}, "Eure Königliche Hoheit,"),
        ("en", {"role": "general"}, "Dear General,"),
        ("de", {"role": "general", "addressed_as": "f"}, "Sehr geehrte Frau General,"),
        ("en", {"role": "generic_official"}, "Dear Sir or Madam,"),
        ("en", {"role": "generic_official", "addressed_as": "f"}, "Dear Sir or Madam,"),
        ("de", {"role": "judge", "addressed_as": "f"}, "Sehr geehrte Damen und Herren,"),
        ("ru", {"role": "prosecutor_general", "addressed_as": "m"}, "Уважаемый господин Генеральный прокурор!"),
        ("ru", {"role": "prosecutor_general", "addressed_as": "f"}, "Уважаемые господа!"),
        ("fr", {"role": "consul_general"}, "Madame, Monsieur,"),
        ("de-at", {"role": "ambassador"}, "Exzellenz,"),
        ("kk", {"role": "minister"}, None),
        ("kk", {"role": "minister", "addressed_as": "f"}, "Құрметті Министр ханым!"),
        ("sq", {"role": "ambassador"}, None),
    ],
)
def test_the_opening_follows_role_language_and_what_is_known_of_the_holder(directory, language, office, text):
    assert opening(language, **office) == text


@pytest.mark.parametrize(
    ("days", "addressed_as", "speaks_to"),
    [(0, "f", "f"), (90, "f", "f"), (91, "f", "any"), (91, "m", "any"), (91, "x", "any"), (91, "several", "several")],
)
def test_a_holder_whom_nobody_looked_up_for_ninety_days_is_not_known(days, addressed_as, speaks_to):
    known_on = timezone.localdate() - timedelta(days=days)
    assert Authority(addressed_as=addressed_as, addressed_as_on=known_on).speaks_to == speaks_to


def test_nobody_is_a_man_or_a_woman_without_a_day(directory):
    office = Authority.objects.first()
    for addressed_as in ("m", "f", "x"):
        with pytest.raises(IntegrityError, match="known_day"), transaction.atomic():
            Authority.objects.filter(pk=office.pk).update(addressed_as=addressed_as)
    Authority.objects.filter(pk=office.pk).update(addressed_as="several")


@pytest.fixture
def embassy(directory):
    return Authority.objects.get(mission__external_id="wd:Q23786646")


def own(embassy, text, **more):
    return Salutation.objects.create(authority=embassy, role="ambassador", language="de", text=text, **more)


def test_the_offices_own_words_come_before_those_of_its_role(embassy):
    own(embassy, "Sehr geehrte Vertretung,", state="checked")
    others = Authority.objects.exclude(pk=embassy.pk).filter(role="ambassador").first()
    found = [Salutation.objects.in_language(office, "de").text for office in (embassy, others)]
    assert found == ["Sehr geehrte Vertretung,", "Exzellenz,"]


def test_one_persons_words_do_not_displace_confirmed_ones(embassy):
    anna = add_organiser("anna@example.org", name="Anna")
    own(embassy, "Du Schurke!", proposed_by=anna)
    assert Salutation.objects.in_language(embassy, "de").text == "Exzellenz,"


def test_one_persons_words_are_better_than_none_and_say_that_they_are_a_draft(embassy):
    anna = add_organiser("anna@example.org", name="Anna")
    Salutation.objects.create(role="ambassador", language="sq", text="Shkëlqesi,", proposed_by=anna)
    found = Salutation.objects.in_language(embassy, "sq")
    assert (found.text, found.is_draft) == ("Shkëlqesi,", True)


def test_nobody_confirms_their_own_words_even_by_a_raw_update(embassy):
    anna, bilal = (add_organiser(f"{name}@example.org", name=name) for name in ("anna", "bilal"))
    row = own(embassy, "Exzellenz!", proposed_by=anna)
    with pytest.raises(IntegrityError, match="nobody_confirms_their_own"), transaction.atomic():
        Salutation.objects.filter(pk=row.pk).update(state="checked", confirmed_by=anna)
    Salutation.objects.filter(pk=row.pk).update(state="checked", confirmed_by=bilal)


def test_an_office_has_its_own_words_once_per_language(embassy):
    own(embassy, "Exzellenz!")
    with pytest.raises(IntegrityError):
        own(embassy, "Exzellenz?")


def test_loading_the_files_again_keeps_what_people_wrote_and_confirmed(embassy):
    anna, bilal = (add_organiser(f"{name}@example.org", name=name) for name in ("anna", "bilal"))
    own(embassy, "Exzellenz!", proposed_by=anna)
    french = Salutation.objects.filter(language="fr", role="ambassador", gender="any")
    russian = Salutation.objects.filter(language="ru", role="ambassador", gender="any")
    french.update(text="Votre Excellence,", state="checked", confirmed_by=bilal)
    russian.update(proposal="Ваше превосходительство!", proposed_by=anna)
    again = {str(step.noun): step.changed for step in Importer(sending={"KZ"}).load()}
    assert (again["salutations"], french.get().text, russian.get().proposal) == (
        0, "Votre Excellence,", "Ваше превосходительство!",
    )  # fmt: skip
    assert Salutation.objects.get(authority=embassy).text == "Exzellenz!"
