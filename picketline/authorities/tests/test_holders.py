"""Who holds an office: shown with it, doubted after an election, named on letters only while it is known."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from picketline.authorities.models import Authority, OfficeHolder
from picketline.network.actions import add_organiser


@pytest.fixture(autouse=True)
def in_a_demo(settings):
    """The second factor has its own tests."""
    settings.DEMO = True


@pytest.fixture
def bilal(db, client):
    client.force_login(add_organiser("bilal@example.org", name="Bilal"))
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


def known(office, name="Askar Example", **more):
    """Somebody in office whom somebody has checked today; whoever came with the directory is gone."""
    office.holders.all().delete()
    proof = {"source": "their page", "state": "verified", "checked_by": "Dana", "checked_on": today()}
    return OfficeHolder.objects.create(authority=office, name=name, **proof | more)


def anew(office):
    """The office as another request reads it."""
    return Authority.objects.get(pk=office.pk)


def test_the_office_shows_who_holds_it_and_leads_to_where_that_is_changed(bilal, ministry):
    known(ministry, title="Minister of Justice")
    OfficeHolder.objects.create(authority=ministry, name="B. Former", source="s", ended_on=today(-9))
    answer = bilal.get(f"/en/desk/offices/{ministry.uuid}/")
    assert "Askar Example named on letters Minister of Justice · holds the office" in words(answer)
    assert "B. Former no longer" in words(answer)
    assert f'href="/en/desk/directory/{ministry.uuid}/#holders"' in answer.content.decode()


def test_nobody_changes_an_office_holder_alone(bilal, president):
    holder = president.holders.get()
    for page in ("holders/", f"holders/{holder.uuid}/", f"holders/{holder.uuid}/end/"):
        answer = bilal.post(f"/en/desk/offices/{president.uuid}/{page}", {"name": "X", "on": today().isoformat()})
        assert answer.status_code == 404


def test_who_came_with_the_directory_is_named_on_no_letter(bilal, president):
    assert (president.holder, president.attention_in("en")) == (None, "")
    assert "Kasym-Zhomart TOKAYEV not named: needs a check" in words(bilal.get(f"/en/desk/offices/{president.uuid}/"))


def test_an_election_makes_every_office_holder_of_the_state_unnamed_until_a_check(bilal, ministry, president):
    for office in (ministry, president):
        known(office)
    elsewhere = Authority.objects.create(kind="ministry", state_id="DE")
    known(elsewhere, "B")
    doubts = f"/en/desk/offices/{ministry.uuid}/doubts/"
    assert bilal.post(doubts, {"on": today().isoformat()}).status_code == 303
    assert [anew(one).holder for one in (ministry, president)] == [None, None]
    assert anew(elsewhere).holder.name == "B"
    assert "on no letter names an office-holder of Kazakhstan" in words(bilal.get(f"/en/desk/offices/{ministry.uuid}/"))
    looked = {"how": "call", "on": today().isoformat(), "evidence": "I rang them"}
    bilal.post(f"/en/desk/directory/{ministry.uuid}/holders/{ministry.holders.get().pk}/check/", looked)
    assert [anew(one).holder is not None for one in (ministry, president)] == [True, False]
    bilal.post(f"{doubts}withdrawal/", {"on": today().isoformat()})
    assert anew(president).holder.name == "Askar Example"


def test_an_election_that_is_still_to_come_changes_nothing_before_its_day(bilal, ministry):
    known(ministry)
    bilal.post(f"/en/desk/offices/{ministry.uuid}/doubts/", {"on": today(1).isoformat()})
    assert anew(ministry).holder.name == "Askar Example"
    OfficeHolder.objects.update(check_again_on=today())
    assert (anew(ministry).holder, ministry.holders.get().is_known) == (None, False)


@pytest.mark.parametrize("page", ["doubts/", "doubts/withdrawal/"])
def test_a_day_that_is_none_is_refused(bilal, ministry, page):
    answer = bilal.post(f"/en/desk/offices/{ministry.uuid}/{page}", {"on": "soon"})
    assert (answer.status_code, "Enter the day" in words(answer)) == (422, True)


def test_chen_doubts_nobody(client, president):
    office = f"/en/desk/offices/{president.uuid}/"
    answers = [
        client.post(office + page, {"on": "2026-11-01"}).status_code for page in ("doubts/", "doubts/withdrawal/")
    ]
    assert answers == [302] * 2
    assert list(president.holders.values_list("name", "check_again_on")) == [("Kasym-Zhomart TOKAYEV", None)]
