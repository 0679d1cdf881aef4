"""Bilal finds the office to write to, in any script and spelling, among those of the state concerned."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from picketline.appeals import actions as appeals
from picketline.authorities.importer import Importer
from picketline.authorities.models import Authority
from picketline.letters.forms import AddresseeForm
from picketline.network.actions import add_organiser


@pytest.fixture
def bilal(example):
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def draft(example, bilal):
    deadline = timezone.localdate() + timedelta(days=60)
    return appeals.draft(
        section=example.section, state="KZ", language="en", headline="H", call="C", closes_on=deadline, actor=bilal
    )


@pytest.fixture
def page(client, bilal, draft, settings):
    """The page of the addressees, asked for something."""
    settings.DEMO = True
    client.force_login(bilal)
    where = f"/en/desk/appeals/{draft.slug}/addressees/"
    return lambda asked: client.get(where, {"q": asked}).content.decode()


def offered(html) -> list[str]:
    return re.findall(r"<option[^>]*>([^<]*)</option>", html)


def test_an_office_is_found_by_town_kind_or_name(page):
    assert offered(page("Берлин")) == ["Embassy of Kazakhstan, Berlin"]
    assert offered(page("Botschaft 东京"))[:1] == offered(page("embassy Japan"))[:1] != []
    assert offered(page("justice")) == ["Minister of Justice", "Minister of Justice of the Republic of Kazakhstan"]


def test_without_a_search_every_office_is_offered_and_the_responsible_mission_first(page):
    assert offered(page(""))[0] == "The mission responsible for each supporter"
    assert len(offered(page(" "))) > 47


def test_what_is_found_can_be_chosen(draft, bilal):
    berlin = Authority.objects.get(mission__city="Berlin")
    form = AddresseeForm({"office": str(berlin.uuid)}, appeal=draft)
    assert (form.is_valid(), form.cleaned_data["authority"]) == (True, berlin)


def test_what_is_addressed_already_is_not_offered_again(page, draft, bilal):
    berlin = Authority.objects.get(mission__city="Berlin")
    appeals.add_addressee(draft, authority=berlin, is_copy=False, actor=bilal)
    assert offered(page("Berlin")) == []


def test_where_nothing_is_found_it_says_what_else_to_try(page):
    shown = page("<i>Zoraqavendil")
    assert 'No office of this state is found by <q dir="auto">&lt;i&gt;Zoraqavendil</q>' in shown
    assert (offered(shown), "All offices" in shown) == ([], True)


def test_offices_of_another_state_are_not_offered(page):
    Importer(sending={"BY"}).load()
    assert Authority.objects.sought("Belarus Berlin").count() == 1
    assert offered(page("Belarus Berlin")) == []
