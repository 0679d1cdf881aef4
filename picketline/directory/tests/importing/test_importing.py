"""Bilal brings a spreadsheet into the directory: what is new, what changes, and what is only proposed."""

from datetime import date

import pytest

from picketline.audit.models import Entry
from picketline.authorities.models import Authority, ContactPoint
from picketline.directory.importing.told import Refused
from picketline.directory.models import Import, ImportedChange, Proposal
from picketline.directory.tests.importing.conftest import contact, spreadsheet

EMBASSY = {"kind": "mission", "state": "KZ", "host": "DE", "mission_kind": "embassy", "city": "Berlin"}
SOURCE = "https://example.invalid/list"


def numbers(done):
    return (done.added, done.changed, done.proposed, done.unchanged, done.left_out)


def test_a_new_office_comes_with_its_contacts_checked_by_nobody(brings):
    done, _plan = brings(
        contact("email", "office@justice.invalid", language="ru", as_of="2026-01-02"),
        contact("post", "Ministry of Justice\nPO Box 12\nAstana"),
    )
    office = Authority.objects.get(kind="ministry", state="KZ")
    assert (office.name_in("en"), numbers(done)) == ("Ministry of Justice", (3, 0, 0, 0, 0))
    mail, post = office.contacts.order_by("kind")
    assert (mail.value, mail.normalised, mail.language) == ("office@justice.invalid", "office@justice.invalid", "ru")
    assert (mail.as_of, mail.state, mail.may_carry_letters) == (date(2026, 1, 2), "unverified", False)
    assert post.lines() == ["Ministry of Justice", "PO Box 12", "Astana"]
    assert office in Authority.objects.sought("ministry of justice")
    assert Entry.objects.order_by("pk").last().act == "import"


def test_the_same_file_again_changes_nothing(brings):
    rows = [contact(), contact("email", "office@justice.invalid"), EMBASSY | {"accredited_to": "DE"}]
    brings(*rows)
    done, _plan = brings(*rows)
    assert numbers(done) == (0, 0, 0, 4, 0)
    assert not done.changes.exists()


def test_what_nobody_checked_is_changed(brings, ministry):
    done, _plan = brings(contact(value="+7 7172 740 111", as_of="2026-02-03"), limit=1)
    assert numbers(done) == (0, 1, 0, 1, 0)
    phone = ministry.contacts.get(kind="phone")
    assert (phone.value, phone.normalised, phone.as_of) == ("+7 7172 740 111", "+77172740111", date(2026, 2, 3))
    change = done.changes.get()
    assert (change.before["value"], change.after["value"]) == ("+7 7172 740 797", "+7 7172 740 111")


def test_what_somebody_checked_is_only_proposed(brings, ministry, checked):
    checked(ministry)
    before = list(ministry.contacts.order_by("pk").values())
    done, _plan = brings(contact(value="+7 7172 740 111", as_of="2026-02-03"), limit=1)
    assert list(ministry.contacts.order_by("pk").values()) == before
    proposal = Proposal.objects.get()
    assert (proposal.act, proposal.noun, proposal.contact.kind) == ("change", "contact", "phone")
    assert (proposal.values["value"], proposal.before["value"]) == ("+7 7172 740 111", "+7 7172 740 797")
    assert (proposal.proposed_by, proposal.evidence) == (None, "https://justice.invalid/ (2026-02-03)")
    again, _plan = brings(contact(value="+7 7172 740 111", as_of="2026-02-03"), limit=1)
    assert (numbers(done), numbers(again)) == ((0, 0, 1, 1, 0), (0, 0, 0, 2, 0))


def test_what_carries_letters_is_only_proposed_even_where_nobody_says_who_checked_it(brings, ministry):
    ministry.contacts.update(may_carry_letters=True)
    brings(contact("email", "other@justice.invalid"), limit=1)
    assert ministry.contacts.get(kind="email").value == "office@justice.invalid"
    assert Proposal.objects.get().values["value"] == "other@justice.invalid"


def test_another_address_beside_a_checked_one_waits_for_a_keeper(brings, ministry, checked):
    checked(ministry)
    brings(contact("email", "office@justice-kz.invalid", source="https://elsewhere.invalid/"))
    assert ministry.contacts.filter(kind="email").count() == 1
    assert Proposal.objects.get().act == "add"


def test_a_website_at_a_domain_that_the_office_is_not_known_by_waits_too(brings, ministry, checked):
    checked(ministry)
    brings(contact("website", "https://justice-kz.invalid/"), contact("website", "https://justice.invalid/contact"))
    assert [one.values["value"] for one in Proposal.objects.all()] == ["https://justice-kz.invalid/"]
    assert ministry.contacts.get(kind="website").value == "https://justice.invalid/contact"


def test_a_contact_that_a_file_calls_checked_is_checked_by_nobody_here(brings):
    _done, plan = brings(contact(state_of_contact="verified", checked_on="2026-01-01"))
    assert ContactPoint.objects.get(authority__kind="ministry").state == "unverified"
    assert any("here nobody has" in words for words, _times in plan.reading.told_leftovers())


def test_a_checked_contact_that_is_out_of_use_there_is_proposed_to_be_retired(brings, ministry, checked):
    checked(ministry)
    brings(contact(value="+7 7172 740 797", state_of_contact="retired"), limit=1)
    proposal = Proposal.objects.get()
    assert (proposal.act, proposal.values, proposal.before) == ("retire", {"state": "retired"}, {"state": "verified"})


def test_the_embassy_that_is_known_is_not_added_again(brings):
    before = Authority.objects.count()
    row = EMBASSY | {"contact_kind": "fax", "value": "+49 30 000000", "source": SOURCE}
    brings(row, row | {"city": "Berlin-Mitte", "mission_kind": "consulate_general", "contact_kind": "", "value": ""})
    assert Authority.objects.count() == before + 1
    embassy = Authority.objects.get(mission__external_id="wd:Q23786646")
    assert embassy.contacts.get(kind="fax").source == SOURCE


def test_a_uuid_alone_says_which_office_is_meant(brings, ministry):
    row = {"authority_uuid": str(ministry.uuid), "contact_kind": "fax", "value": "+7 7172 740 112", "source": SOURCE}
    brings(row)
    assert ministry.contacts.get(kind="fax").source == SOURCE
    with pytest.raises(Refused, match="1 place in the file is wrong"):
        brings(row | {"authority_uuid": "00000000-0000-4000-8000-000000000000"})
    with pytest.raises(Refused, match="1 place in the file is wrong"):
        brings(row | {"kind": "court", "state": "KZ"})


def test_a_file_that_is_older_than_what_is_known_changes_nothing(brings, ministry):
    done, plan = brings(contact(value="+7 7172 740 111", as_of="2023-01-01"))
    assert numbers(done) == (0, 0, 0, 2, 0)
    assert "older in the file" in next(plan.reading.told_leftovers())[0]


def test_a_newer_date_alone_is_kept_and_is_no_change_to_count(brings, ministry):
    row = contact(value="+7 7172 740 797", language="ru", as_of="2026-02-03")
    done, plan = brings(row)
    assert (done.changed, plan.replaces) == (1, 0)
    assert ministry.contacts.get(kind="phone").as_of == date(2026, 2, 3)


def test_an_embassy_in_another_town_is_not_guessed_at(brings):
    with pytest.raises(Refused, match="1 place in the file is wrong"):
        brings(EMBASSY | {"city": "Munich"})
    assert not Import.objects.exists()


def test_more_than_five_per_cent_of_what_is_known_is_refused(brings, ministry):
    known = Authority.objects.count() + ContactPoint.objects.count()
    rows = [contact(value=f"+7 7172 74 {number:04}", label=f"Room {number}") for number in range(known // 12)]
    brings(*rows)
    changed = [row | {"value": row["value"].replace("7172 74", "7172 75")} for row in rows]
    known += len(rows)
    with pytest.raises(Refused, match=f"It would change {len(rows)} of {known} known rows, and 5 % is the most"):
        brings(*changed)
    with pytest.raises(Refused, match="and 1 is the most"):
        brings(*changed, limit=1)
    done, _plan = brings(*changed, limit=len(rows))
    assert done.changed == len(rows)


def test_what_was_looked_at_is_what_is_done(brings, ministry):
    _done, plan = brings(contact())
    with pytest.raises(Refused, match="The directory has changed since you looked"):
        brings(contact(), looked_at=plan.digest)


def test_every_change_keeps_where_in_the_file_it_stood(brings):
    done, _plan = brings(contact(), contact("email", "office@justice.invalid"))
    told = {(one.place, one.act, one.noun) for one in ImportedChange.objects.filter(by=done)}
    assert told == {("line 2", "add", "office"), ("line 2", "add", "contact"), ("line 3", "add", "contact")}


def test_the_command_tells_what_would_happen_and_does_it(types, tmp_path):
    file = tmp_path / "offices.csv"
    file.write_bytes(spreadsheet(contact()))
    assert "2 new, 0 changed" in types("import_directory", file, "--dry-run")
    assert not Import.objects.exists()
    said = types("import_directory", file)
    assert f"picketline undo-import {Import.objects.get().uuid}" in said
