"""Bilal's browser, and a draft of his."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from picketline.appeals import actions
from picketline.appeals.models import Appeal
from picketline.authorities.models import Country
from picketline.network.actions import add_organiser


@pytest.fixture
def bilal(example):
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def desk(client, bilal, settings):
    """His browser, signed in; the second factor has its own tests."""
    settings.DEMO = True
    client.force_login(bilal)
    return client


@pytest.fixture
def draft(example, bilal) -> Appeal:
    """A new appeal about Kazakhstan, with headline and sentence."""
    return actions.draft(
        section=example.section, state=Country.objects.get(pk="KZ").pk, language="en", headline="Free the teacher",
        call="She is in prison for a strike.", closes_on=timezone.localdate() + timedelta(days=60), actor=bilal,
    )  # fmt: skip


@pytest.fixture
def where(draft) -> str:
    """The draft's page at the desk."""
    return f"/en/desk/appeals/{draft.slug}/"


@pytest.fixture
def words():
    """A page without its tags, spaces folded."""
    return lambda answer: " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
