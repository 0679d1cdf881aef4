"""A Popolo document: organizations become offices, holders of posts office-holders, and persons nothing."""

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.authorities.models import Authority, OfficeHolder
from picketline.directory.importing import formats
from picketline.directory.importing.told import Refused
from picketline.directory.models import Import, Proposal

GAZETTE = [{"url": "https://gazette.invalid/7"}]
MINISTRY = {
    "id": "org-1",
    "name": "Ministry of Snow",
    "classification": "Ministry",
    "area_id": "ocd-division/country:kz",
    "other_names": [{"name": "Қар министрлігі", "lang": "kk"}, {"name": "Snow Committee", "end_date": "2001"}],
    "sources": GAZETTE,
    "contact_details": [
        {"type": "email", "value": "office@snow.invalid", "label": "Registry"},
        {"type": "voice", "value": "+7 7172 740 000", "sources": [{"url": "https://snow.invalid/"}]},
        {"type": "address", "value": "PO Box 12\nAstana"},
        {"type": "cell", "value": "+7 701 000 00 00"},
    ],
    "founding_date": "1999",
}
PERSON = {
    "id": "person-1",
    "name": "Aurora Example",
    "email": "aurora@home.invalid",
    "birth_date": "1970-01-01",
    "contact_details": [{"type": "voice", "value": "+7 7172 111 111"}],
}
POST = {"id": "post-1", "label": "Minister of Snow", "organization_id": "org-1"}
HELD = {"person_id": "person-1", "post_id": "post-1", "organization_id": "org-1", "start_date": "2024-05"}


def document(**changed) -> bytes:
    told = {"organizations": [MINISTRY], "persons": [PERSON], "posts": [POST], "memberships": [HELD]}
    return json.dumps(told | changed).encode()


@pytest.fixture
def popolo(brings):
    return lambda content, **how: brings(content, kind=Import.Kind.POPOLO, **how)


def left(plan):
    return dict(plan.reading.told_leftovers())


def test_an_organization_becomes_an_office_with_its_contacts(popolo):
    popolo(document())
    office = Authority.objects.get(kind="ministry")
    assert (office.state_id, office.name_in("en"), office.name_in("kk")) == (
        "KZ",
        "Ministry of Snow",
        "Қар министрлігі",
    )
    told = {(one.kind, one.value, one.label, one.source) for one in office.contacts.all()}
    assert told == {
        ("email", "office@snow.invalid", "Registry", "https://gazette.invalid/7"),
        ("phone", "+7 7172 740 000", "", "https://snow.invalid/"),
        ("post", "PO Box 12\nAstana", "", "https://gazette.invalid/7"),
    }


def test_who_holds_a_post_becomes_its_holder_and_a_month_stays_a_month(popolo):
    popolo(document())
    holder = OfficeHolder.objects.get()
    assert (holder.name, holder.title, holder.state) == ("Aurora Example", "Minister of Snow", "unverified")
    assert (holder.started_on, holder.started_precision, holder.ended_on) == (date(2024, 5, 1), "month", None)
    assert holder.source == "https://gazette.invalid/7"


def test_nothing_of_a_person_but_the_name_in_office_comes_in(popolo):
    _done, plan = popolo(document())
    assert Authority.objects.filter(names__text__icontains="aurora").count() == 0
    everything = json.dumps(list(Authority.objects.get(kind="ministry").contacts.values("value")))
    assert "aurora@home.invalid" not in everything
    assert "111 111" not in everything
    assert left(plan)["contacts of persons"] == 1
    assert left(plan)["persons · birth_date"] == 1


def test_a_person_without_a_post_becomes_nothing(popolo):
    member = {"person_id": "person-1", "organization_id": "org-1", "role": "member"}
    _done, plan = popolo(document(memberships=[member]))
    assert not OfficeHolder.objects.exists()
    assert left(plan)["members without a post: only who heads an office is taken"] == 1


def test_what_has_no_place_is_told_and_never_dropped_in_silence(popolo):
    _done, plan = popolo(document(events=[{"name": "Snow day"}]))
    assert left(plan) == {
        "events": 1,
        "organizations · founding_date": 1,
        "contacts of persons": 1,
        "persons · birth_date": 1,
        "former names, and names without a language": 1,
        "contacts of the type “cell”, or out of date": 1,
    }


def test_the_same_document_again_changes_nothing(popolo):
    popolo(document())
    done, _plan = popolo(document())
    assert (done.added, done.changed, done.proposed, done.unchanged) == (0, 0, 0, 5)


def test_a_new_minister_beside_one_that_somebody_checked_waits_for_a_keeper(popolo):
    popolo(document())
    proof = {"state": "verified", "checked_by": "A. B.", "checked_on": "2026-01-01"}
    OfficeHolder.objects.update(**proof)
    other = {"id": "person-2", "name": "Boreas Example"}
    held = {"person_id": "person-2", "post_id": "post-1", "organization_id": "org-1", "start_date": "2026-02-01"}
    popolo(document(persons=[other], memberships=[held]))
    assert OfficeHolder.objects.get().name == "Aurora Example"
    proposal = Proposal.objects.get()
    assert (proposal.act, proposal.noun, proposal.values["name"]) == ("add", "holder", "Boreas Example")


def test_memberships_inside_a_person_count_too(popolo):
    inside = PERSON | {"memberships": [{"organization_id": "org-1", "role": "Acting Minister", "end_date": "2025"}]}
    popolo(document(persons=[inside], memberships=[]))
    holder = OfficeHolder.objects.get()
    assert (holder.title, holder.capacity, holder.ended_on) == ("Acting Minister", "acting", date(2026, 1, 1))


def test_two_rows_with_different_wikidata_items_are_never_one(popolo):
    embassy = {
        "id": "e", "name": "Embassy", "classification": "embassy", "area_id": "kz", "host_id": "de", "city": "Berlin",
        "identifiers": [{"scheme": "wikidata", "identifier": "Q1"}],
    }  # fmt: skip
    before = Authority.objects.count()
    popolo(document(organizations=[embassy], persons=[], memberships=[], posts=[]))
    assert Authority.objects.count() == before + 1
    same = embassy | {"id": "f", "identifiers": [{"scheme": "wikidata", "identifier": "Q23786646"}]}
    popolo(document(organizations=[same], persons=[], memberships=[], posts=[]))
    assert Authority.objects.count() == before + 1


def test_from_another_picketline_purpose_language_role_and_the_words_of_the_source_come_too(popolo):
    detail = {
        "type": "fax",
        "value": "+7 7172 740 001",
        "sources": [{"url": "https://other.invalid/", "note": "Gazette 7/2026"}],
        "picketline": {"purpose": "press", "language": "kk", "state": "verified"},
    }
    _done, plan = popolo(
        document(organizations=[MINISTRY | {"contact_details": [detail], "picketline": {"role": "minister"}}])
    )
    fax = Authority.objects.get(kind="ministry", role="minister").contacts.get()
    assert (fax.source, fax.purpose, fax.language, fax.state) == ("Gazette 7/2026", "press", "kk", "unverified")
    assert "organizations · picketline" not in left(plan)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "It is empty"),
        (b"[]", "no object with lists of offices"),
        (b"{}", "no list of organizations"),
        (document()[:-30], "It is not JSON: line 1, column"),
        (b'{"organizations": [], "organizations": []}', "the key “organizations” twice"),
        (b"[" * 100_000, "nested more than"),
        (b'{"organizations": ' + b"9" * 5000 + b"}", "a number that is too long"),
    ],
)
def test_a_document_that_is_none_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(Refused) as refused:
        formats.read(Import.Kind.POPOLO, io.BytesIO(content), {})
    assert sentence in str(refused.value)


def test_an_organization_that_is_wrong_is_told_with_its_place(popolo):
    nowhere = {"id": "x", "name": "Nowhere \ud800", "classification": "court"}
    reading = formats.read(Import.Kind.POPOLO, io.BytesIO(document(organizations=[nowhere])), {})
    places = {one.place for one in reading.troubles}
    assert (len(places), places.pop()[:14], len(reading.troubles)) == (1, "organization 1", 2)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from([*MINISTRY, *PERSON, *HELD, "type", "value", "url"]), inside, max_size=5)
    ),
    max_leaves=12,
)


@given(st.fixed_dictionaries(dict.fromkeys(("organizations", "persons", "posts", "memberships", "areas"), JSON)))
def test_no_document_makes_the_reader_stumble(told):
    content = json.dumps({"organizations": []} | told).encode()
    if not any(isinstance(told[key], list) for key in ("organizations", "persons", "posts", "memberships")):
        with pytest.raises(Refused):
            formats.read(Import.Kind.POPOLO, io.BytesIO(content), {})
        return
    reading = formats.read(Import.Kind.POPOLO, io.BytesIO(content), {})
    assert all(one.source for office in reading.offices for one in office.contacts)
