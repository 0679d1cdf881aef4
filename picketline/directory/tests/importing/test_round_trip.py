"""What the directory writes, it reads again: out, into an empty one, and out again are the same rows."""

import csv
import io

import pytest

from picketline.authorities.models import Authority, Mission
from picketline.directory.columns import COLUMNS, defused
from picketline.directory.tests.importing.conftest import MINISTRY, spreadsheet

CHECKED = {"state_of_contact", "checked_on"}
ODD = [
    ("post", "Attention: Registry\nc/o Ministry of Ice\nopposite the old school", "mailing address"),
    ("post", "PO Box 12", ""),
    ("phone", "+7 7172 740 798", "=1+1"),
    ("fax", "8 (7172) 74-07-97 ext. 3", "'@quoted"),
    ("email", "kanzlei@büro.invalid", "-2nd floor"),
    ("social", "@snow", ""),
]


def exported() -> list[dict[str, str]]:
    """Every office and contact as the columns have it."""
    rows = []
    for office in Authority.objects.with_contacts().order_by("uuid"):
        mission = Mission.objects.filter(authority=office).first()
        codes = mission.accreditations.values_list("country", flat=True).order_by("country") if mission else ()
        about = {
            "authority_uuid": str(office.uuid), "kind": office.kind, "state": office.state_id,
            "host": mission.host_id if mission else "", "mission_kind": mission.kind if mission else "",
            "city": mission.city if mission else "", "name_en": office.name_in("en"), "role": office.role,
            "accredited_to": "|".join(codes),
        }  # fmt: skip
        contacts = office.contacts.order_by("kind", "value", "source")
        rows += [about | about_contact(one) for one in contacts] or [about]
    return [{column: row.get(column, "") for column in COLUMNS} for row in rows]


def about_contact(one) -> dict[str, str]:
    told = {name: getattr(one, name) for name in ("value", "label", "purpose", "language", "source")}
    days = {"as_of": one.as_of, "checked_on": one.checked_on}
    return {
        "contact_kind": one.kind,
        "state_of_contact": one.state,
        **told,
        **{name: day.isoformat() if day else "" for name, day in days.items()},
    }


def written(rows) -> bytes:
    return spreadsheet(*({column: defused(cell) for column, cell in row.items()} for row in rows))


@pytest.fixture
def full(ministry, checked):
    """The missions of Kazakhstan, and a ministry with odd contacts, some of them checked or out of use."""
    for kind, value, label in ODD:
        ministry.contacts.create(kind=kind, value=value, label=label, source=MINISTRY["source"])
    ministry.contacts.filter(kind="fax").update(state="retired")
    proof = {"state": "verified", "checked_by": "A. B.", "checked_on": "2026-01-01"}
    ministry.contacts.filter(kind="social").update(**proof)
    return exported()


def test_the_export_brought_in_where_it_is_from_changes_nothing(brings, full):
    done, plan = brings(written(full))
    assert (done.added, done.changed, done.proposed, plan.troubles) == (0, 0, 0, [])
    assert exported() == full


def test_out_in_and_out_again_is_the_same_but_for_who_checked_it_elsewhere(brings, full):
    Authority.objects.all().delete()
    done, plan = brings(written(full))
    assert plan.troubles == []
    again = exported()
    apart = [
        (before["value"], column)
        for before, after in zip(full, again, strict=True)
        for column in COLUMNS
        if before[column] != after[column]
    ]
    assert apart == [("@snow", "state_of_contact"), ("@snow", "checked_on")]
    assert done.changed == 0


def test_a_cell_that_was_defused_is_read_as_it_was_meant(full):
    labels = {row["label"] for row in csv.DictReader(io.StringIO(written(full).decode()))}
    assert {"'=1+1", "''@quoted", "'-2nd floor"} <= labels
