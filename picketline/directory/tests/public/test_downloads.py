"""Anna takes the directory along: from its pages, or from the command line."""

import pytest
from django.core.management import CommandError, call_command

from picketline.directory.tests.public.conftest import contact, words
from picketline.gate import shelf, throttle

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "vcf": "text/vcard; charset=utf-8"}


def content(answer) -> bytes:
    return answer.getvalue()


@pytest.mark.parametrize("form", TYPES)
def test_a_state_is_a_file(ministry, client, form):
    answer = client.get(f"/en/directory/kz.{form}")
    assert (answer.status_code, answer["Content-Type"]) == (200, TYPES[form])
    assert answer["Content-Disposition"] == f'attachment; filename="directory-KZ.{form}"'
    assert (answer["X-Robots-Tag"], "Set-Cookie" in answer) == ("noindex", False)
    assert b"Berlin" in content(answer)


@pytest.mark.parametrize("form", TYPES)
def test_everything_is_the_same_file_and_keeps_no_page_waiting(ministry, client, form):
    shelf.shelf.clear()
    everything, state = (client.get(f"/en/directory/{name}.{form}") for name in ("everything", "KZ"))
    assert (everything.streaming, state.streaming, shelf.shelf) == (True, True, {})
    assert content(everything) == content(state)


@pytest.mark.parametrize(("name", "act"), [("everything", "take the directory"), ("KZ", "take a file")])
def test_a_network_takes_some_files_and_then_waits_while_pages_are_there_for_it(directory, client, name, act):
    limit = throttle.limit_of(act).amount
    answers = [client.get(f"/en/directory/{name}.csv") for _time in range(limit + 1)]
    assert [one.status_code for one in answers] == [200] * limit + [429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert "Try again later" in answers[-1].content.decode()
    assert client.get("/en/directory/KZ/").status_code == 200


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
