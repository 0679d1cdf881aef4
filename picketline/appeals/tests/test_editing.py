"""Bilal edits an appeal at the desk: every noun can be added, changed, moved and removed, and bad input comes back."""

import re

import pytest
from django.db import connection
from django.utils import timezone

from picketline.appeals import actions
from picketline.appeals.models import Appeal, AtRisk, Occurrence, Passage, Person, PersonStatus, Source, Wording
from picketline.audit.models import Entry
from picketline.network.models import Section

NEW = "/en/desk/appeals/new/blank/"
NOUNS = (
    "", "preview/", "text/", "people/", "sources/", "relations/", "follow-up/", "occurrences/", "demands/", "rules/",
    "letters/en/", "letters/de/", "addressees/", "addressees/offices/",
)  # fmt: skip


def texts(passage) -> dict[str, str]:
    return {wording.language: wording.text for wording in passage.wordings.all()}


def demands(appeal) -> list[str]:
    return [texts(demand.words)["en"] for demand in appeal.demands.all()]


def begin(desk, **typed):
    usual = {"headline": "Free her", "call": "She is in prison.", "state": "KZ", "language": "en"}
    return desk.post(NEW, usual | {"closes_on": timezone.localdate().isoformat()} | typed)


def test_a_new_appeal_is_a_draft_with_reference_slug_and_hold(desk, example):
    answer = begin(desk, headline="Freiheit für die Lehrerin", language="de")
    appeal = Appeal.objects.with_state().get(slug="freiheit-fur-die-lehrerin")
    assert answer.headers["location"] == "/en/desk/appeals/freiheit-fur-die-lehrerin/"
    assert (appeal.reference, appeal.state, appeal.hold_minutes) == (f"KZ 1/{timezone.localdate().year}", "draft", 10)
    assert texts(appeal.headline) == {"de": "Freiheit für die Lehrerin"}
    assert desk.get(f"/en/appeals/{appeal.slug}/").status_code == 404


def test_two_with_one_headline_get_two_names(desk, example):
    begin(desk)
    begin(desk)
    year = timezone.localdate().year
    found = Appeal.objects.filter(is_example=False).order_by("pk").values_list("reference", "slug")
    assert list(found) == [(f"KZ 1/{year}", "free-her"), (f"KZ 2/{year}", "free-her-2")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"headline": " "}, "Enter a headline"),
        ({"call": ""}, "Say in one sentence what it is about"),
        ({"state": "ZZ"}, "Select a valid choice"),
        ({"language": "xx"}, "Select a valid choice"),
        ({"closes_on": "2001-01-01"}, "Choose a day between today and a year from now."),
        ({"closes_on": "soon"}, "Choose a day"),
        ({"headline": "a\u202eb"}, "This contains a character that cannot be printed. Type it again."),
        ({"headline": "x" * 121}, "at most 120 characters"),
    ],
)
def test_a_refused_beginning_says_why_and_keeps_what_was_typed(desk, words, typed, sentence):
    answer = begin(desk, **{"call": "<b>Kept</b>"} | typed)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "&lt;b&gt;Kept&lt;/b&gt;" in answer.content.decode() or "call" in typed
    assert not Appeal.objects.filter(is_example=False).exists()


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("query", ["", "?language=de", "?language=ar", "?language=nonsense"])
def test_every_page_of_the_editor_shows_a_draft_and_the_example(desk, draft, where, example, noun, query):
    for page in (where, f"/de/desk/appeals/{example.slug}/"):
        assert desk.get(page + noun + query).status_code in {200, 303}


def test_what_belongs_to_another_section_does_not_exist(desk, draft, where):
    demand = actions.add_demand(draft, words="Release her", language="en", actor="test")
    Appeal.objects.update(section=Section.objects.create(code="elsewhere", name="Elsewhere"))
    rows = (f"demands/{demand.pk}/", f"demands/{demand.pk}/place/", f"demands/{demand.pk}/removal/", "rehearsal/")
    for noun in (*NOUNS, *rows):
        assert desk.post(where + noun).status_code in {404, 405}, noun
        assert desk.get(where + noun).status_code in {404, 405}, noun
    assert demands(draft) == ["Release her"]


def test_a_row_of_another_appeal_is_not_reached_through_ones_own(desk, draft, where, example):
    for noun, row in (("demands", example.demands.first()), ("occurrences", example.occurrences.first())):
        for part in ("", "place/", "removal/"):
            assert desk.post(f"{where}{noun}/{row.pk}/{part}").status_code == 404
    person = example.people.first()
    for part in ("", "place/", "removal/", "statuses/"):
        assert desk.post(f"{where}people/{person.uuid}/{part}").status_code == 404


def test_texts_are_written_in_two_languages(desk, draft, where):
    typed = {"headline": "Free the teacher now", "call": "She is in prison.", "background": "Line one\r\nLine two"}
    assert desk.post(where + "text/", typed).status_code == 303
    assert desk.post(where + "text/?language=de", {"headline": "Freiheit für die Lehrerin"}).status_code == 303
    draft.refresh_from_db()
    assert texts(draft.headline) == {"en": "Free the teacher now", "de": "Freiheit für die Lehrerin"}
    assert texts(draft.background) == {"en": "Line one\nLine two"}
    assert "Free the teacher now" in desk.get(where + "text/?language=de").content.decode()


def test_a_headline_cannot_be_emptied_in_its_own_language_but_in_another(desk, draft, where):
    assert desk.post(where + "text/", {"call": "Kept"}).status_code == 422
    desk.post(where + "text/?language=de", {"headline": "Freiheit"})
    desk.post(where + "text/?language=de", {})
    assert texts(draft.headline) == {"en": "Free the teacher"}


def test_demands_are_added_changed_moved_and_removed(desk, draft, where):
    for text in ("One", "Two", "Three"):
        desk.post(where + "demands/", {"words": text})
    one, two, three = draft.demands.all()
    desk.post(f"{where}demands/{three.pk}/place/", {"direction": "up"})
    desk.post(f"{where}demands/{one.pk}/place/", {"direction": "up"})
    desk.post(f"{where}demands/{two.pk}/", {"words": "Two, better"})
    desk.post(f"{where}demands/{two.pk}/?language=de", {"words": "Zwei"})
    assert demands(draft) == ["One", "Three", "Two, better"]
    desk.post(f"{where}demands/{one.pk}/removal/")
    assert demands(draft) == ["Three", "Two, better"]
    assert texts(two.words) == {"en": "Two, better", "de": "Zwei"}
    assert not Wording.objects.filter(text="One").exists()


def test_an_empty_demand_comes_back_in_its_own_row(desk, draft, where, words):
    desk.post(where + "demands/", {"words": "One"})
    row = draft.demands.get()
    answer = desk.post(f"{where}demands/{row.pk}/", {"words": " "})
    assert answer.status_code == 422
    assert "Nothing was saved yet Enter the demand" in words(answer)
    assert f'href="#demand-{row.pk}-words"' in answer.content.decode()
    assert demands(draft) == ["One"]


@pytest.mark.parametrize(
    ("typed", "on", "precision"),
    [
        ({"day": "8", "month": "8", "year": "2026"}, "2026-08-08", "day"),
        ({"month": "8", "year": "2026"}, "2026-08-01", "month"),
        ({"year": "2026"}, "2026-01-01", "year"),
        ({}, "None", "undated"),
    ],
)
def test_a_date_is_as_exact_as_what_is_typed(desk, draft, where, typed, on, precision):
    assert desk.post(where + "occurrences/", {"kind": "happened", "words": "Arrested", **typed}).status_code == 303
    found = draft.occurrences.get()
    assert (str(found.on), found.precision) == (on, precision)
    shown = desk.get(where + "occurrences/").content.decode()
    for name, value in typed.items():
        assert re.search(rf'name="{name}"[^>]*value="{value}"|<option value="{value}" selected', shown)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day": "31", "month": "2", "year": "2026"}, "This month has no such day"),
        ({"day": "3", "year": "2026"}, "Choose the month, or leave the day empty"),
        ({"month": "3"}, "Enter the year, or leave the whole date empty"),
        ({"url": "https://example.org/a"}, "Enter who published it"),
        ({"publisher": "Reuters", "url": "not an address"}, "Enter a web address like https://example.org/report"),
        ({"words": ""}, "Say what happened"),
        ({"kind": "dreamt"}, "Select a valid choice"),
    ],
)
def test_a_refused_entry_says_why(desk, draft, where, words, typed, sentence):
    answer = desk.post(where + "occurrences/", {"kind": "happened", "words": "Arrested"} | typed)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not draft.occurrences.exists()


def test_a_source_is_typed_once_and_chosen_then_and_forgotten_with_its_last_entry(desk, draft, where):
    desk.post(where + "occurrences/", {"kind": "happened", "words": "One", "publisher": "Reuters", "title": "Report"})
    source = Source.objects.latest("pk")
    desk.post(where + "occurrences/", {"kind": "said", "statement": "denial", "words": "Two", "source": source.pk})
    one, two = draft.occurrences.all()
    assert (one.source, two.source, two.statement) == (source, source, "denial")
    both = {"kind": "happened", "words": "Both", "source": source.pk, "publisher": "Another"}
    assert desk.post(where + "occurrences/", both).status_code == 422
    desk.post(f"{where}occurrences/{one.pk}/removal/")
    assert Source.objects.filter(pk=source.pk).exists()
    desk.post(f"{where}occurrences/{two.pk}/", {"kind": "said", "words": "Two"})
    assert not Source.objects.filter(pk=source.pk).exists()


def test_an_entry_contradicts_another_but_not_itself_nor_in_a_chain(desk, draft, where, words):
    for text in ("In June", "In August", "In May"):
        desk.post(where + "occurrences/", {"kind": "happened", "words": text})
    june, august, may = draft.occurrences.all()
    desk.post(f"{where}occurrences/{august.pk}/", {"kind": "happened", "words": "In August", "disputes": june.pk})
    assert Occurrence.objects.get(pk=august.pk).disputes == june
    for row, other in ((june, june), (june, may), (may, august)):
        typed = {"kind": "happened", "words": "x", "disputes": other.pk}
        assert desk.post(f"{where}occurrences/{row.pk}/", typed).status_code == 422
    assert "Contradicts entry 1" in words(desk.get(where + "occurrences/"))
    desk.post(f"{where}occurrences/{august.pk}/place/", {"direction": "up"})
    assert [one.pk for one in draft.occurrences.all()] == [august.pk, june.pk, may.pk]


def person(**typed):
    return {"naming": "named", "name": "Aysel Example", "role": "Teacher"} | typed


def test_a_person_has_names_consent_and_history(desk, draft, where, words):
    agreed = {
        "consent_by": "family", "consent_on": "2026-01-02", "consent_note": "by telephone", "consent_to_name": "on",
    }  # fmt: skip
    answer = desk.post(where + "people/", person(aliases="A. Example\r\n\r\nAysel  E.", **agreed))
    found = draft.people.get()
    assert answer.headers["location"] == f"{where}people/{found.uuid}/"
    assert (found.aliases, found.consent_by, str(found.consent_on)) == (
        ["A. Example", "Aysel E."], "family", "2026-01-02",
    )  # fmt: skip
    for status in ("detained", "sentenced"):
        desk.post(f"{where}people/{found.uuid}/statuses/", {"status": status, "year": "2026", "publisher": "Reuters"})
    detained, sentenced = found.statuses.all()
    desk.post(f"{where}people/{found.uuid}/statuses/{sentenced.pk}/place/", {"direction": "up"})
    desk.post(f"{where}people/{found.uuid}/statuses/{detained.pk}/", {"status": "charged", "words": "For a strike"})
    assert [(one.status, one.precision) for one in found.statuses.all()] == [
        ("sentenced", "year"), ("charged", "undated"),
    ]  # fmt: skip
    assert "For a strike" in words(desk.get(f"{where}people/{found.uuid}/"))
    assert "Agreed: the family, 2 January 2026" in words(desk.get(where + "people/"))
    desk.post(f"{where}people/{found.uuid}/statuses/{detained.pk}/removal/")
    assert found.statuses.get() == sentenced


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Enter the name or the pseudonym"),
        ({"naming": "known_to_issuer"}, "So shown, no name is stored: take the name and its spellings out"),
        ({"naming": "group", "name": "", "aliases": "A name"}, "So shown, no name is stored"),
        ({"role": ""}, "Say in a few words who they are"),
        ({"consent_by": "own"}, "Enter the day on which they agreed"),
        ({"consent_by": "own", "consent_on": "2999-01-01"}, "This day is still to come"),
        ({"consent_by": "a friend"}, "Select a valid choice"),
        ({"naming": "group", "name": "", "count": "0"}, "greater than or equal to 1"),
    ],
)
def test_a_refused_person_says_why_and_stores_nothing(desk, draft, where, words, typed, sentence):
    answer = desk.post(where + "people/", person(**typed))
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not draft.people.exists()


def test_a_refused_status_comes_back_on_the_persons_page(desk, draft, where, words):
    desk.post(where + "people/", person())
    page = f"{where}people/{draft.people.get().uuid}/"
    desk.post(page + "statuses/", {"status": "detained"})
    row = PersonStatus.objects.latest("pk")
    for noun in ("statuses/", f"statuses/{row.pk}/"):
        answer = desk.post(page + noun, {"status": "", "words": "Kept"})
        assert answer.status_code == 422
        assert "Choose what befell them" in words(answer)
    assert desk.post(page, person(name="")).status_code == 422


def test_a_group_has_a_number_and_a_bound(desk, draft, where):
    desk.post(where + "people/", person(naming="group", name="", role="Strikers", count="14", bound="at_least"))
    found = draft.people.get()
    assert (found.count, found.bound, found.name) == (14, "at_least", "")
    desk.post(f"{where}people/{found.uuid}/", person(naming="known_to_issuer", name="", role="A striker"))
    found.refresh_from_db()
    assert (found.naming, found.count, found.bound) == ("known_to_issuer", 1, "exactly")


def test_whoever_is_removed_is_erased_unless_another_appeal_is_for_them(desk, draft, where, example, bilal):
    desk.post(where + "people/", person(role="A word found nowhere else"))
    shared = example.people.first()
    AtRisk.objects.create(appeal=draft, person=shared, place=9)
    alone = draft.people.get(name="Aysel Example")
    for one in (alone, shared):
        desk.post(f"{where}people/{one.uuid}/place/", {"direction": "down"})
        assert desk.post(f"{where}people/{one.uuid}/removal/").status_code == 303
    assert (draft.people.count(), Person.objects.filter(name="Aysel Example").count()) == (0, 0)
    assert not Wording.objects.filter(text="A word found nowhere else").exists()
    assert example.people.filter(pk=shared.pk).exists()


def test_the_rules(desk, draft, where, words):
    later = timezone.localdate().isoformat()
    typed = {"closes_on": later, "hold_minutes": "25", "reply_to": " Answers@Büro.example.org "}
    assert desk.post(where + "rules/", typed).status_code == 303
    draft.refresh_from_db()
    assert (str(draft.closes_on), draft.hold_minutes, draft.neutral_subject) == (later, 25, False)
    assert draft.reply_to == "Answers@xn--bro-hoa.example.org"
    for wrong in ({"hold_minutes": "61"}, {"hold_minutes": ""}, {"closes_on": "2001-01-01"}, {"reply_to": "a@b@c"}):
        assert desk.post(where + "rules/", {"hold_minutes": "5"} | wrong).status_code == 422


def test_every_change_stands_in_the_record_and_no_name_does(desk, draft, where, bilal):
    before = Entry.objects.count()
    desk.post(where + "text/", {"headline": "Free her", "call": "Now."})
    desk.post(where + "demands/", {"words": "Release her"})
    demand = draft.demands.get()
    desk.post(f"{where}demands/{demand.pk}/", {"words": "Release her now"})
    desk.post(f"{where}demands/{demand.pk}/removal/")
    desk.post(where + "people/", person())
    desk.post(where + "rules/", {"hold_minutes": "5"})
    written = Entry.objects.all()[before:]
    assert [(entry.act, entry.noun, entry.actor) for entry in written] == [
        (act, f"appeals.{noun}", str(bilal.pk))
        for act, noun in (
            ("change texts", "appeal"), ("add", "demand"), ("change", "demand"), ("remove", "demand"),
            ("add", "person"), ("change rules", "appeal"),
        )
    ]  # fmt: skip
    assert "Aysel" not in " ".join(entry.words for entry in written)


def test_chen_is_refused(client, draft, where, settings):
    settings.DEMO = True
    for noun in (*NOUNS, "rehearsal/"):
        answer = client.post(where + noun) if noun == "rehearsal/" else client.get(where + noun)
        assert (answer.status_code, "login" in answer.headers["location"]) == (302, True)


def test_lists_of_many_cost_no_more_than_lists_of_few(desk, draft, where, django_assert_max_num_queries):
    counts = []
    for number in (2, 6):
        while draft.demands.count() < number:
            actions.add_demand(draft, words="One more", language="en", actor="test")
        with django_assert_max_num_queries(14) as spoken:
            desk.get(where + "demands/")
        counts.append(len(spoken))
    assert counts[0] == counts[1]


def test_no_passage_is_left_behind_by_a_removed_row(desk, draft, where):
    before = Passage.objects.count()
    desk.post(where + "occurrences/", {"kind": "happened", "words": "One", "publisher": "Reuters"})
    desk.post(f"{where}occurrences/{draft.occurrences.get().pk}/removal/")
    assert Passage.objects.count() == before
    assert connection.check_constraints() is None


def test_a_draft_changes_its_state_and_gets_another_number(desk, draft, where, words):
    page = where + "basis/"
    assert desk.get(page).status_code == 200
    assert desk.post(page, {"state": "TR", "language": "en"}).headers["location"] == where
    draft.refresh_from_db()
    assert (draft.reference, draft.state_concerned_id) == (f"TR 1/{timezone.localdate().year}", "TR")
    assert desk.post(page, {"state": "", "language": "en"}).status_code == 422
    Appeal.objects.filter(pk=draft.pk).update(published_at=timezone.now())
    assert desk.get(page).status_code == 404
    assert desk.post(page, {"state": "KZ", "language": "en"}).status_code == 404


def test_a_draft_that_was_written_in_another_language_says_so(desk, draft, where, example):
    desk.post(where + "demands/", {"words": "Freiheit"})
    desk.post(where + "text/?language=de", {"headline": "Steht schon da"})
    shared = example.people.exclude(role=None).first()
    AtRisk.objects.create(appeal=draft, person=shared, place=1)
    before = texts(shared.role)
    desk.post(where + "basis/", {"state": "KZ", "language": "de"})
    draft.refresh_from_db()
    assert (draft.language, draft.headline.source_language) == ("de", "de")
    assert texts(draft.headline) == {"de": "Steht schon da", "en": "Free the teacher"}
    assert texts(draft.demands.get().words) == {"de": "Freiheit"}
    assert texts(shared.role) == before


def test_a_source_is_corrected_for_everything_that_cites_it(desk, draft, where, words, example):
    desk.post(where + "occurrences/", {"kind": "happened", "words": "One", "publisher": "Reuter"})
    source = draft.occurrences.get().source
    desk.post(where + "occurrences/", {"kind": "happened", "words": "Two", "source": source.pk})
    typed = {"publisher": "Reuters", "title": "Report", "url": "https://reuters.invalid/a", "language": "en"}
    assert desk.post(f"{where}sources/{source.pk}/", typed).headers["location"] == where + "sources/"
    assert "Reuters , Report https://reuters.invalid/a" in words(desk.get(where + "sources/"))
    assert {one.source.publisher for one in draft.occurrences.all()} == {"Reuters"}
    answer = desk.post(f"{where}sources/{source.pk}/", typed | {"publisher": ""})
    assert (answer.status_code, "Enter who published it" in words(answer)) == (422, True)
    other = example.occurrences.exclude(source=None).first().source
    assert desk.post(f"{where}sources/{other.pk}/", typed).status_code == 404
