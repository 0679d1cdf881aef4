"""Two offices that are one: letters to the first go to the second, until somebody undoes it."""

import pytest

from picketline.authorities import cards
from picketline.authorities.models import Accreditation, Authority, AuthorityName, ContactPoint, Mission
from picketline.authorities.responsible import responsible_mission
from picketline.directory import actions, caution
from picketline.directory.models import Proposal
from picketline.letters.routes import routes_from

SHOWN = {"evidence": "The same page"}


@pytest.fixture
def twin(ministry):
    """The ministry a second time, at the same domain."""
    other = Authority.objects.create(kind="ministry", state=ministry.state)
    AuthorityName.objects.create(authority=other, language="en", text="Justice Ministry")
    ContactPoint.objects.create(
        authority=other, kind="email", value="info@justice.kz.invalid", source="s", may_carry_letters=True
    )
    cards.index(Authority.objects.all())
    return other


def merged(first, second, proposer, *keepers):
    mine = actions.propose_merger(first, into=second, actor=proposer, **SHOWN)
    for keeper in keepers:
        actions.agree(mine, actor=keeper)
    first.refresh_from_db()
    return mine


def test_anna_proposes_it_bilal_agrees_and_undo_parts_them(ministry, mail, twin, anna, bilal, at_the_desk, words):
    page = f"/en/desk/directory/{twin.uuid}/"
    desk = at_the_desk(anna)
    assert "Ministry of Justice · office@justice.kz.invalid" in words(desk.get(f"{page}merger/"))
    assert desk.post(f"{page}merger/", {"into": "", **SHOWN}).status_code == 422
    assert desk.post(f"{page}merger/", {"into": str(ministry.uuid), **SHOWN}).status_code == 303
    mine = Proposal.objects.get()
    assert "Merge into another office: office" in words(desk.get(page))
    assert at_the_desk(bilal).post(f"/en/desk/directory/proposals/{mine.uuid}/agreement/").status_code == 303
    assert "This office was merged. Letters to it go to: Ministry of Justice" in words(desk.get(page))
    assert list(Authority.objects.sought("justice ministry")) == [ministry]
    assert desk.get(f"{page}merger/").status_code == 404
    actions.undo(mine, actor=anna)
    assert set(Authority.objects.sought("justice ministry")) == {ministry, twin}


def test_an_office_at_another_domain_takes_two_keepers_and_two_days(ministry, mail, twin, anna, bilal, chen):
    other = twin.contacts.get()
    type(other).objects.update(value="info@elsewhere.invalid")
    type(other).objects.filter(pk=mail.pk).update(value="office@justice.kz.invalid")
    mine = actions.propose_merger(ministry, into=twin, actor=anna, **SHOWN)
    assert caution.needed(mine) == 2
    assert actions.agree(mine, actor=bilal) is False
    assert actions.agree(mine, actor=chen) is True
    other.refresh_from_db()
    assert other.is_held


def test_nothing_is_merged_into_what_was_merged_meanwhile(ministry, mail, twin, anna, bilal):
    first = actions.propose_merger(twin, into=ministry, actor=anna, **SHOWN)
    back = actions.propose_merger(ministry, into=twin, actor=anna, **SHOWN)
    actions.agree(first, actor=bilal)
    with pytest.raises(actions.Objection, match="changed meanwhile"):
        actions.agree(back, actor=bilal)
    ministry.refresh_from_db()
    assert ministry.merged_into is None


def test_only_offices_alike_are_offered(ministry, twin, anna, at_the_desk, words):
    court = Authority.objects.create(kind="court", state=ministry.state)
    page = f"/en/desk/directory/{court.uuid}/merger/"
    desk = at_the_desk(anna)
    assert "The directory knows no other office of this kind there." in words(desk.get(page))
    assert desk.post(page, {"into": str(ministry.uuid), **SHOWN}).status_code == 422


def test_an_addressee_that_was_merged_gets_its_letters_at_the_survivors_address(example, anna, bilal):
    justice = ContactPoint.objects.get(value="justice@kz.invalid").authority
    survivor = Authority.objects.create(kind="ministry", state_id="KZ")
    ContactPoint.objects.create(
        authority=survivor, kind="email", value="survivor@kz.invalid", source="s", may_carry_letters=True
    )

    def reached():
        return [route.contact.value for route in routes_from(example, "DE").by_email]

    before = reached()
    mine = merged(justice, survivor, anna, bilal)
    assert reached() == ["prosecutor.general@kz.invalid", "survivor@kz.invalid"]
    actions.undo(mine, actor=anna)
    assert reached() == before


def test_an_addressee_and_the_office_it_was_merged_into_get_one_letter(example, anna, bilal):
    justice = ContactPoint.objects.get(value="justice@kz.invalid").authority
    prosecutor = ContactPoint.objects.get(value="prosecutor.general@kz.invalid").authority
    merged(justice, prosecutor, anna, bilal)
    assert [route.contact.value for route in routes_from(example, "DE").by_email] == ["prosecutor.general@kz.invalid"]


def test_the_survivor_of_the_responsible_mission_is_responsible(example, anna, bilal, client):
    berlin = responsible_mission("KZ", "DE").mission
    survivor = Authority.objects.create(kind="mission", state_id="KZ")
    Mission.objects.create(authority=survivor, kind="embassy", host_id="DE", city="Berlin")
    ContactPoint.objects.create(authority=survivor, kind="post", value="Street 1\n10117 Berlin", source="s")
    mine = merged(berlin, survivor, anna, bilal)
    found = responsible_mission("KZ", "DE")
    assert (found.mission, found.basis, Accreditation.objects.filter(mission__authority=survivor).count()) == (
        *(survivor, "resident", 0),
    )
    sheet = f"/en/appeals/{example.slug}/paper/?country=DE&office={berlin.uuid}"
    assert b"Street 1" in client.get(sheet).content
    actions.undo(mine, actor=bilal)
    assert responsible_mission("KZ", "DE").mission == berlin
    assert client.get(f"/en/appeals/{example.slug}/paper/?country=DE&office=nonsense").status_code == 404
