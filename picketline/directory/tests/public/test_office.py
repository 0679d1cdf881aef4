"""Anna reads all that is known of one office, and how old it is."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from picketline.authorities.models import Accreditation, Authority, ContactPoint, OfficeHolder
from picketline.directory.models import Proposal
from picketline.directory.tests.public.conftest import contact, words
from picketline.gate import shelf
from picketline.network.actions import add_organiser

STATES = ("unverified", "disputed", "bouncing", "retired")


def page_of(client, office, language="en"):
    return words(client.get(f"/{language}/directory/offices/{office.uuid}/"))


def test_the_embassy_says_what_it_is_and_where(embassy, client):
    page = page_of(client, embassy)
    assert "Kind embassy State Kazakhstan Lies in Berlin, Germany Responsible for Germany" in page
    assert "Botschaft Kasachstan, Berlin" in page_of(client, embassy, "de")


def test_a_country_that_is_covered_from_elsewhere_says_so(embassy, client):
    Accreditation.objects.create(mission=embassy.mission, country_id="IE", basis="non_resident")
    assert "Responsible for Germany, Ireland (from Berlin)" in page_of(client, embassy)


def test_every_value_says_its_source_and_its_day_and_that_nobody_checked_it(ministry, client):
    contact(ministry, "email", "office@justice.example.org", as_of=date(2025, 3, 1), source="their own page")
    checked = {"state": "verified", "checked_by": "Bilal K.", "checked_on": date(2026, 5, 2)}
    contact(ministry, "fax", "+7 7172 740001", **checked)
    page = page_of(client, ministry)
    assert "E-mail office@justice.example.org not verified, as of 1 March 2025 · source: their own page" in page
    assert "Fax +7 7172 740001" in page
    assert "checked on 2 May 2026 · source: their own page" in page
    assert "Bilal" not in page


def test_an_address_is_written_as_the_office_publishes_it_and_the_country_comes_last(ministry, client):
    contact(ministry, "post", "Mangilik El 8\n010000 Astana", as_of=date(2025, 3, 1))
    assert "Ministry of Justice Mangilik El 8 010000 Astana KAZAKHSTAN" in page_of(client, ministry)


def test_no_mobile_and_no_free_mailbox_is_shown_and_the_page_says_that_there_are_some(ministry, client):
    contact(ministry, "phone", "+7 701 111 22 33")
    contact(ministry, "email", "minister@gmail.com")
    page = page_of(client, ministry)
    assert ("701 111" in page, "gmail" in page) == (False, False)
    assert "2 values are known and not shown" in page


def test_what_is_no_longer_in_use_stands_in_the_history_alone_and_private_values_nowhere(ministry, client):
    contact(ministry, "email", "old@justice.example.org", state="retired", as_of=date(2019, 1, 1))
    contact(ministry, "phone", "+7 701 111 22 33", state="retired")
    contact(ministry, "email", "minister@gmail.com", state="retired")
    page = page_of(client, ministry)
    before, history = page.split(" History ")
    assert "old@justice.example.org" not in before
    assert "No longer in use: e-mail old@justice.example.org evidence: their own page, 1 January 2019" in history
    assert ("701 111" in page, "gmail" in page) == (False, False)


def test_office_holders_of_today_stand_above_those_before(ministry, client):
    told = {"authority": ministry, "source": "cia-factbook", "as_of": date(2026, 1, 21)}
    OfficeHolder.objects.create(name="Old MINISTER", started_on=date(2018, 1, 1), ended_on=date(2021, 5, 1), **told)
    OfficeHolder.objects.create(
        name="New MINISTER", started_on=date(2021, 5, 1), started_precision="month", capacity="acting", **told
    )
    page = page_of(client, ministry)
    new = "New MINISTER acting in office from May 2021 not verified, as of 21 January 2026 · source: cia-factbook"
    old = "Before Old MINISTER in office from 1 January 2018 until 1 May 2021 not verified"
    assert page.index(new) < page.index(old)
    assert "1 May 2021 Left the office: Old MINISTER" in page


@pytest.fixture
def agreed(ministry):
    """A change that Bilal proposed and Anna agreed to."""
    people = [add_organiser(f"{name.lower()}@example.org", name=name) for name in ("Bilal", "Annapurna")]
    mine = contact(ministry, "email", "office@justice.example.org")
    return Proposal.objects.create(
        authority=ministry, act="change", noun="contact", contact=mine, evidence="https://justice.example.org/contact",
        proposed_by=people[0], decided_by=people[1], verdict="agreed", decided_at=datetime(2026, 4, 5, 12, tzinfo=UTC),
        words="Checked by Annapurna",
    )  # fmt: skip


def test_the_history_tells_what_was_agreed_and_by_which_evidence_but_never_by_whom(agreed, client):
    page = page_of(client, agreed.authority)
    assert (
        "5 April 2026 Contact changed: office@justice.example.org (agreed) "
        "evidence: https://justice.example.org/contact" in page
    )
    assert ("Bilal" in page, "Annapurna" in page) == (False, False)


def test_what_waits_or_was_refused_stands_on_no_public_page(agreed, client):
    Proposal.objects.update(verdict="waiting", decided_at=None)
    assert "Contact changed" not in page_of(client, agreed.authority)


def test_a_change_of_a_private_value_tells_neither_value_nor_evidence(agreed, client):
    ContactPoint.objects.filter(pk=agreed.contact_id).update(value="minister@gmail.com")
    Proposal.objects.update(evidence="a call with minister@gmail.com")
    page = page_of(client, agreed.authority)
    assert ("Contact changed:" in page, "gmail" in page) == (True, False)


def test_a_merged_office_leads_to_the_one_that_remains_and_is_told_there(ministry, client):
    double = Authority.objects.create(kind="ministry", state_id="KZ", merged_into=ministry)
    double.names.create(language="en", text="Justice Ministry")
    for _time in ("first", "from the shelf"):
        answer = client.get(f"/en/directory/offices/{double.uuid}/")
        assert (answer.status_code, answer["Location"]) == (302, f"/en/directory/offices/{ministry.uuid}/")
    assert "merged: Justice Ministry" in page_of(client, ministry)
    assert "Justice Ministry" not in words(client.get("/en/directory/KZ/"))


def test_an_office_merged_twice_leads_to_the_last_one_in_one_step(ministry, client):
    second = Authority.objects.create(kind="ministry", state_id="KZ", merged_into=ministry)
    first = Authority.objects.create(kind="ministry", state_id="KZ", merged_into=second)
    answer = client.get(f"/en/directory/offices/{first.uuid}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/en/directory/offices/{ministry.uuid}/")


def test_readers_say_beside_each_address_that_it_is_wrong_and_the_page_is_the_same_for_everybody(ministry, client):
    rows = {state: contact(ministry, "fax", f"+7 7172 74000{place}", state=state) for place, state in enumerate(STATES)}
    of_anna = client.get(f"/en/directory/offices/{ministry.uuid}/")
    links = {state: f"/en/directory/contacts/{row.pk}/remarks/" for state, row in rows.items()}
    offered = [state for state, link in links.items() if f'href="{link}"' in of_anna.content.decode()]
    assert offered == ["unverified", "disputed"]
    assert [client.get(link).status_code for link in links.values()] == [200, 200, 404, 404]
    shelf.shelf.clear()
    of_bert = Client(headers={"user-agent": "Bert", "cookie": "a=b"}).get(f"/en/directory/offices/{ministry.uuid}/")
    assert of_bert.content == of_anna.content
    assert ("token" in of_anna.content.decode(), of_anna.cookies, of_bert.cookies) == (False, {}, {})


def test_a_link_is_only_what_can_be_opened(ministry, client):
    contact(ministry, "website", "javascript:alert(1)")
    contact(ministry, "website", "https://justice.example.org/")
    page = client.get(f"/en/directory/offices/{ministry.uuid}/").content.decode()
    assert 'href="javascript' not in page
    assert 'href="https://justice.example.org/"' in page


def test_the_page_asks_the_same_however_much_is_known(ministry, client, django_assert_max_num_queries):
    for number in range(20):
        contact(ministry, "email", f"office{number}@justice.example.org")
        OfficeHolder.objects.create(authority=ministry, name=f"Minister {number}", source="their own page")
    with django_assert_max_num_queries(9):
        client.get(f"/en/directory/offices/{ministry.uuid}/")
