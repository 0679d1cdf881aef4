"""A change of the directory that somebody wants."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from picketline.authorities.models import Authority, Country
from picketline.directory.models import Agreement, Proposal
from picketline.network.actions import add_organiser


@pytest.fixture
def ministry(db):
    state = Country.objects.create(iso2="KZ", iso3="KAZ", names={"en": "Kazakhstan", "de": "Kasachstan"})
    return Authority.objects.create(kind="ministry", state=state)


@pytest.fixture
def bilal(db):
    return add_organiser("bilal@example.org", name="Bilal")


def proposal(ministry, **known):
    known = {"evidence": "https://ministry.example.org/contact"} | known
    return Proposal.objects.create(authority=ministry, act="add", noun="contact", **known)


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ({"evidence": ""}, "a_proposal_has_evidence"),
        ({"verdict": "refused"}, "a_proposal_is_decided_at_a_time_or_waits"),
        ({"decided_at": timezone.now}, "a_proposal_is_decided_at_a_time_or_waits"),
    ],
)
def test_the_database_refuses(ministry, known, sentence):
    values = {field: value() if callable(value) else value for field, value in known.items()}
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        proposal(ministry, **values)


def test_bilal_cannot_agree_to_his_own(ministry, bilal):
    decided = {"verdict": "agreed", "decided_at": timezone.now(), "decided_by": bilal}
    with pytest.raises(IntegrityError, match="nobody_agrees_to_their_own_proposal"), transaction.atomic():
        proposal(ministry, proposed_by=bilal, **decided)
    assert proposal(ministry, **decided).decided_by == bilal


def test_a_keeper_agrees_once(ministry, bilal):
    mine = proposal(ministry)
    Agreement.objects.create(proposal=mine, keeper=bilal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(proposal=mine, keeper=bilal)


def test_the_oldest_is_decided_first(ministry, bilal):
    first, second = proposal(ministry), proposal(ministry)
    proposal(ministry, verdict="withdrawn", decided_at=timezone.now())
    assert list(Proposal.objects.waiting()) == [first, second]
