"""Address cards: what stands on them is what an address book may dial and write to by itself."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.authorities.models import Authority, ContactPoint
from picketline.directory.exporting import vcard
from picketline.directory.exporting.offices import offices
from picketline.directory.tests.public.conftest import contact

LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)
TEXTS = st.text(st.sampled_from("aß中🙂\\,;:\n\"' ^nN"), max_size=60) | LETTERS


def unfolded(text: str) -> list[str]:
    """RFC 6350, section 3.2: a line that begins with a space goes on."""
    return re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]


def read(text: str) -> str:
    """RFC 6350, section 3.4."""
    return re.sub(r"\\(.)", lambda sign: "\n" if sign[1] in "nN" else sign[1], text)


@given(LETTERS)
def test_a_folded_line_is_read_as_it_was_and_no_piece_is_too_long(line):
    written = vcard.folded(line)
    assert unfolded(written) == [line]
    assert max(len(piece.encode()) for piece in written.split("\r\n")) <= 75


@given(TEXTS)
def test_an_escaped_text_is_read_as_it_was_and_ends_no_line(text):
    written = vcard.escaped(text)
    assert read(written) == text
    assert "\n" not in written


@given(st.text(max_size=40))
def test_nothing_that_is_typed_ends_a_line_or_the_parameter(text):
    assert not re.search(r"[\x00-\x1f]", vcard.escaped(text).replace("\t", ""))
    assert not re.search(r'[\x00-\x1f"]', vcard.quoted([text]))


def card_of(office, language="en") -> list[str]:
    (found,) = (one for one in offices() if one.pk == office.pk)
    return unfolded(vcard.card(found, language))


def test_a_card_says_how_to_reach_the_office_and_where_that_is_from(ministry):
    proof = {"source": "cia-factbook", "as_of": date(2026, 1, 21)}
    contact(ministry, "post", "Mangilik El 8\n010000 Astana", **proof)
    contact(ministry, "email", "office@justice.example.org", **proof)
    contact(ministry, "fax", "+7 7172 740001", state="verified", checked_by="B", checked_on=date(2026, 2, 3))
    contact(ministry, "website", "https://justice.example.org/a,b;c")
    assert card_of(ministry) == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "PRODID:-//Picketline//Directory//EN",
        f"UID:urn:uuid:{ministry.uuid}",
        "KIND:org",
        "FN:Ministry of Justice",
        "ORG:Ministry of Justice",
        'ADR;LABEL="Mangilik El 8\\n010000 Astana":;;Mangilik El 8\\, 010000 Astana;;;;Kazakhstan',
        "EMAIL:office@justice.example.org",
        "TEL;VALUE=uri;TYPE=fax:tel:+77172740001",
        "URL:https://justice.example.org/a,b;c",
        "NOTE:Postal address: not verified\\; cia-factbook\\, 21 January 2026 (public domain)\\n"
        "E-mail: not verified\\; cia-factbook\\, 21 January 2026 (public domain)\\n"
        "Fax: checked on 3 February 2026\\; their own page\\nWebsite: not verified\\; their own page",
        "REV:20260203T000000Z",
        f"SOURCE:http://localhost:8000/en/directory/offices/{ministry.uuid}.vcf",
        "END:VCARD",
    ]


def test_a_mission_lies_at_its_point_in_its_host_country(embassy):
    lines = card_of(embassy, "de")
    assert "FN:Embassy of Kazakhstan\\, Berlin" in card_of(embassy)
    assert [line for line in lines if line.startswith("GEO")] == ["GEO:geo:52.59,13.3927"]
    assert next(line for line in lines if line.startswith("ADR")).endswith(";;;;Deutschland")


@pytest.mark.parametrize(
    ("kind", "value", "known"),
    [
        ("phone", "+7 701 111 22 33", {}),
        ("email", "minister@gmail.com", {}),
        ("email", "office@justice.example.org", {"state": "bouncing"}),
        ("email", "office@justice.example.org", {"state": "disputed"}),
        ("email", "office@justice.example.org", {"state": "retired"}),
        ("email", "offiсe@justice.example.org", {}),  # the с is Cyrillic
        ("phone", "12", {}),
        ("website", "javascript:alert(1)", {}),
        ("website", "https://justice.example.org/\r\nTEL:+77010000000", {}),
    ],
)
def test_what_is_private_or_in_doubt_stands_on_no_card(ministry, kind, value, known):
    contact(ministry, kind, value, **known)
    (found,) = (one for one in offices() if one.pk == ministry.pk)
    assert vcard.card(found, "en") == ""


def test_only_offices_that_can_be_reached_have_a_card(directory):
    text = "".join(vcard.written(["KZ"]))
    told = Authority.objects.filter(contacts__in=ContactPoint.objects.shown().exclude(kind="social")).distinct()
    assert text.count("BEGIN:VCARD") == text.count("END:VCARD") == told.count()
    assert "".join(vcard.written(["DE"])) == ""


def test_cards_are_in_the_readers_language(directory):
    assert "Botschaft Kasachstan\\, Berlin" in "".join(vcard.written(["KZ"], language="de"))
