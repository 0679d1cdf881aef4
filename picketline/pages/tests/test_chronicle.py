"""Readers follow an appeal back to its beginning and on to its end."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from picketline.appeals import actions as appeals
from picketline.appeals.models import Appeal, Person, PersonStatus
from picketline.gate import shelf
from picketline.network.actions import add_organiser

FIRST = "/en/appeals/oil-workers-and-their-lawyer/"


@pytest.fixture
def bilal(example):
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def later(example, bilal):
    """A published follow-up of 12 May 2012, and a draft that continues it."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    made = appeals.follow_up(example, headline="Still in prison", call="Write again.", closes_on=tomorrow, actor=bilal)
    Appeal.objects.filter(pk=made.pk).update(
        published_at=timezone.now(), issued_on=date(2012, 5, 12), reference="KZ 1/2012"
    )
    hidden = appeals.follow_up(made, headline="A secret plan", call="Secret.", closes_on=tomorrow, actor=bilal)
    Appeal.objects.filter(pk=hidden.pk).update(reference="KZ 9/2013")
    return Appeal.objects.with_state().get(pk=made.pk)


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_appeal_says_in_one_line_what_it_continues_and_what_continues_it(client, later):
    page = words(client.get("/en/appeals/still-in-prison/"))
    assert "Follow-up to KZ 1/2011 ( 28 September 2011 ). Read the whole story" in page
    assert "It goes on: KZ 1/2012 ( 12 May 2012 )" in words(client.get(FIRST))


def test_further_back_is_named_as_earlier_and_beside_it_as_related(client, later, bilal, example):
    third = appeals.follow_up(later, headline="Third", call="x", closes_on=timezone.localdate(), actor=bilal)
    Appeal.objects.filter(pk=third.pk).update(published_at=timezone.now())
    other = appeals.draft(
        section=example.section, state="KZ", language="en", headline="Beside it", call="x", closes_on=None, actor=bilal
    )
    appeals.relate(third, other, kind="related", actor=bilal)
    assert "Related:" not in words(client.get("/en/appeals/third/"))
    Appeal.objects.filter(pk=other.pk).update(published_at=timezone.now())
    shelf.shelf.clear()
    page = words(client.get("/en/appeals/third/"))
    assert "Follow-up to KZ 1/2012 ( 12 May 2012 ). Earlier: KZ 1/2011 ( 28 September 2011 )." in page
    assert f"Related: {other.reference}" in page
    assert "Related appeals Beside it" in words(client.get("/en/appeals/third/story/"))


def test_the_whole_story_is_told_from_its_beginning_and_no_draft_is_in_it(client, later):
    for page in (FIRST + "story/", "/en/appeals/still-in-prison/story/"):
        told = words(client.get(page))
        assert "2 appeals, told from the beginning." in told
        assert (
            told.index("free the oil workers’ lawyer") < told.index("Still in prison") < told.index("Who it is about")
        )
        assert "A secret plan" not in told
        assert "KZ 9/2013" not in told
    for page in (FIRST, FIRST + "story/", "/en/appeals/still-in-prison/"):
        assert "a-secret-plan" not in client.get(page).content.decode()
    assert client.get("/en/appeals/a-secret-plan/story/").status_code == 404


def test_the_story_tells_how_an_appeal_ended(client, later, bilal):
    appeals.close(later, outcome="won", words="She is free.", language="en", actor=bilal)
    told = words(client.get(FIRST + "story/"))
    assert re.search(r"Closed on \d+ \w+ \d{4}: won She is free\.", told)


def test_the_day_in_prison_stands_with_the_person(client, later):
    person = Person.objects.get(name__contains="Sokolov")
    person.statuses.all().delete()
    arrested = timezone.localdate() - timedelta(days=111)
    PersonStatus.objects.create(person=person, place=1, status="detained", on=arrested)
    assert "Day 112 in prison" in words(client.get(FIRST + "story/"))


def test_a_story_of_one_appeal_is_told_too(client, example):
    assert "1 appeal, told from its beginning." in words(client.get(FIRST + "story/"))
    assert "Read the whole story" not in words(client.get(FIRST))
