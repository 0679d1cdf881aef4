"""After an upgrade, or where something has no card: one command, and everything is found again."""

import io

from django.core.management import call_command

from picketline.appeals.models import Appeal, AppealCard, Person, PersonCard
from picketline.authorities.models import AuthorityCard, PlaceCard
from picketline.keeping.finding import State
from picketline.keeping.search import search


def reindexed() -> str:
    out = io.StringIO()
    call_command("reindex", stdout=out)
    return out.getvalue().strip()


def test_what_has_no_card_is_told_by_the_doctor_and_found_again_afterwards(example):
    assert (reindexed(), search().state) == ("index cards: 0 new, 0 changed", State.OK)
    lost = sum(card.objects.all().delete()[0] for card in (AppealCard, PersonCard, AuthorityCard))
    assert (search().state, search().words) == (State.LOOK, f"{lost} have no card, and nobody finds them.")
    assert list(Appeal.objects.sought("Sokolova")) == []
    assert reindexed() == f"index cards: {lost} new, 0 changed"
    assert search().state == State.OK
    assert list(Appeal.objects.sought("Sokolova")) == [example]


def test_a_card_of_an_older_way_of_folding_is_written_anew(example):
    for card in (AppealCard, PlaceCard):
        card.objects.filter(pk=card.objects.earliest("pk").pk).update(words="older")
    assert reindexed() == "index cards: 0 new, 2 changed"


def test_people_of_no_appeal_need_no_card(example):
    Person.objects.create(name="Nobody")
    assert search().state == State.OK
