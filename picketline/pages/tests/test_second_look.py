"""One awake person may publish with a reason; the second look is the next day's first task of the others."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from picketline.accounts.actions import add_user
from picketline.appeals import actions as appeals
from picketline.appeals.models import Appeal, Look, Person
from picketline.audit.models import Entry
from picketline.network.actions import add_organiser
from picketline.network.models import Membership, Section

WHERE = "/en/desk/appeals/oil-workers-and-their-lawyer/"


@pytest.fixture(autouse=True)
def as_in_a_demo(settings):
    """The second factor has its own tests."""
    settings.DEMO = True


@pytest.fixture
def bilal(example, addresses_are_checked):
    Person.objects.update(consent_by="lawyer", consent_on="2011-09-01")
    Appeal.objects.update(published_at=None)
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def dana(example):
    """Another organiser of the same section."""
    user = add_user("dana@example.org", name="Dana")
    Membership.objects.create(user=user, section=example.section)
    return user


@pytest.fixture
def as_user(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def today(desk) -> str:
    return words(desk.get("/en/desk/")).partition("Needs you today")[2].partition("KZ 1/2011")[0]


def published_yesterday() -> None:
    Appeal.objects.update(published_at=timezone.now() - timedelta(days=1))


def test_alone_in_a_section_nobody_is_asked(as_user, bilal):
    desk = as_user(bilal)
    assert "Second look" not in words(desk.get(WHERE))
    desk.post(WHERE + "publication/")
    assert Appeal.objects.get().published_by == str(bilal.pk)
    assert "Published. Within a minute everybody can read it and write." in words(desk.get(WHERE))


def test_where_there_are_others_a_second_look_or_a_reason_is_needed(as_user, bilal, dana):
    desk = as_user(bilal)
    shown = words(desk.get(WHERE))
    assert "What still blocks it Nobody else has looked at it." in shown
    assert "Publish with this reason" in shown
    desk.post(WHERE + "publication/")
    assert Appeal.objects.get().published_at is None
    desk.post(WHERE + "publication/", {"reason": "It is night, and she is in danger."})
    assert (Appeal.objects.get().published_by, Entry.objects.latest("pk").words) == (
        str(bilal.pk), "It is night, and she is in danger.",
    )  # fmt: skip
    assert "From tomorrow on it is the first task of the others." in words(desk.get(WHERE))


def test_whoever_publishes_is_no_second_reader_and_another_one_is(as_user, bilal, dana):
    desk = as_user(bilal)
    desk.post(WHERE + "look/")
    desk.post(WHERE + "publication/")
    assert Appeal.objects.get().published_at is None
    desk = as_user(dana)
    desk.post(WHERE + "look/")
    assert "Looked Bilal" in words(desk.get(WHERE))
    assert "You have looked. Undo" in words(desk.get(WHERE))
    desk = as_user(bilal)
    assert desk.post(WHERE + "publication/").status_code == 303
    assert Appeal.objects.get().published_at is not None
    assert Entry.objects.latest("pk").words == ""


def test_the_second_look_is_the_next_days_first_task_of_the_others(as_user, bilal, dana):
    as_user(bilal).post(WHERE + "publication/", {"reason": "It is night."})
    assert "Second look" not in today(as_user(dana))
    published_yesterday()
    Person.objects.update(consent_until=timezone.localdate())
    assert today(as_user(dana)).startswith(" Second look: published on")
    assert "Second look" not in today(as_user(bilal))
    as_user(bilal).post(WHERE + "look/")
    assert "Second look" in today(as_user(dana))
    as_user(dana).post(WHERE + "look/")
    assert "Second look" not in today(as_user(dana))
    as_user(dana).post(WHERE + "look/undo/")
    assert "Second look" in today(as_user(dana))


def test_what_ended_or_what_nobody_published_here_asks_for_no_look(as_user, example, bilal, dana):
    published_yesterday()
    assert "Second look" not in today(as_user(dana))
    Appeal.objects.update(published_by=str(bilal.pk))
    assert "Second look" in today(as_user(dana))
    appeals.stop(example, actor=bilal)
    assert "Second look" not in today(as_user(dana))
    assert "I have looked" not in words(as_user(dana).get(WHERE))


def test_looking_twice_is_one_look(as_user, bilal):
    for _twice in range(2):
        as_user(bilal).post(WHERE + "look/")
    assert (Look.objects.count(), Entry.objects.filter(act="look").count()) == (1, 1)


def test_the_appeal_of_another_section_cannot_be_looked_at(as_user, bilal, example):
    Appeal.objects.update(section=Section.objects.create(code="elsewhere", name="Elsewhere"))
    for noun in ("look/", "look/undo/"):
        assert as_user(bilal).post(WHERE + noun).status_code == 404
    assert not Look.objects.exists()
