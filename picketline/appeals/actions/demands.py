"""What we ask for: adding, changing, moving, removing."""

from typing import Any

from django.db import transaction

from picketline.appeals import placing
from picketline.appeals.actions.removals import first_words, keep, texts_of
from picketline.appeals.cards import index
from picketline.appeals.models import Appeal, Demand, Passage
from picketline.audit.actions import record


@transaction.atomic
def add_demand(appeal: Appeal, *, words: str, language: str, actor: Any) -> Demand:
    """One more demand, after the others."""
    passage = Passage.say({language: words}, source_language=appeal.language)
    demand = Demand.objects.create(appeal=appeal, place=placing.next_place(appeal.demands), words=passage)
    index(appeal)
    record("add", demand, actor=actor, section=appeal.section_id)
    return demand


@transaction.atomic
def change_demand(demand: Demand, *, words: str, language: str, actor: Any) -> None:
    """Say it otherwise, or in another language."""
    demand.words.put(language, words)
    index(demand.appeal)
    record("change", demand, actor=actor, section=demand.appeal.section_id, words=language)


@transaction.atomic
def move_demand(demand: Demand, *, up: bool, actor: Any) -> None:
    """One place up or down."""
    if placing.move(demand, demand.appeal.demands, up=up):
        record("move", demand, actor=actor, section=demand.appeal.section_id)


@transaction.atomic
def remove_demand(demand: Demand, *, actor: Any) -> None:
    """Take it out, with its words in every language."""
    record("remove", demand, actor=actor, section=demand.appeal.section_id)
    words = demand.words
    keep(demand.appeal, [*texts_of(words), demand], noun="demand", called=first_words(words))
    demand.delete()
    words.delete()
    index(demand.appeal)
