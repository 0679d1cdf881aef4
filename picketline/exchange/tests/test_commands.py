"""Bilal imports and exports documents on the command line."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from picketline.appeals import actions as appeals
from picketline.appeals.models import Appeal
from picketline.exchange.tests.conftest import FOLDER, NAMES, document
from picketline.network.models import Section

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def types(section):
    """A command as he types it, and what it says."""

    def command(*words):
        said = io.StringIO()
        call_command(*words, stdout=said, stderr=said)
        return said.getvalue()

    return command


def test_every_document_of_a_folder_becomes_a_draft(types):
    said = types("import_appeal", *(FOLDER / f"{name}.json" for name in NAMES))
    assert Appeal.objects.count() == len(NAMES)
    assert said.count(": draft ") == len(NAMES)


def test_the_report_says_what_was_made_what_was_kept_and_which_appeals_it_continues(types):
    said = types("import_appeal", FOLDER / "send-no-more.json").splitlines()
    assert said[0].endswith(
        "send-no-more.json: draft Further information (8) on PW 45/94 "
        "(further-information-8-on-pw-4594-send-no-more-appeals)"
    )
    assert said[1:] == [
        "  people at risk 1, chronology 1, demands 0, addressees 0, offices new in the directory 0, contact points 0",
        "  It continues PW 45/94, which is not here yet.",
        "  Kept as it came, because it has no place here yet (5):",
        "    issuer, type: ngo",
        "    kind: stop",
        "    reference, index: PWN 44/57/95",
        "    outcome, date: 1995-05-01",
        "    outcome, text: last four released; trial continues",
    ]


def test_one_bad_file_is_told_and_the_others_are_loaded(types, tmp_path):
    (tmp_path / "bad.json").write_text('{"schema": 1}', "utf-8")
    (tmp_path / "worse.json").write_text("Dear friends", "utf-8")
    said = io.StringIO()
    files = [FOLDER / "first-alert.json", tmp_path / "bad.json", tmp_path / "worse.json", tmp_path / "none.json"]
    with pytest.raises(CommandError, match=r"^3 of 4 not imported\.$"):
        call_command("import_appeal", *files, stdout=said, stderr=said)
    assert Appeal.objects.count() == 1
    assert "bad.json: not imported.\n  the document: id is missing.\n" in said.getvalue()
    assert "worse.json: not imported.\n  It is not JSON: line 1, column 1.\n" in said.getvalue()
    assert "none.json: not imported.\n  No such file or directory\n" in said.getvalue()


def test_a_file_with_many_mistakes_tells_twenty(types, tmp_path):
    told = {**document("first-alert"), "demands": list(range(25))}
    (tmp_path / "bad.json").write_text(json.dumps(told), "utf-8")
    said = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_appeal", tmp_path / "bad.json", stderr=said)
    assert len(said.getvalue().splitlines()) == 22
    assert "  … and 5 more." in said.getvalue()


def test_the_same_file_again_says_so(types, tmp_path):
    types("import_appeal", FOLDER / "first-alert.json")
    again = types("import_appeal", FOLDER / "first-alert.json")
    assert again.endswith("(kurmanov-to-be-jailed-urgent-protest-needed). Nothing changed.\n")
    other = tmp_path / "other.json"
    other.write_text(json.dumps({**document("first-alert"), "demands": ["another"]}), "utf-8")
    assert "It says something else than when it was imported" in types("import_appeal", other)
    assert Appeal.objects.count() == 1


def test_among_several_sections_he_says_which(types):
    Section.objects.create(code="london", name="London", country="GB")
    with pytest.raises(CommandError, match="--section with one of berlin, london"):
        types("import_appeal", FOLDER / "first-alert.json")
    with pytest.raises(CommandError, match="--section with one of berlin, london"):
        types("import_appeal", FOLDER / "first-alert.json", "--section", "paris")
    types("import_appeal", FOLDER / "first-alert.json", "--section", "london")
    assert Appeal.objects.get().section.code == "london"


def test_without_any_section_it_is_the_committee_itself(types):
    Section.objects.all().delete()
    types("import_appeal", FOLDER / "first-alert.json")
    assert Appeal.objects.get().section.code == "main"


@pytest.mark.parametrize(
    "name", ["PW 103/22", "free-the-weather-observers-of-the-southern-station", "offices-of-every-kind"]
)
def test_an_appeal_goes_out_by_reference_slug_or_id(types, tmp_path, name):
    types("import_appeal", FOLDER / "offices-of-every-kind.json")
    assert json.loads(types("export_appeal", name)) == document("offices-of-every-kind")
    types("export_appeal", name, tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text("utf-8")) == document("offices-of-every-kind")


def test_an_export_overwrites_no_file(types, tmp_path):
    types("import_appeal", FOLDER / "first-alert.json")
    file = tmp_path / "out.json"
    file.write_text("mine", "utf-8")
    with pytest.raises(CommandError, match=r"out\.json is there already"):
        types("export_appeal", "first-alert", file)
    with pytest.raises(CommandError, match="No such file or directory"):
        types("export_appeal", "first-alert", tmp_path / "nowhere" / "out.json")
    assert file.read_text("utf-8") == "mine"
    with pytest.raises(CommandError, match="No appeal is called nothing"):
        types("export_appeal", "nothing")


def test_an_appeal_of_our_own_goes_out_and_comes_in_elsewhere(types, tmp_path, section):
    own = appeals.draft(
        section=section, state="KZ", language="en", headline="Ours", call="Free her.", closes_on=None, actor="test"
    )
    appeals.add_addressee(own, authority=None, is_copy=False, actor="test")
    appeals.change_texts(own, language="de", actor="test", headline="Unser", call="", background="Warum", note="")
    types("export_appeal", own.slug, tmp_path / "ours.json")
    Appeal.objects.all().delete()
    types("import_appeal", tmp_path / "ours.json")
    again = Appeal.objects.get()
    assert {one.language: one.text for one in again.headline.wordings.all()} == {"en": "Ours", "de": "Unser"}
    assert [one.is_responsible_mission for one in again.addressees.all()] == [True]
    assert json.loads(types("export_appeal", again.slug)) == json.loads((tmp_path / "ours.json").read_text("utf-8"))


def test_commands_are_typed_with_hyphens(tmp_path):
    for command in ("import-appeal", "export-appeal"):
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), command, "--help"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "docs/appeal-documents.md" in done.stdout
