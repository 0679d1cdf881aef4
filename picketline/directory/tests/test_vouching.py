"""Free mail and mobiles are anybody's: no letter goes there before two people vouch with evidence."""

import pytest
from django.db import IntegrityError, transaction

from picketline.authorities.models import ContactPoint
from picketline.directory import actions
from picketline.directory.models import Proposal

FREE, MOBILE = "ministry.of.justice@gmail.com", "+7 701 123 45 67"
SHOWN = {"evidence": "The ministry's page names it"}


def added(ministry, kind, value, proposer, *keepers, **more):
    values = {"kind": kind, "value": value, "source": "their page"} | more
    mine = actions.propose_contact(ministry, values=values, actor=proposer, **SHOWN)
    for keeper in keepers:
        actions.agree(mine, actor=keeper)
    return ContactPoint.objects.filter(value=value).first()


def test_free_mail_carries_letters_once_two_people_vouch(ministry, anna, bilal, chen):
    assert added(ministry, "email", FREE, anna, bilal, may_carry_letters=True) is None
    actions.agree(Proposal.objects.get(), actor=chen)
    found = ContactPoint.objects.get(value=FREE)
    assert (found.may_carry_letters, found.vouched_by, found.also_vouched_by) == (True, "Bilal", "Chen")
    assert (found.is_usable, found.is_held, found.is_plain) == (True, True, False)
    assert found.warnings[0] == "Anybody can have one like it. Bilal and Chen vouch that it is the office's own."


def test_free_mail_that_carries_nothing_needs_nobody_to_vouch(ministry, anna, bilal, chen):
    found = added(ministry, "email", FREE, anna, bilal, chen, may_carry_letters=False)
    assert (found.vouched_by, found.is_usable) == ("", False)


def test_letters_to_free_mail_that_stands_there_already_need_two(ministry, anna, bilal, chen):
    added(ministry, "email", FREE, anna, bilal, chen, may_carry_letters=False)
    ContactPoint.objects.update(holds_letters_until=None)
    row = ContactPoint.objects.get()
    mine = actions.propose_change(row, values={"may_carry_letters": True}, actor=anna, **SHOWN)
    assert actions.agree(mine, actor=bilal) is False
    assert actions.agree(mine, actor=chen) is True
    assert ContactPoint.objects.usable().get().is_vouched
    actions.undo(mine, actor=anna)
    assert not ContactPoint.objects.usable().exists()


def test_another_address_is_not_vouched_for(mail, anna, bilal, chen):
    mine = actions.propose_change(mail, values={"value": FREE}, actor=anna, **SHOWN)
    for keeper in (bilal, chen):
        actions.agree(mine, actor=keeper)
    mail.refresh_from_db()
    assert mail.is_vouched
    back = actions.propose_change(mail, values={"value": "office@justice.kz.invalid"}, actor=anna, **SHOWN)
    for keeper in (bilal, chen):
        actions.agree(back, actor=keeper)
    mail.refresh_from_db()
    assert (mail.vouched_by, mail.may_carry_letters) == ("", True)


def test_a_mobile_is_shown_once_two_people_vouch(ministry, anna, bilal, chen, client, at_the_desk, words):
    assert added(ministry, "phone", MOBILE, anna, bilal) is None
    office = at_the_desk(chen).get(f"/en/desk/directory/{ministry.uuid}/")
    assert "Two people besides who proposed it have to vouch that it is the office's own" in words(office)
    actions.agree(Proposal.objects.get(), actor=chen)
    found = ContactPoint.objects.get()
    page = f"/en/directory/contacts/{found.pk}/remarks/"
    assert (found.is_mobile, found.is_shown, found.is_usable, client.get(page).status_code) == (True, True, True, 200)
    assert ContactPoint.objects.usable().exists()
    ContactPoint.objects.update(also_vouched_by="")
    found.refresh_from_db()
    assert (found.is_shown, found.is_usable, client.get(page).status_code) == (False, False, 404)
    assert not ContactPoint.objects.usable().exists()


def test_two_people_of_one_name_are_two(ministry, anna, bilal, chen):
    type(chen).objects.filter(pk=chen.pk).update(name="Bilal")
    chen.refresh_from_db()
    found = added(ministry, "email", FREE, anna, bilal, chen, may_carry_letters=True)
    assert (found.vouched_by, found.also_vouched_by) == ("bilal@example.org", "chen@example.org")


@pytest.mark.parametrize("names", [("", ""), ("Anna", ""), ("", "Anna"), ("Anna", "Anna")])
@pytest.mark.parametrize("known", [True, False])
def test_the_database_wants_two_names_whatever_the_row_says(ministry, names, known):
    row = {
        "authority": ministry, "kind": "email", "value": FREE, "source": "s", "may_carry_letters": True,
        "is_free_mail": known, "vouched_by": names[0], "also_vouched_by": names[1],
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="free_mail"), transaction.atomic():
        ContactPoint.objects.bulk_create([ContactPoint(**row)])
    ContactPoint.objects.bulk_create([ContactPoint(**row | {"vouched_by": "Anna", "also_vouched_by": "Bilal"})])
