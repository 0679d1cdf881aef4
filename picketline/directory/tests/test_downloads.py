"""Anna takes the directory along: from its pages, or from the command line."""

import pytest
from django.core.management import CommandError, call_command

from picketline.directory.tests.conftest import contact, words
from picketline.gate import shelf, throttle

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "vcf": "text/vcard; charset=utf-8"}


def content(answer) -> bytes:
    return answer.getvalue()


@pytest.mark.parametrize("form", TYPES)
def test_a_state_is_a_file(ministry, client, form):
    for _time in ("first", "from the shelf"):
        answer = client.get(f"/en/directory/KZ.{form}")
        assert (answer.status_code, answer["Content-Type"]) == (200, TYPES[form])
        assert answer["Content-Disposition"] == f'attachment; filename="directory-KZ.{form}"'
        assert (answer["Cache-Control"], "Set-Cookie" in answer) == ("public, max-age=30", False)
    assert b"Berlin" in content(answer)


@pytest.mark.parametrize("form", TYPES)
def test_everything_is_the_same_file_and_lies_on_no_shelf(ministry, client, form):
    shelf.shelf.clear()
    answer = client.get(f"/en/directory/everything.{form}")
    assert answer.streaming
    assert content(answer) == content(client.get(f"/en/directory/KZ.{form}"))
    assert [key[0] for key in shelf.shelf] == [f"/en/directory/KZ.{form}"]


def test_everything_is_given_a_few_times_an_hour(directory, client):
    limit = throttle.limit_of("take the directory").amount
    answers = [client.get("/en/directory/everything.csv") for _time in range(limit + 1)]
    assert [one.status_code for one in answers] == [200] * limit + [429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert "Try again later" in answers[-1].content.decode()
    assert client.get("/en/directory/KZ.csv").status_code == 200


@pytest.mark.parametrize("path", ["QQ.csv", "KZ.exe", "everything.exe", "KZ.csv/", ".csv"])
def test_what_is_not_there_is_not_found(directory, client, path):
    assert client.get(f"/en/directory/{path}").status_code == 404


def test_an_office_that_can_be_reached_has_a_card(ministry, embassy, client):
    assert b"BEGIN:VCARD" in content(client.get(f"/en/directory/offices/{embassy.uuid}.vcf"))
    assert client.get(f"/en/directory/offices/{ministry.uuid}.vcf").status_code == 404
    page = f"/en/directory/offices/{ministry.uuid}/"
    assert "Address card" not in words(client.get(page))
    shelf.shelf.clear()
    contact(ministry, "email", "office@justice.example.org")
    assert f'href="{page[:-1]}.vcf"' in client.get(page).content.decode()


@pytest.mark.parametrize("form", TYPES)
def test_the_command_writes_the_same_file_as_the_page(ministry, client, tmp_path, form):
    file = tmp_path / f"directory.{form}"
    call_command("export_directory", file, states=["kz"], verbosity=0)
    assert file.read_bytes() == content(client.get(f"/en/directory/KZ.{form}"))


@pytest.mark.parametrize(
    ("name", "states", "sentence"),
    [
        ("directory.xls", None, "should end in .csv, .json or .vcf"),
        ("directory.csv", ["QQ"], "Not a country: QQ"),
        ("nowhere/directory.csv", None, "No such file or directory"),
    ],
)
def test_the_command_says_what_it_cannot_do(directory, tmp_path, name, states, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("export_directory", tmp_path / name, states=states)
    assert list(tmp_path.iterdir()) == []


def test_the_command_overwrites_nothing(directory, tmp_path):
    file = tmp_path / "directory.csv"
    file.write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_directory", file)
    assert file.read_text() == "mine"
