"""Bilal follows an appeal up for years; whoever reads sees one story, and never a draft."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from picketline.appeals import actions
from picketline.appeals.chronicle import chronicle_of, days_in_prison, neighbours_of
from picketline.appeals.models import Appeal, AtRisk, Occurrence, Passage, Person, PersonStatus, Relation
from picketline.audit.models import Entry
from picketline.network.models import Section


@pytest.fixture
def follow_up(example, bilal):
    """Continues an appeal and publishes the new one."""

    def make(earlier, *, is_public=True, headline="Still in prison"):
        made = actions.follow_up(
            earlier, headline=headline, call="It goes on.", closes_on=date(2100, 1, 1), actor=bilal
        )
        Appeal.objects.filter(pk=made.pk).update(
            published_at=timezone.now() if is_public else None, issued_on=earlier.issued_on + timedelta(days=30)
        )
        return Appeal.objects.with_state().get(pk=made.pk)

    return make


def test_a_follow_up_carries_over_people_addressees_and_demands_to_edit(desk, example):
    later = (timezone.localdate() + timedelta(days=30)).isoformat()
    typed = {"headline": "Still in prison", "call": "Her appeal was rejected.", "closes_on": later}
    answer = desk.post(f"/en/desk/appeals/{example.slug}/follow-up/", typed)
    made = Appeal.objects.with_state().get(slug="still-in-prison")
    assert answer.headers["location"] == f"/en/desk/appeals/{made.slug}/"
    assert (made.state, made.state_concerned_id, made.language) == ("draft", "KZ", "en")
    assert list(made.people.order_by("atrisk__place")) == list(example.people.order_by("atrisk__place"))
    assert [(one.authority_id, one.is_copy) for one in made.addressees.all()] == [
        (one.authority_id, one.is_copy) for one in example.addressees.all()
    ]
    assert [told(one.words) for one in made.demands.all()] == [told(one.words) for one in example.demands.all()]
    first = made.demands.first()
    actions.change_demand(first, words="Another demand", language="en", actor="test")
    assert "Another demand" not in told(example.demands.first().words).values()
    assert [(one.kind, one.earlier) for one in made.relations.all()] == [("follow_up", example)]


def told(passage) -> dict[str, str]:
    return {wording.language: wording.text for wording in passage.wordings.all()}


def test_a_follow_up_without_a_call_comes_back_with_what_was_typed(desk, example, words):
    page = f"/en/desk/appeals/{example.slug}/follow-up/"
    assert "free the oil workers’ lawyer" in desk.get(page).content.decode()
    answer = desk.post(page, {"headline": "Kept <b>", "call": " "})
    assert answer.status_code == 422
    assert "Say in one sentence what it is about" in words(answer)
    assert "Kept &lt;b&gt;" in answer.content.decode()
    assert Appeal.objects.count() == 1


@pytest.mark.parametrize("kind", ["related", "follow_up"])
def test_two_appeals_hang_together_once_whichever_is_named_first(example, draft, kind):
    Relation.objects.create(appeal=draft, earlier=example, kind=kind)
    for one, other in ((draft, example), (example, draft)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Relation.objects.create(appeal=one, earlier=other, kind="related")


def test_no_appeal_continues_itself_or_two_others(example, draft, follow_up):
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(appeal=draft, earlier=draft, kind="related")
    later = follow_up(example)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(appeal=later, earlier=draft, kind="follow_up")


def test_a_chain_never_turns_back_into_itself(desk, example, follow_up, words):
    second = follow_up(example)
    third = follow_up(second)
    page = f"/en/desk/appeals/{example.slug}/relations/"
    answer = desk.post(page, {"other": third.pk, "kind": "follow_up"})
    assert answer.status_code == 422
    assert "It cannot continue that one: one of them continues another appeal already." in words(answer)
    assert Relation.objects.count() == 2
    with pytest.raises(actions.Turns):
        actions.relate(example, second, kind="follow_up", actor="test")
    with pytest.raises(actions.Turns):
        actions.relate(second, example, kind="related", actor="test")


def test_relating_twice_keeps_one_relation_and_one_entry_in_the_record(example, draft):
    before = Entry.objects.count()
    for one, other in ((draft, example), (example, draft), (draft, example)):
        actions.relate(one, other, kind="related", actor="test")
    assert (Relation.objects.count(), Entry.objects.count()) == (1, before + 1)


def test_appeals_are_related_at_the_desk_and_parted_again(desk, example, draft, where, words):
    desk.post(where + "relations/", {"other": example.pk, "kind": "related"})
    assert "KZ 1/2011: Kazakhstan: free the oil workers’ lawyer, end the repression" in words(
        desk.get(where + "relations/")
    )
    beside = words(desk.get(f"/en/desk/appeals/{example.slug}/relations/"))
    assert "related · a draft: readers do not see it" in beside
    assert desk.post(where + "relations/", {"other": example.pk, "kind": "related"}).status_code == 422
    desk.post(f"{where}relations/{Relation.objects.get().pk}/removal/")
    assert not Relation.objects.exists()
    assert desk.post(where + "relations/", {}).status_code == 422


def test_the_draft_of_another_section_is_not_offered_nor_shown(desk, example, draft, words):
    actions.relate(draft, example, kind="follow_up", actor="test")
    elsewhere = Section.objects.create(code="elsewhere", name="Elsewhere")
    Appeal.objects.filter(pk=draft.pk).update(section=elsewhere)
    page = f"/en/desk/appeals/{example.slug}/relations/"
    assert draft.reference not in words(desk.get(page))
    Relation.objects.all().delete()
    assert draft.reference not in words(desk.get(page))
    assert desk.post(page, {"other": draft.pk, "kind": "related"}).status_code == 422


def test_neighbours_pass_over_a_draft_between_two_published_appeals(example, follow_up):
    hidden = follow_up(example, is_public=False)
    last = follow_up(hidden, headline="Free at last")
    assert (neighbours_of(last).before, neighbours_of(example).after) == ([example], [last])
    assert [chapter.appeal for chapter in chronicle_of(last, "en").chapters] == [example, last]


def test_what_stands_alone_has_no_neighbours(example, statements):
    with statements() as said:
        assert not neighbours_of(example)
    assert len(said.spoken) == 1


def test_a_chain_of_many_takes_as_many_statements_as_a_chain_of_two(example, follow_up, statements):
    def asked(appeal) -> int:
        with statements() as said:
            chronicle = chronicle_of(appeal, "de")
            assert all(str(chapter.headline) for chapter in chronicle.chapters)
            assert [one.statuses for one, _days in chronicle.people]
            neighbours_of(appeal)
        return len(said.spoken)

    last = follow_up(example)
    two = asked(last)
    for _more in range(6):
        last = follow_up(last)
        add_occurrence(last, 1, "It went on", date(2012, 1, 1))
    assert (asked(last), two <= 12) == (two, True)
    assert len(chronicle_of(last, "de").chapters) == 8


def add_occurrence(appeal, place, text, on):
    words = Passage.say({"en": text}, source_language="en")
    precision = "day" if on else "undated"
    return Occurrence.objects.create(appeal=appeal, place=place, words=words, on=on, precision=precision)


def test_a_chapter_tells_in_the_order_of_the_days_and_the_undated_last(example, follow_up):
    later = follow_up(example)
    for place, (text, on) in enumerate((("when?", None), ("late", date(2012, 5, 1)), ("soon", date(2012, 1, 1))), 1):
        add_occurrence(later, place, text, on)
    chapter = chronicle_of(later, "en").chapters[1]
    assert [str(words) for _entry, words in chapter.entries] == ["soon", "late", "when?"]


def test_everybody_is_told_of_once_however_many_appeals_are_for_them(example, follow_up):
    later = follow_up(follow_up(example))
    people = [one.person for one, _days in chronicle_of(later, "en").people]
    assert people == list(example.people.order_by("atrisk__place"))


@pytest.mark.parametrize(
    ("history", "day"),
    [
        ([("detained", 111, "day")], 112),
        ([("detained", 111, "day"), ("sentenced", 5, "day")], 112),
        ([("detained", 111, "month")], 0),
        ([("detained", 111, "day"), ("released", 5, "day")], 0),
        ([("detained", 111, "day"), ("released", 50, "day"), ("detained", 0, "day")], 1),
        ([("detained", 111, "day"), ("killed", 50, "undated")], 0),
        ([("charged", 111, "day")], 0),
        ([], 0),
    ],
)
def test_the_day_in_prison_counts_itself_while_it_is_certain(draft, bilal, history, day):
    Appeal.objects.filter(pk=draft.pk).update(published_at=timezone.now())
    person = Person.objects.create(name="Aysel Example")
    AtRisk.objects.create(appeal=draft, person=person, place=1)
    for place, (status, ago, precision) in enumerate(history):
        on = timezone.localdate() - timedelta(days=ago)
        PersonStatus.objects.create(person=person, place=place, status=status, on=on, precision=precision)
    appeal = Appeal.objects.with_state().get(pk=draft.pk)
    assert days_in_prison(person, [appeal]) == day
    actions.close(appeal, outcome="partly", words="", language="en", actor=bilal)
    assert days_in_prison(person, [Appeal.objects.with_state().get(pk=draft.pk)]) == 0


def test_a_historical_example_counts_no_days(example):
    person = example.people.first()
    PersonStatus.objects.create(person=person, place=99, status="detained", on=date(2011, 5, 1))
    assert days_in_prison(person, [example]) == 0
