"""Whoever turns an address to a domain of their own gets every letter: two keepers, two days, letters held."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from picketline.authorities.models import ContactPoint
from picketline.directory import actions, caution
from picketline.directory.models import Import, ImportedChange, Proposal

ELSEWHERE = "minister@moj-kz.invalid"
SHOWN = {"evidence": "Their page, seen today"}


def moves(mail, by, value=ELSEWHERE):
    return actions.propose_change(mail, values={"value": value}, actor=by, **SHOWN)


def test_a_new_domain_needs_two_keepers_and_then_holds_letters_for_two_days(mail, anna, bilal, chen):
    mine = moves(mail, anna)
    assert actions.agree(mine, actor=bilal) is False
    mail.refresh_from_db()
    assert mail.value == "office@justice.kz.invalid"
    with pytest.raises(actions.Objection, match="You have agreed to this already"):
        actions.agree(mine, actor=bilal)
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        assert actions.agree(mine, actor=chen) is True
    mail.refresh_from_db()
    assert (mail.value, mail.holds_letters_until, mail.is_held) == (ELSEWHERE, now + datetime.timedelta(hours=48), True)
    assert mail.is_plain is False
    with time_machine.travel(now + datetime.timedelta(hours=49)):
        assert (mail.is_held, mail.is_plain) == (False, True)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("minister@justice.kz.invalid", 1),
        ("minister@JUSTICE.kz.invalid", 1),
        ("minister@mail.justice.kz.invalid", 2),
        ("minister@moj-kz.invalid", 2),
        ("minister@gmail.com", 2),
    ],
)
def test_who_has_to_agree(mail, anna, value, number):
    assert caution.needed(moves(mail, anna, value)) == number


def test_the_domain_of_an_address_out_of_use_is_new_again(mail, anna):
    old = ContactPoint.objects.create(
        authority=mail.authority, kind="email", value="old@moj-kz.invalid", source="an old list", state="retired"
    )
    assert caution.needed(moves(mail, anna)) == 2
    ContactPoint.objects.filter(pk=old.pk).update(state="unverified")
    assert caution.needed(Proposal.objects.get()) == 1


def test_what_a_file_brought_is_no_way_round(mail, anna):
    known = ContactPoint.objects.create(
        authority=mail.authority, kind="email", value="list@moj-kz.invalid", source="a file"
    )
    now = timezone.now()
    done = Import.objects.create(kind="csv", name="file.csv", sha256="0" * 64, begun_at=now, ended_at=now)
    ImportedChange.objects.create(by=done, place="line 2", act="add", noun="contact", contact=known)
    assert caution.needed(moves(mail, anna)) == 2
    looked = {"state": "verified", "checked_by": "Bilal", "checked_on": timezone.localdate()}
    ContactPoint.objects.filter(pk=known.pk).update(**looked)
    assert caution.needed(Proposal.objects.get()) == 1


def test_a_website_elsewhere_is_no_way_round(mail, ministry, anna):
    values = {"kind": "website", "value": "https://moj-kz.invalid/", "source": "there"}
    assert caution.needed(actions.propose_contact(ministry, values=values, actor=anna, **SHOWN)) == 2


def test_the_domain_that_free_mail_is_at_is_no_way_round(mail, ministry, anna):
    ContactPoint(authority=ministry, kind="email", value="ministry@gmail.com", source="a list").clean()
    known = ContactPoint(authority=ministry, kind="email", value="ministry@gmail.com", source="a list")
    known.full_clean()
    known.save()
    assert caution.needed(moves(mail, anna, "office@gmail.com")) == 2


def test_undoing_it_holds_letters_as_well(mail, anna, bilal, chen):
    mine = moves(mail, anna)
    for keeper in (bilal, chen):
        actions.agree(mine, actor=keeper)
    ContactPoint.objects.update(holds_letters_until=None)
    actions.undo(mine, actor=anna)
    mail.refresh_from_db()
    assert (mail.value, mail.is_held) == ("office@justice.kz.invalid", True)


def test_the_desk_shows_both_forms_and_says_who_is_missing(mail, ministry, anna, bilal, at_the_desk, words):
    page = f"/en/desk/directory/{ministry.uuid}/"
    form = {
        "value": "minister@mün.invalid", "purpose": "general", "source": "https://x.invalid/", "as_of": "2026-01-02",
        "checked_how": "call", "compared": "minister@mün.invalid", **SHOWN,
    }  # fmt: skip
    assert at_the_desk(anna).post(f"{page}contacts/{mail.pk}/", form).status_code == 303
    seen = words(at_the_desk(bilal).get(page))
    assert "minister@mün.invalid = minister@xn--mn-xka.invalid" in seen
    assert "ü: Latin small letter u with diaeresis." in seen
    assert "A domain that this office is not known by." in seen
    assert "2 people have to agree still." in seen
    assert "Still needed: 2; who could agree: 1. Let somebody in first." in seen


def test_the_page_says_until_when_letters_wait(mail, ministry, anna, bilal, chen, at_the_desk, words):
    mine = moves(mail, anna)
    for keeper in (bilal, chen):
        actions.agree(mine, actor=keeper)
    assert "A new domain: letters wait until" in words(at_the_desk(anna).get(f"/en/desk/directory/{ministry.uuid}/"))
