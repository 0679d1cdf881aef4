"""Files as they are in the world: each that cannot be read is told in a sentence, and nothing of it is brought in."""

import csv
import io

import pytest
from django.core.management import CommandError
from hypothesis import example, given
from hypothesis import strategies as st

from picketline.authorities.models import Authority, ContactPoint
from picketline.directory.columns import COLUMNS
from picketline.directory.importing import formats, opening
from picketline.directory.importing.told import Refused
from picketline.directory.models import Import
from picketline.directory.tests.importing.conftest import contact, spreadsheet

GOOD = spreadsheet(contact())
RUSSIAN = contact("post", "Министерство юстиции\nАстана", name_en="Министерство юстиции")


def troubles(content, kind=Import.Kind.CSV, **options):
    reading = formats.read(kind, io.BytesIO(content), options)
    return [(one.place, one.sentence) for one in reading.troubles]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "It is empty."),
        (b" \r\n\r\n", "It is empty."),
        (spreadsheet(RUSSIAN, encoding="windows-1251"), "It looks like windows-1251: give that as its encoding"),
        (spreadsheet(RUSSIAN, encoding="koi8-r"), "It looks like koi8-r: give that as its encoding"),
        (spreadsheet(contact("post", "Straße 1\nMünchen"), encoding="windows-1252"), "It looks like windows-1252"),
        (GOOD.decode().encode("utf-16"), "It looks like UTF-16"),
        (GOOD.replace(b"KZ", b"K\0"), "It holds NUL bytes"),
        (GOOD + b"x" * opening.SAMPLE + b"\n\0", "It holds NUL bytes"),
        (GOOD.replace(b"label", b"value", 1), "The first row names the column “value” twice"),
        (b"kind,state,Kind\n", "Two columns of the file are to be our “kind”"),
        (",".join(map(str, range(200))).encode(), "The first row has 200 columns"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(Refused) as refused:
        troubles(content)
    assert sentence in str(refused.value)


def test_a_byte_order_mark_is_no_letter(brings):
    brings(b"\xef\xbb\xbf" + GOOD)
    assert Authority.objects.get(kind="ministry").name_in("en") == "Ministry of Justice"


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-16", "cp1251"])
def test_another_encoding_is_read_once_it_is_given(brings, encoding):
    python_calls_it = encoding.replace("windows-", "cp")
    brings(spreadsheet(RUSSIAN, encoding=python_calls_it), options={"encoding": encoding})
    assert ContactPoint.objects.get(authority__kind="ministry").lines() == ["Министерство юстиции", "Астана"]


def test_an_encoding_that_nobody_knows_is_refused():
    with pytest.raises(Refused, match="We do not know the encoding “rot13”"):
        troubles(GOOD, encoding="rot13")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_comma_semicolon_and_tab_part_columns(brings, delimiter):
    brings(spreadsheet(contact("post", "Hall 1, 2; 3\nAstana"), delimiter=delimiter))
    assert ContactPoint.objects.get(authority__kind="ministry").value == "Hall 1, 2; 3\nAstana"


def test_thirty_broken_rows_of_ten_thousand_are_all_told_with_their_lines(brings):
    rows = [contact("phone", f"+7 7172 {number:06}", label=f"Room {number}") for number in range(10_000)]
    wrong = range(13, 10_000, 333)[:30]
    for number in wrong:
        rows[number] |= {"contact_kind": "pigeon"}
    content = spreadsheet(*rows)
    with pytest.raises(Refused, match="30 places in the file are wrong"):
        brings(content)
    assert not Authority.objects.filter(kind="ministry").exists()
    assert [place for place, _sentence in troubles(content)] == [f"line {number + 2}" for number in wrong]
    done, _plan = brings(content, skip_broken=True)
    assert (done.added, done.left_out) == (9_971, 30)
    assert ContactPoint.objects.filter(authority__kind="ministry").count() == 9_970


@pytest.mark.parametrize(
    ("rest", "line", "sentence"),
    [
        (b'ministry,KZ,"cut in the mid', 3, "A quotation mark opens a cell here and is never closed"),
        (b"ministry,KZ,", 3, "It has 3 cells, and the first row has 5"),
        (b"ministry,KZ,Office,https://x.invalid/,a,b", 3, "It has 6 cells"),
        (b'mini"stry"x,KZ,"Office"x,y,z', 3, "A quotation mark stands in the middle of a cell"),
        (b'ministry,KZ,"' + b"x" * 200_000 + b'",y,z', 3, "A cell here is far too long"),
        (b"spaceship,KZ,Office,https://x.invalid/,", 3, "We know no kind “spaceship”"),
        (b"ministry,XX,Office,https://x.invalid/,", 3, "“XX” in state is no country"),
        (b"ministry,KZ,Office,https://x.invalid/,yesterday", 3, "“yesterday” in as_of is no day"),
        (b"ministry,KZ,Off\xef\xbf\xbdce,https://x.invalid/,", 3, "a character that cannot be printed"),
    ],
)
def test_a_broken_row_is_told_with_its_line(rest, line, sentence):
    head = b"kind,state,name_en,source,as_of\nministry,KZ,Office,https://x.invalid/,2026-01-01\n"
    ((place, told), *_others) = troubles(head + rest)
    assert (place, sentence in told) == (f"line {line}", True), told


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        ("email", "office at justice", "“office at justice” is no e-mail address"),
        ("email", "", "The contact has no value"),
        ("website", "javascript:alert(1)", "is no web address"),
        ("form", "http://[", "is no web address"),
        ("phone", "on request", "is no number"),
        ("phone", "+7 7172\n740 797", "a character that cannot be printed"),
        ("post", "x" * 501, "is too long: 500 characters are the most"),
        ("", "office@justice.invalid", "It has no contact_kind"),
    ],
)
def test_a_contact_that_is_none_is_told(kind, value, sentence):
    ((place, told), *_others) = troubles(spreadsheet(contact(kind, value)))
    assert (place, sentence in told) == ("line 2", True), told


def test_a_contact_without_a_source_is_refused_unless_the_file_as_a_whole_has_one(brings):
    row = contact(source="")
    assert "every contact has a source" in troubles(spreadsheet(row))[0][1]
    brings(row, options={"source": "Official gazette 7/2026"})
    assert ContactPoint.objects.get(authority__kind="ministry").source == "Official gazette 7/2026"


def test_two_hundred_megabytes_are_refused_before_a_byte_is_read(types, tmp_path, monkeypatch):
    file = tmp_path / "large.csv"
    with file.open("wb") as out:
        out.truncate(200 * 1024**2)
    monkeypatch.setattr(opening, "lines_of", None)  # whoever read it would fail
    with pytest.raises(CommandError, match="It is 200 MB large, and 20 MB is the most"):
        types("import_directory", file)


def test_columns_under_other_names_are_read_once_it_is_said_which_they_are(types, tmp_path):
    file = tmp_path / "offices.csv"
    file.write_bytes(b"Art;Land;Stelle;E-Mail;Faxe\nministry;KZ;Ministry;a@justice.invalid;1\n")
    with pytest.raises(CommandError, match="place in the file is wrong"):
        types("import_directory", file)
    pairs = {"Art": "kind", "Land": "state", "Stelle": "name_en", "E-Mail": "value"}
    words = [word for theirs, ours in pairs.items() for word in ("--map", f"{theirs}={ours}")]
    with pytest.raises(CommandError, match="place in the file is wrong"):
        types("import_directory", file, *words, "--source", "by hand")
    said = types("import_directory", file, *words, "--source", "by hand", "--contact-kind", "email")
    assert ("column “Faxe”" in said, "2 new" in said) == (True, True)


def test_a_formula_that_was_defused_is_the_number_that_it_was(brings):
    brings(contact("phone", "'+7 7172 740 797", label="'=1+1", source="'@office"))
    phone = ContactPoint.objects.get(authority__kind="ministry")
    assert (phone.value, phone.label, phone.source) == ("+7 7172 740 797", "=1+1", "@office")


def read_or_refused(content):
    """What is read; or None and the reason."""
    try:
        return formats.read(Import.Kind.CSV, io.BytesIO(content), {}), ""
    except Refused as reason:
        return None, str(reason)


@given(st.binary(max_size=400))
@example(b'kind,state\n"')
@example(b"\xff\xfe\n")
@example(b"kind,state\r\r\nministry,KZ\r")
def test_no_bytes_make_the_reader_stumble(content):
    reading, reason = read_or_refused(content)
    assert bool(reason) != bool(reading)


CELLS = st.text(max_size=12) | st.sampled_from(["KZ", "DE", "mission", "ministry", "embassy", "email", "2026-01-01"])


@given(st.lists(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)), max_size=4))
def test_no_row_makes_it_stumble_and_each_is_an_office_or_a_trouble(rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([COLUMNS, *rows])
    reading, reason = read_or_refused(out.getvalue().encode("utf-8", "replace"))
    assert reading or "NUL" in reason
    if reading:
        told = {one.place for one in (*reading.offices, *reading.troubles)}
        wanted = [row for row in rows if any(cell.strip() for cell in row) and row[0] != "NOTICE"]
        assert len(told) <= len(wanted)
        assert bool(told) == bool(wanted)
