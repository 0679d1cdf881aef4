"""Anna proposes how an office is addressed, Bilal confirms it, and nobody confirms their own."""

import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from picketline.audit.models import Entry
from picketline.authorities.models import Authority, Salutation
from picketline.network.actions import add_organiser

PAGE = "/en/desk/salutations/?language=fr"
GENERAL = {"role": "general", "gender": "any", "text": "Mon général,"}


@pytest.fixture(autouse=True)
def in_a_demo(settings):
    """The second factor has its own tests."""
    settings.DEMO = True


@pytest.fixture
def anna(db, client):
    client.force_login(add_organiser("anna@example.org", name="Anna"))
    return client


@pytest.fixture
def bilal(db):
    other = Client()
    other.force_login(add_organiser("bilal@example.org", name="Bilal"))
    return other


@pytest.fixture
def embassy(directory):
    return Authority.objects.get(mission__external_id="wd:Q23786646")


def words(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def acts():
    return list(Entry.objects.exclude(noun="accounts.user").order_by("pk").values_list("act", "words"))


def ambassador() -> Salutation:
    return Salutation.objects.get(language="fr", role="ambassador", gender="any", authority=None)


def test_a_shipped_draft_needs_one_reader(directory, anna):
    assert "ambassador the office: no gender Excellence, Draft Confirm" in words(anna.get(PAGE))
    anna.post(f"/en/desk/salutations/{ambassador().pk}/confirmation/")
    row = ambassador()
    assert (row.state, row.confirmed_by.name, row.confirmed_on) == ("checked", "Anna", timezone.localdate())
    assert "Excellence, Confirmed by Anna" in words(anna.get(PAGE))
    assert acts()[-1] == ("confirm", "fr: Excellence,")


def test_who_proposed_it_cannot_confirm_it_and_somebody_else_can(directory, anna, bilal):
    proposed = {"role": "parliament_speaker", "gender": "any", "text": "  Madame la  Présidente, "}
    assert anna.post(PAGE, proposed).headers["location"] == PAGE
    row = Salutation.objects.get(role="parliament_speaker", language="fr")
    assert (row.text, row.state, row.proposed_by.name) == ("Madame la Présidente,", "draft", "Anna")
    assert "Madame la Présidente, Draft yours: somebody else confirms it" in words(anna.get(PAGE))
    confirmation = f"/en/desk/salutations/{row.pk}/confirmation/"
    anna.post(confirmation)
    row.refresh_from_db()
    assert (row.state, row.confirmed_by) == ("draft", None)
    assert "proposed by Anna" in words(bilal.get(PAGE))
    assert bilal.post(confirmation).headers["location"] == PAGE
    row.refresh_from_db()
    assert (row.state, row.confirmed_by.name) == ("checked", "Bilal")
    bilal.post(confirmation)
    assert acts() == [("propose", "fr: Madame la Présidente,"), ("confirm", "fr: Madame la Présidente,")]


def test_words_in_use_stay_until_others_are_confirmed(directory, anna, bilal):
    anna.post(PAGE, {"role": "ambassador", "gender": "any", "text": "Votre Excellence,"})
    row = ambassador()
    assert (row.text, row.proposal) == ("Excellence,", "Votre Excellence,")
    assert "Excellence, proposed: Votre Excellence, Draft" in words(bilal.get(PAGE))
    bilal.post(f"/en/desk/salutations/{row.pk}/confirmation/")
    row = ambassador()
    assert (row.text, row.proposal, row.state) == ("Votre Excellence,", "", "checked")


def test_proposing_the_words_in_use_takes_a_proposal_back(directory, anna, bilal):
    bilal.post(f"/en/desk/salutations/{ambassador().pk}/confirmation/")
    bilal.post(PAGE, {"role": "ambassador", "gender": "any", "text": "Monseigneur,"})
    bilal.post(PAGE, {"role": "ambassador", "gender": "any", "text": "Excellence,"})
    row = ambassador()
    assert (row.text, row.proposal, row.proposed_by, row.confirmed_by.name) == ("Excellence,", "", None, "Bilal")


def test_ones_own_draft_can_be_mended_and_the_same_words_twice_are_one(directory, anna):
    for text in ("Mon général,", "Mon Général!", "Mon Général!"):
        anna.post("/en/desk/salutations/?language=sq", GENERAL | {"text": text})
    row = Salutation.objects.get(language="sq")
    assert (row.text, row.proposal, len(acts())) == ("Mon Général!", "", 2)


def test_other_languages_in_which_something_waits_are_named(directory, anna):
    page = words(anna.get("/en/desk/salutations/?language=en"))
    assert "Salutations in English" in page
    assert "Something waits for a second person in: Arabic (3), German (" in page


def test_a_language_without_any_says_what_becomes_of_its_letters(directory, anna):
    page = words(anna.get("/en/desk/salutations/?language=sq"))
    assert "There is none yet. A letter in this language is held until there is one." in page


def test_without_a_choice_the_words_are_those_of_the_pages_language(directory, anna):
    for address in ("/de/desk/salutations/", "/de/desk/salutations/?language=xx"):
        assert "Exzellenz, sehr geehrter Herr Botschafter," in words(anna.get(address))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Write the salutation"),
        ({"text": "Dear {surname},"}, "A salutation has no gap to fill in"),
        ({"text": "Dear [name],"}, "A salutation has no gap to fill in"),
        ({"text": "Dear\u202eSir,"}, "a character that cannot be printed"),
        ({"text": "x" * 121}, "at most 120 characters"),
        ({"role": "wizard"}, "not one of the available choices"),
        ({"gender": "it"}, "not one of the available choices"),
    ],
)
def test_what_is_no_salutation_comes_back_with_what_was_typed(directory, anna, typed, sentence):
    before = Salutation.objects.count()
    answer = anna.post(PAGE, GENERAL | typed)
    assert (answer.status_code, Salutation.objects.count()) == (422, before)
    assert sentence in words(answer)
    assert html.escape(typed.get("text", GENERAL["text"])) in answer.content.decode()


def test_the_page_of_an_office_says_what_a_letter_opens_with(embassy, anna):
    page = words(anna.get(f"/en/desk/offices/{embassy.uuid}/?language=fr"))
    assert "A letter opens with: Excellence, Draft" in page
    assert "There is none yet." in words(anna.get(f"/en/desk/offices/{embassy.uuid}/?language=sq"))


def test_who_heads_an_office_changes_its_salutation(embassy, anna):
    office = f"/en/desk/offices/{embassy.uuid}/"
    typed = {"role": "charge_daffaires", "addressed_as": "f", "on": timezone.localdate().isoformat()}
    answer = anna.post(office + "address/?language=fr", typed)
    assert answer.headers["location"] == office + "?language=fr"
    assert "A letter opens with: Madame la Chargée d'affaires, Draft" in words(anna.get(office + "?language=fr"))
    assert acts() == [("address", "charge_daffaires f")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"addressed_as": "f"}, "Say when you found that out"),
        ({"addressed_as": "f", "on": "2999-01-01"}, "This day is still to come"),
        ({"addressed_as": "f", "on": "soon"}, "Enter the day"),
        ({"role": "wizard"}, "not one of the available choices"),
    ],
)
def test_a_woman_without_a_day_comes_back(embassy, anna, typed, sentence):
    answer = anna.post(
        f"/en/desk/offices/{embassy.uuid}/address/", {"role": "ambassador", "addressed_as": "any"} | typed
    )
    assert (answer.status_code, sentence in words(answer)) == (422, True)
    embassy.refresh_from_db()
    assert (embassy.role, embassy.addressed_as) == ("ambassador", "any")


def test_an_office_gets_words_of_its_own_once_a_second_person_agrees(embassy, anna, bilal):
    office = f"/en/desk/offices/{embassy.uuid}/?language=de"
    anna.post(office, {"gender": "any", "text": "Sehr geehrte Vertretung,"})
    assert "A letter opens with: Exzellenz," in words(anna.get(office))
    row = Salutation.objects.get(authority=embassy)
    assert bilal.post(f"/en/desk/salutations/{row.pk}/confirmation/").headers["location"] == office
    assert "A letter opens with: Sehr geehrte Vertretung," in words(anna.get(office))
    assert "Sehr geehrte Vertretung," not in words(anna.get("/en/desk/salutations/?language=de"))


def test_an_office_that_nobody_knows_is_404(directory, anna):
    unknown = "/en/desk/offices/00000000-0000-0000-0000-000000000000/"
    assert [anna.get(unknown).status_code, anna.post(unknown + "address/").status_code] == [404, 404]
    assert anna.post("/en/desk/salutations/0/confirmation/").status_code == 404


@pytest.mark.parametrize(
    "path", ["salutations/", "salutations/1/confirmation/", "offices/{uuid}/", "offices/{uuid}/address/"]
)
def test_chen_sees_and_changes_nothing(embassy, client, path, django_user_model):
    before = list(Salutation.objects.values_list())
    address = "/en/desk/" + path.format(uuid=embassy.uuid)
    assert client.post(address, GENERAL).status_code == 302
    client.force_login(django_user_model.objects.create(email="chen@example.org"))
    assert client.post(address, GENERAL).status_code == 403
    assert list(Salutation.objects.values_list()) == before
