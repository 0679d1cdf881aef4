"""What the report says stands on the appeal page, with source; docs/from-the-report.md names these stories."""

import re

import pytest

from tests.living_site import ROOT, SLUG

APPEAL = f"/en/appeals/{SLUG}/"


@pytest.fixture(scope="module")
def page(site):
    """The words of the appeal page."""
    return site.get(APPEAL).words


def section(page, start, end):
    return page[page.index(f" {start} ") : page.index(f" {end} ")]


def test_the_leaders_who_are_threatened_are_named_with_their_history(page):
    people = section(page, "Who we write for", "What we demand")
    for name in ("Ainur Kurmanov", "Esenbek Ukteshbayev"):
        card = people[people.index(name) :]
        assert re.match(r".*?Witness .*?Suspect 14 September 2011 .*?Threatened ", card)


def test_other_spellings_of_a_name_stand_beside_it(page):
    assert "Also written: Aynor Kurmanov, Ainur Kurmanow" in page


def test_groups_say_how_many_or_that_nobody_knows(page):
    people = section(page, "Who we write for", "What we demand")
    assert "Other leaders of the two movements How many is not known Threatened" in people
    assert "Up to twenty-five other people up to 25" in people
    assert "Two relatives of strikers Killed" in people


def test_the_strike_the_arrests_and_the_deaths_stand_in_the_chronology(page):
    happened = section(page, "What happened", "Who we write for")
    told = [
        "Oil workers in West Kazakhstan go on strike.",
        "Leaders of the strike are arrested.",
        "Two relatives of strikers are killed.",
    ]
    places = [happened.index(sentence) for sentence in told]
    assert places == sorted(places)


def test_the_lawyers_sentence_stands_with_date_and_source(page):
    told = "8 August 2011 The Aktau city court sentences Natalia Sokolova to six years in prison. Source: Reuters"
    assert told in section(page, "What happened", "Who we write for")


def test_the_letters_from_venezuela_are_told(page):
    happened = section(page, "What happened", "Who we write for")
    assert "in a letter signed by four secretaries. It also supports the strike." in happened
    assert "The Venezuelan party PRT" in happened


def test_the_picket_and_who_came_to_the_gate_are_told(page):
    happened = section(page, "What happened", "Who we write for")
    assert "ask for the ambassador. A deputy comes instead." in happened
    assert "The protesters answer with a list of facts." in happened
    assert "The protesters announce more protests" in happened


def test_the_denial_and_the_promises_are_told_with_the_correction_of_the_capital(page):
    said = section(page, "What the authorities have said", "Other ways to act")
    assert "Denial The deputy denies any repression in the west of Kazakhstan. Source: Committee" in said
    assert "Promise The deputy promises to give the letter to the ambassador." in said
    assert "The report calls the capital Almaty. Correction: in 2011 the capital was Astana." in said
    assert "protesters" not in said.lower().replace("protesters lobby kazakh embassy", "")


def test_readers_everywhere_are_asked_to_write(page):
    assert "we ask for her release and an end to the repression." in page
    assert "Send my letter" in page


def test_the_letter_and_the_addresses_are_where_the_dead_link_pointed(site):
    kit = site.get(APPEAL + "kit/").words
    assert "Nordendstraße 14-17, 13156 Berlin" in kit
    assert "I am writing about Natalia Sokolova" in kit


def test_the_first_alert_is_named_as_a_source(site):
    assert 'href="https://socialistworld.net/2011/09/16/kazakhstan-kurmanov-to-be-jailed"' in site.get(APPEAL).text


def test_the_call_says_until_when(page):
    assert re.search(r"Historical example, 2011 Open until \d+ \w+ 20\d\d", page)


def test_every_story_that_the_table_names_exists():
    table = (ROOT / "docs" / "from-the-report.md").read_text(encoding="utf-8")
    stories = set(re.findall(r"`(test_\w+)`", table))
    here = set(
        re.findall(
            r"^def (test_\w+)", (ROOT / "tests/stories/test_the_report_is_told.py").read_text(encoding="utf-8"), re.M
        )
    )
    assert stories <= here
    assert len(stories) >= 12
