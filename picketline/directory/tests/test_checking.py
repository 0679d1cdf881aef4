"""Organisers look whether what stands there is still right: who proposed it is not the one who checks it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from picketline.authorities.models import OfficeHolder
from picketline.directory import actions
from picketline.directory.models import Check, Proposal

SHOWN = {"evidence": "I rang them"}


@pytest.fixture
def page(ministry):
    return f"/en/desk/directory/{ministry.uuid}/"


@pytest.fixture
def minister(ministry):
    return OfficeHolder.objects.create(authority=ministry, name="A. Person", source="their page")


def looked(**more):
    return {"how": "call", "on": timezone.localdate().isoformat()} | SHOWN | more


def test_bilal_rang_them_and_the_page_says_so(ministry, mail, page, bilal, at_the_desk, words):
    desk = at_the_desk(bilal)
    told = desk.post(f"{page}contacts/{mail.pk}/check/", looked(), follow=True)
    mail.refresh_from_db()
    assert (mail.state, mail.checked_by, mail.checked_on, mail.checked_how) == (
        *("verified", "Bilal", timezone.localdate(), "call"),
    )
    seen = words(told)
    assert "Noted: checked by you." in seen
    assert "I rang them" in seen
    assert "It is right by Bilal" in seen


def test_who_proposed_an_address_does_not_check_it(mail, page, anna, bilal, at_the_desk, words):
    mine = actions.propose_change(mail, values={"value": "minister@justice.kz.invalid"}, actor=anna, **SHOWN)
    actions.agree(mine, actor=bilal)
    address = f"{page}contacts/{mail.pk}/check/"
    refused = at_the_desk(anna).post(address, looked())
    assert refused.status_code == 409
    assert "You proposed what stands here: somebody else checks it." in words(refused)
    assert not Check.objects.exists()
    assert at_the_desk(bilal).post(address, looked()).status_code == 303


def test_what_is_disputed_counts_as_not_checked_and_says_why(mail, page, anna, bilal, at_the_desk, words):
    actions.check(mail, how="call", on=timezone.localdate(), actor=bilal, **SHOWN)
    desk = at_the_desk(anna)
    assert desk.post(f"{page}contacts/{mail.pk}/dispute/", {"evidence": ""}).status_code == 422
    told = words(desk.post(f"{page}contacts/{mail.pk}/dispute/", {"evidence": "It came back"}, follow=True))
    mail.refresh_from_db()
    assert (mail.state, mail.is_usable) == ("disputed", True)
    assert "It came back" in told
    assert "It is disputed by Anna" in told


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"evidence": " "}, "Say what shows it, so that somebody else can look"),
        ({"on": "2999-01-01"}, "This day is still to come"),
        ({"on": "yesterday"}, "Enter the day"),
        ({"how": "dream"}, "Select a valid choice"),
    ],
)
def test_a_check_that_says_too_little_comes_back(mail, page, bilal, at_the_desk, words, wrong, sentence):
    answer = at_the_desk(bilal).post(f"{page}contacts/{mail.pk}/check/", looked(**wrong))
    assert (answer.status_code, sentence in words(answer)) == (422, True)
    mail.refresh_from_db()
    assert mail.state == "unverified"


def test_what_is_out_of_use_is_not_checked(mail, page, bilal, at_the_desk, words):
    type(mail).objects.update(state="retired")
    for verb, form in (("check", looked()), ("dispute", SHOWN)):
        answer = at_the_desk(bilal).post(f"{page}contacts/{mail.pk}/{verb}/", form)
        assert (answer.status_code, "This is no longer in use." in words(answer)) == (409, True)


def test_an_office_holder_is_proposed_looked_at_changed_and_leaves(ministry, page, anna, bilal, at_the_desk, words):
    annas, bilals = at_the_desk(anna), at_the_desk(bilal)
    form = {
        "name": "B. Person", "own_name": "Б. Персон", "title": "Minister", "capacity": "acting", "addressed_as": "any",
        "started_on": "2026-03-01", "started_precision": "month", "source": "their page", "as_of": "2026-03-02",
        **SHOWN,
    }  # fmt: skip
    assert annas.post(f"{page}holders/", form | {"name": ""}).status_code == 422
    assert annas.post(f"{page}holders/", form).status_code == 303
    actions.agree(Proposal.objects.get(), actor=bilal)
    holder = OfficeHolder.objects.get()
    assert (holder.name, holder.state, holder.checked_by, str(holder.started_on)) == (
        *("B. Person", "verified", "Bilal", "2026-03-01"),
    )
    assert "since March 2026" in words(annas.get(page))
    own = f"{page}holders/{holder.pk}/"
    assert annas.post(f"{own}check/", looked()).status_code == 409
    assert bilals.post(f"{own}check/", looked()).status_code == 303
    assert bilals.post(f"{own}dispute/", SHOWN).status_code == 303
    assert bilals.post(own, form).status_code == 409
    assert bilals.post(own, form | {"capacity": "holder"}).status_code == 303
    actions.agree(Proposal.objects.waiting().get(), actor=anna)
    assert bilals.post(f"{own}end/", {"on": "", **SHOWN}).status_code == 422
    assert bilals.post(f"{own}end/", {"on": "2026-06-01", **SHOWN}).status_code == 303
    actions.agree(Proposal.objects.waiting().get(), actor=anna)
    holder.refresh_from_db()
    assert (holder.capacity, holder.is_current) == ("holder", False)
    assert "no longer in office" in words(annas.get(own))


def test_who_was_named_by_mistake_is_named_no_more(ministry, anna, bilal):
    values = {"name": "C. Person", "source": "their page"}
    mine = actions.propose_holder(ministry, values=values, actor=anna, **SHOWN)
    actions.agree(mine, actor=bilal)
    actions.undo(mine, actor=anna)
    assert OfficeHolder.objects.get().is_current is False


def test_nobody_leaves_before_they_came(minister, page, anna, at_the_desk, words):
    OfficeHolder.objects.update(started_on="2026-05-01")
    answer = at_the_desk(anna).post(f"{page}holders/{minister.pk}/end/", {"on": "2026-04-01", **SHOWN})
    assert (answer.status_code, "This is before they took the office" in words(answer)) == (422, True)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"evidence": ""}, "a_check_has_evidence"),
        ({"how": ""}, "what_is_right_says_how_that_is_known"),
        ({"contact": None}, "a_check_is_of_one_thing"),
    ],
)
def test_the_database_refuses(mail, values, sentence):
    fine = {"contact": mail, "outcome": "right", "how": "call", "evidence": "x"}
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        Check.objects.create(**fine | values)
