"""A letter to an address at a new domain waits; one whose address went out of use waits for another; none is lost."""

import datetime
import html
import re

import pytest
import time_machine
from django.utils import timezone
from huey.contrib.djhuey import HUEY

from picketline.authorities.models import Authority, ContactPoint
from picketline.directory import actions as directory
from picketline.letters import actions, tasks
from picketline.network.actions import add_organiser

PROSECUTOR, JUSTICE = "prosecutor.general@kz.invalid", "justice@kz.invalid"
ELSEWHERE = "prosecutor@new-domain.invalid"
SHOWN = {"evidence": "Their page"}


@pytest.fixture
def keepers(example):
    return [add_organiser(f"{name.lower()}@example.org", name=name) for name in ("Anna", "Bilal", "Chen")]


@pytest.fixture
def prosecutor(example) -> ContactPoint:
    return ContactPoint.objects.get(value=PROSECUTOR)


@pytest.fixture
def moved(prosecutor, keepers):
    """The prosecutor's address is at a new domain, since now."""
    first, *others = keepers
    mine = directory.propose_change(prosecutor, values={"value": ELSEWHERE}, actor=first, **SHOWN)
    for keeper in others:
        directory.agree(mine, actor=keeper)
    return mine


def states(letter):
    return list(letter.deliveries.filter(courier="email").order_by("pk").values_list("state", "words"))


def arrived(post_room):
    return [len(post_room.mails_to(address)) for address in (PROSECUTOR, ELSEWHERE, JUSTICE)]


def words(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_letters_to_a_new_domain_are_held_for_two_days_and_leave_by_themselves(anna, post_room, moved, monkeypatch):
    letter = anna.writes_and_confirms()
    actions.deliver_due()
    assert states(letter) == [("held", "the address is at a new domain"), ("accepted", "Taken")]
    assert (arrived(post_room), actions.release_reachable()) == ([0, 0, 1], 0)
    monkeypatch.setattr(HUEY, "immediate", True)
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=49)):
        tasks.sweep.call_local()
    assert arrived(post_room) == [0, 1, 1]
    assert [state for state, _words in states(letter)] == ["accepted", "accepted"]


def test_what_was_written_before_the_change_waits_as_well(anna, post_room, prosecutor, keepers, request):
    letter = anna.writes_and_confirms()
    request.getfixturevalue("moved")
    actions.deliver_due()
    assert (states(letter)[0][0], arrived(post_room)) == ("held", [0, 0, 1])


def test_undone_it_goes_to_the_old_address_after_two_days(anna, post_room, moved, keepers):
    anna.writes_and_confirms()
    actions.deliver_due()
    directory.undo(moved, actor=keepers[0])
    assert actions.release_reachable() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=49)):
        assert (actions.release_reachable(), actions.deliver_due()) == (1, 1)
    assert arrived(post_room) == [1, 0, 1]


def test_an_address_out_of_use_holds_its_letters_until_there_is_another(anna, post_room, prosecutor):
    letter = anna.writes_and_confirms()
    ContactPoint.objects.filter(pk=prosecutor.pk).update(state="retired")
    actions.deliver_due()
    assert states(letter)[0] == ("held", "no address of the office is in use")
    assert actions.release_reachable() == 0
    ContactPoint.objects.create(
        authority=prosecutor.authority, kind="email", value="new@kz.invalid", source="s", may_carry_letters=True
    )
    assert (actions.release_reachable(), actions.deliver_due()) == (1, 1)
    assert (arrived(post_room), len(post_room.mails_to("new@kz.invalid"))) == ([0, 0, 1], 1)


def test_the_writer_and_the_desk_are_told_that_it_waits(anna, example, moved, keepers, client, settings, post_room):
    letter = anna.writes_and_confirms()
    token = anna.token(letter)
    actions.deliver_due()
    page = words(client.get(f"/en/letters/{token}/"))
    assert "It is held: we are making sure of the office's address. Nothing is lost; it leaves by itself." in page
    settings.DEMO = True
    client.force_login(keepers[0])
    desk = words(client.get(f"/en/desk/appeals/{example.slug}/"))
    assert "1 letter is held: its office has an address at a new domain." in desk
    ContactPoint.objects.filter(value=ELSEWHERE).update(state="retired", holds_letters_until=None)
    letter.deliveries.filter(state="held").update(state="due", due_at=timezone.now())
    actions.deliver_due()
    desk = words(client.get(f"/en/desk/appeals/{example.slug}/"))
    assert "1 letter is held: its office has no e-mail address in use." in desk


def test_a_letter_under_way_to_an_office_that_was_merged_reaches_the_survivor_once(anna, post_room, prosecutor):
    letter = anna.writes_and_confirms()
    survivor = Authority.objects.create(kind="prosecutor", state_id="KZ")
    ContactPoint.objects.create(
        authority=survivor, kind="email", value="survivor@kz.invalid", source="s", may_carry_letters=True
    )
    Authority.objects.filter(pk=prosecutor.authority_id).update(merged_into=survivor)
    actions.deliver_due()
    assert (arrived(post_room), len(post_room.mails_to("survivor@kz.invalid"))) == ([0, 0, 1], 1)
    assert [state for state, _words in states(letter)] == ["accepted", "accepted"]


def test_nobody_gets_two_letters_because_two_offices_became_one(anna, post_room, prosecutor):
    anna.writes_and_confirms()
    justice = ContactPoint.objects.get(value=JUSTICE).authority
    Authority.objects.filter(pk=prosecutor.authority_id).update(merged_into=justice)
    actions.deliver_due()
    assert arrived(post_room) == [1, 0, 1]
