"""An appeal as somebody who reads German or Arabic sees it: her own language, else another one marked as foreign."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from picketline.appeals.models import Appeal, AtRisk, Demand, Occurrence, Passage, Person, PersonStatus, Source
from picketline.appeals.reading import Reading, Words, direction, headlines


def say(**texts):
    return Passage.say(texts, source_language=next(iter(texts)))


@pytest.fixture
def appeal(example):
    """An appeal without people, occurrences and demands."""
    return Appeal.objects.create(
        reference="KZ 2/2011",
        slug="second",
        section=example.section,
        state_concerned_id="KZ",
        language="en",
        headline=say(en="Free her", de="Freiheit für sie"),
        call=say(en="Write today"),
    )


def add_person(appeal, place):
    person = Person.objects.create(name=f"Person {place}", role=say(en="Lawyer"))
    AtRisk.objects.create(appeal=appeal, person=person, place=place)
    source = Source.objects.create(publisher="Reuters")
    for step in range(place):
        PersonStatus.objects.create(
            person=person, place=step, status="detained", on=date(2011, 8, 8), words=say(en="Detained"), source=source
        )


def add_occurrence(appeal, place, **values):
    source = Source.objects.create(publisher="Reuters")
    usual = {"on": date(2011, 8, 8), "words": say(en=f"It happened {place}"), "source": source}
    return Occurrence.objects.create(appeal=appeal, place=place, **usual | values)


def add_demand(appeal, place):
    Demand.objects.create(appeal=appeal, place=place, words=say(en=f"Demand {place}"))


def test_a_reader_gets_her_own_language_where_there_is_one(appeal):
    assert Reading(appeal, "de").headline == Words("Freiheit für sie", "de", is_foreign=False)


def test_without_her_language_she_gets_the_source_language_marked_as_foreign(appeal):
    words = Reading(appeal, "de").call
    assert words == Words("Write today", "en", is_foreign=True)
    assert words.attributes == ' lang="en" dir="ltr"'


def test_the_source_language_goes_before_any_other(example, appeal):
    Appeal.objects.filter(pk=appeal.pk).update(
        call=Passage.say({"en": "Write", "fa": "بنویسید", "de": "Schreib"}, source_language="fa")
    )
    appeal.refresh_from_db()
    words = Reading(appeal, "fr").call
    assert (words, words.attributes) == (Words("بنویسید", "fa", is_foreign=True), ' lang="fa" dir="rtl"')


def test_without_the_source_language_any_wording_is_better_than_none(appeal):
    Appeal.objects.filter(pk=appeal.pk).update(call=Passage.say({"de": "Schreib"}, source_language="fa"))
    appeal.refresh_from_db()
    assert Reading(appeal, "fr").call == Words("Schreib", "de", is_foreign=True)


def test_what_nobody_wrote_is_empty_and_not_foreign(appeal):
    reading = Reading(appeal, "de")
    assert [reading.background, reading.note, reading.outcome] == [Words("", "de", is_foreign=False)] * 3
    assert [bool(reading.note), reading.note.attributes] == [False, ""]


@pytest.mark.parametrize(
    ("language", "way"),
    [
        *(("ar", "rtl"), ("fa", "rtl"), ("he", "rtl"), ("ur", "rtl"), ("ps", "rtl"), ("ar-EG", "rtl")),
        *(("en", "ltr"), ("de-AT", "ltr"), ("kk", "ltr"), ("zh-Hant", "ltr"), ("", "ltr")),
    ],
)
def test_arabic_persian_and_hebrew_run_from_right_to_left(language, way):
    assert direction(language) == way


@pytest.mark.parametrize("add", [add_person, add_occurrence, add_demand])
def test_reading_one_or_three_takes_the_same_statements(appeal, statements, add):
    def asked():
        with statements() as said:
            reading = Reading(Appeal.objects.with_state().get(pk=appeal.pk), "de")
            facts = (reading.headline, reading.call, reading.outcome, reading.demands, reading.people)
            sources = [one.source for one, _words in [*reading.chronology, *reading.said]]
            told = [[status.source for status, _words in person.statuses] for person in reading.people]
            disputed = [list(one.disputed_by.all()) for one in reading.occurrences]
            assert facts
            assert len(sources) + len(told) + len(disputed) < 10
        return len(said.spoken)

    add(appeal, 1)
    one = asked()
    add(appeal, 2)
    add(appeal, 3)
    assert asked() == one


def test_what_happened_and_what_was_said_are_told_apart_in_the_editors_order(appeal):
    first, second = add_occurrence(appeal, 2), add_occurrence(appeal, 1, kind="said", statement="denial")
    reading = Reading(appeal, "en")
    assert [one for one, _words in reading.chronology] == [first]
    assert [one for one, _words in reading.said] == [second]


def test_a_disputed_entry_knows_what_disputes_it(appeal):
    first = add_occurrence(appeal, 1)
    second = add_occurrence(appeal, 2, disputes=first)
    assert [list(one.disputed_by.all()) for one in Reading(appeal, "en").occurrences] == [[second], []]


def test_people_are_read_in_their_place_with_their_history(appeal):
    add_person(appeal, 2)
    add_person(appeal, 1)
    people = Reading(appeal, "en").people
    assert [(one.person.public_name(), str(one.role), len(one.statuses)) for one in people] == [
        ("Person 1", "Lawyer", 1),
        ("Person 2", "Lawyer", 2),
    ]


def test_several_headlines_take_two_statements(example, appeal, statements):
    appeals = list(Appeal.objects.all())
    with statements() as said:
        listed = headlines(appeals, "de")
    assert len(said.spoken) == 2
    assert {(one.reference, str(headline)) for one, headline, _call in listed} == {
        ("KZ 1/2011", "Kasachstan: Freiheit für die Anwältin der Ölarbeiter"),
        ("KZ 2/2011", "Freiheit für sie"),
    }


@pytest.mark.parametrize("naming", ["known_to_issuer", "group"])
@pytest.mark.parametrize("secret", [{"name": "Zora Quimby"}, {"aliases": ["Zora"]}])
def test_a_name_that_must_not_be_known_cannot_be_stored(db, naming, secret):
    with pytest.raises(IntegrityError, match="a_name_that_must_not_be_known_is_not_stored"), transaction.atomic():
        Person.objects.create(naming=naming, **secret)
    assert Person.objects.filter(**secret).count() == 0


def test_a_named_person_cannot_be_made_nameless_while_the_name_stays(db):
    person = Person.objects.create(name="Zora Quimby")
    with pytest.raises(IntegrityError, match="a_name_that_must_not_be_known_is_not_stored"), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(naming="known_to_issuer")


@pytest.mark.parametrize(
    ("naming", "name", "public"),
    [
        ("named", "Natalia Sokolova", "Natalia Sokolova"),
        ("pseudonym", "N.", "N."),
        ("known_to_issuer", "", ""),
        ("group", "", ""),
    ],
)
def test_the_public_name_is_what_may_be_told(db, naming, name, public):
    assert Person.objects.create(naming=naming, name=name).public_name() == public


def test_even_a_name_in_memory_is_not_told_where_only_the_role_may_be():
    person = Person(naming="known_to_issuer", name="Zora Quimby")
    assert (person.public_name(), "Zora" in str(person)) == ("", False)


def test_an_occurrence_without_a_date_says_so(appeal):
    with pytest.raises(IntegrityError, match="an_occurrence_without_a_date_says_so"), transaction.atomic():
        add_occurrence(appeal, 1, on=None)
    assert add_occurrence(appeal, 1, on=None, precision="undated").on is None


def test_one_place_holds_one_occurrence_and_one_demand(appeal):
    add_occurrence(appeal, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        add_occurrence(appeal, 1)
    add_demand(appeal, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        add_demand(appeal, 1)


def test_the_responsible_mission_is_addressed_once(example):
    with pytest.raises(IntegrityError), transaction.atomic():
        example.addressees.create(authority=None, place=9)
    known = example.addressees.exclude(authority=None).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        example.addressees.create(authority=known.authority, place=9)
