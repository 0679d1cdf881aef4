"""The directory as Popolo: valid against the schemas of its own project, and complete."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft3Validator
from referencing import Registry
from referencing.jsonschema import DRAFT3

from picketline.authorities.models import Authority, OfficeHolder
from picketline.directory.exporting import popolo
from picketline.directory.tests.public.conftest import contact

SCHEMAS = {file.stem: json.loads(file.read_text("utf-8")) for file in (Path(__file__).parent / "popolo").glob("*.json")}
REGISTRY = Registry().with_resources((one["id"], DRAFT3.create_resource(one)) for one in SCHEMAS.values())
CLASSES = {
    "organizations": "organization",
    "posts": "post",
    "persons": "person",
    "memberships": "membership",
    "areas": "area",
}


def document(*states) -> dict:
    return json.loads("".join(popolo.written(states or None)))


def complaints(told: dict) -> list[str]:
    return [
        f"{noun}: {trouble.message}"
        for noun, schema in CLASSES.items()
        for thing in told[noun]
        for trouble in Draft3Validator(SCHEMAS[schema], registry=REGISTRY).iter_errors(thing)
    ]


@pytest.fixture
def minister(ministry):
    """Somebody who took the office in some month, and left on a day."""
    contact(
        ministry, "email", "office@justice.example.org", as_of=date(2026, 1, 2), source="https://justice.example.org"
    )
    return OfficeHolder.objects.create(
        authority=ministry, name="Azamat EXAMPLE", own_name="Азамат", title="Minister of Justice",
        source="cia-factbook", as_of=date(2026, 1, 21),
        started_on=date(2021, 5, 1), started_precision="month", ended_on=date(2024, 2, 3),
    )  # fmt: skip


def test_everything_is_valid_against_the_schemas_of_popolo(minister):
    told = document()
    assert complaints(told) == []
    assert {noun: len(told[noun]) for noun in CLASSES} | {"posts": 0, "areas": 0} == {
        "organizations": 48, "persons": 1, "memberships": 1, "posts": 0, "areas": 0,
    }  # fmt: skip


def test_the_schemas_do_refuse(minister):
    told = document()
    told["organizations"][0]["contact_details"] = [{"type": "email"}]
    told["memberships"][0]["start_date"] = "May 2021"
    assert [line.partition(":")[0] for line in complaints(told)] == ["organizations", "memberships"]


def test_an_office_its_head_and_who_held_it_hang_together(minister, ministry):
    told = document("KZ")
    (office,) = (one for one in told["organizations"] if one["id"] == str(ministry.uuid))
    (post,) = (one for one in told["posts"] if one["organization_id"] == office["id"])
    (person,), (membership,) = told["persons"], told["memberships"]
    assert (office["name"], {one["note"]: one["name"] for one in office["other_names"]}["ru"]) == (
        "Ministry of Justice",
        "Министерство юстиции",
    )
    assert office["contact_details"] == [
        {
            "type": "email",
            "value": "office@justice.example.org",
            "label": None,
            "updated_at": "2026-01-02T00:00:00Z",
            "sources": [{"url": "https://justice.example.org", "note": "https://justice.example.org"}],
            "picketline": {
                "purpose": "general",
                "language": "",
                "state": "unverified",
                "as_of": "2026-01-02",
                "checked_on": "",
            },
        }
    ]
    assert (person["name"], person["other_names"][0]["name"]) == ("Azamat EXAMPLE", "Азамат")
    assert [membership[field] for field in ("person_id", "organization_id", "post_id", "start_date", "end_date")] == [
        person["id"],
        office["id"],
        post["id"],
        "2021-05",
        "2024-02-02",
    ]


def test_every_country_that_is_named_is_an_area(directory):
    told = document()
    areas = {one["id"] for one in told["areas"]}
    named = {code for one in told["organizations"] for code in one["picketline"]["accredited_to"]}
    assert areas == named | {"KZ"} | {one["host_id"] for one in told["organizations"]}
    london = next(one for one in told["organizations"] if one["name"] == "Embassy of Kazakhstan, London")
    assert [london[field] for field in ("classification", "area_id", "host_id", "city")] == [
        "embassy", "KZ", "GB", "London",
    ]  # fmt: skip
    assert london["identifiers"][0]["scheme"] == "wikidata"


def test_mobiles_free_mail_and_who_checked_it_stay_here(ministry):
    contact(ministry, "phone", "+7 701 111 22 33")
    contact(ministry, "email", "minister@gmail.com")
    contact(ministry, "fax", "+7 7172 740001", state="verified", checked_by="Bilal K.", checked_on=date(2026, 5, 6))
    text = "".join(popolo.written())
    assert [word in text for word in ("701 111", "gmail", "Bilal", "2026-05-06")] == [False, False, False, True]


def test_a_source_is_a_link_and_says_what_we_were_told(ministry):
    contact(ministry, "fax", "+7 7172 740001", source="a call, 3 May")
    (told,) = (one for one in document()["organizations"] if one["id"] == str(ministry.uuid))
    (source,) = told["contact_details"][0]["sources"]
    assert source["url"].endswith(f"/en/directory/offices/{ministry.uuid}/")
    assert source["note"] == "a call, 3 May"


def test_an_empty_directory_is_a_document_too(db):
    told = document()
    assert {noun: told[noun] for noun in CLASSES} == {noun: [] for noun in CLASSES}
    assert "CC0-1.0" in told["picketline"]["notice"]
    assert Authority.objects.count() == 0
