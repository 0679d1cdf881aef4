"""Who holds an office: entered, changed, ended and doubted at the desk; named on letters only while it is known."""

import html
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from picketline.audit.models import Entry
from picketline.authorities import actions
from picketline.authorities.models import Authority, OfficeHolder, Salutation
from picketline.network.actions import add_organiser


@pytest.fixture(autouse=True)
def in_a_demo(settings):
    """The second factor has its own tests."""
    settings.DEMO = True


@pytest.fixture
def bilal(db, client):
    organiser = add_organiser("bilal@example.org", name="Bilal")
    client.force_login(organiser)
    client.organiser = organiser
    return client


@pytest.fixture
def ministry(directory):
    return Authority.objects.get(state="KZ", portfolio="justice")


@pytest.fixture
def president(directory):
    return Authority.objects.get(state="KZ", portfolio="head_of_state")


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def words(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def typed(**more):
    known = {"name": "Askar Example", "title": "Minister of Justice", "capacity": "holder", "addressed_as": "m"}
    proof = {"source": "https://ministry.example.org", "checked_by": "BK", "checked_on": today().isoformat()}
    return known | proof | {"follows": "on"} | more


def enter(bilal, office, **more):
    return bilal.post(f"/en/desk/offices/{office.uuid}/holders/", typed(**more))


def anew(office):
    """The office as another request reads it."""
    return Authority.objects.get(pk=office.pk)


def acts():
    return list(Entry.objects.filter(noun="authorities.officeholder").order_by("pk").values_list("act", "words"))


def test_bilal_enters_the_minister_and_letters_name_him(bilal, ministry):
    answer = enter(bilal, ministry)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/en/desk/offices/{ministry.uuid}/?language=en")
    assert anew(ministry).attention_in("en") == "For the attention of Askar Example, Minister of Justice"
    assert anew(ministry).attention_in("de") == "Zu Händen von Askar Example, Minister of Justice"
    page = words(bilal.get(f"/en/desk/offices/{ministry.uuid}/"))
    assert "Askar Example named on letters Minister of Justice · holds the office" in page
    assert acts() == [("add", "Askar Example: https://ministry.example.org")]
    assert list(Authority.objects.sought("Askar Example")) == [ministry]


def test_who_comes_after_somebody_ends_that_persons_time(bilal, president):
    enter(bilal, president, name="The New One", title="President", started_on=today(-3).isoformat())
    rows = list(president.holders.values_list("name", "ended_on"))
    assert rows == [("The New One", None), ("Kasym-Zhomart TOKAYEV", today(-3))]
    assert anew(president).holder.name == "The New One"


def test_where_two_are_known_to_hold_an_office_a_letter_names_neither(bilal, ministry):
    for name in ("Askar One", "Berik Two"):
        enter(bilal, ministry, name=name, follows="")
    assert (anew(ministry).holder, anew(ministry).attention_in("en")) == (None, "")


def test_who_came_with_the_directory_is_named_on_no_letter(bilal, president):
    assert (president.holder, president.attention_in("en")) == (None, "")
    assert "Kasym-Zhomart TOKAYEV not named: needs a check" in words(bilal.get(f"/en/desk/offices/{president.uuid}/"))


def test_a_check_of_91_days_ago_is_none(bilal, ministry):
    enter(bilal, ministry, checked_on=today(-91).isoformat())
    assert anew(ministry).attention_in("en") == ""
    holder = ministry.holders.get()
    bilal.post(f"/en/desk/offices/{ministry.uuid}/holders/{holder.uuid}/", typed())
    assert anew(ministry).attention_in("en") == "For the attention of Askar Example, Minister of Justice"
    assert [act for act, _words in acts()] == ["add", "change"]


@pytest.mark.parametrize(("gender", "spoken"), [("f", "f"), ("m", "m"), ("any", "any"), ("x", "x")])
def test_a_letter_speaks_as_the_office_says_and_never_as_a_name_sounds(bilal, ministry, gender, spoken):
    actions.address_office(ministry, role="minister", addressed_as="m", on=today(), actor=bilal.organiser)
    enter(bilal, ministry, name="Maria Example", addressed_as=gender)
    assert anew(ministry).speaks_to == spoken


def test_an_office_of_several_people_is_spoken_to_as_several(bilal, ministry):
    actions.address_office(ministry, role="minister", addressed_as="several", on=None, actor=bilal.organiser)
    enter(bilal, ministry)
    assert anew(ministry).speaks_to == "several"


def test_a_charge_is_greeted_as_one_and_an_acting_minister_as_a_minister(bilal, directory, ministry):
    berlin = Authority.objects.get(mission__external_id="wd:Q23786646")
    enter(bilal, berlin, name="Dana Example", title="", capacity="charge", addressed_as="any")
    enter(bilal, ministry, capacity="acting", addressed_as="any")
    greeted = [Salutation.objects.in_language(anew(one), "en").text for one in (berlin, ministry)]
    assert greeted == ["Dear Chargé d'Affaires,", "Your Excellency,"]
    assert anew(berlin).attention_in("en") == "For the attention of Dana Example, chargé d'affaires"
    assert anew(ministry).attention_in("en") == "For the attention of Askar Example, Minister of Justice (acting)"


def test_an_election_makes_every_office_holder_of_the_state_unnamed_until_a_check(bilal, ministry, president):
    for office in (ministry, president):
        enter(bilal, office)
    elsewhere = Authority.objects.create(kind="ministry", state_id="DE")
    actions.add_holder(elsewhere, name="B", source="s", checked_by="x", checked_on=today(), actor=bilal.organiser)
    doubts = f"/en/desk/offices/{ministry.uuid}/doubts/"
    assert bilal.post(doubts, {"on": today().isoformat()}).status_code == 303
    assert [anew(one).holder for one in (ministry, president)] == [None, None]
    assert anew(elsewhere).holder.name == "B"
    assert "on no letter names an office-holder of Kazakhstan" in words(bilal.get(f"/en/desk/offices/{ministry.uuid}/"))
    bilal.post(f"/en/desk/offices/{ministry.uuid}/holders/{ministry.holders.get().uuid}/", typed())
    assert [anew(one).holder is not None for one in (ministry, president)] == [True, False]
    bilal.post(f"{doubts}withdrawal/", {"on": today().isoformat()})
    assert anew(president).holder.name == "Askar Example"


def test_an_election_that_is_still_to_come_changes_nothing_before_its_day(bilal, ministry):
    enter(bilal, ministry)
    bilal.post(f"/en/desk/offices/{ministry.uuid}/doubts/", {"on": today(1).isoformat()})
    assert anew(ministry).holder.name == "Askar Example"
    OfficeHolder.objects.update(check_again_on=today())
    assert (anew(ministry).holder, ministry.holders.get().is_known) == (None, False)


def test_bilal_ends_the_time_of_an_office_holder_and_the_name_stays(bilal, ministry):
    enter(bilal, ministry, started_on=today(-10).isoformat())
    holder = ministry.holders.get()
    end = f"/en/desk/offices/{ministry.uuid}/holders/{holder.uuid}/end/"
    refused = bilal.post(end, {"on": today(-11).isoformat()})
    assert (refused.status_code, "Nobody leaves an office before taking it." in words(refused)) == (422, True)
    assert bilal.post(end, {"on": today().isoformat()}).status_code == 303
    assert list(ministry.holders.values_list("name", "ended_on")) == [("Askar Example", today())]
    assert "Askar Example no longer" in words(bilal.get(f"/en/desk/offices/{ministry.uuid}/"))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Enter the name"),
        ({"name": "Askar \u202e Example"}, "This contains a character that cannot be printed. Type it again."),
        ({"source": " "}, "Say where you found it"),
        ({"checked_by": ""}, "Say who checked it"),
        ({"checked_on": "2126-01-01"}, "This day is still to come"),
        ({"started_on": "yesterday"}, "Enter the day"),
    ],
)
def test_what_cannot_be_taken_comes_back_as_typed(bilal, ministry, wrong, sentence):
    answer = enter(bilal, ministry, **{"own_name": "Асқар"} | wrong)
    assert (answer.status_code, sentence in words(answer), "Асқар" in answer.content.decode()) == (422, True, True)
    assert ministry.holders.count() == 0


@pytest.mark.parametrize("page", ["doubts/", "doubts/withdrawal/"])
def test_a_day_that_is_none_is_refused(bilal, ministry, page):
    answer = bilal.post(f"/en/desk/offices/{ministry.uuid}/{page}", {"on": "soon"})
    assert (answer.status_code, "Enter the day" in words(answer)) == (422, True)


def test_the_form_of_a_known_office_holder_asks_for_a_new_look(bilal, president):
    holder = president.holders.get()
    page = bilal.get(f"/en/desk/offices/{president.uuid}/holders/{holder.uuid}/").content.decode()
    assert 'value="Kasym-Zhomart TOKAYEV"' in page
    assert (f'value="{today().isoformat()}"' in page, 'value="Bilal"' in page) == (True, True)
    other = Authority.objects.get(state="KZ", portfolio="justice")
    assert bilal.get(f"/en/desk/offices/{other.uuid}/holders/{holder.uuid}/").status_code == 404


def test_chen_changes_no_office_holder(client, president):
    holder = president.holders.get()
    office = f"/en/desk/offices/{president.uuid}/"
    pages = ["holders/", f"holders/{holder.uuid}/", f"holders/{holder.uuid}/end/", "doubts/", "doubts/withdrawal/"]
    answers = [client.post(office + page, typed(on="2026-11-01")).status_code for page in pages]
    assert answers == [302] * 5
    assert list(president.holders.values_list("name", "ended_on", "check_again_on")) == [
        ("Kasym-Zhomart TOKAYEV", None, None)
    ]


def test_a_verb_refuses_what_the_rows_refuse(bilal, ministry):
    with pytest.raises(ValidationError):
        actions.add_holder(ministry, name="", source="s", actor=bilal.organiser)
    holder = actions.add_holder(ministry, name="A", source="s", started_on=date(2026, 1, 2), actor=bilal.organiser)
    with pytest.raises(ValidationError):
        actions.end_holder(holder, on=date(2026, 1, 1), actor=bilal.organiser)
    assert ministry.holders.get().ended_on is None
