"""Bilal reads at the desk what was kept from a document; Chen does not."""

import re

import pytest

from picketline.exchange import tasks
from picketline.exchange.models import Leftover
from picketline.network.actions import add_organiser
from picketline.network.models import Section


@pytest.fixture
def desk(client, section, settings):
    """His browser, signed in; the second factor has its own tests."""
    settings.DEMO = True
    client.force_login(add_organiser("bilal@example.org", name="Bilal", section=section))
    return client


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_draft_shows_what_was_kept_in_plain_words(desk, imports):
    appeal = imports("under-a-letter").appeal
    shown = words(desk.get(f"/en/desk/appeals/{appeal.slug}/"))
    assert "Kept from the document: 9 things that have no place here yet" in shown
    assert "Person 1, status deported; incommunicado" in shown
    assert "Entry 1 of the chronology, precision week" in shown
    german = words(desk.get(f"/de/desk/appeals/{appeal.slug}/"))
    assert "Aus dem Dokument aufgehoben: 9 Dinge, die hier noch keinen Platz haben" in german
    assert "Eintrag 1 der Chronik, precision week" in german


def test_what_a_document_says_is_shown_as_text(desk, imports):
    appeal = imports("first-alert", comments="<script>alert(1)</script>").appeal
    page = desk.get(f"/en/desk/appeals/{appeal.slug}/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


def test_every_page_of_the_editor_opens_for_every_document(desk, imports):
    for name in ("right-to-left", "in-two-languages", "offices-of-every-kind", "at-least-fourteen"):
        appeal = imports(name).appeal
        nouns = ("", "preview/", "text/", "people/", "occurrences/", "demands/", "rules/", "letters/en/", "addressees/")
        for noun in nouns:
            assert desk.get(f"/en/desk/appeals/{appeal.slug}/{noun}").status_code == 200
        for person in appeal.people.all():
            assert desk.get(f"/en/desk/appeals/{appeal.slug}/people/{person.uuid}/").status_code == 200


def test_an_appeal_that_came_from_no_document_shows_nothing(desk, imports):
    appeal = imports("first-alert").appeal
    Leftover.objects.all().delete()
    assert "Kept from the document" not in words(desk.get(f"/en/desk/appeals/{appeal.slug}/"))


def test_in_another_section_it_does_not_exist(desk, imports):
    appeal = imports("first-alert").appeal
    type(appeal).objects.update(section=Section.objects.create(code="elsewhere", name="Elsewhere"))
    assert desk.get(f"/en/desk/appeals/{appeal.slug}/").status_code == 404


def test_the_worker_forgets_names_by_itself(imports):
    appeal = imports("right-to-left").appeal
    who = appeal.people.first()
    type(who).objects.filter(pk=who.pk).update(naming="group", name="", aliases=[])
    assert Leftover.objects.filter(person=who, tells_a_name=True).exists()
    tasks.forget_names.call_local()
    assert not Leftover.objects.filter(person=who, tells_a_name=True).exists()
