"""Bilal takes an import out again: the directory is as it was, but for what somebody has done since."""

import pytest
from django.apps import apps
from django.core.management import CommandError
from django.utils import timezone

from picketline.authorities.models import Authority
from picketline.directory.importing import actions
from picketline.directory.importing.told import Refused
from picketline.directory.models import Proposal
from picketline.directory.tests.importing.conftest import contact

TABLES = ("authority", "authorityname", "mission", "accreditation", "contactpoint", "officeholder", "authoritycard")
CONSULATE = {"kind": "mission", "state": "KZ", "host": "DE", "mission_kind": "consulate", "city": "Bremen"}


def directory():
    """Every row of every table of the directory."""
    return {name: list(apps.get_model("authorities", name).objects.order_by("pk").values()) for name in TABLES}


@pytest.fixture
def done(brings, ministry):
    """A file that changes one contact, adds two, and brings an office and an accreditation."""
    rows = [
        contact(value="+7 7172 740 111", as_of="2026-02-03"),
        contact("fax", "+7 7172 740 112"),
        CONSULATE | {"accredited_to": "DE AT", "contact_kind": "phone", "value": "+49 421 0000", "source": "x"},
        CONSULATE | {"mission_kind": "embassy", "city": "Berlin", "accredited_to": "DE LI"},
    ]
    return brings(*rows, limit=1)[0]


def test_everything_is_as_it_was_before(brings, ministry):
    before = directory()
    rows = [
        contact(value="+7 7172 740 111", as_of="2026-02-03"),
        CONSULATE | {"accredited_to": "DE AT", "contact_kind": "phone", "value": "+49 421 0000", "source": "x"},
        CONSULATE | {"mission_kind": "embassy", "city": "Berlin", "accredited_to": "DE LI"},
    ]
    done, _plan = brings(*rows, limit=1)
    assert directory() != before
    assert actions.undo(done) == []
    assert directory() == before
    assert not done.changes.filter(undone_at=None).exists()
    with pytest.raises(Refused, match="nothing to undo"):
        actions.undo(done)


def test_what_somebody_changed_since_stays_and_says_so(done, ministry):
    ministry.contacts.filter(kind="fax").update(value="+7 7172 999 999")
    stays = actions.undo(done)
    assert [(one.place, one.stays_because) for one in stays] == [("line 3", "Somebody has changed it since.")]
    assert ministry.contacts.get(kind="fax").value == "+7 7172 999 999"
    assert ministry.contacts.get(kind="phone").value == "+7 7172 740 797"


def test_what_somebody_checked_since_stays(done, ministry):
    proof = {"state": "verified", "checked_by": "A. B.", "checked_on": timezone.localdate()}
    ministry.contacts.filter(kind="phone").update(**proof)
    stays = actions.undo(done)
    assert [one.stays_because for one in stays] == ["Somebody has checked it since."]
    assert ministry.contacts.get(kind="phone").value == "+7 7172 740 111"


def test_an_office_that_somebody_has_given_another_contact_stays_with_it(done):
    consulate = Authority.objects.get(mission__city="Bremen")
    consulate.contacts.create(kind="fax", value="+49 421 1", source="by hand")
    stays = actions.undo(done)
    assert [one.stays_because for one in stays] == ["It has contacts or holders that stay."]
    assert [one.value for one in consulate.contacts.all()] == ["+49 421 1"]


def test_a_contact_that_somebody_proposes_to_change_stays(done, ministry):
    fax = ministry.contacts.get(kind="fax")
    Proposal.objects.create(authority=ministry, contact=fax, act="change", noun="contact", evidence="a call")
    stays = actions.undo(done)
    assert [one.stays_because for one in stays] == ["It is used: an appeal, a letter or a proposal points at it."]


def test_a_proposal_that_waits_is_taken_back_and_one_that_was_agreed_stays(brings, ministry, checked):
    checked(ministry)
    done, _plan = brings(contact(value="+7 7172 740 111"), contact("email", "new@justice.invalid"), limit=2)
    Proposal.objects.filter(contact__kind="email").update(verdict="agreed", decided_at=timezone.now())
    stays = actions.undo(done)
    assert [one.stays_because for one in stays] == ["A keeper has agreed to it since."]
    assert Proposal.objects.get(contact__kind="phone").verdict == "withdrawn"


def test_the_command_undoes_and_tells_what_stays(types, done, ministry):
    ministry.contacts.filter(kind="fax").update(label="second floor")
    said = types("undo_import", str(done.uuid))
    assert "Stays: line 3, Ministry of Justice, contact: Somebody has changed it since." in said
    assert "4 undone, 1 left as they are." in said
    with pytest.raises(CommandError, match="No import is called"):
        types("undo_import", "00000000-0000-4000-8000-000000000000")
