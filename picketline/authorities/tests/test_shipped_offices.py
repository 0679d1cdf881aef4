"""Offices of the capital that come with Picketline, and who is said to hold them."""

import csv
from datetime import date

import pytest

from picketline.authorities import shipped, shipped_offices
from picketline.authorities.importer import STEPS, Importer
from picketline.authorities.models import Authority, OfficeHolder
from picketline.authorities.tests.test_importer import NOUNS, digests, folder, replace_in

__all__ = ["folder"]


@pytest.fixture(scope="module")
def offices():
    return shipped_offices.offices(shipped.FOLDER, None)


def office(offices, state, name):
    return next(one for one in offices if (one.state, one.name) == (state, name))


def named(offices, state, portfolio):
    return [one.name for one in offices if (one.state, one.portfolio) == (state, portfolio)]


def table(name):
    with (shipped.FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_office_of_kazakhstan_can_be_chosen_and_none_has_an_address(directory):
    listed = Authority.objects.of("KZ").exclude(kind="mission").order_by("kind", "pk").with_contacts()
    assert [(one.kind, one.role, one.name_in("en")) for one in listed] == [
        ("court", "generic_official", "Supreme Court of the Republic"),
        ("court", "generic_official", "Constitutional Council"),
        ("government", "head_of_government", "Prime Minister"),
        ("head_of_state", "head_of_state", "President"),
        ("ministry", "minister", "Minister of Foreign Affairs"),
        ("ministry", "minister", "Minister of Justice"),
        ("ministry", "minister", "Minister of Internal Affairs"),
        ("ministry", "minister", "Minister of Labor & Social Protection of the Population"),
        ("other", "generic_official", "Chairman of Committee for National Security (KNB)"),
        ("other", "generic_official", "Secretary of Security Council"),
        ("parliament", "generic_official", "Parliament"),
        ("parliament", "generic_official", "House of Representatives"),
        ("parliament", "generic_official", "Senate"),
        ("prosecutor", "prosecutor_general", "Prosecutor General"),
    ]
    assert [one for one in listed if one.contacts.all()] == []
    assert set(listed.values_list("source", "as_of")) == {
        ("cia-factbook", date(2026, 1, 22)),
        ("cia-world-leaders", date(2019, 6, 4)),
    }


def test_a_head_of_state_is_named_as_the_source_says_and_checked_by_nobody(directory):
    holder = OfficeHolder.objects.get(authority__state="KZ", authority__kind="head_of_state")
    assert (holder.name, holder.title, holder.started_on) == ("Kasym-Zhomart TOKAYEV", "President", date(2019, 3, 20))
    assert holder.as_told == "President Kasym-Zhomart TOKAYEV (since 20 March 2019)"
    assert (holder.state, holder.checked_on, holder.addressed_as) == ("unverified", None, "any")
    assert list(holder.authority.holders.known()) == []


def test_an_office_has_the_same_uuid_on_every_installation(directory):
    president = Authority.objects.get(state="KZ", portfolio="head_of_state")
    assert president.uuid == shipped.uuid_of("head_of_state:KZ")
    assert Authority.objects.get(state="KZ", portfolio="justice").uuid == shipped.uuid_of("post:KZ:Minister of Justice")


def test_an_office_is_found_by_who_holds_it_and_a_parliament_by_its_own_name(directory):
    names = [[one.name_in("en") for one in Authority.objects.sought(text)] for text in ("Tokayev", "Mazhilis")]
    assert names == [["President"], ["House of Representatives"]]


def test_several_people_may_hold_an_office_together(offices):
    presidency = next(one for one in offices if one.key == "head_of_state:BA")
    assert [one.name for one in presidency.holders] == ["Zeljko KOMSIC", "Denis BECIROVIC", "Zeljka CVIJANOVIC"]
    regents = next(one for one in offices if one.key == "head_of_state:SM")
    assert [(one.name, one.title) for one in regents.holders] == [
        ("Matteo ROSSI", "Captain Regent"),
        ("Lorenzo BUGLI", "Captain Regent"),
    ]
    princes = next(one for one in offices if one.key == "head_of_state:AD")
    assert [one.addressed_as for one in (presidency, regents, princes)] == ["several"] * 3


def test_names_that_a_line_no_longer_holds_are_not_taken_from_us(folder):
    replace_in(folder / "leaders.csv", "Matteo ROSSI and Lorenzo BUGLI", "Anna ONE and Bert TWO")
    regents = next(one for one in shipped_offices.offices(folder, {"SM"}) if one.portfolio == "head_of_state")
    assert [one.name for one in regents.holders] == ["co-chiefs of state Captains Regent Anna ONE and Bert TWO"]


@pytest.mark.parametrize(("state", "role"), [("HT", "head_of_state"), ("AF", "head_of_government")])
def test_a_line_that_names_nobody_makes_no_holder_and_is_not_lost(offices, state, role):
    one = next(one for one in offices if one.key == f"{role}:{state}")
    assert one.holders == ()
    assert one.as_told == next(
        row["raw_text"] for row in table("leaders.csv") if (row["country_iso2"], row["role"]) == (state, role)
    )


def test_nothing_that_the_sources_say_about_offices_is_lost(offices):
    told = "\n".join(one.as_told for one in offices)
    posts = [row["title_en"] for row in table("posts.csv") if row["category"] in shipped_offices.POSTS]
    lines = [row["raw_text"] for row in table("leaders.csv")] + [row["name"] for row in table("institutions.csv")]
    assert [line for line in [*posts, *lines] if line not in told] == []
    assert (len(posts), len(lines)) == (866, 1139)


def test_every_office_fits_its_row(offices):
    assert max(len(one.name) for one in offices) <= 200
    assert max(len(one.as_told) for one in offices) <= 1500
    assert max(len(holder.name) for one in offices for holder in one.holders) <= 160
    assert min(len(one.name) for one in offices) > 3


def test_a_state_has_one_office_at_most_for_a_matter(offices):
    matters = [(one.state, one.portfolio) for one in offices if one.portfolio]
    assert len(matters) == len(set(matters))


@pytest.mark.parametrize(
    ("state", "matter", "name"),
    [
        ("VE", "foreign_affairs", "Minister of Foreign Affairs"),
        ("GB", "foreign_affairs", "Secretary of State for Foreign & Commonwealth Affairs"),
        ("FR", "foreign_affairs", "Minister for Europe & Foreign Affairs"),
        ("CH", "justice", "Chief of the Federal Department of Justice & Police"),
        ("KZ", "head_of_state", "President"),
    ],
)
def test_the_office_for_a_matter_is_the_one_whose_title_says_so(offices, state, matter, name):
    assert named(offices, state, matter) == [name]


def test_courts_in_one_line_are_offices_of_their_own(offices):
    austrian = [one.name for one in offices if (one.state, one.kind) == ("AT", "court")]
    assert austrian == ["Supreme Court of Justice", "Constitutional Court"]
    assert [one.name for one in offices if (one.state, one.kind) == ("AF", "court")] == ["Highest Court"]


@pytest.mark.parametrize(
    ("state", "name", "role"),
    [
        ("SE", "King", "monarch"),
        ("QA", "Amir", "royal_highness"),
        ("DE", "President", "head_of_state"),
        ("VE", "Attorney General", "generic_official"),
        ("GE", "Speaker of Parliament", "parliament_speaker"),
    ],
)
def test_a_letter_greets_the_office_as_its_title_asks(offices, state, name, role):
    assert office(offices, state, name).role == role


def test_offices_that_nobody_writes_to_in_a_campaign_are_left_out(offices):
    assert [one.name for one in offices if "mbassador" in one.name or "Representative to the UN" in one.name] == []


def test_a_second_run_leaves_what_people_checked_or_ended(directory, folder):
    holder = OfficeHolder.objects.get(authority__state="KZ", authority__kind="government")
    president = OfficeHolder.objects.get(authority__state="KZ", authority__kind="head_of_state")
    OfficeHolder.objects.filter(pk=holder.pk).update(
        name="Olzhas Bektenov", state="verified", checked_by="BK", checked_on=date(2026, 11, 1)
    )
    OfficeHolder.objects.filter(pk=president.pk).update(ended_on=date(2026, 11, 1))
    before = digests()["OfficeHolder"]
    Importer(folder, sending={"KZ"}).load()
    assert digests()["OfficeHolder"] == before


def test_a_name_that_people_found_stays(directory):
    ministry = Authority.objects.get(state="KZ", portfolio="justice")
    ministry.names.update(text="Ministry of Justice of the Republic of Kazakhstan")
    Importer(sending={"KZ"}).load()
    assert ministry.names.get().text == "Ministry of Justice of the Republic of Kazakhstan"


def test_the_bar_ends_with_the_last_step(directory):
    assert len(NOUNS) == STEPS == len(directory)
