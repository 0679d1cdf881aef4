"""Who holds an office, from when to when."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from picketline.authorities.models import Authority, OfficeHolder


@pytest.fixture
def ministry(kazakhstan):
    return Authority.objects.create(kind="ministry", state=kazakhstan)


def holder(office, name, **known):
    return OfficeHolder.objects.create(authority=office, name=name, source="https://ministry.example.org", **known)


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def test_one_follows_the_other_and_the_last_day_belongs_to_the_next(ministry):
    holder(ministry, "The First", started_on=days_ago(900), ended_on=days_ago(0))
    second = holder(ministry, "The Second", started_on=days_ago(0))
    holder(ministry, "The Third", started_on=days_ago(-1))
    assert list(ministry.holders.current()) == [second]
    assert [one.name for one in ministry.holders.all() if one.is_current] == ["The Second"]


def test_a_letter_may_name_whom_somebody_checked_in_the_last_90_days(ministry):
    proof = {"state": "verified", "checked_by": "BK"}
    holder(ministry, "Never Checked")
    holder(ministry, "Checked Long Ago", checked_on=days_ago(91), **proof)
    holder(ministry, "Disputed", checked_on=days_ago(1), state="disputed", checked_by="BK")
    holder(ministry, "Doubted", checked_on=days_ago(1), check_again_on=days_ago(0), **proof)
    holder(ministry, "Gone", checked_on=days_ago(1), ended_on=days_ago(1), **proof)
    known = holder(ministry, "Just Checked", checked_on=days_ago(90), **proof)
    assert list(ministry.holders.known()) == [known]
    assert [one.name for one in ministry.holders.all() if one.is_known] == ["Just Checked"]


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ({"started_on": date(2024, 5, 2), "ended_on": date(2024, 5, 1)}, "nobody_leaves_an_office_before_taking_it"),
        ({"state": "verified", "checked_by": "BK"}, "a_verified_office_holder_says_who_checked_it_and_when"),
    ],
)
def test_the_database_refuses(ministry, known, sentence):
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        holder(ministry, "Somebody", **known)


def test_a_dataset_names_somebody_once(ministry):
    holder(ministry, "Somebody", dataset="factbook", external_id="KZ:head_of_state:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        holder(ministry, "Somebody Else", dataset="factbook", external_id="KZ:head_of_state:1")
