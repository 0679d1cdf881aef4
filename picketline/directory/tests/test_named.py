"""Whom letters name, and how they greet: as two people have agreed, and never as a name sounds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from picketline.authorities.actions import address_office
from picketline.authorities.importer import Importer
from picketline.authorities.models import Authority, OfficeHolder, Salutation
from picketline.directory import actions
from picketline.directory.models import Proposal

SHOWN = {"evidence": "Their page, seen today"}


@pytest.fixture
def directory(db):
    Importer(sending={"KZ"}).load()


@pytest.fixture
def justice(directory):
    return Authority.objects.get(state="KZ", portfolio="justice")


@pytest.fixture
def enter(anna, bilal, at_the_desk):
    """Anna proposes somebody at the desk, and Bilal agrees."""

    def entered(office, **more):
        today = timezone.localdate().isoformat()
        typed = {
            "name": "Askar Example", "title": "Minister of Justice", "capacity": "holder", "addressed_as": "m",
            "started_precision": "day", "source": "https://ministry.example.org", "as_of": today, **SHOWN,
        }  # fmt: skip
        assert at_the_desk(anna).post(f"/en/desk/directory/{office.uuid}/holders/", typed | more).status_code == 303
        assert actions.agree(Proposal.objects.waiting().get(), actor=bilal)
        return OfficeHolder.objects.get(authority=office, name=(typed | more)["name"])

    return entered


def anew(office):
    """The office as another request reads it."""
    return Authority.objects.get(pk=office.pk)


def test_the_minister_is_named_in_the_words_of_every_language(justice, enter):
    enter(justice)
    assert anew(justice).attention_in("en") == "For the attention of Askar Example, Minister of Justice"
    assert anew(justice).attention_in("de") == "Zu Händen von Askar Example, Minister of Justice"
    assert list(Authority.objects.sought("Askar Example")) == [justice]


def test_the_office_in_the_directory_leads_to_where_an_election_is_told(directory, bilal, at_the_desk):
    president = Authority.objects.get(state="KZ", portfolio="head_of_state")
    page = at_the_desk(bilal).get(f"/en/desk/directory/{president.uuid}/").content.decode()
    assert f'href="/en/desk/offices/{president.uuid}/#doubts"' in page


def test_a_check_of_91_days_ago_is_none_until_somebody_looks_again(justice, enter, chen):
    holder = enter(justice)
    OfficeHolder.objects.filter(pk=holder.pk).update(checked_on=timezone.localdate() - timedelta(days=91))
    assert anew(justice).attention_in("en") == ""
    actions.check(holder, how="call", on=timezone.localdate(), actor=chen, **SHOWN)
    assert anew(justice).attention_in("en") == "For the attention of Askar Example, Minister of Justice"


@pytest.mark.parametrize(("gender", "spoken"), [("f", "f"), ("m", "m"), ("any", "any"), ("x", "x")])
def test_a_letter_speaks_as_the_office_says_and_never_as_a_name_sounds(justice, enter, bilal, gender, spoken):
    address_office(justice, role="minister", addressed_as="m", on=timezone.localdate(), actor=bilal)
    enter(justice, name="Maria Example", addressed_as=gender)
    assert anew(justice).speaks_to == spoken


def test_an_office_of_several_people_is_spoken_to_as_several(justice, enter, bilal):
    address_office(justice, role="minister", addressed_as="several", on=None, actor=bilal)
    enter(justice)
    assert anew(justice).speaks_to == "several"


def test_a_charge_is_greeted_as_one_and_an_acting_minister_as_a_minister(justice, enter):
    berlin = Authority.objects.get(mission__external_id="wd:Q23786646")
    enter(berlin, name="Dana Example", title="", capacity="charge", addressed_as="any")
    enter(justice, capacity="acting", addressed_as="any")
    greeted = [Salutation.objects.in_language(anew(one), "en").text for one in (berlin, justice)]
    assert greeted == ["Dear Chargé d'Affaires,", "Your Excellency,"]
    assert anew(berlin).attention_in("en") == "For the attention of Dana Example, chargé d'affaires"
    assert anew(justice).attention_in("en") == "For the attention of Askar Example, Minister of Justice (acting)"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Enter the name"),
        ({"name": "Askar \u202e Example"}, "This contains a character that cannot be printed. Type it again."),
        ({"source": " "}, "Say where it is published"),
        ({"evidence": ""}, "Say what shows it, so that somebody else can look"),
        ({"as_of": "2126-01-01"}, "This day is still to come"),
        ({"started_on": "yesterday"}, "Enter the day"),
    ],
)
def test_what_cannot_be_taken_comes_back_as_typed(justice, anna, at_the_desk, words, wrong, sentence):
    typed = {"name": "Askar Example", "own_name": "Асқар", "source": "s", "as_of": "2026-01-01", **SHOWN} | wrong
    answer = at_the_desk(anna).post(f"/en/desk/directory/{justice.uuid}/holders/", typed)
    assert (answer.status_code, sentence in words(answer), "Асқар" in answer.content.decode()) == (422, True, True)
    assert not Proposal.objects.exists()
