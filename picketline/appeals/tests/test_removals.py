"""Bilal takes a row out by mistake and puts it back; an hour later it is gone for good."""

from datetime import timedelta

import pytest
from django.utils import timezone

from picketline.appeals import actions
from picketline.appeals.models import Appeal, AtRisk, Occurrence, Passage, Person, Removal, Source, Wording
from picketline.network.models import Section

PERSON = {"naming": "named", "name": "Aysel Example", "role": "Teacher", "aliases": "A. E."}


def undo(desk, where, removal=None):
    return desk.post(f"{where}removals/{(removal or Removal.objects.latest('pk')).pk}/undo/")


def told(passage) -> dict[str, str]:
    return {one.language: one.text for one in passage.wordings.all()}


def test_a_demand_comes_back_with_its_words_in_every_language_and_in_its_place(desk, draft, where, words):
    for text in ("One", "Two", "Three"):
        desk.post(where + "demands/", {"words": text})
    two = draft.demands.get(place=2)
    desk.post(f"{where}demands/{two.pk}/?language=de", {"words": "Zwei"})
    desk.post(f"{where}demands/{two.pk}/removal/")
    page = words(desk.get(where + "demands/"))
    assert "Taken out: Two Undo" in page
    assert not Wording.objects.filter(text="Zwei").exists()
    assert undo(desk, where).headers["location"] == where + "demands/"
    assert [told(one.words)["en"] for one in draft.demands.all()] == ["One", "Two", "Three"]
    assert told(draft.demands.get(place=2).words) == {"en": "Two", "de": "Zwei"}
    assert "Taken out" not in words(desk.get(where + "demands/"))


def test_what_came_since_keeps_its_place(desk, draft, where):
    desk.post(where + "demands/", {"words": "Old"})
    desk.post(f"{where}demands/{draft.demands.get().pk}/removal/")
    desk.post(where + "demands/", {"words": "New"})
    undo(desk, where)
    assert [told(one.words)["en"] for one in draft.demands.all()] == ["New", "Old"]


def test_an_entry_comes_back_with_source_and_with_what_contradicts_it(desk, draft, where):
    typed = {"kind": "happened", "words": "In June", "publisher": "Reuters", "day": "1", "month": "6", "year": "2026"}
    desk.post(where + "occurrences/", typed)
    june = draft.occurrences.get()
    desk.post(where + "occurrences/", {"kind": "happened", "words": "In May", "disputes": june.pk})
    desk.post(f"{where}occurrences/{june.pk}/removal/")
    assert (Source.objects.filter(publisher="Reuters", title="").exists(), draft.occurrences.get().disputes) == (
        False, None,
    )  # fmt: skip
    undo(desk, where)
    found = draft.occurrences.get(pk=june.pk)
    assert (str(found.on), found.source.publisher, told(found.words)) == ("2026-06-01", "Reuters", {"en": "In June"})
    assert draft.occurrences.exclude(pk=june.pk).get().disputes == found


def test_what_contradicted_an_entry_that_is_gone_comes_back_alone(desk, draft, where):
    desk.post(where + "occurrences/", {"kind": "happened", "words": "In June"})
    june = draft.occurrences.get()
    desk.post(where + "occurrences/", {"kind": "happened", "words": "In May", "disputes": june.pk})
    may = draft.occurrences.exclude(pk=june.pk).get()
    desk.post(f"{where}occurrences/{may.pk}/removal/")
    removal = Removal.objects.latest("pk")
    actions.remove_occurrence(Occurrence.objects.get(pk=june.pk), actor="test")
    undo(desk, where, removal)
    assert (draft.occurrences.get().pk, draft.occurrences.get().disputes) == (may.pk, None)


def test_a_person_comes_back_with_names_role_and_history(desk, draft, where):
    agreed = {"consent_by": "own", "consent_on": "2026-01-02", "consent_to_name": "on", "consent_until": "2100-01-01"}
    desk.post(where + "people/", PERSON | agreed)
    person = draft.people.get()
    page = f"{where}people/{person.uuid}/"
    desk.post(page + "statuses/", {"status": "detained", "year": "2026", "publisher": "Reuters", "words": "Taken"})
    desk.post(page + "removal/")
    assert not Person.objects.filter(name="Aysel Example").exists()
    assert undo(desk, where).headers["location"] == where + "people/"
    found = draft.people.get()
    assert (found.uuid, found.aliases, str(found.consent_until), told(found.role)) == (
        person.uuid, ["A. E."], "2100-01-01", {"en": "Teacher"},
    )  # fmt: skip
    status = found.statuses.get()
    assert (status.status, status.precision, status.source.publisher) == ("detained", "year", "Reuters")


def test_a_person_of_another_appeal_too_comes_back_as_they_are_now(desk, draft, where, example):
    shared = example.people.first()
    AtRisk.objects.create(appeal=draft, person=shared, place=1)
    desk.post(f"{where}people/{shared.uuid}/removal/")
    Person.objects.filter(pk=shared.pk).update(aliases=["newer"])
    undo(desk, where)
    assert draft.people.get().aliases == ["newer"]


def test_an_entry_of_a_history_comes_back_on_the_persons_page(desk, draft, where, words):
    desk.post(where + "people/", PERSON)
    page = f"{where}people/{draft.people.get().uuid}/"
    desk.post(page + "statuses/", {"status": "detained"})
    desk.post(f"{page}statuses/{draft.people.get().statuses.get().pk}/removal/")
    assert "Taken out: Detained Undo" in words(desk.get(page))
    assert undo(desk, where).headers["location"] == page + "#history"
    assert draft.people.get().statuses.get().status == "detained"


def test_a_history_whose_person_is_gone_leads_to_the_appeal(desk, draft, where):
    desk.post(where + "people/", PERSON)
    person = draft.people.get()
    desk.post(f"{where}people/{person.uuid}/statuses/", {"status": "detained"})
    desk.post(f"{where}people/{person.uuid}/statuses/{person.statuses.get().pk}/removal/")
    removal = Removal.objects.latest("pk")
    desk.post(f"{where}people/{person.uuid}/removal/")
    assert undo(desk, where, removal).headers["location"] == where
    assert not draft.people.exists()


def test_an_addressee_comes_back_once_even_if_it_was_entered_again(desk, draft, where):
    desk.post(where + "addressees/", {"office": "responsible"})
    desk.post(f"{where}addressees/{draft.addressees.get().pk}/removal/")
    desk.post(where + "addressees/", {"office": "responsible"})
    assert undo(desk, where).status_code == 303
    assert draft.addressees.count() == 1
    desk.post(f"{where}addressees/{draft.addressees.get().pk}/removal/")
    undo(desk, where)
    assert draft.addressees.get().is_responsible_mission


def test_after_an_hour_nothing_of_it_is_left(desk, draft, where, words):
    desk.post(where + "people/", PERSON)
    desk.post(f"{where}people/{draft.people.get().uuid}/removal/")
    removal = Removal.objects.get()
    assert "Aysel Example" in str(removal.kept)
    Removal.objects.update(removed_at=timezone.now() - timedelta(minutes=59))
    actions.forget_removals()
    assert Removal.objects.exists()
    Removal.objects.update(removed_at=timezone.now() - timedelta(minutes=60))
    assert "Taken out" not in words(desk.get(where + "people/"))
    assert undo(desk, where, removal).status_code == 404
    actions.forget_removals()
    assert not Removal.objects.exists()


def test_what_was_taken_out_of_another_section_cannot_be_put_back(desk, draft, where, example):
    demand = actions.add_demand(draft, words="One", language="en", actor="test")
    actions.remove_demand(demand, actor="test")
    removal = Removal.objects.get()
    assert desk.post(f"/en/desk/appeals/{example.slug}/removals/{removal.pk}/undo/").status_code == 404
    Appeal.objects.filter(pk=draft.pk).update(section=Section.objects.create(code="elsewhere", name="Elsewhere"))
    assert undo(desk, where, removal).status_code == 404


@pytest.mark.parametrize("noun", ["demands/", "occurrences/"])
def test_undo_leaves_no_passage_without_a_row(desk, draft, where, noun):
    before = Passage.objects.count()
    desk.post(where + noun, {"words": "One", "kind": "happened"})
    row = (draft.demands if noun == "demands/" else draft.occurrences).get()
    for _twice in range(2):
        desk.post(f"{where}{noun}{row.pk}/removal/")
        undo(desk, where)
    assert Passage.objects.count() == before + 1


def test_saved_is_said_once_and_not_for_what_only_moved(desk, draft, where, words):
    for text in ("One", "Two"):
        desk.post(where + "demands/", {"words": text})
    assert "Saved." in words(desk.get(where + "demands/"))
    assert "Saved." not in words(desk.get(where + "demands/"))
    desk.post(f"{where}demands/{draft.demands.last().pk}/place/", {"direction": "up"})
    assert "Saved." not in words(desk.get(where + "demands/"))
    desk.post(where + "text/", {"headline": "Free her", "call": "Now."})
    assert "Saved." in words(desk.get(where))
    desk.post(where + "demands/", {"words": " "})
    assert "Saved." not in words(desk.get(where))
