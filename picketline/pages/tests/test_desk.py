"""Bilal at the desk: his appeals and what he can do with them; Chen sees nothing of it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from picketline.accounts.actions import add_user
from picketline.appeals import actions as appeals
from picketline.appeals.models import Appeal, Person
from picketline.letters import actions as letters
from picketline.network.actions import add_organiser
from picketline.network.models import Disclosure, Section

DESK = "/en/desk/"


@pytest.fixture(autouse=True)
def as_in_a_demo(settings):
    """The second factor has its own tests."""
    settings.DEMO = True


@pytest.fixture
def bilal(example):
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def desk(client, bilal):
    """His browser, signed in."""
    client.force_login(bilal)
    return client


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_desk_lists_his_appeals_with_state_and_numbers(desk, example):
    shown = words(desk.get(DESK))
    assert "KZ 1/2011" in shown
    assert "letters confirmed 0 not confirmed yet 0 e-mails accepted 0 e-mails not sent yet 0 on paper 0" in shown


def test_listing_three_appeals_costs_no_more_than_one(desk, example, django_assert_max_num_queries):
    with django_assert_max_num_queries(16) as one:
        desk.get(DESK)
    for number in (2, 3):
        Appeal.objects.create(
            reference=f"KZ {number}/2011", slug=f"another-{number}", section=example.section, language="en",
            state_concerned=example.state_concerned, headline=copy_of(example.headline), call=copy_of(example.call),
        )  # fmt: skip
    with django_assert_max_num_queries(16) as three:
        desk.get(DESK)
    assert len(three) == len(one)


def copy_of(passage):
    texts = {wording.language: wording.text for wording in passage.wordings.all()}
    return type(passage).say(texts, source_language="en")


def test_an_appeal_of_another_section_does_not_exist_for_him(desk, example):
    Appeal.objects.update(section=Section.objects.create(code="elsewhere", name="Elsewhere"))
    assert desk.get(f"{DESK}appeals/{example.slug}/").status_code == 404
    for noun in ("pause", "stop", "closure", "closure/undo", "deadline", "resumption", "publication"):
        assert desk.post(f"{DESK}appeals/{example.slug}/{noun}/").status_code == 404


def test_chen_who_belongs_to_no_section_is_refused(client, example):
    client.force_login(add_user("chen@example.org", name="Chen"))
    assert client.get(DESK).status_code == 403


@pytest.fixture
def agreed(example, addresses_are_checked):
    """The lawyer has agreed that the names are shown."""
    Person.objects.update(consent_by="lawyer", consent_on="2011-09-01")


def test_a_draft_says_what_blocks_it_and_publishes_when_nothing_does(desk, example, agreed):
    Appeal.objects.update(published_at=None)
    where = f"{DESK}appeals/{example.slug}/"
    assert "Publish" in words(desk.get(where))
    example.demands.all().delete()
    assert "What still blocks it There is no demand." in words(desk.get(where))
    assert desk.post(where + "publication/").status_code == 303
    assert Appeal.objects.get().published_at is None


def test_without_imprint_and_privacy_nothing_is_published_and_the_tasks_lead_there(desk, example, agreed):
    Appeal.objects.update(published_at=None)
    Disclosure.objects.all().delete()
    where = f"{DESK}appeals/{example.slug}/"
    page = desk.get(where)
    assert "The imprint is empty: nobody can see who runs this site. The privacy page does not say who" in words(page)
    assert [f'href="/en/desk/disclosures/{kind}/"' in page.content.decode() for kind in ("imprint", "privacy")] == [
        True
    ] * 2
    desk.post(where + "publication/")
    assert Appeal.objects.get().published_at is None


def test_letters_that_came_back_are_shown_office_by_office(desk, anna):
    for number in range(3):
        letter = anna.writes_and_confirms(email=f"anna{number}@example.org")
        letters.note_comeback(letter.deliveries.get(courier="paper"), why="unknown")
    page = desk.get(f"{DESK}appeals/{anna.appeal.slug}/")
    assert "Embassy of Kazakhstan, Berlin on paper 3 letters" in words(page)
    assert 'class="tag warn">3 letters' in page.content.decode()


def test_a_published_draft_is_public_and_recorded_once(desk, example, agreed):
    Appeal.objects.update(published_at=None)
    where = f"{DESK}appeals/{example.slug}/"
    assert desk.get(f"/en/appeals/{example.slug}/").status_code == 404
    for _twice in range(2):
        desk.post(where + "publication/")
    assert desk.get(f"/en/appeals/{example.slug}/").status_code == 200


def test_a_pause_and_an_end_offer_undo(desk, example, bilal):
    where = f"{DESK}appeals/{example.slug}/"
    desk.post(where + "pause/")
    assert "Paused. Undo" in words(desk.get(where))
    desk.post(where + "resumption/")
    appeals.stop(example, actor=bilal)
    assert re.search(
        r"Ended: stopped\. 0 not sent; they are erased at \d\d:\d\d \(UTC\)\. Undo", words(desk.get(where))
    )


def test_closing_without_an_outcome_comes_back_with_the_words(desk, example):
    answer = desk.post(f"{DESK}appeals/{example.slug}/closure/", {"words": "She is <b>free</b>."})
    assert answer.status_code == 422
    assert "Choose how it ended" in words(answer)
    assert "She is &lt;b&gt;free&lt;/b&gt;." in answer.content.decode()


def test_a_deadline_in_the_past_comes_back(desk, example):
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    answer = desk.post(f"{DESK}appeals/{example.slug}/deadline/", {"closes_on": yesterday})
    assert answer.status_code == 422
    assert "Choose a day between today and a year from now." in words(answer)


def test_a_closed_appeal_stands_among_the_earlier_ones_at_home(desk, example, bilal):
    appeals.close(example, outcome="partly", words="A conditional sentence.", language="en", actor=bilal)
    home = words(desk.get("/en/"))
    assert "No open appeal now" in home
    assert "Earlier appeals Historical example" in home or "Closed: partly won" in home
