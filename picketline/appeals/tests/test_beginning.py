"""Bilal begins with what is there: an alert, a picket, a report, or an empty sheet; nothing he pastes is lost."""

import html
import re
import unicodedata
from datetime import date

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from picketline.appeals.models import Appeal, Wording
from picketline.authorities.models import Authority
from picketline.network.models import Membership, Section
from picketline.pages.errors import Printable

NEW = "/en/desk/appeals/new/"
ALERT = {
    "issuer": "Amnesty International", "headline": "Teacher faces prison", "reference": "UA 61/26",
    "published_on": "2026-05-12", "url": "https://amnesty.invalid/ua", "text": "Page one.\r\n\r\nPage two.",
    "state": "TR", "language": "en",
}  # fmt: skip
REPORT = {
    "title": "Lawyer of the strikers sentenced", "publisher": "Reuters", "published_on": "2026-08-08",
    "url": "https://reuters.invalid/a", "state": "KZ", "language": "en",
}  # fmt: skip
PICKET = {
    "on": "2100-11-27", "at": "11:00", "where": "Nordbahnstraße 14, Berlin", "headline": "Free the teacher",
    "language": "en",
}  # fmt: skip


def made() -> Appeal:
    return Appeal.objects.with_state().get(is_example=False)


def text(passage) -> str:
    return passage.wordings.get().text if passage else ""


def test_four_entrances_stand_on_one_page_alike_and_an_empty_sheet_below(desk, example):
    page = desk.get(NEW).content.decode()
    entrances = re.findall(r'<li><h2><a href="/en/desk/appeals/new/(\w+)/">', page)
    assert entrances == ["alert", "picket", "letter", "report"]
    assert f"{NEW}blank/" in page
    for entrance in (*entrances, "blank"):
        assert desk.get(f"{NEW}{entrance}/").status_code == 200


def test_an_alert_becomes_background_and_first_source(desk, example, words):
    answer = desk.post(NEW + "alert/", ALERT)
    appeal = made()
    assert answer.headers["location"] == f"/en/desk/appeals/{appeal.slug}/"
    assert (appeal.state, appeal.state_concerned_id, text(appeal.background)) == (
        "draft",
        "TR",
        "Page one.\n\nPage two.",
    )
    (entry,) = appeal.occurrences.all()
    assert (text(entry.words), entry.on, entry.precision) == ("Teacher faces prison", date(2026, 5, 12), "day")
    assert (entry.source.publisher, entry.source.title, entry.source.url) == (
        "Amnesty International", "UA 61/26, Teacher faces prison", "https://amnesty.invalid/ua",
    )  # fmt: skip
    shown = words(desk.get(answer.headers["location"]))
    assert "There is no sentence that says what it is about." in shown
    assert "No fact has a source" not in shown


def test_an_alert_needs_no_more_than_issuer_headline_and_state(desk, example):
    few = {name: ALERT[name] for name in ("issuer", "headline", "state", "language")}
    assert desk.post(NEW + "alert/", few).status_code == 303
    entry = made().occurrences.get()
    assert (entry.precision, entry.source.title, made().background) == ("undated", "Teacher faces prison", None)


def test_a_report_becomes_a_source_with_an_entry_of_its_day(desk, example):
    assert desk.post(NEW + "report/", REPORT).status_code == 303
    appeal = made()
    entry = appeal.occurrences.get()
    assert (text(appeal.headline), text(entry.words)) == (REPORT["title"], REPORT["title"])
    assert (entry.on, entry.source.publisher, entry.source.published_on) == (
        date(2026, 8, 8), "Reuters", date(2026, 8, 8),
    )  # fmt: skip


def test_a_long_title_is_cut_in_the_headline_and_whole_in_the_source(desk, example):
    title = "A very long title " * 10
    desk.post(NEW + "report/", REPORT | {"title": title})
    assert (len(text(made().headline)), made().occurrences.get().source.title) == (120, title.strip())


def test_a_picket_makes_its_office_an_addressee_and_stands_above_the_headline(desk, example):
    embassy = Authority.objects.of("KZ").get(mission__host="DE", mission__kind="embassy")
    assert desk.post(NEW + "picket/", PICKET | {"office": str(embassy.uuid)}).status_code == 303
    appeal = made()
    assert (appeal.state_concerned_id, [one.authority for one in appeal.addressees.all()]) == ("KZ", [embassy])
    assert text(appeal.note) == "Picket: 27 November 2100, 11:00, Nordbahnstraße 14, Berlin"


def test_the_note_of_a_picket_is_in_the_language_of_the_draft_and_can_be_changed(desk, example):
    desk.post(NEW + "picket/", PICKET | {"state": "TR", "language": "de", "at": ""})
    appeal = made()
    assert text(appeal.note) == "Kundgebung: 27. November 2100, Nordbahnstraße 14, Berlin"
    assert not appeal.addressees.exists()
    typed = {"headline": "Freiheit", "call": "Ein Satz.", "note": "Verschoben"}
    desk.post(f"/en/desk/appeals/{appeal.slug}/text/", typed)
    assert text(Appeal.objects.get(pk=appeal.pk).note) == "Verschoben"


def test_a_picket_elsewhere_chooses_among_the_offices_there(desk, example):
    listed = desk.get(NEW + "picket/?country=at").content.decode()
    vienna = Authority.objects.of("KZ").get(mission__host="AT", mission__kind="embassy")
    assert str(vienna.uuid) in listed
    assert str(vienna.uuid) not in desk.get(NEW + "picket/?country=nonsense").content.decode()
    assert desk.post(NEW + "picket/?country=at", PICKET | {"office": str(vienna.uuid)}).status_code == 303


@pytest.mark.parametrize(
    ("entrance", "typed", "sentence"),
    [
        ("alert", ALERT | {"issuer": ""}, "Enter who issued it"),
        ("alert", ALERT | {"headline": " "}, "Enter a headline"),
        ("alert", ALERT | {"state": ""}, "Choose the state"),
        ("alert", ALERT | {"url": "not an address"}, "Enter a web address like https://example.org/report"),
        ("alert", ALERT | {"text": "x" * 20_001}, "at most 20000 characters"),
        ("report", REPORT | {"title": ""}, "Enter the title"),
        ("report", REPORT | {"publisher": ""}, "Enter who published it"),
        ("report", REPORT | {"published_on": ""}, "Choose a day"),
        ("picket", PICKET, "Choose the office, or below it the state"),
        ("picket", PICKET | {"state": "TR", "where": ""}, "Enter where people meet"),
        ("picket", PICKET | {"state": "TR", "on": "Friday"}, "Choose a day"),
        ("picket", PICKET | {"state": "TR", "at": "noon"}, "Enter a time like 11:00"),
        ("picket", PICKET | {"office": "00000000-0000-0000-0000-000000000000"}, "Select a valid choice"),
    ],
)
def test_a_refused_entrance_says_why_and_begins_nothing(desk, example, words, entrance, typed, sentence):
    answer = desk.post(f"{NEW}{entrance}/", typed)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Appeal.objects.filter(is_example=False).exists()


def test_an_organiser_of_two_sections_says_for_which(desk, example, bilal, words):
    other = Section.objects.create(code="at", name="Vienna", country="AT")
    Membership.objects.create(user=bilal, section=other)
    assert desk.post(NEW + "report/", REPORT).status_code == 422
    assert desk.post(NEW + "report/", REPORT | {"section": other.pk}).status_code == 303
    assert made().section == other


def kept(answer, typed: str) -> bool:
    """Whether what was typed stands in the page that came back, less the characters that no page can hold."""
    page = html.unescape(answer.content.decode())
    return Printable.FORBIDDEN.sub("", typed).strip().replace("\r\n", "\n").replace("\r", "\n") in page.replace(
        "\r\n", "\n"
    ).replace("\r", "\n")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pasted=st.text(st.characters(exclude_categories=["Cs"]), max_size=300), headline=st.text(max_size=130))
def test_whatever_is_pasted_is_kept_or_comes_back(desk, example, pasted, headline):
    pasted, headline = (re.sub(r"[\ud800-\udfff]", "", one) for one in (pasted, headline))
    before = Wording.objects.count()
    answer = desk.post(NEW + "alert/", ALERT | {"text": pasted, "headline": headline})
    if answer.status_code == 422:
        assert kept(answer, pasted)
        assert Wording.objects.count() == before
    else:
        appeal = Appeal.objects.latest("pk")
        assert answer.status_code == 303
        assert text(appeal.background).split() == unicodedata.normalize("NFC", pasted).split()


def test_nothing_of_a_draft_is_public(desk, example, client):
    desk.post(NEW + "alert/", ALERT)
    assert desk.get(f"/en/appeals/{made().slug}/").status_code == 404
    assert made().closes_on > timezone.localdate()
