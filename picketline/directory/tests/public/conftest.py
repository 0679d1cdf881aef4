"""The shipped directory with the missions of Kazakhstan, and a ministry at home."""

import html
import re

import pytest

from picketline.authorities.importer import Importer
from picketline.authorities.models import Authority, AuthorityName, ContactPoint


@pytest.fixture
def directory(db):
    """Countries, and what Kazakhstan has abroad; offices at home are brought by the tests."""
    Importer(sending={"KZ"}).load()
    Authority.objects.filter(mission=None).delete()


@pytest.fixture
def embassy(directory):
    """The embassy in Berlin."""
    return Authority.objects.get(mission__external_id="wd:Q23786646")


@pytest.fixture
def ministry(directory):
    office = Authority.objects.create(kind="ministry", state_id="KZ", role="minister")
    AuthorityName.objects.create(authority=office, language="en", text="Ministry of Justice")
    AuthorityName.objects.create(authority=office, language="ru", text="Министерство юстиции")
    return office


def contact(office, kind, value, **known):
    """A contact of an office, with all that follows from its value."""
    row = ContactPoint(authority=office, kind=kind, value=value, **({"source": "their own page"} | known))
    row.clean()
    row.save()
    return row


def words(answer) -> str:
    """What a reader reads."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())
