"""An address on an envelope: what is published stays, the country comes last, in words that the post reads."""

import json

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from picketline.authorities import shipped
from picketline.authorities.country_lines import country_line, in_capitals, names_of, rows
from picketline.authorities.models import Authority, ContactPoint
from picketline.authorities.postal import assembled, postal_lines

CODES = sorted(rows())


def posted(lines, *, of_country, posted_in="DE", reader="de", **more):
    return list(postal_lines(lines, of_country=of_country, posted_in=posted_in, reader=reader, **more).all)


@pytest.mark.parametrize(
    ("destination", "posted_in", "reader", "line"),
    [
        ("KZ", "DE", "de", "KASACHSTAN"),
        ("KZ", "DE", "en", "KASACHSTAN"),
        ("KZ", "AT", "en", "KASACHSTAN"),
        ("KZ", "GB", "de", "KAZAKHSTAN"),
        ("KZ", "BE", "de", "KASACHSTAN"),
        ("KZ", "BE", "en", "KAZACHSTAN"),
        ("KZ", "CH", "fr", "KAZAKHSTAN"),
        ("DE", "RU", "en", "ГЕРМАНИЯ (GERMANY)"),
        ("DE", "EG", "de", "ألمانيا (GERMANY)"),
        ("DE", "HK", "de", "德國 (GERMANY)"),
        ("DE", "HK", "en", "GERMANY"),
        ("DE", "GE", "en", "გერმანია (GERMANY)"),
        ("IN", "TR", "en", "HİNDİSTAN"),
        ("KG", "TR", "en", "KIRGIZİSTAN"),
        ("HT", "GR", "en", "ΑΪΤΗ (HAITI)"),
        ("GB", "AM", "en", "ՄԻԱՑՅԱԼ ԹԱԳԱՎՈՐՈՒԹՅՈՒՆ (UNITED KINGDOM)"),
        ("BA", "AM", "en", "ԲՈՍՆԻԱ ԵՎ ՀԵՐՑԵԳՈՎԻՆԱ (BOSNIA & HERZEGOVINA)"),
        ("CN", "IE", "ga", "AN tSÍN"),
        ("KZ", "MG", "en", "KAZAKHSTAN"),
        ("KZ", "XX", "de", "KAZAKHSTAN"),
        ("XX", "DE", "de", "XX"),
        ("DE", "DE", "de", ""),
        ("KZ", "KZ", "en", ""),
    ],
)
def test_the_country_is_written_as_the_post_where_it_is_posted_reads_it(destination, posted_in, reader, line):
    assert str(country_line(destination, posted_in=posted_in, reader=reader)) == line


@pytest.mark.parametrize(
    ("name", "language", "capitals"),
    [
        ("Straße", "de", "STRASSE"),
        ("Kıbrıs, Fildişi", "tr", "KIBRIS, FİLDİŞİ"),
        ("Μαλαισία, Μάιος", "el", "ΜΑΛΑΙΣΙΑ, ΜΑΪΟΣ"),
        ("na hOileáin", "ga", "NA hOILEÁIN"),
        ("საქართველო", "ka", "საქართველო"),
        ("Côte d’Ivoire", "fr", "CÔTE D’IVOIRE"),
    ],
)
def test_capitals_follow_the_language(name, language, capitals):
    assert in_capitals(name, language) == capitals


# Shapes that real appeals have; names and numbers are invented.
ODD = {
    "a post-box only": (["P.O. Box 1500", "Naypyidaw"], "MM"),
    "care of another ministry": (["c/o Ministry of Foreign Affairs", "Example Street 1", "Juba"], "SS"),
    "a landmark": (["Former premises of the police academy", "Sana'a"], "YE"),
    "an attention line": (["Attention: Office of the Minister", "Example Avenue 2", "010000 Astana"], "KZ"),
    "no street": (["Ministry of Defence", "Military Post Office 99999"], "ER"),
    "house before street": (["Levyi bereg, Dom Pravitelstva", "Astana, 010000"], "KZ"),
    "one line": (["Nordendstraße 14-17, 13156 Berlin"], "DE"),
    "nothing": ([], "KZ"),
}


@pytest.mark.parametrize("shape", ODD)
def test_odd_addresses_stay_as_they_are_published(shape):
    lines, country = ODD[shape]
    abroad = [str(country_line(country, posted_in="FR", reader="fr"))]
    assert posted(lines, of_country=country, posted_in="FR", reader="fr") == lines + abroad
    assert posted(lines, of_country=country, posted_in=country) == lines


@pytest.mark.parametrize(
    ("published", "country", "above"),
    [
        (["Dom Pravitelstva", "Astana, 010000", "Republic of Kazakhstan"], "KZ", 2),
        (["Dom Pravitelstva", "Astana, 010000", "KASACHSTAN"], "KZ", 2),
        (["Dom Pravitelstva", "Astana, 010000", "ҚАЗАҚСТАН (KAZAKHSTAN)"], "KZ", 2),
        (["Dom Pravitelstva", "Astana, 010000", "Республика Казахстан"], "KZ", 2),
        (["Example Road 1", "Beijing 100000", "P.R. China"], "CN", 2),
        (["Example Road 1", "Beijing 100000", "VR CHINA"], "CN", 2),
        (["125 Example Mall", "London SW1Y 0AA", "UK"], "GB", 2),
        (["125 Example Mall", "London SW1Y 0AA", "U. K."], "GB", 2),
        (["Example Cd. 1", "06100 Ankara", "TÜRKİYE"], "TR", 2),
        (["Example Cd. 1", "06100 Ankara", "Turkey"], "TR", 2),
        (["820 Example Avenue", "New York, NY 10017", "USA"], "US", 2),
        (["Example Street 1", "1000 Lefkosia", "KIBRIS"], "CY", 2),
        (["1, Example", "L-1234 Luxembourg", "Grand Duchy of Luxembourg"], "LU", 2),
    ],
)
def test_a_country_that_is_published_gives_way_to_the_right_one(published, country, above):
    assert posted(published, of_country=country) == [*published[:above], str(country_line(country, posted_in="DE"))]
    assert posted(published, of_country=country, posted_in=country) == published[:above]


def test_a_country_after_a_comma_is_recognised_too():
    published = ["16th Floor, Example Square", "Harrisburg, PA 17120, USA"]
    assert posted(published, of_country="US") == [
        "16th Floor, Example Square", "Harrisburg, PA 17120", "VEREINIGTE STAATEN",
    ]  # fmt: skip
    assert posted(published, of_country="US", posted_in="US") == ["16th Floor, Example Square", "Harrisburg, PA 17120"]


@pytest.mark.parametrize("language", sorted(names_of("KZ")))
def test_the_country_is_recognised_in_every_language(language):
    lines = ["Example Street 1", "010000 Astana"]
    for name in (names_of("KZ")[language], in_capitals(names_of("KZ")[language], language)):
        assert posted([*lines, name], of_country="KZ") == [*lines, "KASACHSTAN"]


@pytest.mark.parametrize("code", CODES)
def test_every_country_recognises_its_own_line_however_it_was_printed(code):
    for posted_in in ("DE", "FR", "RU", "TR", "GR", "AM", "EG", "CN"):
        line = str(country_line(code, posted_in=posted_in))
        if line:
            above = ["Street 1", f"12345 {names_of(code)['en']} Town"]
            assert posted([*above, line], of_country=code, posted_in=code) == above


@pytest.mark.parametrize(
    ("published", "country"),
    [(["1, Example", "Luxembourg"], "LU"), (["شارع المثال 1", "الجزائر"], "DZ"), (["1 Example Rd, Singapore"], "SG")],
)
def test_a_town_that_is_called_like_its_state_is_not_taken_for_the_country(published, country):
    assert posted(published, of_country=country, posted_in=country) == published
    assert posted(published, of_country=country)[:-1] == published


def test_an_office_that_moved_abroad_is_written_to_where_it_says():
    moved = postal_lines(["Example 1", "00-001 Warszawa", "POLAND"], of_country="UA", posted_in="DE", reader="de")
    assert (moved.all, moved.destination) == (("Example 1", "00-001 Warszawa", "POLEN"), "PL")
    at_home = postal_lines(["Example 1", "00-001 Warszawa", "POLSKA"], of_country="UA", posted_in="PL")
    assert (at_home.all, at_home.is_domestic) == (("Example 1", "00-001 Warszawa"), True)


@pytest.mark.parametrize(
    ("published", "country"),
    [
        (["Calle Ejemplo 1", "Granada"], "ES"),
        (["Peachtree Example 1", "Atlanta", "Georgia"], "US"),
        (["Calle Ejemplo 1", "Armenia"], "CO"),
        (["Rua Exemplo 1", "SALVADOR"], "BR"),
    ],
)
def test_a_town_that_is_called_like_another_state_stays_where_it_is(published, country):
    assert posted(published, of_country=country, posted_in=country) == published


def test_the_office_stands_above_its_address_once():
    lines, names = (
        ["Ministry of Justice", "Example 1", "Astana"],
        {"to": "Justizministerium", "known_as": ["MINISTRY OF JUSTICE"]},
    )
    assert posted(lines, of_country="KZ", **names) == [*lines, "KASACHSTAN"]
    assert posted(lines[1:], of_country="KZ", **names) == ["Justizministerium", *lines[1:], "KASACHSTAN"]


def test_postage_is_told_in_words():
    with translation.override("en"):
        told = [postal_lines(["x"], of_country="DE", posted_in=code).postage for code in ("DE", "AT")]
    assert told == ["Domestic letter: ordinary postage.", "International letter: postage for abroad."]


def test_a_contact_is_printed_by_its_lines():
    contact = ContactPoint(kind="post", value="Embassy\n Nordendstraße 14 \n\n13156 Berlin")
    assert posted(contact, of_country="DE") == ["Embassy", "Nordendstraße 14", "13156 Berlin"]


PARTS = {
    "name": "The Minister",
    "organisation": "Ministry",
    "street": "Example St 8",
    "town": "Astana",
    "postcode": "010000",
}


@pytest.mark.parametrize(
    ("country", "parts", "lines"),
    [
        ("KZ", PARTS, ["The Minister", "Ministry", "Example St 8", "ASTANA 010000"]),
        ("DE", PARTS, ["The Minister", "Ministry", "Example St 8", "010000 ASTANA"]),
        ("GB", PARTS, ["The Minister", "Ministry", "Example St 8", "ASTANA", "010000"]),
        ("IR", PARTS, ["The Minister", "Ministry", "Example St 8", "ASTANA 010000"]),
        ("JP", PARTS, ["The Minister", "Ministry", "Example St 8", "010000", "Astana"]),
        ("TR", {"town": "istanbul", "postcode": "34000"}, ["34000 İSTANBUL"]),
        ("CH", {"street": "Beispiel 1", "town": "Bern"}, ["Beispiel 1", "Bern"]),
        ("CH", {"postcode": "CH-3000", "town": "Bern"}, ["CH-3000 Bern"]),
        ("GH", {"street": "A\n\nB", "town": "Accra", "postcode": "GA-1"}, ["A", "B", "ACCRA", "GA-1"]),
        (
            "KZ",
            {"street": "ул. Примера 1", "town": "Астана", "postcode": "010000"},
            ["010000", "АСТАНА", "ул. Примера 1"],
        ),
        ("XX", {"street": "Example 1", "town": "Town"}, ["Example 1", "TOWN"]),
        ("KZ", {}, []),
    ],
)
def test_an_address_in_parts_is_put_in_the_order_of_its_country(country, parts, lines):
    assert assembled(country, **parts) == lines


@pytest.mark.parametrize("code", CODES)
def test_no_part_of_an_address_is_lost_anywhere(code):
    parts = {"name": "Nnn", "organisation": "Ooo", "street": "Aaa", "district": "Ddd", "town": "Ccc"}
    text = "\n".join(assembled(code, **parts, region="Sss", postcode="90909")).casefold()
    assert [part for part in (*parts.values(), "Sss", "90909") if text.count(part.casefold()) != 1] == []
    assert text.index("nnn") < text.index("ccc")


def test_every_shipped_address_keeps_its_words(directory):
    for contact in ContactPoint.objects.filter(kind="post").select_related("authority__mission"):
        at_home = posted(contact, of_country=contact.authority.located_in, posted_in=contact.authority.located_in)
        assert contact.value.startswith("\n".join(at_home))


def test_an_office_lies_where_it_is_hosted(directory):
    berlin = Authority.objects.get(mission__external_id="wd:Q23786646")
    assert (berlin.located_in, Authority(kind="ministry", state_id="KZ").located_in) == ("DE", "KZ")


TEXTS = st.lists(st.text(max_size=40), max_size=7)


@settings(deadline=None)  # the first example reads the tables
@given(lines=TEXTS, country=st.sampled_from(CODES), posted_in=st.sampled_from([*CODES, "", "XX"]))
def test_whatever_is_published_is_printed_and_printing_twice_changes_nothing(lines, country, posted_in):
    once = postal_lines(lines, of_country=country, posted_in=posted_in)
    kept = [line for line in lines if line.strip()]
    assert "\n".join(kept).startswith("\n".join(once.published))
    again = postal_lines(once.published, of_country=once.destination, posted_in=once.destination)
    assert len(once.published) - len(again.published) <= 1


def test_the_names_are_those_of_the_file():
    told = json.loads((shipped.FOLDER / "countries.json").read_text("utf-8"))["countries"]
    assert {row["iso2"]: len(row["names"]) for row in told} == {code: len(names_of(code)) for code in CODES}
