"""The missions of Kazakhstan, a ministry with checked contacts, and files as people send them."""

import csv
import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from picketline.authorities import cards
from picketline.authorities.importer import Importer
from picketline.authorities.models import Authority, AuthorityName, ContactPoint
from picketline.directory.columns import COLUMNS
from picketline.directory.importing import actions
from picketline.directory.models import Import

MINISTRY = {"kind": "ministry", "state": "KZ", "name_en": "Ministry of Justice", "source": "https://justice.invalid/"}


@pytest.fixture
def kazakhstan(db):
    """Every country, and what Kazakhstan has abroad; at home it has only what a test brings."""
    Importer(sending={"KZ"}).load()
    Authority.objects.exclude(kind="mission").delete()


@pytest.fixture
def ministry(kazakhstan):
    """The Ministry of Justice with an address and a number of 2024 that nobody has checked."""
    office = Authority.objects.create(kind="ministry", state_id="KZ", role="minister")
    AuthorityName.objects.create(authority=office, language="en", text="Ministry of Justice")
    for kind, value in (("email", "office@justice.invalid"), ("phone", "+7 7172 740 797")):
        contact = ContactPoint(
            authority=office, kind=kind, value=value, source=MINISTRY["source"], as_of="2024-05-01", language="ru"
        )
        contact.full_clean()
        contact.save()
    cards.index(Authority.objects.filter(pk=office.pk))
    return office


@pytest.fixture
def checked():
    """Somebody has checked every contact of an office."""

    def check(office):
        proof = {"state": "verified", "checked_by": "A. B.", "checked_on": timezone.localdate()}
        office.contacts.update(**proof)

    return check


@pytest.fixture
def brings(kazakhstan):
    """A file as it is brought in: rows of our columns, or bytes."""

    def bring(*rows, kind=Import.Kind.CSV, options=None, **how):
        content = rows[0] if rows and isinstance(rows[0], bytes) else spreadsheet(*rows)
        how = {"name": "offices.csv"} | how
        return actions.bring_in(io.BytesIO(content), kind=kind, options=options or {}, **how)

    return bring


@pytest.fixture
def types(kazakhstan):
    """A command as it is typed, and what it says."""

    def command(*words):
        said = io.StringIO()
        call_command(*words, stdout=said, stderr=said)
        return said.getvalue()

    return command


def contact(kind="phone", value="+7 7172 740 000", **told):
    """One row about the ministry."""
    return MINISTRY | {"contact_kind": kind, "value": value} | told


def spreadsheet(*rows, columns=COLUMNS, delimiter=",", encoding="utf-8") -> bytes:
    """A file of these rows, as a spreadsheet program writes it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)
