"""A letter names who holds the office on the day it leaves, and stays so; nobody is named whom nobody checked."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from picketline.authorities.actions import doubt_holders
from picketline.authorities.models import Authority, OfficeHolder
from picketline.directory import actions as directory
from picketline.letters import actions
from picketline.letters.models import Delivery
from picketline.network.actions import add_organiser

SHOWN = {"evidence": "Their page, seen today"}
JUSTICE = "justice@kz.invalid"
OLD, NEW = (
    "For the attention of Askar Old, Minister of Justice",
    "For the attention of Berik New, Minister of Justice",
)


@pytest.fixture
def bilal(example):
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def ministry(example):
    return Authority.objects.get(contacts__value=JUSTICE)


def enters(bilal, ministry, name, *, title="Minister of Justice", **more):
    """Bilal proposes somebody, and somebody else agrees."""
    values = {"name": name, "title": title, "source": "https://ministry.example.org"}
    agreed(directory.propose_holder(ministry, values=values, actor=bilal, **SHOWN, **more))
    return OfficeHolder.objects.get(authority=ministry, name=name)


def agreed(proposal):
    keeper = get_user_model().objects.filter(email="dana@example.org").first()
    directory.agree(proposal, actor=keeper or add_organiser("dana@example.org", name="Dana"))


def letters_to(post_room):
    return [mail.get_content() for mail in post_room.mails_to(JUSTICE)]


def page_of(client, anna, letter):
    return client.get(f"/en/letters/{anna.token(letter)}/").content.decode()


def test_annas_letter_still_names_the_old_minister_and_berts_names_the_new(bilal, ministry, anna, client, post_room):
    enters(bilal, ministry, "Askar Old")
    of_anna = anna.writes_and_confirms()
    actions.deliver_due()
    enters(bilal, ministry, "Berik New")
    of_bert = anna.writes_and_confirms(name="Bert", email="bert@example.org")
    actions.deliver_due()
    first, second = letters_to(post_room)
    assert (first.splitlines()[0], second.splitlines()[0]) == (OLD, NEW)
    page = client.get(f"/en/letters/{anna.token(of_anna)}/").content.decode()
    assert (OLD in page, NEW in page) == (True, False)
    assert list(Delivery.objects.exclude(attention="").order_by("pk").values_list("letter", "attention")) == [
        (of_anna.pk, OLD),
        (of_bert.pk, NEW),
    ]


def test_a_letter_that_waits_names_who_holds_the_office_when_it_leaves(bilal, ministry, anna, client, post_room):
    enters(bilal, ministry, "Askar Old")
    letter = anna.writes_and_confirms()
    assert OLD in page_of(client, anna, letter)
    enters(bilal, ministry, "Berik New")
    assert NEW in page_of(client, anna, letter)
    actions.deliver_due()
    assert letters_to(post_room)[0].splitlines()[0] == NEW


def test_nobody_is_named_whom_nobody_checked_lately(bilal, ministry, anna, client, post_room):
    values = {"name": "Askar Unchecked", "source": "their page"}
    directory.propose_holder(ministry, values=values, actor=bilal, **SHOWN)
    long_ago = enters(bilal, ministry, "Berik Long Ago")
    OfficeHolder.objects.filter(pk=long_ago.pk).update(checked_on=timezone.localdate() - timedelta(days=91))
    directory.dispute(enters(bilal, ministry, "Askar Disputed", joins_others=True), actor=bilal, **SHOWN)
    letter = anna.writes_and_confirms()
    actions.deliver_due()
    kit = client.get(f"/en/appeals/{anna.appeal.slug}/kit/").content.decode()
    sheet = client.get(f"/en/appeals/{anna.appeal.slug}/paper/?office={ministry.uuid}").content.decode()
    texts = [*letters_to(post_room), page_of(client, anna, letter), kit, sheet]
    assert [name for text in texts for name in ("Askar", "Berik", "For the attention") if name in text] == []


def test_an_election_before_the_letter_leaves_takes_the_name_off(bilal, ministry, anna, post_room):
    enters(bilal, ministry, "Askar Old")
    anna.writes_and_confirms()
    doubt_holders(ministry.state, on=timezone.localdate(), actor=bilal)
    actions.deliver_due()
    assert letters_to(post_room)[0].splitlines()[0] == "Your Excellency,"


def test_a_letter_that_was_refused_for_now_names_who_holds_the_office_at_the_next_try(bilal, ministry, anna, post_room):
    enters(bilal, ministry, "Askar Old")
    post_room.at_the_end[JUSTICE] = ["451 later"]
    letter = anna.writes_and_confirms()
    actions.deliver_due()
    enters(bilal, ministry, "Berik New")
    Delivery.objects.filter(letter=letter, state="due").update(due_at=timezone.now())
    actions.deliver_due()
    delivery = letter.deliveries.get(authority=ministry)
    assert (delivery.state, delivery.attention) == ("accepted", NEW)


@pytest.mark.parametrize(("page", "times"), [("kit/", 1), ("kit.txt", 1), ("own-mail/", 1)])
def test_the_kit_and_the_own_mail_name_the_minister(bilal, ministry, anna, client, page, times):
    enters(bilal, ministry, "Askar Old")
    text = client.get(f"/en/appeals/{anna.appeal.slug}/{page}").content.decode()
    assert text.count("Askar Old") >= times


def test_on_the_sheet_the_name_stands_below_the_office(bilal, anna, client):
    berlin = Authority.objects.get(mission__external_id="wd:Q23786646")
    enters(bilal, berlin, "Dana Example", title="Ambassador")
    sheet = client.get(f"/en/appeals/{anna.appeal.slug}/paper/?country=DE&office={berlin.uuid}").content.decode()
    window = sheet[sheet.index('<div class="window">') :]
    lines = window.partition("</address>")[0].split("<bdi>")[1:]
    assert ["Dana Example" in line for line in lines[:3]] == [False, True, False]


def test_one_change_of_a_name_reaches_every_open_appeal(bilal, ministry, anna, client):
    holder = enters(bilal, ministry, "Askar Odl")
    agreed(directory.propose_change(holder, values={"name": "Askar Old"}, actor=bilal, **SHOWN))
    text = client.get(f"/en/appeals/{anna.appeal.slug}/kit.txt").content.decode()
    assert (OLD in text, "Odl" in text) == (True, False)
    assert OfficeHolder.objects.count() == OfficeHolder.objects.filter(authority__state="KZ").count()
