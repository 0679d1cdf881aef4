"""An appeal opens with addresses that somebody looked at in the last 30 days, or readers are told why not."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from picketline.appeals.models import Appeal, Person
from picketline.audit.models import Entry
from picketline.authorities.models import ContactPoint
from picketline.letters.publishing import what_blocks
from picketline.network.actions import add_organiser

JUSTICE = "justice@kz.invalid"
SENTENCE = "Nobody has looked in the last 30 days whether this is right:"


@pytest.fixture
def bilal(example, addresses_are_checked):
    Person.objects.update(consent_by="lawyer", consent_on="2011-09-01")
    Appeal.objects.update(published_at=None)
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def desk(client, bilal, settings):
    settings.DEMO = True
    client.force_login(bilal)
    return client


@pytest.fixture
def where(example):
    return f"/en/desk/appeals/{example.slug}/"


def last_looked(days):
    day = timezone.localdate() - timedelta(days=days)
    ContactPoint.objects.filter(value=JUSTICE).update(checked_on=day)


def words(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.mark.parametrize(("days", "number"), [(0, 0), (30, 0), (31, 1)])
def test_thirty_days_are_the_line(bilal, example, days, number):
    last_looked(days)
    assert len(what_blocks(example)) == number


@pytest.mark.parametrize("state", ["unverified", "disputed"])
def test_what_nobody_calls_right_was_not_looked_at(bilal, example, state):
    ContactPoint.objects.filter(value=JUSTICE).update(state=state)
    (block,) = what_blocks(example)
    assert (block.task, block.sentence) == (
        "addressees",
        f"{SENTENCE} Minister of Justice of the Republic of Kazakhstan (e-mail): never checked.",
    )


def test_an_address_that_this_appeal_does_not_use_asks_for_nothing(bilal, example):
    ContactPoint.objects.exclude(value__in=[JUSTICE]).filter(authority__mission__host="FR").update(state="disputed")
    assert what_blocks(example) == []


def test_the_editor_says_why_and_readers_read_it_until_somebody_has_looked(desk, example, where, client):
    last_looked(200)
    shown = words(desk.get(where))
    assert "Why has nobody looked at the addresses?" in shown
    assert "Why may it be published all the same?" not in shown
    for nothing in ({}, {"told": "  "}, {"reason": "The other kind of reason."}):
        desk.post(where + "publication/", nothing)
        assert Appeal.objects.get().published_at is None
    desk.post(where + "publication/", {"told": "Their <telephone> is dead."})
    assert Appeal.objects.get().published_at is not None
    assert Entry.objects.latest("pk").words == "Their <telephone> is dead."
    for page in ("", "kit/"):
        public = client.get(f"/en/appeals/{example.slug}/{page}")
        assert "Minister of Justice of the Republic of Kazakhstan (e-mail): not checked since" in words(public)
        assert "The organisers say why: Their <telephone> is dead." in words(public)
        assert "Prosecutor General" not in words(public).partition("whether these addresses")[2].partition("say why")[0]
    last_looked(0)
    assert "The organisers say why" not in words(client.get(f"/de/appeals/{example.slug}/kit/?country=DE"))


def test_what_was_looked_at_before_publishing_asks_for_nothing_later(desk, example, where, client):
    desk.post(where + "publication/")
    Appeal.objects.update(published_at=timezone.now() - timedelta(days=300))
    last_looked(300)
    assert "The organisers say why" not in words(client.get(f"/en/appeals/{example.slug}/"))


def test_a_name_and_an_address_ask_for_a_reason_each(desk, example, where):
    Person.objects.update(consent_by="", consent_on=None)
    last_looked(31)
    shown = words(desk.get(where))
    assert "Why has nobody looked at the addresses?" in shown
    assert "Why may it be published all the same?" in shown
    desk.post(where + "publication/", {"told": "It is night."})
    assert Appeal.objects.get().published_at is None
    desk.post(where + "publication/", {"told": "It is night.", "reason": "The trial is public."})
    assert Entry.objects.latest("pk").words == "The trial is public. / It is night."
