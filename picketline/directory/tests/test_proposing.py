"""Anna proposes what an office's address should be, Bilal looks at the evidence, and nobody decides alone."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from picketline.audit.models import Entry
from picketline.authorities.models import ContactPoint
from picketline.directory import actions, caution
from picketline.directory.models import Agreement, Proposal

NEW = "minister@justice.kz.invalid"
ELSEWHERE = "minister@ministry-of-justice.invalid"
SHOWN = {"evidence": "Their page, seen today"}


def typed(value, **more):
    today = timezone.localdate().isoformat()
    usual = {"kind": "email", "purpose": "general", "source": "https://justice.kz.invalid/", "as_of": today}
    usual |= {"checked_how": "official_page", "may_carry_letters": "on"}
    return usual | {"value": value} | SHOWN | more


def change(mail, by, value=NEW, **more):
    return actions.propose_change(mail, values={"value": value} | more, actor=by, **SHOWN)


@pytest.fixture
def page(ministry):
    return f"/en/desk/directory/{ministry.uuid}/"


def test_anna_proposes_an_address_and_it_counts_when_bilal_has_looked(
    ministry, mail, page, anna, bilal, at_the_desk, words
):
    annas, bilals = at_the_desk(anna), at_the_desk(bilal)
    told = annas.post(f"{page}contacts/", typed(NEW), follow=True)
    assert "Proposed. It counts once somebody else agrees." in words(told)
    assert not ContactPoint.objects.filter(value=NEW).exists()
    assert "yours: somebody else decides" in words(annas.get(page))
    waiting = Proposal.objects.get()
    seen = words(bilals.get(page))
    assert NEW in seen
    assert "proposed by Anna" in seen
    assert "Their page, seen today" in seen
    done = bilals.post(f"/en/desk/directory/proposals/{waiting.uuid}/agreement/", follow=True)
    assert "Agreed: the directory says so now." in words(done)
    added = ContactPoint.objects.get(value=NEW)
    assert (added.state, added.checked_by, added.checked_how, added.is_usable) == (
        *("verified", "Bilal", "official_page", True),
    )
    assert "Agreed by Bilal" in words(done)
    acts = Entry.objects.filter(noun="directory.proposal").order_by("pk").values_list("act", "actor")
    assert list(acts) == [("propose", str(anna.pk)), ("agree", str(bilal.pk))]


def test_who_proposed_it_cannot_agree(ministry, mail, anna, at_the_desk, words):
    mine = change(mail, anna)
    answer = at_the_desk(anna).post(f"/en/desk/directory/proposals/{mine.uuid}/agreement/")
    assert answer.status_code == 409
    assert "You proposed this: somebody else has to agree." in words(answer)
    mail.refresh_from_db()
    assert mail.value != NEW


def test_a_change_keeps_what_was_before_and_can_be_undone(mail, anna, bilal):
    mine = change(mail, anna)
    assert actions.agree(mine, actor=bilal)
    mail.refresh_from_db()
    assert (mail.value, mail.normalised, mail.state) == (NEW, NEW, "verified")
    mine.refresh_from_db()
    assert mine.before["value"] == "office@justice.kz.invalid"
    actions.undo(mine, actor=anna)
    mail.refresh_from_db()
    assert (mail.value, mail.state, mail.checked_by, mail.may_carry_letters) == (
        *("office@justice.kz.invalid", "unverified", "", True),
    )
    mine.refresh_from_db()
    assert mine.verdict == "undone"


def test_what_was_added_and_undone_is_out_of_use_and_can_be_added_again(ministry, mail, anna, bilal):
    values = {"kind": "email", "value": NEW, "source": "their page", "may_carry_letters": True}
    first = actions.propose_contact(ministry, values=values, actor=anna, **SHOWN)
    actions.agree(first, actor=bilal)
    actions.undo(Proposal.objects.get(), actor=bilal)
    added = ContactPoint.objects.get(value=NEW)
    assert (added.state, added.is_usable) == ("retired", False)
    again = actions.propose_contact(ministry, values=values, actor=anna, **SHOWN)
    actions.agree(again, actor=bilal)
    assert (ContactPoint.objects.get(value=NEW).pk, ContactPoint.objects.get(value=NEW).is_usable) == (added.pk, True)


def test_after_two_days_nothing_is_undone(mail, anna, bilal):
    mine = change(mail, anna)
    actions.agree(mine, actor=bilal)
    with (
        time_machine.travel(timezone.now() + datetime.timedelta(hours=49)),
        pytest.raises(actions.Objection, match="two days"),
    ):
        actions.undo(mine, actor=bilal)


def test_what_was_changed_meanwhile_is_not_overwritten(mail, anna, bilal, chen, at_the_desk, words):
    first, second = change(mail, anna), change(mail, chen, "press@justice.kz.invalid")
    actions.agree(second, actor=bilal)
    answer = at_the_desk(bilal).post(f"/en/desk/directory/proposals/{first.uuid}/agreement/")
    assert answer.status_code == 409
    assert "What this is about was changed meanwhile." in words(answer)
    mail.refresh_from_db()
    assert (mail.value, Agreement.objects.filter(proposal=first).count()) == ("press@justice.kz.invalid", 0)
    with pytest.raises(actions.Objection, match="Somebody has decided this meanwhile"):
        actions.agree(second, actor=anna)


def test_bilal_refuses_and_says_why_and_anna_takes_hers_back(mail, page, anna, bilal, at_the_desk, words):
    first, second = change(mail, anna), change(mail, anna, "press@justice.kz.invalid")
    desk = at_the_desk(bilal)
    refusal = f"/en/desk/directory/proposals/{first.uuid}/refusal/"
    assert desk.post(refusal, {"words": " "}).status_code == 422
    assert desk.post(refusal, {"words": "The page says otherwise."}).status_code == 303
    seen = words(desk.get(page))
    assert "Refused by Bilal" in seen
    assert "The page says otherwise." in seen
    withdrawal = f"/en/desk/directory/proposals/{second.uuid}/withdrawal/"
    assert desk.post(withdrawal).status_code == 409
    assert at_the_desk(anna).post(withdrawal).status_code == 303
    second.refresh_from_db()
    assert second.verdict == "withdrawn"


def test_an_address_goes_out_of_use_once_somebody_else_agrees(ministry, mail, page, anna, bilal, at_the_desk):
    address = f"{page}contacts/{mail.pk}/retirement/"
    assert at_the_desk(anna).post(address, {"evidence": ""}).status_code == 422
    assert at_the_desk(anna).post(address, SHOWN).status_code == 303
    actions.agree(Proposal.objects.get(), actor=bilal)
    mail.refresh_from_db()
    assert (mail.state, mail.is_usable) == ("retired", False)
    actions.undo(Proposal.objects.get(), actor=bilal)
    mail.refresh_from_db()
    assert (mail.state, mail.is_usable) == ("unverified", True)


def test_what_a_source_says_needs_one_person(mail, bilal):
    theirs = change(mail, None)
    assert actions.agree(theirs, actor=bilal)
    mail.refresh_from_db()
    assert (mail.value, mail.checked_by) == (NEW, "Bilal")


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("no address", "Enter an e-mail address like name@example.org"),
        ("minister@justlce.kz.invalid", "nearly, but not quite, one that offices of this state use"),
        ("office@justice.kz.invalid", "This office has that already."),
        ("two\nlines@justice.kz.invalid", "Enter it on one line"),
    ],
)
def test_what_cannot_be_proposed_comes_back_with_a_sentence(mail, page, anna, at_the_desk, words, value, sentence):
    answer = at_the_desk(anna).post(f"{page}contacts/", typed(value))
    assert answer.status_code in {409, 422}
    assert sentence in words(answer)
    assert value.splitlines()[0] in answer.content.decode()
    assert not Proposal.objects.exists()


def test_an_odd_address_is_compared_by_both(mail, page, anna, bilal, chen, at_the_desk, words):
    odd = "minister@justlce.kz.invalid"
    at_the_desk(anna).post(f"{page}contacts/{mail.pk}/", typed(odd, compared=odd))
    mine = Proposal.objects.get()
    assert "nearly, but not quite" in words(at_the_desk(bilal).get(page))
    with pytest.raises(actions.Objection, match="compare it letter by letter"):
        actions.agree(mine, actor=bilal)
    for keeper in (bilal, chen):
        actions.agree(mine, actor=keeper, compared=True)
    mail.refresh_from_db()
    assert (mail.value, mail.compared_by, mail.flags) == (odd, "Chen", "near")


def test_nothing_is_proposed_that_the_row_says_already(mail, page, anna, at_the_desk, words):
    same = typed(mail.value, source=mail.source)
    answer = at_the_desk(anna).post(f"{page}contacts/{mail.pk}/", same)
    assert (answer.status_code, Proposal.objects.count()) == (409, 0)
    assert "It says all that already." in words(answer)


def test_nobody_outside_reads_or_decides(mail, page, anna, client):
    mine = change(mail, anna)
    for address in (page, f"{page}contacts/", f"{page}contacts/{mail.pk}/"):
        assert client.get(address).status_code == 302
    assert client.post(f"/en/desk/directory/proposals/{mine.uuid}/agreement/").status_code == 302
    mine.refresh_from_db()
    assert mine.is_waiting


def test_the_database_keeps_nouns_apart(mail, ministry):
    about = {"authority": ministry, "evidence": "x"}
    for wrong, sentence in (
        ({"act": "change", "noun": "holder", "contact": mail}, "a_proposal_is_about_the_noun_it_names"),
        ({"act": "merge", "noun": "contact"}, "offices_are_merged_and_nothing_else"),
        ({"act": "add", "noun": "office"}, "offices_are_merged_and_nothing_else"),
    ):
        with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
            Proposal.objects.create(**about, **wrong)


def test_even_a_row_by_the_proposer_never_counts_as_agreement(mail, anna):
    mine = change(mail, anna)
    Agreement.objects.create(proposal=mine, keeper=anna)
    assert (caution.agreed(mine), caution.missing(mine)) == (0, 1)
