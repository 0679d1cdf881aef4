"""Loading the shipped directory."""

import csv
import hashlib
import io
import shutil
from datetime import date

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from picketline.authorities import shipped
from picketline.authorities.importer import Importer
from picketline.authorities.models import Accreditation, Authority, ContactPoint, Country, Mission, Salutation

NOUNS = ["countries", "salutations", "closings", "authorities", "missions", "accreditations", "contact points"]
NOUNS += ["offices", "names", "office-holders", "index cards"]


def table(name):
    with (shipped.FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digests():
    """One digest per table, over every column of every row."""
    return {
        model.__name__: hashlib.sha256(repr(list(model.objects.order_by("pk").values_list())).encode()).hexdigest()
        for model in apps.get_app_config("authorities").get_models()
    }


@pytest.fixture
def folder(tmp_path):
    """A copy of the data files that a test may change."""
    for path in shipped.FOLDER.iterdir():
        shutil.copy(path, tmp_path)
    return tmp_path


def replace_in(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_every_mission_of_kazakhstan_arrives_without_loss(directory):
    rows = [row for row in table("missions.csv") if row["sending_iso2"] == "KZ"]
    assert Mission.objects.count() == len(rows) == 47
    for row in rows:
        mission = Mission.objects.get(external_id=row["mission_id"])
        arrived = {
            "kind": mission.kind,
            "sending_iso2": mission.authority.state_id,
            "host_iso2": mission.host_id,
            "city": mission.municipality,
            "lat": mission.latitude,
            "lon": mission.longitude,
            "accredited_other": mission.district,
            "website": mission.website,
        }
        expected = {name: row[name] for name in arrived}
        expected["lat"], expected["lon"] = (float(row[name]) if row[name] else None for name in ("lat", "lon"))
        assert arrived == expected
        countries = mission.accreditations.values_list("country", flat=True)
        assert sorted(countries) == sorted(filter(None, row["accredited_to"].split("|")))


def test_every_contact_of_kazakhstan_arrives_with_its_source_and_date(directory):
    missions = {row["mission_id"] for row in table("missions.csv") if row["sending_iso2"] == "KZ"}
    published = sorted(
        (row["mission_id"], shipped.CONTACT_KINDS[row["kind"]][0], row["value"], row["source"], row["source_date"])
        for row in table("mission_contacts.csv")
        if row["mission_id"] in missions
    )
    arrived = sorted(
        (ident, kind, value, source, day.isoformat())
        for ident, kind, value, source, day in ContactPoint.objects.values_list(
            "authority__mission__external_id", "kind", "value", "source", "as_of"
        )
    )
    assert arrived == published
    assert set(ContactPoint.objects.values_list("state", "may_carry_letters")) == {("unverified", False)}


def test_no_head_of_mission_is_imported(directory):
    heads = [row["head_name"] for row in table("missions.csv") if row["sending_iso2"] == "KZ" and row["head_name"]]
    assert heads == ["Magzhan ILYASSOV"]
    everything = repr([list(model.objects.values_list()) for model in apps.get_app_config("authorities").get_models()])
    assert [name for head in heads for name in head.split() if name.lower() in everything.lower()] == []


def test_a_second_run_changes_nothing(directory):
    before = digests()
    again = Importer(sending={"KZ"}).load()
    assert digests() == before
    assert [(str(step.noun), step.new, step.changed) for step in again] == [(noun, 0, 0) for noun in NOUNS]
    assert [step.same for step in again] == [directory[noun].new for noun in NOUNS]


def test_a_change_in_a_file_is_seen_in_the_digest(directory, folder):
    before = digests()
    replace_in(folder / "missions.csv", "52.59,13.3927", "52.6,13.3927")
    steps = Importer(folder, sending={"KZ"}).load()
    assert [(str(step.noun), step.changed) for step in steps if step.changed] == [("missions", 1)]
    assert [name for name, digest in digests().items() if digest != before[name]] == ["Mission"]


def test_an_office_has_the_same_uuid_on_every_installation(directory):
    berlin = Authority.objects.get(mission__external_id="wd:Q23786646")
    assert str(berlin.uuid) == str(shipped.uuid_of("wd:Q23786646")) == "c5539d26-71f0-5adf-b3e9-e00874a22be1"


def test_states_are_loaded_one_after_the_other_or_all(directory, folder):
    Importer(folder, sending={"VE"}).load()
    both = [row for row in table("missions.csv") if row["sending_iso2"] in ("KZ", "VE")]
    assert Mission.objects.count() == len(both)
    assert set(Authority.objects.values_list("state", flat=True)) == {"KZ", "VE"}


def test_the_whole_file_is_loaded_where_no_state_is_chosen(db):
    steps = {str(step.noun): step.new for step in Importer().load()}
    assert (steps["missions"], Mission.objects.count()) == (9822, 9822)
    free = ContactPoint.objects.filter(is_free_mail=True)
    assert set(free.values_list("kind", "may_carry_letters")) == {("email", False)}
    assert free.count() > 78


def test_what_a_person_verified_is_never_overwritten(directory, folder):
    address = ContactPoint.objects.filter(kind="post", authority__mission__city="Berlin")
    address.update(
        state="verified", checked_by="Anna", checked_on=date(2026, 11, 1), as_of=date(2026, 11, 1), label="front door"
    )
    before = address.values().get()
    steps = {str(step.noun): step for step in Importer(folder, sending={"KZ"}).load()}
    assert steps["contact points"].changed == 0
    assert address.values().get() == before


def test_what_nobody_verified_follows_the_file_and_keeps_its_state(directory, folder):
    email = ContactPoint.objects.filter(value="bern@mfa.kz")
    email.update(state="disputed", normalised="")
    steps = {str(step.noun): step for step in Importer(folder, sending={"KZ"}).load()}
    assert steps["contact points"].changed == 1
    assert list(email.values_list("normalised", "state")) == [("bern@mfa.kz", "disputed")]


def test_an_address_that_may_carry_letters_stays_as_people_left_it(directory):
    email = ContactPoint.objects.filter(value="bern@mfa.kz")
    email.update(may_carry_letters=True, label="the secretary")
    Importer(sending={"KZ"}).load()
    assert list(email.values_list("may_carry_letters", "label")) == [(True, "the secretary")]


def test_a_role_that_an_editor_chose_stays(directory):
    berlin = Authority.objects.filter(mission__city="Berlin")
    berlin.update(role="charge_daffaires")
    Importer(sending={"KZ"}).load()
    assert berlin.get().role == "charge_daffaires"


def test_words_checked_by_a_reader_are_not_replaced_by_a_draft(directory):
    french = Salutation.objects.filter(language="fr", role="ambassador", gender="any")
    french.update(text="Excellence, Madame, Monsieur,", state="checked")
    swedish = Salutation.objects.filter(language="sv", role="ambassador", gender="any")
    swedish.update(text="Hej,")
    Importer(sending={"KZ"}).load()
    assert french.get().text == "Excellence, Madame, Monsieur,"
    assert swedish.get().text != "Hej,"


def test_what_is_gone_from_the_file_stays_in_the_directory(directory, folder):
    lines = (folder / "missions.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "missions.csv").write_text("".join(line for line in lines if "Q23786646" not in line), "utf-8")
    Importer(folder, sending={"KZ"}).load()
    assert Mission.objects.filter(external_id="wd:Q23786646").count() == 1


@pytest.mark.django_db(transaction=True)
def test_breaking_off_halfway_leaves_the_directory_as_it_was():
    steps = Importer(sending={"KZ"}).steps()
    next(steps)
    assert Country.objects.count() == 254
    steps.close()
    assert Country.objects.count() == 0


@pytest.mark.parametrize(
    ("sources", "name", "day"),
    [
        ("wikidata@2022-11-16", "wikidata", date(2022, 11, 16)),
        ("cia-factbook@2026-01-22|wikidata@2022-11-16", "wikidata", date(2022, 11, 16)),
        ("wikidata@2020-10-22|wikidata@2022-11-16", "wikidata", date(2022, 11, 16)),
        ("curated@2014-11-30|curated@2025-05-05", "curated", date(2025, 5, 5)),
        ("", "", None),
    ],
)
def test_accreditation_comes_from_wikidata_where_wikidata_is_a_source(sources, name, day):
    assert shipped.origin(sources) == (name, day)


def test_resident_is_the_host_and_no_other_country(directory):
    london = Accreditation.objects.filter(mission__city="London").order_by("country")
    assert list(london.values_list("country", "basis", "source", "as_of")) == [
        ("GB", "resident", "wikidata", date(2022, 11, 16)),
        ("IE", "non_resident", "wikidata", date(2022, 11, 16)),
        ("IS", "non_resident", "wikidata", date(2022, 11, 16)),
    ]


@pytest.mark.parametrize(
    ("host", "city"),
    [("GB", "London"), ("BE", "Brussels"), ("SE", "Stockholm"), ("DE", "Berlin"), ("BY", "Minsk"), ("UA", "Kyiv")],
)
def test_an_embassy_lies_in_the_town_that_people_know(directory, host, city):
    assert Mission.objects.get(host=host, kind="embassy").city == city


@pytest.mark.parametrize(
    ("capital", "name"),
    [
        ("London", "London"),
        ("Baku (Baki, Baky)", "Baku"),
        ("Washington, D.C.", "Washington, D.C."),
        ("Gitega (political capital), Bujumbura (commercial capital)", ""),
        ("Rangoon (aka Yangon, continues to be recognized as the primary Burmese capital by the US Government)", ""),
        ("Chisinau in Romanian (Kishinev in Russian)", ""),
    ],
)
def test_a_capital_is_named_without_the_stories_around_it(capital, name):
    assert shipped.capital_name(capital) == name


def test_the_command_says_one_line_for_every_kind_of_row(db):
    out = io.StringIO()
    call_command("load_directory", "--sending", "kz", stdout=out)
    assert out.getvalue().splitlines()[-6:] == [
        "accreditations: 87 new, 0 changed, 0 as they were",
        "contact points: 56 new, 0 changed, 0 as they were",
        "offices: 14 new, 0 changed, 0 as they were",
        "names: 14 new, 0 changed, 0 as they were",
        "office-holders: 2 new, 0 changed, 0 as they were",
        "index cards: 905 new, 0 changed, 0 as they were",
    ]
    assert [line.partition(":")[0] for line in out.getvalue().splitlines()] == NOUNS


def test_the_command_refuses_a_code_that_no_state_has(db):
    with pytest.raises(CommandError, match="No state has this code: QQ"):
        call_command("load_directory", "--sending", "KZ", "QQ")
    assert Country.objects.count() == 0
