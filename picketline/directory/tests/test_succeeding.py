"""Who comes into an office ends the time of whoever held it, once somebody else has agreed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from picketline.audit.models import Entry
from picketline.authorities.models import Authority, OfficeHolder
from picketline.directory import actions
from picketline.directory.models import Proposal

SHOWN = {"evidence": "Their page, seen today"}


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def minister(ministry):
    """In office for a year, and checked today."""
    return OfficeHolder.objects.create(
        authority=ministry, name="Askar Old", source="their page", started_on=today(-365), state="verified",
        checked_by="Dana", checked_on=today(),
    )  # fmt: skip


def proposed(ministry, by, name="Berik New", joins_others=False, **more):
    values = {"name": name, "title": "Minister of Justice", "source": "their page"} | more
    return actions.propose_holder(ministry, values=values, joins_others=joins_others, actor=by, **SHOWN)


def ends(ministry):
    return dict(ministry.holders.values_list("name", "ended_on"))


def anew(office):
    """The office as another request reads it."""
    return Authority.objects.get(pk=office.pk)


def test_who_comes_after_somebody_ends_that_persons_time_once_bilal_agrees(ministry, minister, anna, bilal):
    mine = proposed(ministry, anna, started_on=today(-3))
    assert (ends(ministry), anew(ministry).holder) == ({"Askar Old": None}, minister)
    actions.agree(mine, actor=bilal)
    assert ends(ministry) == {"Askar Old": today(-3), "Berik New": None}
    assert anew(ministry).attention_in("en") == "For the attention of Berik New, Minister of Justice"
    assert list(Authority.objects.sought("Berik New")) == [ministry]
    assert list(Authority.objects.sought("Askar Old")) == []
    ended = Entry.objects.get(noun="authorities.officeholder")
    assert (ended.act, ended.actor, ended.words) == ("end", str(bilal.pk), f"Askar Old: {today(-3)}")


def test_an_undo_brings_the_predecessor_back(ministry, minister, anna, bilal):
    mine = proposed(ministry, anna)
    actions.agree(mine, actor=bilal)
    actions.undo(mine, actor=anna)
    assert ends(ministry) == {"Askar Old": None, "Berik New": today()}
    assert anew(ministry).holder == minister
    assert list(Authority.objects.sought("Askar Old")) == [ministry]
    acts = Entry.objects.filter(noun="authorities.officeholder").order_by("pk").values_list("act", "actor")
    assert list(acts) == [("end", str(bilal.pk)), ("bring back", str(anna.pk))]


def test_an_end_that_somebody_else_has_told_since_stays(ministry, minister, anna, bilal):
    mine = proposed(ministry, anna)
    actions.agree(mine, actor=bilal)
    end = actions.propose_retirement(OfficeHolder.objects.get(pk=minister.pk), on=today(-9), actor=anna, **SHOWN)
    actions.agree(end, actor=bilal)
    actions.undo(mine, actor=anna)
    assert ends(ministry)["Askar Old"] == today(-9)


def test_two_hold_an_office_where_the_proposal_says_so_and_letters_name_neither(ministry, minister, anna, bilal):
    actions.agree(proposed(ministry, anna, joins_others=True), actor=bilal)
    assert ends(ministry) == {"Askar Old": None, "Berik New": None}
    assert (anew(ministry).holder, anew(ministry).attention_in("en")) == (None, "")


def test_nobody_leaves_before_they_came_even_where_the_next_one_came_earlier(ministry, minister, anna, bilal):
    actions.agree(proposed(ministry, anna, started_on=today(-400)), actor=bilal)
    assert ends(ministry)["Askar Old"] == minister.started_on


def test_who_takes_office_next_week_ends_nobodys_time_before_that_day(ministry, minister, anna, bilal):
    actions.agree(proposed(ministry, anna, started_on=today(7)), actor=bilal)
    assert (ends(ministry)["Askar Old"], anew(ministry).holder) == (today(7), minister)


def test_who_is_in_office_is_not_entered_twice(ministry, minister, anna, bilal, chen, at_the_desk, words):
    with pytest.raises(actions.Objection, match="This office has that already"):
        proposed(ministry, anna, name="Askar Old")
    first, second = proposed(ministry, anna), proposed(ministry, chen)
    actions.agree(first, actor=bilal)
    answer = at_the_desk(bilal).post(f"/en/desk/directory/proposals/{second.uuid}/agreement/")
    assert (answer.status_code, "This office has that already." in words(answer)) == (409, True)
    assert ministry.holders.count() == 2


def test_a_look_answers_a_doubt_from_before_and_none_that_is_to_come(ministry, minister, bilal):
    for doubted, looked, left in ((0, 0, None), (0, -1, today()), (5, 0, today(5))):
        OfficeHolder.objects.update(check_again_on=today(doubted))
        actions.check(minister, how="call", on=today(looked), actor=bilal, **SHOWN)
        minister.refresh_from_db()
        assert minister.check_again_on == left


def test_the_desk_says_who_is_doubted_and_since_when(ministry, minister, bilal, at_the_desk, words):
    desk, page = at_the_desk(bilal), f"/en/desk/directory/{ministry.uuid}/"
    assert "Checked by Dana" in words(desk.get(page))
    OfficeHolder.objects.update(check_again_on="2026-01-05")
    assert "doubted since 5 January 2026: an election or a reshuffle" in words(desk.get(page))
    assert "Checked by Dana" not in words(desk.get(page))


def test_what_two_agree_to_answers_a_doubt_and_an_undo_brings_it_back(ministry, minister, anna, bilal):
    OfficeHolder.objects.update(check_again_on=today(-1))
    minister.refresh_from_db()
    mine = actions.propose_change(minister, values={"title": "Acting Minister"}, actor=anna, **SHOWN)
    actions.agree(mine, actor=bilal)
    assert anew(ministry).holder == minister
    actions.undo(mine, actor=bilal)
    assert anew(ministry).holder is None


def test_an_election_to_come_puts_the_next_one_in_doubt_too(ministry, minister, anna, bilal):
    OfficeHolder.objects.update(check_again_on=today(5))
    actions.agree(proposed(ministry, anna), actor=bilal)
    assert OfficeHolder.objects.get(name="Berik New").check_again_on == today(5)


def test_an_election_since_leaves_whoever_comes_back_in_doubt(ministry, minister, anna, bilal):
    added = proposed(ministry, anna)
    actions.agree(added, actor=bilal)
    OfficeHolder.objects.current().update(check_again_on=today())
    actions.undo(added, actor=anna)
    assert (anew(ministry).holder, ends(ministry)["Askar Old"]) == (None, None)
    minister.refresh_from_db()
    changed = actions.propose_change(minister, values={"title": "T"}, actor=anna, **SHOWN)
    OfficeHolder.objects.update(check_again_on=None)
    actions.agree(changed, actor=bilal)
    OfficeHolder.objects.current().update(check_again_on=today())
    actions.undo(changed, actor=anna)
    assert anew(ministry).holder is None


def test_annas_form_asks_whether_both_hold_it(ministry, minister, anna, bilal, at_the_desk, words):
    desk, office = at_the_desk(anna), f"/en/desk/directory/{ministry.uuid}/"
    typed = {
        "name": "Berik New", "own_name": "Берік", "title": "Minister of Justice", "capacity": "acting",
        "addressed_as": "m", "started_on": today(-20).isoformat(), "started_precision": "month", "source": "their page",
        "as_of": today().isoformat(), **SHOWN,
    }  # fmt: skip
    assert "Whoever holds the office now goes on holding it" in words(desk.get(f"{office}holders/"))
    assert "goes on holding it" not in words(desk.get(f"{office}holders/{minister.pk}/"))
    assert desk.post(f"{office}holders/", typed | {"name": "Askar Old"}).status_code == 409
    desk.post(f"{office}holders/", typed | {"joins_others": "on"})
    assert "Whoever holds the office goes on holding it" in words(at_the_desk(bilal).get(office))
    actions.take_back(Proposal.objects.get(), actor=anna)
    desk.post(f"{office}holders/", typed)
    assert "Ends the time of: Askar Old" in words(at_the_desk(bilal).get(office))
    actions.agree(Proposal.objects.waiting().get(), actor=bilal)
    kept = ("own_name", "title", "capacity", "addressed_as", "started_on", "started_precision")
    assert OfficeHolder.objects.values_list(*kept).get(name="Berik New") == (
        *("Берік", "Minister of Justice", "acting", "m", today(-20), "month"),
    )
