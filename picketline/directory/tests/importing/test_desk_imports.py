"""Dana, who runs a section, brings a file into the directory at the desk; editors and strangers cannot."""

import html
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from picketline.authorities.models import ContactPoint
from picketline.directory.importing import actions, opening
from picketline.directory.models import Import, Proposal
from picketline.directory.tasks import forget_drafts
from picketline.directory.tests.importing.conftest import contact, spreadsheet
from picketline.gate import uploads
from picketline.network.actions import add_organiser

IMPORTS = "/en/desk/directory/imports/"


@pytest.fixture(autouse=True)
def in_a_demo(settings):
    """The second factor has its own tests."""
    settings.DEMO = True


@pytest.fixture
def dana(kazakhstan, client):
    client.force_login(add_organiser("dana@example.org", name="Dana"))
    return client


@pytest.fixture
def uploads_file(dana):
    """Dana's page about a file that she has uploaded."""

    def upload(content, name="offices.csv", kind="csv"):
        answer = dana.post(IMPORTS, {"kind": kind, "file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 303
        return answer["Location"]

    return upload


def words(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def looked_at(answer) -> str:
    return re.search(r'name="looked_at" value="(\w+)"', answer.content.decode())[1]


def start(dana, page, **typed):
    seen = looked_at(dana.get(page))
    return dana.post(f"{page}start/", {"looked_at": seen, **typed})


def test_a_file_is_looked_at_brought_in_and_taken_out_again(dana, uploads_file):
    page = uploads_file(spreadsheet(contact(), contact("email", "office@justice.invalid")))
    shown = words(dana.get(page))
    assert "3 new" in shown.replace("new 3", "3 new")
    assert "office@justice.invalid" in shown
    assert not ContactPoint.objects.filter(authority__kind="ministry").exists()
    answer = start(dana, page)
    assert (answer.status_code, ContactPoint.objects.filter(authority__kind="ministry").count()) == (303, 2)
    done = dana.get(answer["Location"])
    assert "It is in the directory." in words(done)
    assert Import.objects.get().content is None
    assert "3 new, 0 changed" in words(dana.get(IMPORTS))
    undone = dana.post(f"{answer['Location']}undo/")
    assert (undone.status_code, ContactPoint.objects.filter(authority__kind="ministry").count()) == (303, 0)
    assert "Undone: Dana" in words(dana.get(answer["Location"]))
    assert dana.post(f"{answer['Location']}undo/").status_code == 409


def test_what_was_checked_since_is_told_with_its_reason(dana, uploads_file, ministry):
    page = start(dana, uploads_file(spreadsheet(contact("fax", "+7 7172 740 112"))))["Location"]
    ministry.contacts.filter(kind="fax").update(state="disputed")
    dana.post(f"{page}undo/")
    assert "What stays, and why Ministry of Justice Somebody has changed it since." in words(dana.get(page))


def test_broken_rows_keep_the_file_out_until_she_leaves_them_out(dana, uploads_file):
    page = uploads_file(spreadsheet(contact(), contact("pigeon", "coo")))
    assert "line 3 We know no contact_kind “pigeon”" in words(dana.get(page))
    refused = start(dana, page)
    assert (refused.status_code, "1 place in the file is wrong" in words(refused)) == (409, True)
    assert start(dana, page, skip_broken="on").status_code == 303


def test_more_changes_than_five_per_cent_need_the_number(dana, uploads_file, ministry):
    for number in range(30):
        ministry.contacts.create(kind="fax", value=f"+7 7172 74 {number:04}", label=f"{number}", source="x")
    rows = [contact("fax", f"+7 7172 75 {number:04}", label=f"{number}", source="x") for number in range(30)]
    page = uploads_file(spreadsheet(*rows))
    refused = start(dana, page)
    assert (refused.status_code, "give the number 30 as the limit" in words(refused)) == (409, True)
    assert start(dana, page, limit="many").status_code == 422
    assert start(dana, page, limit="30").status_code == 303


def test_what_changed_since_she_looked_is_shown_again_first(dana, uploads_file):
    page = uploads_file(spreadsheet(contact()))
    seen = looked_at(dana.get(page))
    start(dana, uploads_file(spreadsheet(contact("fax", "+7 7172 740 112"))))
    answer = dana.post(f"{page}start/", {"looked_at": seen})
    assert (answer.status_code, "has changed since you looked" in words(answer)) == (409, True)


def test_she_says_which_column_is_which_and_in_which_encoding(dana, uploads_file):
    content = "Art;Land;Stelle;Netz\nministry;KZ;Министерство;a@justice.invalid\n".encode("cp1251")
    page = uploads_file(content)
    assert "It looks like windows-1251" in words(dana.get(page))
    how = {"encoding": "windows-1251", "contact_kind": "email", "source": "by hand"}
    assert dana.post(page, how).status_code == 303
    assert "We cannot see which column is which" in words(dana.get(page))
    columns = {f"column-{number}": ours for number, ours in enumerate(("kind", "state", "name_en", "value"))}
    assert dana.post(page, how | columns).status_code == 303
    assert start(dana, page).status_code == 303
    assert ContactPoint.objects.get(authority__kind="ministry").source == "by hand"


def test_a_column_that_we_do_not_have_is_refused(dana, uploads_file):
    page = uploads_file(spreadsheet(contact()))
    assert dana.post(page, {"column-0": "shoe_size"}).status_code == 422
    assert dana.post(page, {"encoding": "rot13"}).status_code == 422


@pytest.mark.parametrize("content", [b"\x00\x01", b"\xff\xfe\n", b"{}", b'"', b"x" * 300_000, b"kind,kind\n"])
@pytest.mark.parametrize("kind", Import.Kind.values)
def test_no_file_breaks_the_page(dana, uploads_file, content, kind):
    page = uploads_file(content, kind=kind)
    answer = dana.get(page)
    assert (answer.status_code, dana.post(f"{page}start/", {"looked_at": "x"}).status_code) == (200, 409)


def test_a_file_that_is_too_large_is_let_go_by_and_told(dana, monkeypatch):
    large = SimpleUploadedFile("large.csv", b"x" * (uploads.LARGEST + 1))
    answer = dana.post(IMPORTS, {"kind": "csv", "file": large})
    assert (answer.status_code, "5 MB is the most" in words(answer)) == (422, True)
    assert not Import.objects.exists()


def test_nothing_and_an_empty_file_are_told(dana):
    assert "Choose a file" in words(dana.post(IMPORTS, {"kind": "csv"}))
    empty = SimpleUploadedFile("empty.csv", b"")
    answer = dana.post(IMPORTS, {"kind": "csv", "file": empty})
    assert (answer.status_code, "The file is empty" in words(answer)) == (422, True)


def test_a_file_is_thrown_away_or_forgotten_after_a_day(dana, uploads_file):
    page = uploads_file(spreadsheet(contact()))
    assert "offices.csv" in words(dana.get(IMPORTS))
    dana.post(f"{page}removal/")
    assert (dana.get(page).status_code, Import.objects.count()) == (404, 0)
    uploads_file(spreadsheet(contact()))
    Import.objects.update(begun_at=timezone.now() - actions.DRAFTS_STAY_FOR)
    forget_drafts.call_local()
    assert not Import.objects.exists()


def test_what_was_brought_in_cannot_be_thrown_away(dana, uploads_file):
    page = start(dana, uploads_file(spreadsheet(contact())))["Location"]
    dana.post(f"{page}removal/")
    assert dana.get(page).status_code == 200
    assert dana.post(f"{page}start/", {"looked_at": "x"}).status_code == 409


def test_a_keeper_finds_the_proposal_with_its_source(dana, uploads_file, ministry, checked):
    checked(ministry)
    assert start(dana, uploads_file(spreadsheet(contact(value="+7 7172 740 111"))), limit="1").status_code == 303
    assert Proposal.objects.waiting().get().evidence == "https://justice.invalid/"


def test_editors_and_strangers_see_nothing(dana, uploads_file, db):
    page = uploads_file(spreadsheet(contact()))
    editor = Client()
    editor.force_login(add_organiser("bilal@example.org", name="Bilal", role="editor"))
    for path in (IMPORTS, page):
        assert editor.get(path).status_code == 403
        assert Client().get(path).status_code == 302
    for verb in ("start", "removal", "undo"):
        assert editor.post(f"{page}{verb}/").status_code == 403
    assert reverse("directory:imports") not in editor.get("/en/desk/salutations/").content.decode()
    assert Import.objects.drafts().count() == 1


def test_the_size_on_the_page_is_the_one_that_is_kept_to():
    assert uploads.LARGEST < opening.LARGEST


def test_a_long_body_at_any_other_page_or_beyond_all_bounds_is_refused_unread(dana):
    file = {"kind": "csv", "file": SimpleUploadedFile("large.csv", b"x" * 1024**2)}
    assert dana.post("/en/desk/salutations/", file).status_code == 400
    announced = {"CONTENT_LENGTH": str(200 * 1024**2), "wsgi.input": io.BytesIO(b"x" * 1024)}
    form = "multipart/form-data; boundary=x"
    assert dana.generic("POST", IMPORTS, b"", form, **announced).status_code == 400
